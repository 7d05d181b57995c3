"""What Blockly's own helper functions do, for the blocks that no short piece of Python says.

They are the functions that Blockly's Python generator writes above a program (`first_index`,
`lists_sort`, `math_isPrime`...), with its meaning; in our Python they are called `blocks.sort(...)`
and so on. Places count from 1, and 0 says that there is none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import islice

from robots.program.values import (
    LONGEST_LIST,
    Chance,
    Number,
    counted,
    grown,
    is_number,
    shown,
    total,
    twelve,
    wrong,
)

LONGEST_NUMBER = 300
"""Characters of a text that is looked at as a number."""
_WITNESSES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)
"""Enough to tell every prime below 3.3 * 10^24 (Sorenson and Webster, 2015)."""


def first_index(thing: object, item: object) -> int:
    """Where an item first stands in a list (or a text in a text), from 1; 0 when it does not."""
    return _found(thing, item) + 1


def last_index(thing: object, item: object) -> int:
    """Where an item last stands in a list, from 1; 0 when it does not."""
    if not isinstance(thing, (list, tuple, str)):
        return 0
    place = _found(thing[::-1], item)
    return 0 if place < 0 else len(thing) - place


def _found(thing: object, item: object) -> int:
    if isinstance(thing, str):
        return thing.find(item) if isinstance(item, str) else -1
    if not isinstance(thing, (list, tuple)):
        return -1
    return thing.index(item) if item in thing else -1


def _as_number(value: object) -> float:
    """What a value counts for in a numeric order; 0 when it is no number."""
    fits = isinstance(value, (int, float)) or (
        isinstance(value, str) and len(value) <= LONGEST_NUMBER
    )
    try:
        return float(value) if fits else 0.0  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        return 0.0


_ORDERS: Mapping[object, Callable[[object], object]] = {
    "NUMERIC": _as_number,
    "TEXT": shown,
    "IGNORE_CASE": lambda value: shown(value).lower(),
}


def sort(thing: object, order: object, direction: object) -> list[object]:
    """A sorted copy of a list: `order` NUMERIC, TEXT or IGNORE_CASE, `direction` 1 or -1."""
    if not isinstance(order, str) or order not in _ORDERS:
        raise wrong(order)
    if not isinstance(direction, int) or direction not in (1, -1):
        raise wrong(direction)
    keyed = [(_ORDERS[order](item), item) for item in _items(thing)]
    keyed.sort(key=lambda pair: pair[0], reverse=direction == -1)  # type: ignore[arg-type, return-value]
    return [item for _, item in keyed]


def count(first: object, last: object, by: object) -> list[object]:
    """The values of "count with", both ends included, up or down; at most 1,000."""
    return grown(list(islice(counted(first, last, by), LONGEST_LIST + 1)))  # type: ignore[return-value]


def _items(thing: object) -> list[object]:
    if isinstance(thing, (list, tuple, str, dict)):
        return list(thing)
    raise wrong(thing)


def _numbers(thing: object) -> list[Number]:
    """The numbers in a list; all else in it does not count."""
    return [item for item in _items(thing) if is_number(item) or isinstance(item, bool)]


def mean(thing: object) -> float | None:
    """The mean of the numbers in a list, None without any."""
    numbers = _numbers(thing)
    return float(total(numbers)) / len(numbers) if numbers else None


def median(thing: object) -> Number | None:
    """The median of the numbers in a list, None without any."""
    numbers = sorted(_numbers(thing))
    if not numbers:
        return None
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return (numbers[middle - 1] + numbers[middle]) / 2.0


def deviation(thing: object) -> Number | None:
    """The standard deviation of a list of numbers, None when it is empty."""
    items = _items(thing)
    numbers = _numbers(items)
    if len(numbers) < len(items):
        raise wrong(thing)
    if not numbers:
        return None
    middle = float(total(numbers)) / len(numbers)
    whole = total((number - middle) * (number - middle) for number in numbers)
    return twelve(math.sqrt(whole / len(numbers)))


def is_prime(value: object) -> bool:
    """Whether a number, or a text that says one, is prime."""
    if isinstance(value, str):
        if len(value) > LONGEST_NUMBER:
            return False
        try:
            value = float(value)
        except ValueError:
            return False
    if not isinstance(value, (int, float)) or not math.isfinite(value) or value != int(value):
        return False
    return _prime(int(value))


def _prime(number: int) -> bool:
    """Miller and Rabin's test, with witnesses that leave no doubt."""
    if number < 2:
        return False
    for small in _WITNESSES:
        if number % small == 0:
            return number == small
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    return all(_passes(pow(witness, odd, number), twos, number) for witness in _WITNESSES)


def _passes(rest: int, twos: int, number: int) -> bool:
    if rest in (1, number - 1):
        return True
    for _ in range(twos - 1):
        rest = rest * rest % number
        if rest == number - 1:
            return True
    return False


def take_random(chance: Chance, thing: object) -> object:
    """Takes an item out of a list, by luck, and gives it."""
    return _list(thing).pop(_lucky(chance, thing))


def set_random(chance: Chance, thing: object, value: object) -> None:
    """Puts a value in an item's place, by luck."""
    _list(thing)[_lucky(chance, thing)] = value
    grown(thing)


def insert_random(chance: Chance, thing: object, value: object) -> None:
    """Puts a value before an item, by luck."""
    items = _list(thing)
    items.insert(int(chance.uniform(0.0, 1.0) * len(items)), value)
    grown(items)


def _lucky(chance: Chance, thing: object) -> int:
    items = _list(thing)
    if not items:
        raise wrong(thing)
    return min(len(items) - 1, int(chance.uniform(0.0, 1.0) * len(items)))


def _list(thing: object) -> list[object]:
    if isinstance(thing, list):
        return thing
    raise wrong(thing)
