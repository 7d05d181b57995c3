"""What gateways tell: the robots they see, the runs they hold, what happens in each."""

from __future__ import annotations

import gevent

from robots import messages as m
from robots.world.shipped import PLAIN
from web.server.classroom import Classroom
from web.server.gateways import SIMULATED, Gateway
from web.server.runs import Played

REPLAY = 2.0
"""Seconds in which a gateway that came back sends the end of a run that ended meanwhile."""


def hello(room: Classroom, gateway: Gateway, message: m.Hello) -> None:
    """A gateway is here (again): its robots, and what it still holds."""
    gateway.robots, gateway.greeted = list(message.robots), True
    first, gateway.met = not gateway.met, True
    held = {hold.run: hold for hold in message.holds}
    for run in room.runs.under_way(gateway=gateway.name):
        if run.run not in held:
            room.lose(run)
    for hold in message.holds:
        _take_back(room, gateway, hold, first)
    room.changed()


def robots(room: Classroom, gateway: Gateway, message: m.Robots) -> None:
    """The robots as they are now."""
    gateway.robots = list(message.robots)
    room.changed()


def run_refused(room: Classroom, gateway: Gateway, message: m.RunRefused) -> None:
    """A run did not start."""
    run = _run(room, gateway, message.run)
    if run is not None:
        room.end(run, "refused", message.faults)


def run_ended(room: Classroom, gateway: Gateway, message: m.RunEnded) -> None:
    """A run is over and its robot still."""
    run = _run(room, gateway, message.run)
    if run is not None:
        room.end(run, message.state)


def run_event(room: Classroom, gateway: Gateway, message: m.RunEvent) -> bool:
    """One event of a run; False when its followers have it already or nobody should get it."""
    run = _run(room, gateway, message.stream)
    if run is None or not room.streams.take(message):
        return False
    if run.state == "starting":
        run.state = "paused" if run.stepwise else "running"
        room.changed()
    return True


def mark(room: Classroom, gateway: Gateway, message: m.Mark) -> bool:
    """Which block runs now; False when nobody should hear of it."""
    run = _run(room, gateway, message.run)
    if run is None:
        return False
    run.block = message.block
    if message.paused and run.state == "running":
        run.state = "paused"
        room.changed()
    return True


def asked(room: Classroom, gateway: Gateway, message: m.Asked) -> bool:
    """What a program asks for now; False when nobody should hear of it."""
    run = _run(room, gateway, message.run)
    if run is None:
        return False
    run.question = message.question
    return True


def to_tablet(room: Classroom, gateway: Gateway, message: m.RemoteBegan | m.RemoteAnswer) -> None:
    """Something for the tablet that runs the program of a remote run, and for no other screen."""
    run = _run(room, gateway, message.run)
    if run is not None and run.screen is not None and room.screens.get(run.screen) is not None:
        room.line.tell([run.screen], message)


def gone(room: Classroom, connection: str) -> None:
    """One of a gateway's connections has ended; it may come back in a moment."""
    gateway = room.gateways.of(connection)
    if gateway is None:
        return
    if gateway.stream == connection:
        gateway.stream, gateway.greeted = None, False
    else:
        gateway.control = None
    for run in room.runs.under_way(gateway=gateway.name):
        run.held = False
    room.await_gateway(gateway.name)
    room.changed()


def _run(room: Classroom, gateway: Gateway, name: str) -> Played | None:
    run = room.runs.get(name)
    return run if run is not None and run.gateway == gateway.name else None


def _take_back(room: Classroom, gateway: Gateway, hold: m.Held, first: bool) -> None:
    """Take a run that a gateway still has; one that nobody here knows is to stop.

    So is one that began under a server that died: its wheels stand within 2 s whether this one
    was back before the gateway's patience was over or not.
    """
    if first and not hold.ended and (line := gateway.control or gateway.stream) is not None:
        room.line.command(line, m.RunSteer(hold.run, "stop", "silence"))
    run = _run(room, gateway, hold.run) or (_found(room, gateway, hold) if first else None)
    if run is None:
        if not hold.ended and gateway.control is not None:
            room.line.command(gateway.control, m.RunSteer(hold.run, "stop", "teacher"))
        return
    run.held = True
    if hold.robot != SIMULATED and room.seats.get(hold.seat) is not None:
        room.leases.restore(hold.robot, hold.seat, hold.lease)
    if hold.ended:
        gevent.spawn_later(REPLAY, room.end, run, "stopped")


def _found(room: Classroom, gateway: Gateway, hold: m.Held) -> Played | None:
    """A run that began just before this server was killed: its seat is known, it is not."""
    place = room.seats.get(hold.seat)
    if place is None or place.program is None:
        return None
    lesson = room.lesson()
    run = Played(
        run=hold.run,
        seat=hold.seat,
        robot=hold.robot,
        gateway=gateway.name,
        lease=hold.lease,
        program=place.program,
        mat=PLAIN if lesson is None else lesson.mat.name,
        lesson=None if lesson is None else lesson.slug,
    )
    room.begin(run)
    return run
