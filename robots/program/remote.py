"""A program that runs elsewhere (free Python, on the pupil's own tablet): only its words come here.

`Outside` makes the `CompiledProgram` of such a run. Each of its stacks asks for what is next and is
given a word, the line where it stands, or its end; the run then checks, queues, times and writes
the word as that of any program. Who brings the words is told when a stack begins, and each word's
value. Nothing of the program's text is looked at here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from robots.abilities import WORDS, Role
from robots.errors import Code, Problem, Refused, refuse
from robots.program.arguments import checked
from robots.program.body import Activity
from robots.program.compile import CompiledProgram, CompiledStack, Request, Strand
from robots.program.expressions import ASK
from robots.program.running import OUTSIDE
from robots.world.trace import Value

MOST_REMOTE_STACKS = 10
"""Stacks of one program that runs elsewhere."""
_ALWAYS = frozenset({"say"})
"""`print` says it, whatever words a program says."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a stack says next: a word, its end (`word` None), or what went wrong in it."""

    line: str
    word: str | None
    arguments: Mapping[str, Value]
    fault: Problem | None = None


class Told(Protocol):
    """Who brings the words."""

    def began(self, stack: int) -> None:
        """A stack begins, by its number from 1: its words are waited for."""

    def answered(self, stack: int, value: Value) -> None:
        """The word that the stack said is over; what it gives, None for a doing word or its end."""


@dataclass(slots=True)
class _Slot:
    """What one stack has said and not yet taken up, and what it waits by while it has not."""

    said: Said | None = None
    waits: Activity | None = None


class Outside:
    """One run's program. `stacks` are the event (None: at the start) and arguments of each."""

    def __init__(
        self,
        stacks: Iterable[tuple[str | None, Mapping[str, Value]]],
        words: Iterable[str],
        abilities: frozenset[str],
        told: Told,
    ) -> None:
        """Declare the program: the `words` it may say, on a robot with these abilities.

        Raises Refused: `too-big`, `unknown-word`, `word-lacking` or `bad-value` of an event.
        """
        declared = list(stacks)
        if not 0 < len(declared) <= MOST_REMOTE_STACKS:
            raise refuse(Code.TOO_BIG)
        self._words, self._abilities, self._told = frozenset(words) | _ALWAYS, abilities, told
        for word in self._words:
            self._known(word)
        self._where = ""
        self._slots = {number: _Slot() for number in range(1, len(declared) + 1)}
        self.program = CompiledProgram(
            tuple(self._stack(number, *one) for number, one in enumerate(declared, 1)),
            lambda: self._where,
            self._back,
            lambda: {},
            lambda _: None,
            {},
        )

    def waits(self, stack: int) -> bool:
        """Whether a stack runs and has nothing to do."""
        slot = self._slots.get(stack)
        return slot is not None and slot.waits is not None and not slot.waits.done

    def take(self, stack: int, said: Said) -> bool:
        """A stack says something; False when it does not wait for anything to be said."""
        slot = self._slots[stack] if self.waits(stack) else None
        if slot is None or slot.waits is None:
            return False
        slot.said, slot.waits.done = said, True
        return True

    def _known(self, word: str, line: str = "") -> Role:
        """The role of a word that the robot has; raises Refused."""
        known = WORDS.get(word)
        if known is None:
            raise refuse(Code.UNKNOWN_WORD, line, name=word[:60])
        if known.ability and known.ability not in self._abilities:
            raise refuse(Code.WORD_LACKING, line, word=word)
        return known.role

    def _stack(self, number: int, word: str | None, given: Mapping[str, Value]) -> CompiledStack:
        if word is not None and self._known(word) is not Role.EVENT:
            raise refuse(Code.UNKNOWN_WORD, name=word[:60])
        arguments = {} if word is None else checked(word, given)
        return CompiledStack(number, word, arguments, lambda: self._strand(number))

    def _back(self, where: str) -> None:
        self._where = where

    def _strand(self, number: int) -> Strand:
        slot = self._slots[number] = _Slot()
        self._told.began(number)
        while True:
            slot.said, slot.waits = None, Activity()
            yield True, OUTSIDE, {"until": slot.waits}
            if (said := slot.said) is None:
                continue
            self._where = said.line
            if said.fault is not None:
                raise Refused(said.fault)
            if said.word is None:
                slot.waits = None
                self._told.answered(number, None)
                return
            value = yield self._request(said, said.word)
            self._told.answered(number, _plain(value))

    def _request(self, said: Said, word: str) -> Request:
        if word == ASK:
            return True, ASK, {"prompt": said.arguments.get("prompt", "")}
        role = self._known(word, said.line)
        if word not in self._words or role is Role.EVENT:
            raise refuse(Code.UNKNOWN_WORD, said.line, name=word[:60])
        return role is Role.SENSING, word, dict(said.arguments)


def _plain(value: object) -> Value:
    return value if isinstance(value, (bool, int, float, str)) else None
