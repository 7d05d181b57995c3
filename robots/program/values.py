"""The taught functions and what they mean: the one table of names that `Call` nodes may carry.

Everything a pupil's program computes stays small (`grown`): whole numbers of at most 300 digits,
finite decimals, texts of 10,000 characters, lists of 1,000 items. Trigonometry, exp, log and powers
are rounded to 12 significant digits, so that every machine gives the same.

A fault is a `Refused` with `bad-value` or `limit`, or one of Python's own arithmetic errors, which
the runner turns into the same codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeGuard

from robots.errors import Code, Refused, refuse

LARGEST_BITS = 996
"""Of a whole number: just under 300 decimal digits."""
LARGEST_DECIMAL = 1e300
LONGEST_TEXT = 10_000
LONGEST_LIST = 1_000
HEAVIEST = 10_000
"""Items of a list, tuple or dictionary with those inside them; a text counts as a few."""
CHARACTERS = 16
"""Characters of a text that count as one item."""
DIGITS = 12
"""Significant digits of what mathematical functions give."""


class Chance(Protocol):
    """Where a program's luck comes from: `random.Random` seeded by the run."""

    def uniform(self, a: float, b: float, /) -> float:
        """A number between the two."""
        ...


Number = int | float
Group = list[object] | tuple[object, ...] | dict[object, object]
GROUPS = (list, tuple, dict)


def is_number(value: object) -> TypeGuard[Number]:
    """Whether it is a number (True and False are none)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def too_much() -> Refused:
    """The refusal of a number, text or list that has grown beyond its limit."""
    return refuse(Code.LIMIT, reason="size")


def wrong(value: object) -> Refused:
    """The refusal of a value that the operation cannot take."""
    return refuse(Code.BAD_VALUE, value=shown(value)[:60])


def grown(value: object) -> object:
    """The value itself; raises Refused(limit) when it has grown beyond its limit."""
    if isinstance(value, int):
        fits = value.bit_length() <= LARGEST_BITS
    elif isinstance(value, float):
        fits = -LARGEST_DECIMAL < value < LARGEST_DECIMAL
    elif isinstance(value, str):
        fits = len(value) <= LONGEST_TEXT
    else:
        fits = weight(value) <= HEAVIEST
    if not fits:
        raise too_much()
    return value


def weight(value: object) -> int:
    """How many items hang on a value, each counted as often as it is reached.

    Raises Refused(limit) for a list, tuple or dictionary of more than 1,000 items. Stops counting
    beyond the limit, so that a list that holds itself is heavy too.
    """
    pending, total = [value], 0
    while pending and total <= HEAVIEST:
        item = pending.pop()
        if isinstance(item, str):
            total += len(item) // CHARACTERS
        elif isinstance(item, GROUPS):
            if len(item) > LONGEST_LIST:
                raise too_much()
            total += len(item)
            pending.extend(item)
            if isinstance(item, dict):
                pending.extend(item.values())
    return total


def twelve(number: float) -> Number:
    """A decimal rounded to 12 significant digits."""
    return number if isinstance(number, int) else float(f"{number:.{DIGITS}g}")


def total(numbers: Iterable[Number]) -> Number:
    """The sum, added up one after another: `sum` makes up for rounding from Python 3.12 on."""
    found: Number = 0
    for number in numbers:
        found += number
    return found


def shown(value: object) -> str:
    """The value as `print` and `say` show it, Python's way."""
    if isinstance(value, GROUPS):
        grown(value)
    text = str(value)
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT]


def shown_together(*values: object) -> str:
    """Several values with blanks between, as `print` shows them."""
    return str(grown(" ".join(shown(value) for value in values)))


def shown_joined(*values: object) -> str:
    """Several values one after another, as an f-string shows them."""
    return str(grown("".join(shown(value) for value in values)))


def sound(value: object) -> None:
    """Look at a number or text; raises Refused(limit) when it has grown beyond its limit."""
    if isinstance(value, (int, float, str)):
        grown(value)


def multiplied(left: object, right: object) -> object:
    """`left * right`, refused before a text or list grows too long."""
    if is_number(left) and is_number(right):
        return grown(left * right)
    times = left if isinstance(left, int) else right
    thing = right if isinstance(left, int) else left
    if isinstance(thing, (str, list, tuple)) and isinstance(times, int):
        if len(thing) * times > LONGEST_TEXT:
            raise too_much()
        return grown(thing * times)
    return _plain(left) * _plain(right)


def remainder(left: object, right: object) -> object:
    """`left % right` of numbers."""
    return _plain(left) % _plain(right)


def power(left: object, right: object) -> object:
    """`left ** right` of numbers; whole numbers stay exact, decimals have 12 digits."""
    base, exponent = _plain(left), _plain(right)
    if isinstance(base, int) and isinstance(exponent, int) and exponent >= 0:
        if base.bit_length() * exponent > LARGEST_BITS + exponent:
            raise too_much()
        return grown(base**exponent)
    result = base**exponent
    if isinstance(result, complex):
        raise wrong(left)
    return grown(twelve(result))


def _plain(value: object) -> Number:
    """A number, True and False counting as 1 and 0; raises Refused for anything else."""
    if isinstance(value, (int, float)):
        return value
    raise wrong(value)


def changed(old: object, by: object) -> object:
    """`old` changed by `by`: what is no number counts as 0, as in Blockly.

    A text, tuple or list grows by one of its own kind, as `+=` does in Python: a list itself.
    """
    if isinstance(old, str) and isinstance(by, str):
        return grown(old + by)
    if isinstance(old, tuple) and isinstance(by, tuple):
        return grown(old + by)
    if isinstance(old, list) and isinstance(by, GROUPS):
        if len(old) + len(by) > LONGEST_LIST:
            raise too_much()
        old += by
        return old
    if not is_number(by) and not isinstance(by, bool):
        raise wrong(by)
    return grown((old if isinstance(old, (int, float)) else 0) + by)


def times(value: object) -> range:
    """The turns of a `repeat`: a number without its decimals, none when negative."""
    if isinstance(value, str):
        return range(int(value))
    return range(int(_plain(value)))


def counted(first: object, last: object, by: object) -> Counting:
    """The values of Blockly's "count with": both ends are done, the direction follows them."""
    start, end, step = _plain(first), _plain(last), abs(_plain(by))
    if step == 0:
        raise wrong(by)
    if isinstance(start, int) and isinstance(end, int) and isinstance(step, int):
        up = start <= end
        return range(start, end + 1, step) if up else range(start, end - 1, -step)
    return Slope(start, end, step)


class Slope:
    """Counts by a decimal step, up or down, both ends done."""

    def __init__(self, start: Number, end: Number, step: Number) -> None:
        self._next, self._end = start, end
        self._step = step if start <= end else -step

    def __iter__(self) -> Slope:
        return self

    def __next__(self) -> Number:
        value = self._next
        if value > self._end if self._step > 0 else value < self._end:
            raise StopIteration
        self._next = value + self._step
        return value


Counting = range | Slope
