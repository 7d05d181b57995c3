"""The robots of the room and the runs on them: does what the server's messages say."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress

from robots.drivers.registry import SIMULATED
from robots.errors import Code, Refused, refuse
from robots.gateway.address import Address, read_address
from robots.gateway.finder import Found
from robots.gateway.holder import Holder
from robots.gateway.link import RobotLink
from robots.gateway.outgoing import Outgoing
from robots.gateway.picture_names import next_name
from robots.gateway.room_run import RoomRun, is_anybody
from robots.gateway.settings import GatewaySettings
from robots.gateway.stream import Stream
from robots.messages import (
    Ack,
    Hello,
    IdentifyRobot,
    Release,
    Robots,
    RobotState,
    RunInput,
    RunRefused,
    RunStart,
    RunSteer,
    StopBy,
    StopRobots,
)
from robots.transports.transport import LinkLost
from robots.views import Fault, Message

REMEMBERED = 500
"""Stops that came before their run, as many as are remembered."""

logger = logging.getLogger("ribambelle.room")


class Room:
    """Everything a gateway holds. `starting` is called whenever a run begins."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self.outgoing = Outgoing()
        self.starting: Callable[[], None] = lambda: None
        self._robots: dict[str, Holder] = {}
        self._runs: dict[str, RoomRun] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: list[RobotState] = []
        self._stopped_early: deque[RunSteer] = deque(maxlen=REMEMBERED)
        for number in range(1, settings.simulated + 1):
            self._add(SIMULATED, str(number), None)
        for text in settings.robots:
            self._add_listed(text)

    # ---- robots --------------------------------------------------------------------------------

    @property
    def quiet(self) -> bool:
        """Whether nothing runs."""
        return not self._tasks

    def look(self) -> None:
        """Look whether a battery or a radio link changed."""
        told = self._told
        if self._states() != told:
            self.outgoing.robots_changed()

    def take_found(self, found: list[Found]) -> None:
        """Robots that are on USB now."""
        for robot in found:
            name = self._name(robot.address.kind, robot.hardware)
            holder = self._robots.get(name)
            if holder is None:
                self._add(robot.address.kind, robot.hardware, robot.address)
            elif holder.link is not None and holder.link.address != robot.address:
                self._spawn(self._move(holder, robot.address))

    async def close(self) -> None:
        """Stop every run and every robot, and let the robots go."""
        self.stop_all("signal")
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=1.0)
        links = [holder.link.close() for holder in self._robots.values() if holder.link]
        await asyncio.gather(*links)

    def _add_listed(self, text: str) -> None:
        try:
            address = read_address(text)
        except Refused:
            logger.warning("no robot can have the address %r", text)
            return
        hardware = address.place.rpartition("/")[2]
        number = 2
        while self._name(address.kind, hardware) in self._robots:
            hardware, number = f"{address.place.rpartition('/')[2]}-{number}", number + 1
        self._add(address.kind, hardware, address)

    def _add(self, kind: str, hardware: str, address: Address | None) -> None:
        name = self._name(kind, hardware)
        picture_name = next_name([holder.picture_name for holder in self._robots.values()])
        holder = Holder(name, picture_name)
        self._robots[name] = holder
        if address is not None:
            self._connect(holder, address)
        self.outgoing.robots_changed()

    def _name(self, kind: str, hardware: str) -> str:
        return f"{self._settings.name}/{kind}/{hardware.replace('/', '_')}"

    def _connect(self, holder: Holder, address: Address) -> None:
        holder.link = RobotLink(address)
        holder.link.changed = lambda: self._link_changed(holder)
        holder.link.keep()

    async def _move(self, holder: Holder, address: Address) -> None:
        """The robot was plugged in elsewhere."""
        if holder.link is not None:
            await holder.link.close()
        self._connect(holder, address)

    def _link_changed(self, holder: Holder) -> None:
        self.outgoing.robots_changed()
        if holder.run is not None:
            holder.run.link_changed()

    # ---- what the server says --------------------------------------------------------------------

    def hear(self, message: Message) -> None:
        """Do what one message says."""
        match message:
            case RunStart():
                self._start(message)
            case RunSteer():
                self._steer(message)
            case RunInput():
                if (run := self._runs.get(message.run)) is not None:
                    run.input(message)
            case Release():
                self._release(message)
            case IdentifyRobot():
                self._identify(message.robot)
            case StopRobots():
                self.stop_all(message.by)
            case Ack():
                self._acknowledge(message)

    def stop_all(self, by: StopBy) -> None:
        """Stop every run."""
        for run in self._runs.values():
            run.steer("stop", by)

    def hello(self, name: str) -> Hello:
        """Who this gateway is, and what it has."""
        return Hello(name, self._states(), [run.held for run in self._runs.values()])

    def take(self) -> list[Message]:
        """The next messages for the server."""
        return self.outgoing.take(
            lambda: self.hello(self._settings.name),
            lambda: Robots(self._states()),
            self.streams(),
        )

    def streams(self) -> list[Stream]:
        """The streams of all runs that the server may not have whole."""
        return [run.stream for run in self._runs.values()]

    def _states(self) -> list[RobotState]:
        self._told = [holder.state() for holder in self._robots.values()]
        return self._told

    # ---- runs ------------------------------------------------------------------------------------

    def _start(self, start: RunStart) -> None:
        if start.run in self._runs or self.outgoing.refused(start.run):
            return  # the server said it twice
        try:
            holder = None if is_anybody(start.robot) else self._claimed(start)
            if holder is not None and holder.run is not None:
                self._spawn(self._take_over(start, holder, holder.run))
            else:
                self._begin(start, holder)
        except Refused as refused:
            self._refuse(start, refused)

    def _claimed(self, start: RunStart) -> Holder:
        holder = self._robots.get(start.robot)
        if holder is None:
            raise refuse(Code.ROBOT_NOT_FOUND, robot=start.robot)
        holder.claim(start.seat, start.lease)
        return holder

    async def _take_over(self, start: RunStart, holder: Holder, old: RoomRun) -> None:
        """A newer lease, or GO once more: the run under way ends first."""
        old.steer("stop", "pupil" if old.start.seat == start.seat else "teacher")
        await old.over.wait()
        try:
            self._begin(start, holder)
        except Refused as refused:
            self._refuse(start, refused)

    def _begin(self, start: RunStart, holder: Holder | None) -> None:
        if start.run in self._runs:
            return
        link = holder.link if holder is not None else None
        run = RoomRun(start, link, self._settings.language, self.outgoing.wake)
        self.starting()
        self._runs[start.run] = run
        if holder is not None:
            holder.run = run
        self._spawn(self._play(run, holder))
        for stop in [stop for stop in self._stopped_early if stop.run == start.run]:
            run.obey(stop)
        self.outgoing.robots_changed()

    async def _play(self, run: RoomRun, holder: Holder | None) -> None:
        try:
            await run.play()
        finally:
            if holder is not None:
                holder.run = None
            run.over.set()
            self.outgoing.robots_changed()

    def _refuse(self, start: RunStart, refused: Refused) -> None:
        faults = [
            Fault(str(problem.code), problem.where, dict(problem.details), problem.remark)
            for problem in refused.problems
        ]
        self.outgoing.refuse(RunRefused(start.run, faults))

    def _steer(self, message: RunSteer) -> None:
        run = self._runs.get(message.run)
        if run is not None:
            run.obey(message)
        elif message.action == "stop":
            self._stopped_early.append(message)  # stop has a road of its own and may be faster

    def _release(self, message: Release) -> None:
        holder = self._robots.get(message.robot)
        if holder is not None and holder.release(message.lease):
            if holder.run is not None:
                holder.run.steer("stop", "teacher")
            self.outgoing.robots_changed()

    def _identify(self, name: str) -> None:
        holder = self._robots.get(name)
        if holder is not None and holder.link is not None and holder.run is None and holder.there:
            self._spawn(_show(holder.link))

    def _acknowledge(self, message: Ack) -> None:
        for name, (epoch, seq) in message.streams.items():
            if name in self._runs:
                self._runs[name].stream.acknowledge(epoch, seq)
        for name in [name for name, run in self._runs.items() if run.stream.done]:
            del self._runs[name]

    def _spawn(self, doing: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _show(link: RobotLink) -> None:
    """Let a robot show itself."""
    with suppress(LinkLost, Refused):
        if link.driver is not None:
            await link.driver.identify()
