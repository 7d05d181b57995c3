"""Plays a simulated scene for the command line: paced to the wall clock, or as fast as it goes."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from robots.program.scene import Scene, virtual

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Halt:
    """Whether the run must stop: a signal came, or the reader of its events has gone."""

    def __init__(self, gone: Callable[[], bool]) -> None:
        self._gone = gone
        self._caught = False
        self.wake: Callable[[], object] = lambda: None

    @property
    def asked(self) -> bool:
        """Whether the run must stop."""
        return self._caught or self._gone()

    def catch(self, _: int, __: FrameType | None) -> None:
        """Take a signal."""
        self._caught = True
        self.wake()


@contextmanager
def halt_on_signals(gone: Callable[[], bool]) -> Iterator[Halt]:
    """Let SIGINT and SIGTERM ask for a halt instead of ending the process."""
    halt = Halt(gone)
    before = {name: signal.signal(name, halt.catch) for name in SIGNALS}
    try:
        yield halt
    finally:
        for name, old in before.items():
            signal.signal(name, old)


def play_fast(scene: Scene, timeout: float | None, halt: Halt) -> None:
    """As fast as it goes; the timeout counts program time, and wall time too."""
    started = time.monotonic()

    def by() -> str | None:
        if halt.asked:
            return "signal"
        late = timeout is not None and time.monotonic() - started > timeout
        return "timeout" if late else None

    virtual(scene, timeout, by)


async def play_real(scene: Scene, timeout: float | None, halt: Halt) -> None:
    """Held back to the wall clock; a signal is answered at once."""
    loop = asyncio.get_running_loop()
    woken = asyncio.Event()
    halt.wake = lambda: loop.call_soon_threadsafe(woken.set)
    started = loop.time()
    while not scene.ended:
        now = loop.time() - started
        if halt.asked:
            scene.stop("signal", now)
        elif timeout is not None and now >= timeout:
            scene.stop("timeout", timeout)
        else:
            due = scene.step(now)
            if not scene.ended:
                await _until(woken, due, timeout, started)


async def _until(
    woken: asyncio.Event, due: float | None, timeout: float | None, started: float
) -> None:
    """Wait until program time `due`, the timeout or a signal, whichever comes first."""
    ends = [time for time in (due, timeout) if time is not None]
    pause = min(ends) + started - asyncio.get_running_loop().time() if ends else None
    if pause is not None and pause <= 0:
        await asyncio.sleep(0)
        return
    try:
        await asyncio.wait_for(woken.wait(), pause)
    except TimeoutError:
        return
