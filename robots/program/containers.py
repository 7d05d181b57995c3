"""What the taught functions do with lists, tuples and dictionaries; some change them in place.

A method does the same whatever it is called on, as far as that makes sense: `pop` takes from a list
or a dictionary. Everything stays small: a list or dictionary has at most 1,000 items, and nothing
looks into one that holds more, however deep.
"""

from __future__ import annotations

from robots.errors import Code, Refused, refuse
from robots.program.values import LONGEST_LIST, Chance, grown, is_number, shown, too_much, wrong

Things = list[object]


def items_of(value: object) -> Things:
    """The items of a list, a tuple, a text (its letters) or a dictionary (its keys)."""
    if isinstance(value, list):
        return value
    if isinstance(value, (str, tuple, dict)):
        return list(value)
    raise wrong(value)


def whole_of(value: object) -> int:
    """A whole number, also one written as a decimal."""
    if is_number(value) and value == int(value):
        return int(value)
    raise wrong(value)


def _list(value: object) -> Things:
    if isinstance(value, list):
        return value
    raise wrong(value)


def _dict(value: object) -> dict[object, object]:
    if isinstance(value, dict):
        return value
    raise wrong(value)


def _lacking(reason: str, value: object) -> Refused:
    return refuse(Code.BAD_VALUE, reason=reason, value=shown(value)[:60])


def _room(things: Things | dict[object, object], item: object, more: int = 1) -> None:
    """See that there is room for more items; what holds items itself is looked into."""
    if len(things) + more > LONGEST_LIST:
        raise too_much()
    if isinstance(item, (list, tuple, dict)):
        grown(item)
        grown(things)


def _place(things: Things | str | tuple[object, ...], index: object) -> int:
    where = whole_of(index)
    if not -len(things) <= where < len(things):
        raise _lacking("index", index)
    return where


def item(thing: object, index: object) -> object:
    """`thing[index]`, of a text, list, tuple or dictionary."""
    if isinstance(thing, dict):
        if index not in thing:
            raise _lacking("key", index)
        return thing[index]
    if isinstance(thing, (str, list, tuple)):
        return thing[_place(thing, index)]
    raise wrong(thing)


def set_item(thing: object, index: object, value: object) -> None:
    """`thing[index] = value`, of a list or dictionary."""
    if isinstance(thing, dict):
        _room(thing, value, index not in thing)
        thing[index] = value
    else:
        things = _list(thing)
        _room(things, value, 0)
        things[_place(things, index)] = value


def part(thing: object, first: object = None, after: object = None, step: object = None) -> object:
    """`thing[first:after:step]`."""
    ends = (None if end is None else whole_of(end) for end in (first, after, step))
    found = thing if isinstance(thing, (str, list, tuple)) else items_of(thing)
    return found[slice(*ends)]


def contains(thing: object, needle: object) -> bool:
    """`needle in thing`."""
    if isinstance(thing, str):
        return _letters(needle) in thing
    if isinstance(thing, dict):
        return needle in thing
    grown(thing)
    grown(needle)
    return needle in items_of(thing)


def _letters(value: object) -> str:
    if isinstance(value, str):
        return value
    raise wrong(value)


def append(thing: object, value: object) -> None:
    """Put a value at the end of a list."""
    things = _list(thing)
    _room(things, value)
    things.append(value)


def insert(thing: object, index: object, value: object) -> None:
    """Put a value before the place of a list."""
    things = _list(thing)
    _room(things, value)
    things.insert(whole_of(index), value)


def extend(thing: object, more: object) -> None:
    """Put all items of another list at the end of a list."""
    things, others = _list(thing), items_of(more)
    _room(things, others, len(others))
    things.extend(others)


def pop(thing: object, *where: object) -> object:
    """Take out the last item of a list, that at a place, or that of a key."""
    if isinstance(thing, dict):
        if not where:
            raise wrong(thing)
        if where[0] not in thing and len(where) < 2:
            raise _lacking("key", where[0])
        return thing.pop(*where[:2])
    things = _list(thing)
    return things.pop(_place(things, where[0] if where else -1))


def remove(thing: object, value: object) -> None:
    """Take the first item that is this value out of a list."""
    things = _list(thing)
    del things[index(things, value)]


def index(thing: object, value: object) -> int:
    """Where a value stands first in a list, tuple or text."""
    if isinstance(thing, str):
        where = thing.find(_letters(value))
        if where < 0:
            raise _lacking("item", value)
        return where
    if not contains(thing, value):
        raise _lacking("item", value)
    return items_of(thing).index(value)


def count(thing: object, value: object) -> int:
    """How often a value stands in a list, tuple or text."""
    if isinstance(thing, str):
        return thing.count(_letters(value))
    contains(thing, value)
    return items_of(thing).count(value)


def in_order(thing: object, backwards: object = False) -> Things:
    """The items of anything, sorted."""
    grown(thing)
    # Numbers, texts and tuples compare; whatever does not is a fault of the program.
    return sorted(items_of(thing), reverse=bool(backwards))  # type: ignore[type-var]


def sort(thing: object, backwards: object = False) -> None:
    """Sort a list in place."""
    things = _list(thing)
    things[:] = in_order(things, backwards)


def reverse(thing: object) -> None:
    """Turn a list round in place."""
    _list(thing).reverse()


def copy(thing: object) -> object:
    """A list or dictionary of its own with the same items."""
    return dict(thing) if isinstance(thing, dict) else list(_list(thing))


def clear(thing: object) -> None:
    """Empty a list or dictionary."""
    if isinstance(thing, dict):
        thing.clear()
    else:
        _list(thing).clear()


def keys(thing: object) -> Things:
    """The keys of a dictionary."""
    return list(_dict(thing))


def values(thing: object) -> Things:
    """The values of a dictionary."""
    return list(_dict(thing).values())


def pairs(thing: object) -> Things:
    """The keys of a dictionary, each with its value."""
    return list(_dict(thing).items())


def get(thing: object, key: object, otherwise: object = None) -> object:
    """The value of a key, or another one where there is none."""
    return _dict(thing).get(key, otherwise)


def update(thing: object, more: object) -> None:
    """Put all keys of another dictionary into a dictionary."""
    things, others = _dict(thing), _dict(more)
    _room(things, others, len(others.keys() - things.keys()))
    things.update(others)


def numbers(*ends: object) -> Things:
    """The numbers of a range, as a list."""
    found = range(*map(whole_of, ends))
    if len(found) > LONGEST_LIST:
        raise too_much()
    return list(found)


def as_list(thing: object = ()) -> Things:
    """The items of anything, as a list of its own."""
    return list(items_of(thing))


def as_tuple(thing: object = ()) -> tuple[object, ...]:
    """The items of anything, as a tuple."""
    return tuple(items_of(thing))


def as_dict(thing: object = None) -> dict[object, object]:
    """An empty dictionary, or one of its own with the same keys."""
    return {} if thing is None else dict(_dict(thing))


def numbered(thing: object, first: object = 0) -> Things:
    """The items of anything, each after its number."""
    return list(enumerate(items_of(thing), whole_of(first)))


def together(*things: object) -> Things:
    """The first items of several lists, then the second ones, as long as all have some."""
    return list(zip(*map(items_of, things), strict=False))


def shuffle(chance: Chance, thing: object) -> None:
    """Mix a list in place."""
    things = _list(thing)
    for last in range(len(things) - 1, 0, -1):
        other = min(last, int(chance.uniform(0.0, 1.0) * (last + 1)))
        things[last], things[other] = things[other], things[last]
