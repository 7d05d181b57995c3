"""The part that serial ports and sockets share: bytes through an asyncio transport.

What came is kept in a bounded buffer: when a peer floods, reading pauses and the peer has to wait.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from contextlib import suppress

from robots.transports.transport import LinkLost, Transport

MOST_KEPT = 65_536
"""Bytes kept for a reader that does not come; beyond, the peer is held back."""
SEND_SECONDS = 1.5
"""A peer that takes nothing for so long is gone."""
OPEN_SECONDS = 5.0
"""How long an opening may take."""
CLOSE_SECONDS = 0.5
"""How long a closing may take, each of its two waits."""


class Pipe(asyncio.Protocol):
    """Holds what came until it is asked for, and says when the link is gone."""

    def __init__(self, lost: asyncio.Event) -> None:
        self.lost = lost
        self.closed = asyncio.Event()
        self.came = asyncio.Event()
        self.flushed = asyncio.Event()
        self.flushed.set()
        self._kept = bytearray()
        self._paused = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count bytes as sent only when the system has taken them all."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.set_write_buffer_limits(high=0)

    def data_received(self, data: bytes) -> None:
        """Keep what came; hold the peer back when it is too much."""
        self._kept += data
        self.came.set()
        if self._transport and len(self._kept) > MOST_KEPT and not self._paused:
            self._paused = True
            self._transport.pause_reading()

    def eof_received(self) -> bool:
        """A peer that ended its side is gone: a robot never does that on purpose."""
        self._end()
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The link is gone, whoever closed it."""
        self.closed.set()
        self._end()

    def pause_writing(self) -> None:
        """The system takes no more for now."""
        self.flushed.clear()

    def resume_writing(self) -> None:
        """The system took everything."""
        self.flushed.set()

    def take(self) -> bytes:
        """Everything that came, maybe nothing; lets a held peer go on."""
        data = bytes(self._kept)
        self._kept.clear()
        if not self.lost.is_set():
            self.came.clear()
        if self._transport and self._paused and not self._transport.is_closing():
            self._paused = False
            self._transport.resume_reading()
        return data

    def _end(self) -> None:
        self.lost.set()
        self.came.set()
        self.flushed.set()


class PipeTransport(Transport):
    """A transport over an asyncio one; subclasses say how it is opened."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._pipe: Pipe | None = None
        self._link: asyncio.Transport | None = None

    @abstractmethod
    async def _connect(self, pipe: Pipe) -> asyncio.Transport:
        """Open the asyncio transport for this pipe; raises OSError or ValueError."""

    async def open(self) -> None:
        """Open the link, a new one when there was one before; raises LinkLost."""
        await self.close()
        self.lost.clear()
        pipe = Pipe(self.lost)
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                self._link = await self._connect(pipe)
        except (OSError, ValueError) as problem:
            self.lost.set()
            raise LinkLost(f"{self.scheme}:{self.address}") from problem
        self._pipe = pipe

    async def send(self, data: bytes) -> None:
        """Send all the bytes, in order; raises LinkLost when the peer takes nothing."""
        pipe, link = self._pipe, self._link
        if pipe is None or link is None or self.lost.is_set():
            raise LinkLost(self.address)
        link.write(data)
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await pipe.flushed.wait()
        except TimeoutError:
            self.lost.set()
            pipe.came.set()
            link.abort()
        if self.lost.is_set():
            raise LinkLost(self.address)

    async def receive(self) -> bytes:
        """The next bytes that came (those before a loss too), then LinkLost."""
        if self._pipe is None:
            raise LinkLost(self.address)
        await self._pipe.came.wait()
        if data := self._pipe.take():
            return data
        raise LinkLost(self.address)

    async def close(self) -> None:
        """Close the link when what was sent is out; never raises, may be called twice."""
        pipe, link = self._pipe, self._link
        self._link = None
        if pipe is None or link is None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await pipe.flushed.wait()
        self.lost.set()
        pipe.came.set()
        link.abort()
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await pipe.closed.wait()
        pipe.lost = asyncio.Event()  # a late end of this link must not end the next one
