"""A link inside one process, for unit tests: what one end sends, the other receives."""

from __future__ import annotations

import asyncio
from typing import Self

from robots.transports.pipe import MOST_KEPT
from robots.transports.transport import LinkLost, Transport


class LoopTransport(Transport):
    """One end of a link in memory; `pair()` makes both."""

    scheme = "loop"

    def __init__(self, address: str = "") -> None:
        super().__init__(address)
        self.other: LoopTransport | None = None
        self._kept = bytearray()
        self._came = asyncio.Event()
        self._room = asyncio.Event()
        self._room.set()

    @classmethod
    def pair(cls) -> tuple[Self, Self]:
        """Two ends of one link."""
        here, there = cls("here"), cls("there")
        here.other, there.other = there, here
        return here, there

    async def open(self) -> None:
        """Open this end; raises LinkLost when it has no other."""
        if self.other is None:
            raise LinkLost(self.address)
        self.lost.clear()
        self._came.clear()
        self._kept.clear()

    async def send(self, data: bytes) -> None:
        """Give the bytes to the other end, waiting while it has too many; raises LinkLost."""
        if self.other is None:
            raise LinkLost(self.address)
        await self.other._room.wait()
        if self.lost.is_set() or self.other.lost.is_set():
            raise LinkLost(self.address)
        self.other._keep(data)

    async def receive(self) -> bytes:
        """The next bytes that came (those before a loss too), then LinkLost."""
        await self._came.wait()
        if not self._kept:
            raise LinkLost(self.address)
        data = bytes(self._kept)
        self._kept.clear()
        self._room.set()
        if not self.lost.is_set():
            self._came.clear()
        return data

    async def close(self) -> None:
        """Close both ends; never raises."""
        for end in (self, self.other):
            if end is not None:
                end.lost.set()
                end._came.set()
                end._room.set()

    def _keep(self, data: bytes) -> None:
        self._kept += data
        self._came.set()
        if len(self._kept) > MOST_KEPT:
            self._room.clear()
