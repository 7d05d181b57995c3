"""Stops the robots when the server is silent, and at once after waking from a sleep.

Two clocks: the monotonic one may stand still while the machine sleeps, the other one goes on.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

SILENT = 1.5
"""Seconds without a beat, after which every robot stops; also the longest sleep."""
LOOK = 0.1
"""Seconds between two looks at the clocks."""


def boot_clock() -> float:
    """Seconds that go on while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()


class Silence:
    """Calls `stop` when no beat came for 1.5 s, and when it finds that it slept as long."""

    def __init__(
        self,
        stop: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
        sleeping_clock: Callable[[], float] = boot_clock,
    ) -> None:
        self._stop = stop
        self._clock, self._sleeping_clock = clock, sleeping_clock
        self._heard = clock()
        self._looked = clock()
        self._looked_asleep = sleeping_clock()

    def beat(self) -> None:
        """The server is there."""
        self._heard = self._clock()

    def grace(self) -> None:
        """A run begins: in a silence that has stopped all others, it may wait for a first beat."""
        if self._clock() - self._heard > SILENT:
            self.beat()

    def look(self) -> None:
        """Look at the clocks, and stop the robots if it has to be."""
        now, asleep = self._clock(), self._sleeping_clock()
        slept = max(now - self._looked, asleep - self._looked_asleep)
        self._looked, self._looked_asleep = now, asleep
        if slept > SILENT or now - self._heard > SILENT:
            self._stop()

    async def watch(self) -> None:
        """Look for ever."""
        while True:
            self.look()
            await asyncio.sleep(LOOK)
