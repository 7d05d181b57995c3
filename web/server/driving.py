"""What a screen asks of robots and runs: take one, GO, steer, press, say where it stands."""

from __future__ import annotations

import re

from gevent.event import AsyncResult

from robots import messages as m
from robots.errors import Code, refuse
from robots.messages import StopBy
from robots.views import Message
from robots.world.cells import cell_place
from robots.world.shipped import PLAIN, shipped_text
from web.server.answering import answers
from web.server.classroom import Classroom, soon_after
from web.server.connections import Screen
from web.server.gateways import SIMULATED
from web.server.judging import thought
from web.server.keeping import run_row
from web.server.remote import must_fit
from web.server.rights import may_see
from web.server.runs import Played, State, new_name
from web.server.seating import fitting, own_place, own_run
from web.server.seats import Place
from web.server.showing import whose

PATIENCE = 0.25
"""Seconds that an answer to GO may wait for the disk."""
MOST_BREAKPOINTS = 200
"""Of one run."""
MOST_STARTING = 3
"""Runs of one seat that a gateway may still be preparing."""
LONGEST_VALUE, LONGEST_ANSWER = 60, 500
"""Characters of a simulated input's value, and of an answer to what a program asks for."""
_INPUT = re.compile(r"[a-z_]{1,20}(\.[a-z_]{1,20})?")
_STEERED: dict[str, State] = {"pause": "paused", "resume": "running"}


@answers(m.ChooseRobot)
def choose_robot(room: Classroom, screen: Screen, message: m.ChooseRobot) -> m.Done:
    """Take a robot, or give it back."""
    place = own_place(room, screen, message.seat)
    if message.robot is None or message.robot == SIMULATED:
        lease = room.leases.of_seat(place.seat)
        if lease is not None:
            room.give_back(lease.robot)
        place.robot = message.robot
        room.keep(place)
        return m.Done()
    room.gateways.for_robot(message.robot)
    room.take(message.robot, place)
    return m.Done()


@answers(m.Run)
def run(room: Classroom, screen: Screen, message: m.Run) -> AsyncResult:
    """GO: the gateway of the robot gets the program and the lesson's mat, at once.

    Answered when the run is on disk, so that a screen knows no run that a killed server forgets.
    """
    place = own_place(room, screen, message.seat)
    starting = [run for run in room.runs.under_way(seat=place.seat) if run.state == "starting"]
    if len(starting) >= MOST_STARTING:
        raise refuse(Code.LIMIT)
    must_fit(message)
    started = _prepared(room, place, message)
    started.screen = screen.id if message.remote else None
    gateway = room.gateways.for_robot(message.robot)
    if gateway.stream is None:
        raise refuse(Code.NO_GATEWAY)
    for going in room.runs.under_way(seat=place.seat):
        room.stop(going, "pupil")
    kept = room.begin(started)
    mat_name, mat = _mat(room)
    room.line.command(
        gateway.stream,
        m.RunStart(
            run=started.run,
            seat=place.seat,
            robot=started.robot,
            lease=started.lease,
            program=started.program,
            mat=mat,
            mat_name=mat_name,
            stepwise=message.stepwise,
            breakpoints=message.breakpoints[:MOST_BREAKPOINTS],
            slow=message.slow,
            remote=message.remote,
            words=message.words,
        ),
    )
    return soon_after(kept, m.Started(started.run), PATIENCE)


@answers(m.Steer)
def steer(room: Classroom, screen: Screen, message: m.Steer) -> m.Done:
    """Steer a run: one's own; a teacher each; a watcher and a board may stop each."""
    going = room.runs.one(message.run)
    if not _may_steer(screen, going, message.action):
        raise refuse(Code.NOT_ALLOWED)
    gateway = room.gateways.named(going.gateway)
    if gateway.stream is None or gateway.control is None:
        raise refuse(Code.NO_GATEWAY)
    if message.action == "stop":
        room.stop(going, _by(screen))
        return m.Done()
    room.line.command(gateway.stream, m.RunSteer(going.run, message.action, _by(screen)))
    if going.under_way and message.action in _STEERED:
        going.state = _STEERED[message.action]
        room.changed()
    return m.Done()


@answers(m.Landed)
def landed(room: Classroom, screen: Screen, message: m.Landed) -> AsyncResult:
    """The robot really stands here; answered with the mission's verdict."""
    over = own_run(room, screen, message.run)
    if cell_place(message.cell) is None:
        raise refuse(Code.BAD_MESSAGE, "cell")

    def judged() -> AsyncResult:
        over.landed = message.cell
        room.journal.write(run_row(over))
        return room.judge(over)

    return thought(screen, judged)


@answers(m.Press)
def press(room: Classroom, screen: Screen, message: m.Press) -> m.Done:
    """A simulated input of a run."""
    going = own_run(room, screen, message.run)
    gateway = room.gateways.named(going.gateway)
    if not _INPUT.fullmatch(message.name):
        raise refuse(Code.BAD_MESSAGE, "name")
    longest = LONGEST_ANSWER if message.name == "input" else LONGEST_VALUE
    if len(str(message.value)) > longest:
        raise refuse(Code.BAD_MESSAGE, "value")
    if gateway.stream is None:
        raise refuse(Code.NO_GATEWAY)
    room.line.command(gateway.stream, m.RunInput(going.run, message.name, message.value))
    return m.Done()


@answers(m.Identify)
def identify(room: Classroom, screen: Screen, message: m.Identify) -> m.Done:
    """Let a robot show itself; not while it runs for somebody."""
    return _tell_resting(room, screen, message.robot, m.IdentifyRobot(message.robot))


@answers(m.Aim)
def aim(room: Classroom, screen: Screen, message: m.Aim) -> m.Done:
    """A step of showing a robot where its front is; not while it runs for somebody."""
    return _tell_resting(room, screen, message.robot, m.AimRobot(message.robot, message.step))


def _tell_resting(room: Classroom, screen: Screen, robot: str, told: Message) -> m.Done:
    """Tell the gateway something of a robot that nobody drives and no other seat holds."""
    gateway = room.gateways.for_robot(robot)
    going = room.runs.on_robot(robot)
    if going is not None:
        raise refuse(Code.ROBOT_BUSY, holder=going.seat, robot=robot)
    holder = room.holder(robot)
    if screen.role == "pupil" and holder not in (None, screen.seat):
        raise refuse(Code.ROBOT_BUSY, holder=holder, robot=robot)
    if gateway.stream is not None:
        room.line.command(gateway.stream, told)
    return m.Done()


@answers(m.Follow)
def follow(room: Classroom, screen: Screen, message: m.Follow) -> m.Done:
    """Send what is missing of these streams, and from now on what comes."""
    on_board = room.on_board()
    for name, (epoch, seq) in message.streams.items():
        known = room.runs.get(name)
        if known is None or not may_see(screen.role, whose(known, screen, on_board)):
            continue
        room.line.follow(screen.id, name)
        room.line.tell([screen.id], room.streams.missed(name, epoch, seq))
        if known.under_way and known.block:
            room.line.tell([screen.id], m.Mark(name, known.block))
        if known.under_way and known.question is not None:
            room.line.tell([screen.id], m.Asked(name, known.question))
    return m.Done()


def _prepared(room: Classroom, place: Place, message: m.Run) -> Played:
    """The run that is asked for; raises Refused when it cannot be."""
    opened = room.must_be_open()
    program = message.program or place.program
    if program is None:
        raise refuse(Code.BAD_MESSAGE, "program")
    gateway = room.gateways.for_robot(message.robot)
    lease = 0 if message.robot == SIMULATED else _lease(room, place, message.robot)
    return Played(
        run=new_name(),
        seat=place.seat,
        robot=message.robot,
        gateway=gateway.name,
        lease=lease,
        program=fitting(program),
        mat=_mat(room)[0],
        lesson=opened.lesson,
        stepwise=message.stepwise,
    )


def _lease(room: Classroom, place: Place, robot: str) -> int:
    lease = room.take(robot, place)
    if room.runs.on_robot(robot) is not None:
        raise refuse(Code.ROBOT_BUSY, holder=place.seat, robot=robot)
    return lease.number


def _mat(room: Classroom) -> tuple[str, str]:
    """The name and the text of the mat that is played on."""
    lesson = room.lesson()
    return (PLAIN, shipped_text(PLAIN)) if lesson is None else (lesson.mat.name, lesson.mat_text)


def _may_steer(screen: Screen, run: Played, action: str) -> bool:
    if screen.role == "teacher" or (screen.role != "watcher" and run.seat == screen.seat):
        return True
    return action == "stop" and screen.role in ("watcher", "board")


def _by(screen: Screen) -> StopBy:
    return "pupil" if screen.role == "pupil" else "teacher"
