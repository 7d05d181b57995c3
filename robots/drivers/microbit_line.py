"""The line to a micro:bit with our program: beats that keep it going, answers, silence noticed.

By radio lines get lost: what must arrive is said again until it is answered.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from robots.drivers.pacing import Pacing
from robots.errors import Code, Refused, refuse
from robots.transports.transport import LinkLost, Transport
from robots.wire import microbit_lines as lines
from robots.wire.microbit_lines import Answer, Decoder, Hello, Readings, Said

SPACING = 0.02
"""Seconds between two lines."""
BEAT_SECONDS = 0.2
"""Between two signs that we are there; the robot stops after a second without."""
AGAIN_SECONDS, TRIES = 0.12, 7
"""After so long without an answer a line is said again, so many times in all."""
GREETINGS, GREETING_SECONDS = 6, 0.4
SILENT_SECONDS = 1.5
"""A robot that says nothing for so long is lost."""
STILL_SECONDS = 0.3
"""How long the last stop may take to go out."""


class Line:
    """One micro:bit on one transport.

    `sensed` is called for each reading, `ended` when the line fails.
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.sensed: Callable[[Readings], None] = lambda readings: None
        self.ended: Callable[[], None] = lambda: None
        self.fault: LinkLost | Refused | None = LinkLost()
        self._pacing = Pacing(SPACING)
        self._tasks: list[asyncio.Task[None]] = []
        self._hello: Hello | None = None
        self._answered = -1
        self._came = asyncio.Event()
        self._heard = 0.0
        self._number = 0

    async def open(self) -> Hello:
        """Open the line and greet the robot, which stops; who it is.

        Raises LinkLost when nobody answers, Refused with `garbled` when somebody else does.
        """
        await self.transport.open()
        self.fault, self._hello, self._heard = None, None, 0.0
        self._tasks = [asyncio.create_task(self._read())]
        for _ in range(GREETINGS):
            await self.tell(lines.HELLO)
            await self._until(lambda: self._hello is not None, GREETING_SECONDS)
            if self._hello is not None:
                break
        if self._hello is None:
            await self.fail(self._nobody())
        self.check()
        assert self._hello is not None
        self._heard = monotonic()
        self._tasks.append(asyncio.create_task(self._beat()))
        return self._hello

    async def close(self) -> None:
        """Close the line; never raises."""
        self.fault = self.fault or LinkLost(self.transport.address)
        tasks, self._tasks = self._tasks, []
        mine = [task for task in tasks if task is not asyncio.current_task()]
        for task in mine:
            task.cancel()
        if mine:
            await asyncio.wait(mine)
        await self._pacing.close()
        await self.transport.close()
        self._wake()

    async def tell(self, line: bytes, *, key: str = "", moves: bool = False) -> bool:
        """Say a line in turn; False when a stop overtook it. Raises the fault."""
        self.check()
        return await self._pacing.send(lambda: self._send(line), key=key, moves=moves)

    async def move(self, left: int, right: int, milliseconds: int) -> bool:
        """Begin a motion; False when a stop or another motion overtook it. Raises the fault."""
        self._number = number = self._number % lines.LAST_NUMBER + 1
        line = lines.move(number, left, right, milliseconds)
        for _ in range(TRIES):
            if not await self.tell(line, key="move", moves=True) or number != self._number:
                return False
            await self._until(lambda: self._answered == number, AGAIN_SECONDS)
            if number != self._number:
                return False
            if self._answered == number:
                return True
        await self._give_up()
        return False

    async def still(self) -> None:
        """Stop wheels and sound before everything else; raises the fault."""
        self._number = self._number % lines.LAST_NUMBER + 1
        for _ in range(TRIES):
            self.check()
            self._answered = -1
            await self._pacing.stop(lambda: self._send(lines.STOP))
            await self._until(lambda: self._answered == lines.STILL, AGAIN_SECONDS)
            if self._answered == lines.STILL:
                return
        # It must not go on because we are heard: without us it stops by itself.
        await self._give_up()

    def check(self) -> None:
        """Raise what ended the line, if anything did."""
        if self.fault is not None:
            raise self.fault

    async def fail(self, fault: LinkLost | Refused) -> None:
        """End the line for a reason; the robot is told to stop first."""
        if self.fault is not None:
            return
        self.fault = fault
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(STILL_SECONDS):
                await self._pacing.stop(lambda: self.transport.send(lines.STOP))
        await self.close()
        self.ended()

    async def _give_up(self) -> None:
        await self.fail(LinkLost(self.transport.address))
        self.check()

    def _nobody(self) -> LinkLost | Refused:
        """Somebody who talks, but not as our program does, is not nobody."""
        if self._heard:
            return refuse(Code.GARBLED, what="hello")
        return LinkLost(self.transport.address)

    async def _send(self, line: bytes) -> None:
        self.check()
        await self.transport.send(line)

    async def _beat(self) -> None:
        try:
            while monotonic() - self._heard < SILENT_SECONDS:
                await self.tell(lines.BEAT, key="beat")
                await asyncio.sleep(BEAT_SECONDS)
            await self.fail(LinkLost(self.transport.address))
        except (LinkLost, Refused):
            return

    async def _read(self) -> None:
        decoder = Decoder()
        try:
            while True:
                data = await self.transport.receive()
                self._heard = monotonic()
                for said in decoder.feed(data):
                    self._take(said)
        except (LinkLost, Refused) as fault:
            await self.fail(fault)

    def _take(self, said: Said) -> None:
        match said:
            case Readings():
                self.sensed(said)
            case Hello():
                self._hello = said
            case Answer(number):
                self._answered = number
        self._wake()

    async def _until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until it is so, or so long; raises the fault."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not ready() and self.fault is None:
                    await self._came.wait()
        self.check()

    def _wake(self) -> None:
        self._came.set()
        self._came = asyncio.Event()
