"""The robots of the room and the runs on them: does what the server's messages say."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from robots.drivers.registry import SIMULATED
from robots.errors import Code, Refused, refuse
from robots.gateway.address import Address, read_address
from robots.gateway.finder import Found
from robots.gateway.holder import Holder
from robots.gateway.link import RobotLink
from robots.gateway.outgoing import Outgoing
from robots.gateway.picture_names import next_name
from robots.gateway.robot_memory import RobotMemory
from robots.gateway.room_run import (
    Prepared,
    RoomRun,
    abilities_of,
    held,
    is_anybody,
    prepared,
)
from robots.gateway.settings import GatewaySettings
from robots.gateway.stream import EPOCH, Stream
from robots.messages import (
    Ack,
    Adopted,
    AimRobot,
    AimStep,
    Hello,
    IdentifyRobot,
    Release,
    RemoteBeat,
    RemoteWord,
    Robots,
    RunInput,
    RunRefused,
    RunStart,
    RunSteer,
    StopBy,
    StopRobots,
)
from robots.room import RobotState
from robots.transports.transport import LinkLost
from robots.views import Fault, Message

REMEMBERED = 500
"""Stops that came before their run, as many as are remembered."""

THREADS = 2
"""Programs that are prepared at once, beside all runs."""

logger = logging.getLogger("ribambelle.room")


@dataclass(slots=True)
class Starting:
    """A run that is being prepared, and what has been said to it meanwhile."""

    start: RunStart
    waiting: list[RunSteer | RunInput] = field(default_factory=list)


class Room:
    """Everything a gateway holds. `starting` is called whenever a run begins."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self.outgoing = Outgoing()
        self.starting: Callable[[], None] = lambda: None
        self._memory = RobotMemory(Path(settings.data))
        self._robots: dict[str, Holder] = {}
        self._runs: dict[str, RoomRun] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: list[RobotState] = []
        self._starting: dict[str, Starting] = {}
        self._threads = ThreadPoolExecutor(THREADS, "prepare")
        self._stopped_early: deque[RunSteer] = deque(maxlen=REMEMBERED)
        self._showing: set[str] = set()
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
        """Robots that are on USB, or on the air, now."""
        for robot in found:
            name = self._name(robot.address.kind, robot.hardware)
            holder = self._robots.get(name)
            if holder is None and not self._holds(robot):
                self._add_found(robot)
            elif (
                holder is not None
                and holder.link is not None
                and holder.link.address != robot.address
            ):
                self._spawn(self._move(holder, robot.address))

    async def close(self) -> None:
        """Stop every run and every robot, and let the robots go."""
        self.stop_all("signal")
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=1.0)
        self._threads.shutdown(wait=False, cancel_futures=True)
        links = [holder.link.close() for holder in self._robots.values() if holder.link]
        for problem in await asyncio.gather(*links, return_exceptions=True):
            if problem is not None:
                logger.error("a robot was not let go: %r", problem)

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
        holder = Holder(name, self._picture_name(f"{kind}/{hardware}", address))
        self._robots[name] = holder
        if address is not None:
            self._connect(holder, address)
        self.outgoing.robots_changed()

    def _add_found(self, robot: Found) -> None:
        """On a cable it is ours; on the air only if it was before: neighbours have robots too."""
        kind, hardware = robot.address.kind, robot.hardware
        if robot.on_air and not self._memory.knows(f"{kind}/{hardware}"):
            holder = Holder(self._name(kind, hardware), "")
            holder.stranger = robot.address
            self._robots[holder.name] = holder
            self.outgoing.robots_changed()
        else:
            self._add(kind, hardware, robot.address)

    def _adopt(self, name: str) -> None:
        holder = self._robots.get(name)
        if holder is not None and holder.stranger is not None:
            address, holder.stranger = holder.stranger, None
            robot = name.partition("/")[2]
            holder.picture_name = self._picture_name(robot, address)
            self._connect(holder, address)
            self.outgoing.robots_changed()

    def _picture_name(self, robot: str, address: Address | None) -> str:
        """The name on its sticker; robots of the screen bear none."""
        taken = [holder.picture_name for holder in self._robots.values()]
        return next_name(taken) if address is None else self._memory.name_for(robot, taken)

    def _holds(self, robot: Found) -> bool:
        """Whether it was listed by another of its addresses: a name on the air."""
        links = [holder.link for holder in self._robots.values() if holder.link is not None]
        places = {place.lower() for place in robot.places}
        return any(link.address.place.lower() in places for link in links)

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
                self._input(message)
            case RemoteWord() | RemoteBeat():
                if (run := self._runs.get(message.run)) is not None:
                    run.hear_tablet(message)
            case Release():
                self._release(message)
            case Adopted():
                self._adopt(message.robot)
            case IdentifyRobot():
                self._identify(message.robot)
            case AimRobot():
                self._aim(message)
            case StopRobots():
                self.stop_all(message.by)
            case Ack():
                self._acknowledge(message)

    def stop_all(self, by: StopBy) -> None:
        """Stop every run, those too that are being prepared; what fails stops no other's stop."""
        for starting in self._starting.values():
            starting.waiting.append(RunSteer(starting.start.run, "stop", by))
        for run in self._runs.values():
            try:
                run.steer("stop", by)
            except Exception:
                logger.exception("a run could not be stopped")

    def hello(self, name: str) -> Hello:
        """Who this gateway is, and what it has."""
        preparing = [held(starting.start, EPOCH, 0, False) for starting in self._starting.values()]
        return Hello(name, self._states(), [run.held for run in self._runs.values()] + preparing)

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
        known = start.run in self._runs or start.run in self._starting
        if known or self.outgoing.refused(start.run):
            return  # the server said it twice
        try:
            holder = None if is_anybody(start.robot) else self._claimed(start)
        except Refused as refused:
            self._refuse(start, refused)
        else:
            early = [stop for stop in self._stopped_early if stop.run == start.run]
            starting = self._starting[start.run] = Starting(start, list(early))
            self._spawn(self._prepare(starting, holder))

    def _claimed(self, start: RunStart) -> Holder:
        holder = self._robots.get(start.robot)
        if holder is None:
            raise refuse(Code.ROBOT_NOT_FOUND, robot=start.robot)
        holder.claim(start.seat, start.lease)
        return holder

    async def _prepare(self, starting: Starting, holder: Holder | None) -> None:
        """Get a run ready beside all others, then begin it; whatever is wrong refuses it."""
        start, link = starting.start, None if holder is None else holder.link
        arguments = start, abilities_of(link), self._settings.language
        try:
            loop = asyncio.get_running_loop()
            order = await loop.run_in_executor(self._threads, prepared, *arguments)
            if holder is not None:
                await self._take_over(start, holder)
            self._begin(starting, order, holder)
        except Refused as refused:
            self._refuse(start, refused)
        except Exception:
            logger.exception("a run could not begin")
            self._refuse(start, refuse(Code.LIMIT))
        finally:
            self._starting.pop(start.run, None)

    async def _take_over(self, start: RunStart, holder: Holder) -> None:
        """A newer lease, or GO once more: what runs on the robot ends first.

        Raises Refused when the lease is over or the robot away meanwhile.
        """
        while (old := holder.run) is not None:
            old.steer("stop", "pupil" if old.start.seat == start.seat else "teacher")
            await old.over.wait()
        holder.claim(start.seat, start.lease)

    def _begin(self, starting: Starting, order: Prepared, holder: Holder | None) -> None:
        start, link = starting.start, None if holder is None else holder.link
        run = RoomRun(start, order, link, self.outgoing.wake)
        self.starting()
        self._runs[start.run] = run
        if holder is not None:
            holder.run = run
        self._spawn(self._play(run, holder))
        for message in starting.waiting:
            if isinstance(message, RunInput):
                run.input(message)
            else:
                run.obey(message)
        self.outgoing.robots_changed()

    async def _play(self, run: RoomRun, holder: Holder | None) -> None:
        try:
            await run.play()
        except Exception:
            logger.exception("a run broke down")
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
        elif message.run in self._starting:
            self._starting[message.run].waiting.append(message)
        elif message.action == "stop":
            self._stopped_early.append(message)  # stop has a road of its own and may be faster

    def _input(self, message: RunInput) -> None:
        if (run := self._runs.get(message.run)) is not None:
            run.input(message)
        elif message.run in self._starting:
            self._starting[message.run].waiting.append(message)

    def _release(self, message: Release) -> None:
        holder = self._robots.get(message.robot)
        if holder is not None and holder.release(message.lease):
            if holder.run is not None:
                holder.run.steer("stop", "teacher")
            self.outgoing.robots_changed()

    def _identify(self, name: str) -> None:
        holder = self._robots.get(name)
        if holder is None or holder.link is None or holder.run is not None or not holder.there:
            return
        if name not in self._showing:
            self._showing.add(name)
            self._spawn(self._show(name, holder.link))

    async def _show(self, name: str, link: RobotLink) -> None:
        """Let a robot show itself."""
        try:
            if link.driver is not None:
                await link.driver.identify()
        except (LinkLost, Refused):
            return
        finally:
            self._showing.discard(name)

    def _aim(self, message: AimRobot) -> None:
        holder = self._robots.get(message.robot)
        if holder is not None and holder.link and holder.run is None and holder.there:
            self._spawn(self._take_aim(message.step, holder.link))

    async def _take_aim(self, step: AimStep, link: RobotLink) -> None:
        """One step of showing a robot where its front is."""
        if link.driver is None or not link.driver.aims:
            return
        try:
            await (link.driver.set_front() if step == "front" else link.driver.aim(step == "begin"))
        except (LinkLost, Refused):
            return
        self.outgoing.robots_changed()

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
