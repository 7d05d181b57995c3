"""The conversation with a Sphero ball: one command at a time, never faster than the ball likes.

A ball that is flooded drops the link. So commands wait in a queue, apart by the kind's spacing and
each for the answer to the one before; of those with the same key only the last is sent. What is
urgent (a stop) goes at once, past all of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from time import monotonic

from robots.drivers.news import Fault, News
from robots.errors import Refused
from robots.transports.gatt import Gatt
from robots.transports.transport import LinkLost
from robots.wire import sphero
from robots.wire.sphero import Decoder, Packet

ANSWER_SECONDS = 0.5
"""The queue waits no longer for an answer."""
ASK_SECONDS = 2.0
"""Who asks waits so long."""
SILENT_SECONDS = 1.5
"""A ball that streams and says nothing for so long is lost."""


class Line(News):
    """The line to one ball.

    `heard` takes what the ball says unasked; `farewell` is said to it when the line fails.
    """

    def __init__(self, link: Gatt, spacing: float) -> None:
        super().__init__()
        self.link = link
        self.heard: Callable[[Packet], None] = lambda packet: None
        self.farewell: Callable[[], Packet | None] = lambda: None
        self.watched = False
        """The ball streams: silence means that it is lost."""
        self.spacing = spacing
        self._queue: dict[str, Packet] = {}
        self._asked: dict[tuple[int, int], asyncio.Future[Packet]] = {}
        self._seqs = count()
        self._full = asyncio.Event()
        self._writing = asyncio.Lock()
        self._decoder = Decoder()
        self._last_heard = 0.0
        self._parting = False
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Open the link and unlock the ball; raises LinkLost or Refused(garbled)."""
        await self.close()
        self.fault, self.watched, self._parting = None, False, False
        self._queue.clear()
        self._decoder = Decoder()
        await self.link.open()
        await self.link.subscribe(sphero.COMMANDS, self._hear)
        if sphero.FORCE in self.link.flags:  # nobody has proved that each kind needs it, or has it
            await self.link.write(sphero.FORCE, sphero.UNLOCK, response=True)
        self._tasks = [asyncio.create_task(self._pump()), asyncio.create_task(self._watch())]

    async def close(self) -> None:
        """Close the link; never raises."""
        self.fail(LinkLost("closed"))
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await self.link.close()
        if tasks:
            await asyncio.wait(tasks)

    def put(self, key: str, said: Packet) -> None:
        """Say it when its turn comes; one with the same key that still waits is forgotten."""
        if not self._parting:
            self._queue[key] = said
            self._full.set()

    async def ask(self, said: Packet) -> Packet:
        """Say it when its turn comes, and wait for the answer; raises what ended the line."""
        self.check()
        said = self._numbered(said)
        answer = self._expect(said)
        self.put(f"#{said.seq}", said)
        try:
            async with asyncio.timeout(ASK_SECONDS):
                return await answer
        except TimeoutError:
            raise LinkLost(f"no answer to {said.id:04x}") from None

    async def urge(self, said: Packet, *forgotten: str) -> None:
        """Say it now, before all that waits, and forget what waits under these keys."""
        self.check()
        for key in forgotten:
            self._queue.pop(key, None)
        await self._send(self._numbered(said), response=False)

    def fail(self, fault: Fault) -> None:
        """End every wait with this fault; the first one stays."""
        self.fault = self.fault or fault
        for answer in self._asked.values():
            if not answer.done():
                answer.set_exception(self.fault)
                answer.exception()  # nobody may be waiting for it
        self._asked.clear()
        self.wake()

    # ---- out -------------------------------------------------------------------------------------

    def _numbered(self, said: Packet) -> Packet:
        seq = next(self._seqs) % sphero.NOTIFIES
        return Packet(said.id, said.data, seq, said.target)

    def _expect(self, said: Packet) -> asyncio.Future[Packet]:
        answer = asyncio.get_running_loop().create_future()
        self._asked[said.id, said.seq] = answer
        return answer

    async def _pump(self) -> None:
        """Say what waits, one after another, for as long as the line holds."""
        with suppress(LinkLost, Refused):
            while self.fault is None:
                await self._full.wait()
                self._full.clear()
                while self._queue:
                    await self._say_next()

    async def _say_next(self) -> None:
        key = next(iter(self._queue))
        said = self._queue.pop(key)
        if not key.startswith("#"):
            said = self._numbered(said)
            self._expect(said)
        spaced = asyncio.create_task(asyncio.sleep(self.spacing))
        await self._send(said, response=True)
        answer = self._asked.get((said.id, said.seq))
        if answer is not None:
            await asyncio.wait({answer}, timeout=ANSWER_SECONDS)
            self._asked.pop((said.id, said.seq), None)
        await spaced

    async def _send(self, said: Packet, *, response: bool) -> None:
        response = response or "write-without-response" not in self.link.flags[sphero.COMMANDS]
        async with self._writing:
            for part in sphero.chunks(said.to_bytes()):
                await self.link.write(sphero.COMMANDS, part, response=response)

    # ---- in --------------------------------------------------------------------------------------

    def _hear(self, data: bytes) -> None:
        if self.fault is not None or self._parting:
            return
        self._last_heard = monotonic()
        try:
            for packet in self._decoder.feed(data):
                self._take(packet)
        except Refused as garbled:
            self._lose(garbled)
        self.wake()

    def _take(self, packet: Packet) -> None:
        if not packet.is_response:
            self.heard(packet)
            return
        answer = self._asked.get((packet.id, packet.seq))
        if answer is not None and not answer.done():
            answer.set_result(packet)

    def _lose(self, fault: Fault) -> None:
        self._parting = True
        self._queue.clear()
        self._tasks.append(asyncio.create_task(self._part(fault)))

    async def _part(self, fault: Fault) -> None:
        """Let the ball stand, if it still hears us, and close the link."""
        farewell = self.farewell()
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(ANSWER_SECONDS):
                if farewell is not None:
                    await self._send(self._numbered(farewell), response=False)
        await self.link.close()
        self.fail(fault)

    async def _watch(self) -> None:
        """See that the link holds and the ball is not silent."""
        self._last_heard = monotonic()
        while self.fault is None and not self._parting:
            with suppress(TimeoutError):
                async with asyncio.timeout(SILENT_SECONDS / 3):
                    await self.link.lost.wait()
            if self._parting:
                return
            if self.link.lost.is_set():
                self.fail(LinkLost(self.link.address))
            elif self.watched and monotonic() - self._last_heard > SILENT_SECONDS:
                self._lose(LinkLost("the ball is silent"))
