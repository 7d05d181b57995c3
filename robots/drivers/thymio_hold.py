"""Holding a Thymio: our program in it, its trust renewed, its readings asked for again and again.

While it is held the robot hears from us at least four times a second; when it does not, its
resident program stops it. A robot that falls silent, or whose program does, counts as lost.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from time import monotonic

from robots.drivers.thymio_node import Node
from robots.drivers.thymio_resident import ALIVE_TICKS, CALLS, MOTION_OVER, Own, resident_program
from robots.errors import Refused
from robots.transports.transport import LinkLost
from robots.wire import aseba
from robots.wire.aseba_node import UserEvent

POLL_SECONDS = 0.05
"""Between two polls; eyes are read ten times a second by the robot itself."""
ALIVE_SECONDS = 0.2
"""Between two renewals of the robot's trust, which lasts a second."""
SILENT_SECONDS = 1.8
"""A robot that answers nothing for so long, or whose program stands still, is lost."""
STILL_TRIES = 3
SURE_SECONDS = 0.04
"""After so long targets that are still zero stay so: any program had its turn to change them."""
START_SECONDS = 1.0
"""How long the resident program may take to show that it runs."""
GAP = 6
"""Words that are cheaper to read along than to ask twice."""
POLLED = (
    "button.backward", "button.left", "button.center", "button.forward", "button.right",
    "prox.horizontal", "prox.ground.delta", "motor.left.target", "motor.right.target",
    "motor.left.speed", "motor.right.speed", "acc", "mic.intensity", "_vbat",
)  # fmt: skip
TARGETS = ("motor.left.target", "motor.right.target")
HUSH = (0, -1)
"""Arguments of `sound.freq` that end every sound."""

logger = logging.getLogger("ribambelle.thymio")


class Hold:
    """The hold on one node; `polled` is called after every poll, with whether a reading changed."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.polled: Callable[[bool], None] = lambda changed: None
        self.own = Own(0)
        self.held = False
        self.polls = 0
        """Polls begun; a poll's readings are newer than what was sent before it began."""
        self.answered = 0
        """The last poll that was answered."""
        self._spans: list[tuple[int, int]] = []
        self._hurry = asyncio.Event()
        self._poller: asyncio.Task[None] | None = None

    async def take(self) -> None:
        """Still the robot, put our program into it and see it run; then keep asking.

        Raises LinkLost or Refused; KeyError with the name that this robot should announce.
        """
        node = self.node
        node.heard = self._heard
        self.own = Own(node.free)
        program = resident_program(node.places, node.events, node.natives, node.free)
        for name in POLLED[:-1]:
            node.places[name]
        self._spans = _spans([*self._polled_words(), (self.own.first, Own.SIZE)])
        await node.send(*self._targets(0, 0))
        await self._start(program)
        self.held = True
        self.polls = self.answered = 0
        self._poller = asyncio.create_task(self._poll())

    async def release(self) -> None:
        """Ask no more; the robot stops trusting us within a second. Never raises."""
        self.held = False
        if self._poller is not None:
            self._poller.cancel()
            await asyncio.gather(self._poller, return_exceptions=True)
            self._poller = None

    async def still(self) -> None:
        """Zero the wheels and end every sound, and see that it is so; raises LinkLost."""
        for _ in range(STILL_TRIES):
            await self.go(0, 0, 0)
            await self.call("sound.freq", *HUSH)
            await asyncio.sleep(SURE_SECONDS)
            await self.node.get(*((self.node.places[name], 1) for name in TARGETS))
            if not any(self.node.value(name) for name in TARGETS):
                return
        await self._again()

    async def go(self, left: int, right: int, units: int) -> None:
        """Give the wheels their targets, for so many units of way (0: until told otherwise)."""
        trust = aseba.set_variables(self.node.id, self.own.alive, (ALIVE_TICKS, units, 0))
        await self.node.send(trust, *self._targets(left, right))

    async def call(self, native: str, *arguments: int) -> None:
        """Call a native function of the robot; nothing happens where it has none of that name."""
        if native in self.node.natives:
            words = (self.node.id, *arguments)
            await self.node.send(aseba.user_event(CALLS[native], words))

    async def wait_for(self, ready: Callable[[], bool]) -> None:
        """Wait until it is true, looking at all that is heard; raises what ended the link."""
        await self.node.until(ready, None)

    def own_word(self, address: int) -> int:
        """One of the resident program's variables, as it was last read."""
        return self.node.memory[address]

    def hurry(self) -> None:
        """Poll now: something happened."""
        self._hurry.set()

    async def _start(self, program: list[int]) -> None:
        """Load and run; a program lost on the air is sent again."""
        node, own = self.node, self.own
        for last in (False, False, True):
            node.memory[own.ticks] = 0
            await node.send(*aseba.set_bytecode(node.id, program), aseba.run(node.id))
            try:
                async with asyncio.timeout(START_SECONDS):
                    while node.memory[own.ticks] == 0 or node.memory[own.minus_one] != -1:
                        await node.get((own.first, Own.SIZE))
            except (TimeoutError, LinkLost):
                node.check()
                if last:
                    raise LinkLost("the robot does not run our program") from None
            else:
                return

    async def _again(self) -> None:
        """Something else drives the wheels: take the robot over anew."""
        node = self.node
        program = resident_program(node.places, node.events, node.natives, node.free)
        await node.send(aseba.reset(node.id), *self._targets(0, 0))
        await self._start(program)

    def _targets(self, left: int, right: int) -> list[aseba.Message]:
        """Both targets in one message where they stand side by side, as they always have."""
        node = self.node
        first, second = (node.places[name] for name in TARGETS)
        if second == first + 1:
            return [aseba.set_variables(node.id, first, (left, right))]
        pairs = ((first, left), (second, right))
        return [aseba.set_variables(node.id, place, (value,)) for place, value in pairs]

    def _polled_words(self) -> Iterable[tuple[int, int]]:
        node = self.node
        return [(node.places[name], node.sizes[name]) for name in POLLED if name in node.places]

    def _heard(self, event: UserEvent) -> None:
        if event.id == MOTION_OVER:
            self.hurry()

    async def _poll(self) -> None:
        """Ask, renew, look: until the robot is let go or lost."""
        try:
            await self._keep_asking()
        except (LinkLost, Refused) as fault:
            await self._lose(fault)
        except Exception:
            # Unasked, the robot would stand for ever in the middle of a word: it is made anew.
            logger.exception("the polling broke down")
            await self._lose(LinkLost("the polling broke down"))

    async def _lose(self, fault: LinkLost | Refused) -> None:
        self.held = False
        self.node.fail(fault)
        await self.node.transport.close()

    async def _keep_asking(self) -> None:
        renewed = moved = 0.0
        while True:
            self._hurry.clear()
            now = monotonic()
            if now - renewed >= ALIVE_SECONDS:
                renewed = now
                await self.node.set(self.own.alive, ALIVE_TICKS)
            before, ticks = self._readings(), self.own_word(self.own.ticks)
            self.polls += 1
            await self.node.get(*self._spans, seconds=SILENT_SECONDS)
            self.answered = self.polls
            if self.own_word(self.own.ticks) != ticks or not moved:
                moved = now
            elif now - moved > SILENT_SECONDS:
                await self.node.send(aseba.reset(self.node.id), *self._targets(0, 0))
                raise LinkLost("the robot's program stands still")
            self.polled(self._readings() != before)
            self.node.wake()
            await self._pause()

    def _readings(self) -> list[list[int]]:
        taps = [self.own_word(self.own.taps)]
        return [self.node.values(name) for name in POLLED[:-1]] + [taps]

    async def _pause(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._hurry.wait()
        except TimeoutError:
            return


def _spans(words: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Few spans that cover all these (start, count)."""
    spans: list[tuple[int, int]] = []
    for start, count in sorted(words):
        if spans and start - sum(spans[-1]) <= GAP:
            first = spans[-1][0]
            spans[-1] = (first, max(sum(spans[-1]), start + count) - first)
        else:
            spans.append((start, count))
    return spans
