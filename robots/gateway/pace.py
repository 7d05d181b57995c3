"""Holds a scene back to the wall clock: steps it when something is due, or when it is woken.

`now` is the scene's outer time in seconds; slow motion lets it go at half the wall clock's speed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from time import monotonic

from robots.program.scene import Scene

BREATH = 0.02
"""Seconds between two looks whether a crowded way out is free again."""
SLOW, SLOWEST = 0.5, 0.1
"""Of the wall clock's speed, in slow motion."""


class Pace:
    """Paces one scene. `stepped` is called after each step, to look at what changed.

    While `crowded`, its events come faster than they can leave: it does not go on.
    """

    def __init__(
        self,
        scene: Scene,
        stepped: Callable[[], None] = lambda: None,
        crowded: Callable[[], bool] = lambda: False,
    ) -> None:
        self.scene = scene
        self._stepped, self._crowded = stepped, crowded
        self._woken = asyncio.Event()
        self._rate = 1.0
        self._wall = monotonic()
        self._then = 0.0

    @property
    def now(self) -> float:
        """The scene's outer time: what `Scene.step` and the runs' steering take."""
        return self._then + (monotonic() - self._wall) * self._rate

    @property
    def program_time(self) -> float:
        """The program time now."""
        return self.scene.at(self.now)

    def set_rate(self, rate: float) -> None:
        """Let time go at this part of the wall clock's speed, 0.1 to 1, from now on."""
        rate = min(1.0, max(SLOWEST, rate))
        self._then, self._wall, self._rate = self.now, monotonic(), rate
        self.wake()

    def wake(self) -> None:
        """Something happened: step again, whatever is due."""
        self._woken.set()

    async def play(self, timeout: float | None = None) -> None:
        """Step until every run has ended; after `timeout` seconds they are stopped."""
        while not self.scene.ended:
            self._woken.clear()
            now = self.now
            if timeout is not None and now >= timeout:
                self.scene.stop("timeout", now)
                self._stepped()
                return
            due = self.scene.step(now)
            self._stepped()
            if not self.scene.ended:
                await self._until(_soonest(due, timeout))
            while self._crowded() and not self.scene.ended:
                await asyncio.sleep(BREATH)

    async def _until(self, due: float | None) -> None:
        if due is None:
            await self._woken.wait()
            return
        pause = (due - self.now) / self._rate
        if pause <= 0:
            await asyncio.sleep(0)  # others, and STOP, get their turn
            return
        try:
            async with asyncio.timeout(pause):
                await self._woken.wait()
        except TimeoutError:
            return


def _soonest(due: float | None, timeout: float | None) -> float | None:
    times = [time for time in (due, timeout) if time is not None]
    return min(times, default=None)
