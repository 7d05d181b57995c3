"""The conversation with one Aseba node: who it is, what its variables are called, what they hold.

Nothing is known beforehand: offsets, events and native functions are what the node announces, since
firmware and simulator differ. `memory` is what the variables held when they were last asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress

from robots.errors import Refused
from robots.transports.transport import LinkLost, Transport
from robots.wire import aseba
from robots.wire.aseba_node import (
    Answer,
    Description,
    DeviceInfo,
    Disconnected,
    EventDescription,
    NativeDescription,
    NodePresent,
    UserEvent,
    VariableDescription,
    Variables,
    read,
)

ANSWER_SECONDS = 1.0
"""After this long without an answer a question is asked again: radios lose messages."""
TRIES = 3
HELLO_VERSION = 5
"""The version that a host names to be understood by every firmware."""
FRAGMENTS_SINCE, NAMES_SINCE = 8, 6
"""The protocol versions that brought fragments of descriptions, and names of devices."""
PARTS = (VariableDescription, EventDescription, NativeDescription)
"""What a description is told in."""


class Node:
    """One node on a transport, found and described by `open`.

    `heard` is called with every user event that the node sends. When the link fails, every wait
    ends with the same LinkLost, or Refused with `garbled`.
    """

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.heard: Callable[[UserEvent], None] = lambda event: None
        self._reader: asyncio.Task[None] | None = None
        self._forget()

    def _forget(self) -> None:
        self.id = 0
        self.version = 0
        self.name = ""
        self.places: dict[str, int] = {}
        self.sizes: dict[str, int] = {}
        self.events: list[str] = []
        self.natives: list[str] = []
        self.free = 0
        self.memory: list[int] = []
        self.answers: dict[int, int] = {}
        self._fault: LinkLost | Refused | None = None
        self._pulse = asyncio.Event()
        self._description: Description | None = None
        self._parts: list[Answer] = []
        self._listening = False

    async def open(self) -> None:
        """Open the link and make the node's acquaintance.

        Raises LinkLost (nobody answers) or Refused with `garbled` (something else answers).
        """
        self._forget()
        await self.transport.open()
        self._reader = asyncio.create_task(self._read())
        await self._ask(self._hello, lambda: self.id > 0)
        await self._describe()
        self._learn()
        if self.version >= NAMES_SINCE:
            with suppress(LinkLost):
                await self.send(aseba.get_device_info(self.id, aseba.Info.NAME))

    async def close(self) -> None:
        """Close the link; never raises."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
            self._reader = None
        await self.transport.close()
        self.fail(LinkLost(self.transport.address))

    @property
    def room(self) -> tuple[int, int, int]:
        """The words it has for a program, for the stack, and for variables."""
        told = self._description
        return (0, 0, 0) if told is None else (told.bytecode, told.stack, told.max_variables)

    async def send(self, *messages: aseba.Message) -> None:
        """Send messages in one go; raises what ended the link."""
        self.check()
        await self.transport.send(b"".join(message.to_bytes() for message in messages))

    async def set(self, start: int, *values: int) -> None:
        """Set variables that stand next to each other."""
        await self.send(aseba.set_variables(self.id, start, values))

    async def get(self, *spans: tuple[int, int], seconds: float = ANSWER_SECONDS) -> None:
        """Refresh these spans (start, count) of `memory`; raises LinkLost after `seconds`."""
        before = {start: self.answers.get(start, 0) for start, _ in spans}
        await self.send(*(aseba.get_variables(self.id, start, count) for start, count in spans))
        await self.until(
            lambda: all(self.answers.get(start, 0) > seen for start, seen in before.items()),
            seconds,
        )

    def value(self, name: str, index: int = 0) -> int:
        """What a variable held when it was last asked for; 0 for one that is not announced."""
        place = self.places.get(name)
        return 0 if place is None else self.memory[place + index]

    def values(self, name: str) -> list[int]:
        """What an array held; empty for one that is not announced."""
        place = self.places.get(name)
        return [] if place is None else self.memory[place : place + self.sizes[name]]

    async def until(self, ready: Callable[[], bool], seconds: float | None) -> None:
        """Wait until something that is heard makes it true; after `seconds`, raises LinkLost."""
        try:
            async with asyncio.timeout(seconds):
                while not ready():
                    self.check()
                    await self._pulse.wait()
        except TimeoutError:
            raise LinkLost(f"{self.transport.address}: no answer") from None

    def wake(self) -> None:
        """Let every wait look again."""
        self._pulse.set()
        self._pulse = asyncio.Event()

    def fail(self, fault: LinkLost | Refused) -> None:
        """End every wait, now and later, with this fault; the first one counts."""
        self._fault = self._fault or fault
        self.wake()

    def check(self) -> None:
        """Raise what ended the link, if anything did."""
        if self._fault is not None:
            raise self._fault

    # ---- acquaintance ----

    async def _ask(
        self,
        question: Callable[[], Awaitable[None]],
        ready: Callable[[], bool],
        tries: int = TRIES,
    ) -> None:
        for last in range(1, tries + 1):
            await question()
            try:
                return await self.until(ready, ANSWER_SECONDS)
            except LinkLost:
                self.check()
                if last == tries:
                    raise

    async def _hello(self) -> None:
        await self.send(aseba.list_nodes(HELLO_VERSION))

    async def _describe(self) -> None:
        self._listening = True
        if self.version >= FRAGMENTS_SINCE:
            await self._fragment(aseba.HEADER_FRAGMENT, lambda: self._description is not None)
            for number in range(self._expected()):
                await self._fragment(number, self._told(number))
        else:
            await self._whole()
        self._listening = False

    async def _fragment(self, number: int, ready: Callable[[], bool]) -> None:
        async def question() -> None:
            await self.send(aseba.get_description_fragment(self.id, number, HELLO_VERSION))

        await self._ask(question, ready)

    async def _whole(self) -> None:
        """Older firmware tells everything at once; what the radio lost is asked for once more."""
        for last in range(1, TRIES + 1):
            self._description, self._parts = None, []
            await self.send(aseba.get_description(self.id, HELLO_VERSION))
            try:
                return await self._all_told()
            except LinkLost:
                self.check()
                if last == TRIES:
                    raise

    async def _all_told(self) -> None:
        await self.until(lambda: self._description is not None, ANSWER_SECONDS)
        while (told := len(self._parts)) < self._expected():
            await self.until(self._told(told), ANSWER_SECONDS)

    def _told(self, number: int) -> Callable[[], bool]:
        """Whether this part of the description has come."""
        return lambda: len(self._parts) > number

    def _expected(self) -> int:
        told = self._description
        return 0 if told is None else told.variables + told.events + told.natives

    def _learn(self) -> None:
        """Give each variable its offset: the sum of the sizes before it."""
        for part in self._parts:
            if isinstance(part, VariableDescription):
                self.places[part.name], self.sizes[part.name] = self.free, part.size
                self.free += part.size
            elif isinstance(part, EventDescription):
                self.events.append(part.name)
            elif isinstance(part, NativeDescription):
                self.natives.append(part.name)
        assert self._description is not None
        self.name = self.name or self._description.name
        self.memory = [0] * max(self.free, self._description.max_variables)

    # ---- what comes ----

    async def _read(self) -> None:
        decoder = aseba.Decoder()
        try:
            while True:
                self._take(decoder.feed(await self.transport.receive()))
        except (LinkLost, Refused) as fault:
            self.fail(fault)
            await self.transport.close()

    def _take(self, messages: Iterable[aseba.Message]) -> None:
        for message in messages:
            if self.id and message.source != self.id:
                continue
            answer = read(message)
            if isinstance(answer, UserEvent):
                self.heard(answer)
            elif answer is not None:
                self._note(message.source, answer)
        self.wake()

    def _note(self, source: int, answer: Answer) -> None:
        if isinstance(answer, Variables):
            self._remember(answer.start, answer.values)
        elif isinstance(answer, NodePresent):
            self.id, self.version = source, answer.version
        elif isinstance(answer, DeviceInfo) and answer.kind == aseba.Info.NAME:
            self.name = answer.data.decode(errors="replace").rstrip("\0") or self.name
        elif isinstance(answer, Disconnected):
            raise LinkLost("the robot was switched off")
        elif self._listening and isinstance(answer, Description):
            self._description = answer
        elif self._listening and isinstance(answer, PARTS) and answer not in self._parts:
            self._parts.append(answer)

    def _remember(self, start: int, values: Sequence[int]) -> None:
        end = start + len(values)
        if end <= len(self.memory):
            self.memory[start:end] = values
        self.answers[start] = self.answers.get(start, 0) + 1
