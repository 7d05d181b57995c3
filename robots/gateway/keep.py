"""Leaves a program in a real robot for the command line, and follows it where that is asked."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from robots.drivers.driver import Driver
from robots.drivers.stays import State, Stays, Told
from robots.errors import Code, Problem, refuse
from robots.gateway.address import Opener, read_address
from robots.gateway.play import Log, Order, leaving
from robots.gateway.signals import on_signals
from robots.program.tree import Do, Program
from robots.program.walk import statements
from robots.transports.transport import LinkLost
from robots.world.shipped import PLAIN, mat_names
from robots.world.trace import FORMAT, Recorder, Type, Value

LOOK_SECONDS = 0.5
"""Between two looks at a program that tells its steps by itself: a report may be lost."""


def keep_here(program: Program, order: Order, log: Log, flash: bool, follow: bool) -> None:
    """Leave a program in the robot; it runs on when this returns.

    With `follow` this returns when the program is over, and its steps are the trace (of evidence
    "marks": the pose is where the robot was put); a signal or the timeout ends the program too.
    Raises Refused, with all that the robot cannot do alone; KeyboardInterrupt for an early signal.
    """
    asyncio.run(_keep(program, order, log, flash, follow))


async def _keep(program: Program, order: Order, log: Log, flash: bool, follow: bool) -> None:
    mat = order.mat.name if order.mat.name in mat_names() else PLAIN
    opener = Opener(read_address(order.robot), mat, order.recording)
    try:
        with on_signals(leaving(asyncio.current_task())):
            driver, stays = await _left(program, order, opener, flash)
        if follow:
            over = asyncio.Event()
            with on_signals(over.set):
                await _Following(program, order, log, driver, over).to_the_end(stays)
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        await opener.close()


async def _left(
    program: Program, order: Order, opener: Opener, flash: bool
) -> tuple[Driver, Stays]:
    try:
        driver = await opener.open()
        opener.put_down(order.mat.start_pose())
        return driver, await driver.keep(program, flash)
    except LinkLost:
        raise refuse(Code.ROBOT_NOT_FOUND, robot=order.robot) from None


class _Following:
    """Writes the trace of a program that stays, from what it tells."""

    def __init__(
        self, program: Program, order: Order, log: Log, driver: Driver, over: asyncio.Event
    ) -> None:
        self._order, self._driver, self._log, self._over = order, driver, log, over
        self._recorder = Recorder(log.write)
        self._pose = order.mat.start_pose()
        self._words = {item.id: item.word for item in statements(program) if isinstance(item, Do)}
        self._loop = asyncio.get_running_loop()
        self._begun = self._loop.time()
        self._blocks: dict[int, str] = {}

    async def to_the_end(self, stays: Stays) -> None:
        """Follow it until it is over, or somebody stops it."""
        facts: dict[str, Value] = {"format": FORMAT, "robot": "", "kind": self._driver.kind}
        self._emit(Type.START, **(facts | dict(self._order.start())), evidence="marks")
        stays.told = self._take
        ends = None if self._order.timeout is None else self._begun + self._order.timeout
        try:
            while not (self._recorder.ended or self._over.is_set() or self._log.broken):
                self._take(await stays.look())
                if ends is not None and self._loop.time() >= ends:
                    break
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._over.wait()
            if not self._recorder.ended:
                await self._driver.stop()
        except LinkLost:
            self._emit(Type.STOPPED, by="link")
        signal = self._over.is_set() or self._log.broken
        self._emit(Type.STOPPED, by="signal" if signal else "timeout")

    def _take(self, told: Told) -> None:
        for stack, block in told.blocks.items():
            if self._blocks.get(stack) != block:
                self._blocks[stack] = block
                if block in self._words:
                    self._emit(Type.STEP, block=block, word=self._words[block], stack=stack)
        if told.state is State.FINISHED:
            self._emit(Type.FINISHED)
        elif told.state is State.HALTED:
            self._emit(Type.STOPPED, by="pupil")
        elif told.state is State.FAILED:
            problem = told.problem or Problem(Code.GARBLED)
            text = self._order.sentence(problem)
            self._emit(Type.ERROR, code=str(problem.code), block=problem.where, text=text)

    def _emit(self, type: Type, **fields: Value) -> None:
        self._recorder.emit(type, self._loop.time() - self._begun, self._pose, **fields)
        if self._recorder.ended:
            self._over.set()
