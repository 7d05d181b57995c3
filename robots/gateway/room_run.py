"""One run as the server ordered it: read, checked, compiled, played, its events streamed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from robots.abilities import ABILITIES
from robots.drivers.registry import SIMULATED
from robots.errors import Problem, Refused
from robots.gateway.link import RobotLink
from robots.gateway.remote import RemoteLine
from robots.gateway.session import Session
from robots.gateway.stream import Stream
from robots.languages import sentence
from robots.messages import Held, RemoteBeat, RemoteWord, RunEnded, RunInput, RunStart, RunSteer
from robots.program.check import check
from robots.program.compile import CompiledProgram
from robots.program.faces import read_face
from robots.program.run import ready
from robots.program.tree import Program
from robots.world.mat import Mat, read_mat
from robots.world.trace import ENDS, Event, Type, Value

State = Literal["finished", "stopped", "error"]
_STATES: dict[Type, State] = {
    Type.FINISHED: "finished",
    Type.STOPPED: "stopped",
    Type.ERROR: "error",
}


@dataclass(frozen=True, slots=True)
class RoomOrder:
    """What is run beside the program."""

    robot: str
    mat: Mat
    seed: int
    sentence: Callable[[Problem], str]

    def start(self) -> Mapping[str, Value]:
        """The fields of the `start` event that the robot does not know."""
        return {"robot": self.robot, "mat": self.mat.name, "seed": self.seed}


@dataclass(frozen=True, slots=True)
class Prepared:
    """An order whose program has been read, checked and compiled, or runs on a tablet."""

    program: Program
    order: RoomOrder
    compiled: CompiledProgram
    remote: RemoteLine | None = None


def prepared(start: RunStart, abilities: frozenset[str], language: str) -> Prepared:
    """Get everything ready; for a thread, since a huge program takes seconds.

    Raises Refused: what is wrong with the program or the mat.
    """
    mat = read_mat(start.mat, start.mat_name)
    order = RoomOrder(start.robot, mat, start.seed, partial(sentence, language=language))
    if start.remote:
        remote = RemoteLine(start, abilities)
        return Prepared(Program([], face="python"), order, remote.program, remote)
    program = _checked(start, abilities, mat)
    return Prepared(program, order, ready(program, order.start(), start.breakpoints))


def abilities_of(link: RobotLink | None) -> frozenset[str]:
    """What the robot behind a link can do; without one it is the simulated robot."""
    return ABILITIES if link is None or link.driver is None else link.driver.abilities


class RoomRun:
    """A run in the room. `tell` is called when its stream has something to send."""

    def __init__(
        self, start: RunStart, order: Prepared, link: RobotLink | None, tell: Callable[[], None]
    ) -> None:
        self.start = start
        self.stream = Stream(start.run)
        self.over = asyncio.Event()
        """Set when its robot is still and free."""
        self._tell = tell
        self._state: State = "stopped"
        self._late: asyncio.TimerHandle | None = None
        self._session = Session(
            order.program,
            order.order,
            link,
            self._take,
            self._look,
            order.compiled,
            lambda: self.stream.crowded,
            asks=True,
            words=frozenset(start.words) if start.remote else None,
        )
        self._remote = order.remote
        if self._remote is not None:
            self._remote.join(self.stream, self._tell, self._session.wake, self._silent)

    @property
    def held(self) -> Held:
        """What the gateway still has of it."""
        stream = self.stream
        return held(self.start, stream.epoch, stream.seq, stream.ended)

    async def play(self) -> None:
        """Play it to its end; the robot is still and free when this returns."""
        if self.start.stepwise:
            self._session.step()
        if self.start.slow != 1.0:
            self._session.slow(self.start.slow)
        try:
            await self._session.play()
        finally:
            if self._late is not None:
                self._late.cancel()
            if self._remote is not None:
                self._remote.close()
            self.stream.end(RunEnded(self.start.run, self._state))
            self._tell()

    def steer(self, action: str, by: str) -> None:
        """Stop, pause, resume, step, slow, normal."""
        session = self._session
        actions: dict[str, Callable[[], None]] = {
            "stop": partial(session.stop, by),
            "pause": session.pause,
            "resume": session.resume,
            "step": session.step,
            "slow": session.slow,
            "normal": partial(session.slow, 1.0),
        }
        if action in actions and not session.run.ended:
            actions[action]()

    def obey(self, message: RunSteer) -> None:
        """Do what somebody wants of it."""
        self.steer(message.action, message.by)

    def input(self, message: RunInput) -> None:
        """Take a simulated input."""
        self._session.input(message.name, message.value)
        self._look()

    def hear_tablet(self, message: RemoteWord | RemoteBeat) -> None:
        """Take what the tablet says that runs its program."""
        if self._remote is not None and not self._session.run.ended:
            self._remote.hear(message)

    def link_changed(self) -> None:
        """Its robot's link came or went."""
        self._session.link_changed()

    def _silent(self) -> None:
        self.steer("stop", "silence")

    def _take(self, event: Event) -> None:
        self.stream.add(event)
        if event.type in ENDS:
            self._state = _STATES[event.type]
        if self.stream.full:
            asyncio.get_running_loop().call_soon(self.steer, "stop", "silence")
        self._tell()

    def _look(self) -> None:
        """Tell what it asks for, and which block runs now, not too often."""
        if self.stream.ask(self._session.run.asked):
            self._tell()
        wait = self.stream.mark(self._session.run.mark, self._session.paused)
        if wait == 0.0:
            self._tell()
        elif wait is not None and self._late is None:
            self._late = asyncio.get_running_loop().call_later(wait, self._look_late)

    def _look_late(self) -> None:
        self._late = None
        self._look()


def held(start: RunStart, epoch: int, seq: int, ended: bool) -> Held:
    """A run as a gateway says that it has it."""
    return Held(start.run, start.seat, start.robot, start.lease, epoch, seq, ended)


def _checked(start: RunStart, abilities: frozenset[str], mat: Mat) -> Program:
    """The order's program; raises Refused with every problem and remark."""
    program = read_face(start.program.face, start.program.content)
    problems = check(program, abilities, frozenset(mat.places) | frozenset(mat.squares))
    if any(not problem.remark for problem in problems):
        raise Refused(problems)
    return program


def is_anybody(robot: str) -> bool:
    """Whether this is the simulated robot that nobody holds: each run gets its own."""
    return robot == SIMULATED
