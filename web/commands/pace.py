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


@contextmanager
def signals_call(handler: Callable[[], object]) -> Iterator[None]:
    """Let SIGINT and SIGTERM call the handler instead of ending the process."""

    def caught(_: int, __: FrameType | None) -> None:
        handler()

    before = {name: signal.signal(name, caught) for name in SIGNALS}
    try:
        yield
    finally:
        for name, old in before.items():
            signal.signal(name, old)


def play_fast(scene: Scene, timeout: float | None, gone: Callable[[], bool]) -> None:
    """As fast as it goes; the timeout counts program time, and wall time too."""
    started = time.monotonic()
    caught: list[str] = []

    def halt() -> str | None:
        if caught or gone():
            return "signal"
        late = timeout is not None and time.monotonic() - started > timeout
        return "timeout" if late else None

    with signals_call(lambda: caught.append("signal")):
        virtual(scene, timeout, halt)


async def play_real(scene: Scene, timeout: float | None, gone: Callable[[], bool]) -> None:
    """Held back to the wall clock; a signal is answered at once."""
    loop = asyncio.get_running_loop()
    halted = asyncio.Event()
    started = loop.time()
    with signals_call(lambda: loop.call_soon_threadsafe(halted.set)):
        while not all(run.ended for run in scene.runs):
            now = loop.time() - started
            if halted.is_set() or gone():
                scene.stop("signal", now)
            elif timeout is not None and now >= timeout:
                scene.stop("timeout", timeout)
            else:
                await _until(halted, scene.step(now), timeout, started)


async def _until(
    halted: asyncio.Event, due: float | None, timeout: float | None, started: float
) -> None:
    """Wait until program time `due`, the timeout or a signal, whichever comes first."""
    ends = [time for time in (due, timeout) if time is not None]
    pause = min(ends) + started - asyncio.get_running_loop().time() if ends else None
    if pause is not None and pause <= 0:
        await asyncio.sleep(0)
        return
    try:
        await asyncio.wait_for(halted.wait(), pause)
    except TimeoutError:
        return
