"""Lets the signals that end a process be answered by the event loop instead."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SIGNALS = tuple(
    getattr(signal, name)
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
    if hasattr(signal, name)
)
"""Every ending signal that this system has and that can be caught."""


@contextmanager
def on_signals(answer: Callable[[], None]) -> Iterator[None]:
    """Call `answer` from the loop at each ending signal, until the block is left.

    A hang-up that was ignored on purpose (`nohup`) stays so.
    """
    loop = asyncio.get_running_loop()
    before = {
        name: signal.signal(name, lambda *_: loop.call_soon_threadsafe(answer))
        for name in SIGNALS
        if name.name != "SIGHUP" or signal.getsignal(name) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for name, old in before.items():
            signal.signal(name, old)
