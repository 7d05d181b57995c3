"""The conversation with an iRobot: requests that are answered under their number, and events.

It is asked where it is again and again: that is its odometry, and its silence is its loss.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from itertools import count

from robots.drivers.news import Fault, News
from robots.errors import Refused
from robots.transports.gatt import Gatt
from robots.transports.transport import LinkLost
from robots.wire.irobot import FROM_ROBOT, TO_ROBOT, Frame, Id, decode

ASK_SECONDS = 1.5
"""A robot that leaves a question open for so long is lost."""
POLL_SECONDS = 0.1
PART_SECONDS = 0.5


class Line(News):
    """The line to one robot. `heard` takes events and every place that it tells."""

    def __init__(self, link: Gatt) -> None:
        super().__init__()
        self.link = link
        self.heard: Callable[[Frame], None] = lambda frame: None
        self.answers: dict[int, Frame] = {}
        """The answers to what was told with `begin`, by number, until they are taken."""
        self._numbers = count(1)
        self._open: set[tuple[int, int]] = set()
        self._ending: Fault | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Open the link; raises LinkLost or Refused(garbled)."""
        await self.close()
        await self.link.open()
        self.fault = self._ending = None
        self.answers.clear()
        self._open.clear()
        await self.link.subscribe(FROM_ROBOT, self._hear)
        self._tasks = [asyncio.create_task(self._watch())]

    def poll(self) -> None:
        """Ask where it is from now on."""
        self._tasks.append(asyncio.create_task(self._poll()))

    async def close(self) -> None:
        """Close the link; never raises."""
        self.fail(LinkLost("closed"))
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await self.link.close()
        if tasks:
            await asyncio.wait(tasks)

    async def tell(self, number: int, payload: bytes = b"", *, sure: bool = True) -> int:
        """Tell it something; `sure` waits until the radio has it. The frame's number."""
        self.check()
        frame = Frame(number, payload, next(self._numbers) % 256)
        await self.link.write(TO_ROBOT, frame.to_bytes(), response=sure)
        return frame.number

    async def begin(self, number: int, payload: bytes = b"") -> int:
        """Tell it something that it answers later, in `answers` under the number given."""
        self.check()
        frame = Frame(number, payload, next(self._numbers) % 256)
        self.answers.pop(frame.number, None)
        self._open.add((number, frame.number))
        await self.link.write(TO_ROBOT, frame.to_bytes(), response=True)
        return frame.number

    async def ask(self, number: int, payload: bytes = b"") -> Frame:
        """Ask, and wait for the answer; raises what ended the line."""
        asked = await self.begin(number, payload)
        if not await self.until(lambda: asked in self.answers, ASK_SECONDS):
            raise LinkLost(f"no answer to {number:04x}")
        return self.answers.pop(asked)

    def _hear(self, data: bytes) -> None:
        if self.fault or self._ending:
            return
        try:
            frame = decode(data)
        except Refused as garbled:
            self._lose(garbled)
            return
        if (frame.id, frame.number) in self._open:
            self._open.discard((frame.id, frame.number))
            self.answers[frame.number] = frame
        self.heard(frame)
        self.wake()

    async def _poll(self) -> None:
        try:
            while True:
                await self.ask(Id.WHERE)
                await asyncio.sleep(POLL_SECONDS)
        except (LinkLost, Refused) as fault:
            self._lose(fault)

    async def _watch(self) -> None:
        await self.link.lost.wait()
        self.fail(self._ending or LinkLost(self.link.address))

    def _lose(self, fault: Fault) -> None:
        if self.fault is None and self._ending is None:
            self._ending = fault
            self._tasks.append(asyncio.create_task(self._part(fault)))

    async def _part(self, fault: Fault) -> None:
        """Let it stand, if it still hears us, and close the link."""
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(PART_SECONDS):
                await self.tell(Id.STOP, sure=False)
        await self.link.close()
        self.fail(fault)
