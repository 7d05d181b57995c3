"""What compiled programs themselves do with lists, tuples and dictionaries, bounded.

Lists and dictionaries may hold themselves and one another, so whatever would go through them
again and again (showing, comparing) first counts what hangs on them.
"""

from __future__ import annotations

from collections.abc import Sequence

from robots.errors import Code, Refused, refuse
from robots.program import containers
from robots.program.values import (
    GROUPS,
    HEAVIEST,
    LONGEST_LIST,
    shown,
    too_much,
    weight,
    wrong,
)

LONGEST_KEY = 50
"""Items of a tuple that is a key."""


def key(value: object) -> object:
    """A dictionary's key: a number, text, True, False, None, or a tuple of such.

    Raises Refused(bad-value) for anything else.
    """
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, tuple) and len(value) <= LONGEST_KEY and weight(value) <= HEAVIEST:
        for item in value:
            key(item)
        return value
    raise refuse(Code.BAD_VALUE, reason="key-kind", value=shown(value)[:60])


def dictionary(*pairs: object) -> dict[object, object]:
    """`{a: b, c: d}` from a, b, c, d."""
    made = {}
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        made[key(name)] = value
    if len(made) > LONGEST_LIST:
        raise too_much()
    return made


def set_item(value: object, thing: object, index: object) -> None:
    """`thing[index] = value`, the value worked out first; raises Refused(bad-value or limit)."""
    if isinstance(thing, dict):
        key(index)
    containers.set_item(thing, index, value)


def each(value: object) -> Sequence[object]:
    """What `for ... in value` goes through; a list that changes meanwhile is seen as it is.

    A dictionary's keys are those that it had at the beginning.
    """
    if isinstance(value, dict):
        return list(value)
    if isinstance(value, (list, tuple, str)):
        return value
    raise wrong(value)


def unpacked(value: object, count: int) -> tuple[object, ...]:
    """The items of `a, b = value`, as many as there are names; raises Refused(bad-value)."""
    items = each(value)
    size = len(items)
    if size != count:
        raise refuse(Code.BAD_VALUE, reason="unpack", value=size, most=count)
    return tuple(items)


def comparable(left: object, right: object) -> int:
    """How much work comparing two values is at most; raises Refused(limit) when too much."""
    if isinstance(left, GROUPS) and isinstance(right, GROUPS):
        found = min(_bounded(left), _bounded(right))
        if found > HEAVIEST:
            raise too_much()
        return found
    return 0


def _bounded(value: object) -> int:
    try:
        return weight(value)
    except Refused:
        return HEAVIEST + 1
