"""The native functions of an Aseba robot: how bytecode calls them, and what the common ones do.

A call finds the address of each parameter on the stack, the first one on top, then one length for
each size that the caller chooses (-1, then -2). Angles are words: 32768 is half a turn (a real
robot's tables round sines by one or two otherwise). The `deque` and `sd` functions take their
arguments and do nothing: no program of ours calls them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random

from robots.emulators.aseba_vm import Machine, Native, quotient, wrapped
from robots.emulators.thymio_map import Signature

_HALF_TURN = 32768
_ONE = 32767


class Span:
    """An argument: words of the machine's memory."""

    def __init__(self, memory: list[int], start: int, length: int) -> None:
        self._memory, self._place = memory, slice(start, start + length)
        if start < 0 or length < 0 or start + length > len(memory):
            raise IndexError(start)

    @property
    def words(self) -> list[int]:
        """What it holds."""
        return self._memory[self._place]

    @words.setter
    def words(self, words: Sequence[int]) -> None:
        room = self._place.stop - self._place.start
        if len(words) == room:
            self._memory[self._place] = map(wrapped, words)

    @property
    def word(self) -> int:
        """What the first word holds."""
        return self[0]

    def __getitem__(self, index: int) -> int:
        return self._memory[self._place.start + index]

    def __setitem__(self, index: int, word: int) -> None:
        self._memory[self._place.start + index] = wrapped(word)


Action = Callable[[Sequence[Span]], None]


def native(signature: Signature, actions: Mapping[str, Action]) -> Native:
    """The function of that name and those parameters."""
    name, parameters = signature
    action = actions.get(name, _nothing)
    sizes = [size for _, size in parameters]
    chosen = sorted({size for size in sizes if size < 0}, reverse=True)

    def call(machine: Machine) -> None:
        starts = [machine.pop() for _ in sizes]
        lengths = {size: machine.pop() for size in chosen}
        pairs = zip(starts, sizes, strict=True)
        action([Span(machine.memory, start, lengths.get(size, size)) for start, size in pairs])

    return call


def standard_actions(seed: int) -> dict[str, Action]:
    """The functions that every Aseba robot has, by name."""
    random = Random(seed)
    actions = {f"math.{name}": _each(function) for name, function in _ELEMENTWISE.items()}
    return actions | {
        "math.fill": lambda spans: _fill(spans[0], lambda: spans[1].word),
        "math.addscalar": lambda spans: _put(spans, [w + spans[2].word for w in spans[1].words]),
        "math.rand": lambda spans: _fill(spans[0], lambda: random.randint(-32768, 32767)),
        "math.sort": lambda spans: _put(spans, sorted(spans[0].words)),
        "math.dot": _dot,
        "math.stat": _statistics,
        "math.argbounds": _bounds,
        "math.rot2": _rotate,
    }


_ELEMENTWISE: dict[str, Callable[..., int]] = {
    "copy": lambda a: a,
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": quotient,
    "min": min,
    "max": max,
    "clamp": lambda a, low, high: high if a > high else max(low, a),
    "muldiv": lambda a, b, c: quotient(a * b, c),
    "atan2": lambda y, x: round(math.atan2(y, x) / math.pi * _HALF_TURN),
    "sin": lambda a: round(math.sin(a / _HALF_TURN * math.pi) * _ONE),
    "cos": lambda a: round(math.cos(a / _HALF_TURN * math.pi) * _ONE),
    "sqrt": lambda a: math.isqrt(a),
}


def _nothing(spans: Sequence[Span]) -> None:
    pass


def _put(spans: Sequence[Span], words: Sequence[int]) -> None:
    spans[0].words = words


def _fill(span: Span, word: Callable[[], int]) -> None:
    span.words = [word() for _ in span.words]


def _each(function: Callable[..., int]) -> Action:
    def act(spans: Sequence[Span]) -> None:
        # One element after another: arguments may overlap.
        destination, *sources = spans
        for index in range(len(destination.words)):
            destination[index] = function(*(span[index] for span in sources))

    return act


def _dot(spans: Sequence[Span]) -> None:
    destination, first, second, shift = spans
    total = sum(a * b for a, b in zip(first.words, second.words, strict=True))
    # Aseba leaves open what a count outside 0..31 gives.
    count = shift.word
    destination.words = [total >> count if count >= 0 else 0]


def _statistics(spans: Sequence[Span]) -> None:
    words = spans[0].words
    results = (min(words), max(words), quotient(sum(words), len(words)))
    for span, result in zip(spans[1:], results, strict=True):
        span.words = [result]


def _bounds(spans: Sequence[Span]) -> None:
    words = spans[0].words
    spans[1].words = [words.index(min(words))]
    spans[2].words = [words.index(max(words))]


def _rotate(spans: Sequence[Span]) -> None:
    x, y = spans[1].words
    angle = spans[2].word / _HALF_TURN * math.pi
    sine, cosine = math.sin(angle), math.cos(angle)
    spans[0].words = [round(x * cosine - y * sine), round(x * sine + y * cosine)]
