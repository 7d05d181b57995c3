"""One run under way: a program, its body and its pace; the end leaves the robot still.

On a real robot it also follows the link: a run whose robot is away for long is stopped.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Protocol

from robots.drivers.simulated import body_for
from robots.errors import Code, Problem
from robots.gateway.link import RobotLink
from robots.gateway.pace import SLOW, Pace
from robots.gateway.robot_body import RobotBody
from robots.program.body import Body
from robots.program.compile import CompiledProgram
from robots.program.measure import used
from robots.program.run import Run
from robots.program.scene import Scene
from robots.program.tree import Program
from robots.world.mat import Mat
from robots.world.trace import Event, Recorder, Value

LOST_SECONDS = 3.0
"""How long a run waits for a robot that is away."""

logger = logging.getLogger("ribambelle.session")


class Order(Protocol):
    """What is run beside the program; `sentence` makes a problem's text for its reader."""

    @property
    def mat(self) -> Mat:
        """The mat the robot stands on."""

    @property
    def seed(self) -> int:
        """Of the program's luck and the mat's noise."""

    @property
    def sentence(self) -> Callable[[Problem], str]:
        """Makes the text of an error."""

    def start(self) -> Mapping[str, Value]:
        """The fields of the `start` event that the robot does not know."""


class Session:
    """One run. `sink` takes its events, `stepped` is called after each step of its scene.

    While `crowded` it waits: what it did is not told yet. `asks`: somebody can answer questions.
    `words` are those the program says, where it does not tell them itself.

    Raises Refused when the program cannot be compiled.
    """

    def __init__(
        self,
        program: Program,
        order: Order,
        link: RobotLink | None,
        sink: Callable[[Event], None],
        stepped: Callable[[], None] = lambda: None,
        compiled: CompiledProgram | None = None,
        crowded: Callable[[], bool] = lambda: False,
        asks: bool = False,
        words: frozenset[str] | None = None,
    ) -> None:
        self._scene = Scene(order.sentence)
        self._pace = Pace(self._scene, stepped, crowded)
        self._link = link
        self._real = self._real_body(link, order.mat)
        said = used(program) if words is None else words
        body: Body = self._real or body_for(said, order.mat, order.seed)
        self.run: Run = self._scene.add(
            program, body, Recorder(sink), order.start(), compiled, asks
        )
        self._patience: asyncio.TimerHandle | None = None

    async def play(self, timeout: float | None = None) -> None:
        """Run to the end; the robot has been told to stop when this returns."""
        try:
            if self._real is not None:
                await self._real.face_front()
            await self._pace.play(timeout)
        except Exception:
            logger.exception("a run broke down")
            self._break_down()
        finally:
            try:
                self.stop("signal")
            finally:
                if self._patience is not None:
                    self._patience.cancel()
                if self._real is not None:
                    await self._real.rest()

    def _break_down(self) -> None:
        """End it for a fault of our own or of the robot's driver: the robot is stopped first."""
        code = Code.LIMIT if self._real is None else Code.ROBOT_LOST
        self.run.fail(Problem(code, self.run.mark), self._pace.now)

    @property
    def paused(self) -> bool:
        """Whether its clock stands still."""
        return self._scene.paused

    def wake(self) -> None:
        """Something happened outside that its program waits for."""
        self._pace.wake()

    def stop(self, by: str) -> None:
        """Stop: the robot first; nothing when it has ended already."""
        self.run.stop(by, self._pace.now)
        self._pace.wake()

    def pause(self) -> None:
        """Let its clock stand still; a real robot ends the cell or turn it is at."""
        self._hold(True)
        self.run.pause(self._pace.now)
        self._pace.wake()

    def resume(self) -> None:
        """Let its clock go on."""
        self._hold(False)
        self.run.resume(self._pace.now)
        self._pace.wake()

    def step(self) -> None:
        """Let one word begin and end, then pause."""
        self._hold(False)
        self.run.step_once(self._pace.now)
        self._pace.wake()

    def slow(self, rate: float = SLOW) -> None:
        """Slow motion, a part of the wall clock's speed; a real robot moves as it moves."""
        if self._real is None:
            self._pace.set_rate(rate)

    def input(self, name: str, value: Value) -> None:
        """Something from outside: a simulated button, a clap."""
        self.run.input(name, value, self._pace.now)
        self._pace.wake()

    def link_changed(self) -> None:
        """The robot's link came or went."""
        if self._real is None or self._link is None or self.run.ended:
            return
        if self._patience is not None:
            self._patience.cancel()
        if self._link.up and self._link.driver is not None:
            self._real.back(self._link.driver)
        else:
            self._real.lost()
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(LOST_SECONDS, self.stop, "link")

    def _hold(self, held: bool) -> None:
        if self._real is not None:
            self._real.hold(held)

    def _real_body(self, link: RobotLink | None, mat: Mat) -> RobotBody | None:
        if link is None or link.driver is None:
            return None
        link.put_down(mat.start_pose())
        return RobotBody(
            link.driver, mat, lambda: self._pace.program_time, self._pace.wake, link.habits
        )
