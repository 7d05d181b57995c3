"""What a run has to tell the server: numbered events, kept until the server has them.

After a reconnection everything that is not acknowledged is told again; whoever listens drops what
it has by the numbers, so that nothing is lost, doubled or out of order on a screen.
"""

from __future__ import annotations

from collections import deque
from time import monotonic, time

import msgspec

from robots.messages import Asked, Mark, RunEnded, RunEvent
from robots.views import Message
from robots.world.trace import Event, Type

MARK_PAUSE = 1.0 / 30.0
"""Seconds between two marks of a run."""
MOST_KEPT = 20_000
"""Events kept for a server that takes none; beyond, the run must stop."""
MOST_UNSENT, LARGEST_UNSENT = 100, 200_000
"""Events, and their bytes, that may wait to be sent before the run waits for them."""
SURE_SECONDS = 10.0
"""How long the end of a run may still be on its way, and be told again."""
EPOCH = int(time() * 1000)
"""Tells this process's streams from those of the process before it."""


class Stream:
    """One run's events on their way; `take` gives the next message to send, in order."""

    def __init__(self, run: str, epoch: int = EPOCH) -> None:
        self.run, self.epoch = run, epoch
        self.seq = 0
        """Number of the last event."""
        self._kept: deque[RunEvent] = deque()
        self._acknowledged = 0
        self._sent = 0
        self._unsent = 0
        """Bytes of the events that wait to be sent."""
        self._end: RunEnded | None = None
        self._end_sent = False
        self._end_told = 0.0
        self._mark: Mark | None = None
        self._block, self._paused = "", False
        self._question: str | None = None
        self._answered = False
        """What was asked has an answer: the same may be asked again."""
        self._asked: Asked | None = None
        self._marked = 0.0
        self._letters: deque[Message] = deque()
        """What is told to the run's own screen; it asks again for what a lost connection takes."""

    @property
    def full(self) -> bool:
        """Whether the server has not taken events for far too long."""
        return len(self._kept) > MOST_KEPT

    @property
    def crowded(self) -> bool:
        """Whether so much waits to be sent that a run should wait, and its end be seen soon."""
        return self.seq - self._sent > MOST_UNSENT or self._unsent > LARGEST_UNSENT

    @property
    def ended(self) -> bool:
        """Whether nothing more comes."""
        return self._end is not None

    @property
    def done(self) -> bool:
        """Whether the run has ended and the server has all of it, for long enough to be sure."""
        sure = monotonic() - self._end_told > SURE_SECONDS
        return self._end_sent and not self._kept and sure

    def add(self, event: Event) -> None:
        """Number and keep one event of the trace."""
        self.seq += 1
        raw = msgspec.Raw(event.as_line().encode())
        self._unsent += len(bytes(raw))
        self._answered |= event.type is Type.INPUT
        self._kept.append(RunEvent(self.run, self.epoch, self.seq, raw))

    def end(self, message: RunEnded) -> None:
        """Nothing more comes: this is told after the last event."""
        self._end, self._mark, self._asked = message, None, None
        self._letters.clear()

    def mark(self, block: str, paused: bool = False) -> float | None:
        """Note which block runs now; the seconds until it may be told, None when nothing is new."""
        if (block, paused) == (self._block, self._paused) or self._end is not None:
            return None
        wait = self._marked + MARK_PAUSE - monotonic()
        if wait > 0:
            return wait
        self._block, self._paused, self._marked = block, paused, monotonic()
        self._mark = Mark(self.run, block, self.seq, paused)
        return 0.0

    def ask(self, question: str | None) -> bool:
        """Note what the program asks for now; whether that is new."""
        if (question == self._question and not self._answered) or self._end is not None:
            return False
        self._answered = False
        self._question, self._asked = question, Asked(self.run, question, self.seq)
        return True

    def tell_screen(self, letter: Message) -> None:
        """Something for the run's own screen, before all else: a program there waits for it."""
        if self._end is None:
            self._letters.append(letter)

    def acknowledge(self, epoch: int, seq: int) -> None:
        """The server has everything up to this number."""
        if epoch != self.epoch:
            return
        self._acknowledged = max(self._acknowledged, min(seq, self.seq))
        while self._kept and self._kept[0].seq <= self._acknowledged:
            message = self._kept.popleft()
            if message.seq > self._sent:
                self._unsent -= len(bytes(message.event))
        self._sent = max(self._sent, self._acknowledged)

    def again(self) -> None:
        """A new connection: whatever is not acknowledged must be told again."""
        self._sent, self._end_sent = self._acknowledged, False
        if self._question is not None:
            self._asked = Asked(self.run, self._question, self.seq)
        self._unsent = sum(len(bytes(message.event)) for message in self._kept)

    def take(self) -> Message | None:
        """The next message to send, None when all is sent."""
        if self._letters:
            return self._letters.popleft()
        if self._sent < self.seq:
            self._sent += 1
            message = self._kept[self._sent - self._kept[0].seq]
            self._unsent -= len(bytes(message.event))
            return message
        if self._mark is not None:
            mark, self._mark = self._mark, None
            return mark
        if self._asked is not None:
            asked, self._asked = self._asked, None
            return asked
        if self._end is not None and not self._end_sent:
            self._end_sent, self._end_told = True, monotonic()
            return self._end
        return None
