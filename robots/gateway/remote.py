"""The tablet at the other end of a remote run: its words, numbered and slowed, and its silence.

The program runs in the tablet's own Python, which says one word after another for each stack, and
says it again while it has no answer: a word that comes twice is done once. When neither word nor
beat came for a second, the run stops: a hung program, a tablet that went dark and a network that is
gone all look like this.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from robots.errors import Code, Problem
from robots.gateway.stream import Stream
from robots.messages import RemoteAnswer, RemoteBeat, RemoteBegan, RemoteWord, RunStart
from robots.program.compile import CompiledProgram
from robots.program.remote import Outside, Said
from robots.views import Fault, Message
from robots.world.trace import Value

SILENT = 1.0
"""Seconds without word or beat, after which the run stops."""
FIRST = 5.0
"""Seconds that the first one may take: nothing moves before it."""
WORD_TAKES = 1 / 50
"""Seconds between two words of a run, at the least; one that comes sooner waits."""
BEGINNINGS_KEPT = 20
"""Beginnings that may be told again."""


@dataclass(slots=True)
class _Saying:
    """The last word of a stack: its number, and what it gave once it is over."""

    number: int
    answer: RemoteAnswer | None = None
    held: bool = True
    """Whether it has not been taken up yet."""


class RemoteLine:
    """One run's tablet; `program` is what its run compiles to.

    Raises Refused: what keeps the program from running on a robot with these abilities.
    """

    def __init__(self, start: RunStart, abilities: frozenset[str]) -> None:
        stacks = [(stack.word, stack.arguments) for stack in start.remote]
        self._outside = Outside(stacks, start.words, abilities, self)
        self._run = start.run
        self._beginnings: deque[RemoteBegan] = deque(maxlen=BEGINNINGS_KEPT)
        self._count = 0
        self._said: dict[int, _Saying] = {}
        self._heard: float | None = None
        self._free_at = 0.0
        self._waits: set[asyncio.TimerHandle] = set()
        self._watch: asyncio.TimerHandle | None = None
        self._stream: Stream | None = None
        self._tell: Callable[[], None] = lambda: None
        self._wake: Callable[[], None] = lambda: None
        self._silent: Callable[[], None] = lambda: None

    @property
    def program(self) -> CompiledProgram:
        """What the run runs."""
        return self._outside.program

    def join(
        self,
        stream: Stream,
        tell: Callable[[], None],
        wake: Callable[[], None],
        silent: Callable[[], None],
    ) -> None:
        """Begin: letters leave by `stream`, `wake` lets the run go on, `silent` is to stop it."""
        self._stream, self._tell, self._wake, self._silent = stream, tell, wake, silent
        self._watch = asyncio.get_running_loop().call_later(FIRST, self._look)

    def close(self) -> None:
        """The run is over."""
        for timer in [*self._waits, *([self._watch] if self._watch else [])]:
            timer.cancel()
        self._waits.clear()
        self._watch = None

    def hear(self, message: RemoteWord | RemoteBeat) -> None:
        """Take a word or a beat of the tablet's."""
        first, self._heard = self._heard is None, monotonic()
        if first:
            self._look()
        if isinstance(message, RemoteWord):
            self._word(message)
        else:
            for beginning in self._beginnings:
                if beginning.count > message.began:
                    self._write(beginning)

    # ---- what the run tells ----------------------------------------------------------------------

    def began(self, stack: int) -> None:
        """A stack begins: the tablet is told."""
        self._count += 1
        beginning = RemoteBegan(self._run, stack, self._count)
        self._beginnings.append(beginning)
        self._write(beginning)

    def answered(self, stack: int, value: Value) -> None:
        """A stack's word is over: the tablet is told what it gives."""
        plain = value if isinstance(value, (bool, int, float, str)) else None
        saying = self._said[stack]
        saying.answer = RemoteAnswer(self._run, saying.number, plain)
        self._write(saying.answer)

    # ---- words -----------------------------------------------------------------------------------

    def _word(self, message: RemoteWord) -> None:
        last = self._said.get(message.stack)
        if last is not None and (last.held or message.number <= last.number):
            if message.number == last.number and last.answer is not None:
                self._write(last.answer)
            return
        if not self._outside.waits(message.stack):
            return
        saying = self._said[message.stack] = _Saying(message.number)
        now = monotonic()
        at = max(now, self._free_at)
        self._free_at = at + WORD_TAKES
        if at > now:
            self._later(at - now, saying, message)
        else:
            self._take(saying, message)

    def _later(self, pause: float, saying: _Saying, message: RemoteWord) -> None:
        def take() -> None:
            self._waits.discard(timer)
            self._take(saying, message)

        timer = asyncio.get_running_loop().call_later(pause, take)
        self._waits.add(timer)

    def _take(self, saying: _Saying, message: RemoteWord) -> None:
        saying.held = False
        fault = None if message.fault is None else _problem(message.fault)
        said = Said(message.line, message.word, message.arguments, fault)
        if self._outside.take(message.stack, said):
            self._wake()

    # ---- letters, and silence --------------------------------------------------------------------

    def _write(self, letter: Message) -> None:
        if self._stream is not None:
            self._stream.tell_screen(letter)
            self._tell()

    def _look(self) -> None:
        """Look whether the tablet is silent, again when it would be."""
        if self._watch is not None:
            self._watch.cancel()
        left = 0.0 if self._heard is None else self._heard + SILENT - monotonic()
        if left > 0:
            self._watch = asyncio.get_running_loop().call_later(left, self._look)
        else:
            self._silent()


def _problem(fault: Fault) -> Problem:
    """What went wrong on the tablet, as the trace tells it."""
    known = [code for code in Code if code == fault.code]
    return Problem(known[0] if known else Code.PYTHON, fault.where, fault.details)
