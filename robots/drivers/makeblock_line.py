"""The line to a Makeblock board: spaced commands, one question at a time, silence noticed.

The board has one thread: it answers nothing while it measures or sounds. A line that fails tells
the motors to stop, as far as it still carries anything, before it is closed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from robots.drivers.pacing import Pacing
from robots.errors import Code, Refused, refuse
from robots.transports.transport import LinkLost, Transport
from robots.wire import makeblock
from robots.wire.makeblock import Decoder, Device, Reading

SPACING = 0.02
"""Seconds between two frames."""
ANSWER_SECONDS = 0.4
"""How long a question waits for its answer."""
SILENT_SECONDS = 1.5
"""A board that answers nothing for so long is lost."""
GREETINGS = (0.2, 2.0, 0.4, 0.4, 0.4, 0.4, 0.4)
"""Opening the port starts the board anew, about 2 s: how long each greeting waits."""
STILL_SECONDS = 0.3
"""How long the last stop may take to go out."""
_QUESTIONS = 12
"""Questions are numbered 1 to 12: 13 begins the mark that ends an answer."""


class Line:
    """One board on one transport; `ended` is called when the line fails."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.ended: Callable[[], None] = lambda: None
        self.fault: LinkLost | Refused | None = LinkLost()
        self._pacing = Pacing(SPACING)
        self._reader: asyncio.Task[None] | None = None
        self._asked: dict[int, asyncio.Future[float | str | None]] = {}
        self._index = 0
        self._heard = 0.0

    async def open(self) -> str:
        """Open the line and greet the board; what firmware it says it has.

        Raises LinkLost when nobody answers, Refused with `garbled` when somebody else does.
        """
        await self.transport.open()
        self.fault = None
        self._heard = monotonic() + sum(GREETINGS)
        self._reader = asyncio.create_task(self._read())
        for seconds in GREETINGS:
            version = await self.ask(Device.VERSION, seconds=seconds)
            if isinstance(version, str):
                self._heard = monotonic()
                return version
        await self.fail(LinkLost(self.transport.address))
        raise LinkLost(self.transport.address)

    async def close(self) -> None:
        """Close the line; never raises."""
        self.fault = self.fault or LinkLost(self.transport.address)
        reader, self._reader = self._reader, None
        if reader is not None and reader is not asyncio.current_task():
            reader.cancel()
            await asyncio.wait({reader})
        await self._pacing.close()
        await self.transport.close()

    async def tell(self, frame: bytes, *, key: str = "", moves: bool = False) -> bool:
        """Tell the board something in turn; False when a stop overtook it. Raises the fault."""
        self.check()
        return await self._pacing.send(lambda: self._send(frame), key=key, moves=moves)

    async def still(self) -> None:
        """Stop both motors before everything else; raises the fault."""
        self.check()
        await self._pacing.stop(lambda: self._send(makeblock.wheels(0, 0)))

    async def ask(
        self, device: Device, data: bytes = b"", seconds: float = ANSWER_SECONDS
    ) -> float | str | None:
        """Ask for a value; None when no answer came. Raises the fault."""
        self._index = self._index % _QUESTIONS + 1
        index = self._index
        answer: asyncio.Future[float | str | None] = asyncio.get_running_loop().create_future()
        self._asked[index] = answer
        frame = makeblock.request(makeblock.Action.GET, device, data, index)
        try:
            await self.tell(frame)
            async with asyncio.timeout(seconds):
                return await answer
        except TimeoutError:
            if monotonic() - self._heard > SILENT_SECONDS:
                await self.fail(LinkLost(self.transport.address))
            return None
        finally:
            self._asked.pop(index, None)
            self.check()

    def check(self) -> None:
        """Raise what ended the line, if anything did."""
        if self.fault is not None:
            raise self.fault

    async def fail(self, fault: LinkLost | Refused) -> None:
        """End the line for a reason; the motors are told to stop first."""
        if self.fault is not None:
            return
        self.fault = fault
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(STILL_SECONDS):
                await self._pacing.stop(lambda: self.transport.send(makeblock.wheels(0, 0)))
        await self.close()
        for answer in self._asked.values():
            if not answer.done():
                answer.set_result(None)
        self.ended()

    async def _send(self, frame: bytes) -> None:
        self.check()
        await self.transport.send(frame)

    async def _read(self) -> None:
        decoder = Decoder()
        try:
            while True:
                for answer in decoder.feed(await self.transport.receive()):
                    self._heard = max(self._heard, monotonic())
                    if isinstance(answer, Reading):
                        self._take(answer)
        except (LinkLost, Refused) as fault:
            await self.fail(fault)

    def _take(self, reading: Reading) -> None:
        waiting = self._asked.get(reading.index)
        if waiting is not None and not waiting.done():
            waiting.set_result(reading.value)


def garbled(what: str) -> Refused:
    """The refusal of a board that is none of ours."""
    return refuse(Code.GARBLED, what=what)
