"""Waiting for what a robot says: who waits looks at each news, and a fault ends every wait."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from robots.errors import Refused
from robots.transports.transport import LinkLost

Fault = LinkLost | Refused
"""What ends a conversation."""


class News:
    """What a conversation with a robot waits by; `fault` is what ended it."""

    def __init__(self) -> None:
        self.fault: Fault | None = LinkLost("closed")
        self._news = asyncio.Event()

    def check(self) -> None:
        """Raise what ended it, if anything did."""
        if self.fault is not None:
            raise self.fault

    async def until(self, ready: Callable[[], bool], seconds: float | None = None) -> bool:
        """Wait until it is true, at most so long; whether it is. Raises what ended it."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not ready():
                    self.check()
                    await self._news.wait()
        return ready()

    def wake(self) -> None:
        """Let everybody who waits look again."""
        news, self._news = self._news, asyncio.Event()
        news.set()

    def fail(self, fault: Fault) -> None:
        """End every wait with this fault; the first one stays."""
        self.fault = self.fault or fault
        self.wake()
