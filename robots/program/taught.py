"""The table of taught functions: every name that a `Call` node may carry, and its meaning.

Names are Python's own. Methods of a text or list are written with their type and take the object
first (`str.upper`). What Python writes with signs has a plain name: `item` is `thing[index]`,
`part` is `thing[first:after]`, `contains` is `needle in thing` (the thing first). Constants take no
argument (`math.pi`). Mathematical functions are rounded to 12 significant digits. `blocks.sort` and
its like are what Blockly's blocks do and Python has no short word for.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from robots.program import as_blockly, containers
from robots.program.containers import items_of, whole_of
from robots.program.values import (
    LONGEST_TEXT,
    Chance,
    Number,
    grown,
    is_number,
    shown,
    too_much,
    total,
    twelve,
    wrong,
)

Function = Callable[..., object]
LONGEST_NUMBER = 300
"""Characters of a number written as a text."""
_FORMAT = re.compile(
    r"(?:[ -!#-&(-\[\]-z|~]?[<>=^])?[-+ ]?0?\d{0,2}[,_]?(?:\.\d{1,2})?[bdeEfFgGosxX%]?", re.ASCII
)
"""What may stand behind the colon of a template: no quote, backslash or brace, short numbers."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One taught function: what it does, and how many arguments it takes (`most` None: any)."""

    function: Function
    least: int
    most: int | None
    chance: bool = False
    """Its first argument is the run's source of luck."""


def is_format(spec: object) -> bool:
    """Whether a value is a format that is taught."""
    return isinstance(spec, str) and _FORMAT.fullmatch(spec) is not None


def _number(value: object) -> Number:
    if is_number(value) or isinstance(value, bool):
        return value
    raise wrong(value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise wrong(value)


def _numbers(value: object) -> list[Number]:
    return [_number(item) for item in items_of(value)]


def _smooth(function: Callable[[float], float]) -> Function:
    """A function of one decimal, rounded to 12 digits."""
    return lambda value: twelve(function(float(_number(value))))


def _log(value: object, base: object = None) -> Number:
    if base is None:
        return twelve(math.log(_number(value)))
    return twelve(math.log(_number(value)) / math.log(_number(base)))


def _round(value: object, digits: object = None) -> Number:
    return round(_number(value), None if digits is None else whole_of(digits))


def _least(*values: object) -> object:
    found: object = min(_spread(values))
    return found


def _most(*values: object) -> object:
    found: object = max(_spread(values))
    return found


def _spread(values: tuple[object, ...]) -> list[Number] | list[str]:
    items = items_of(values[0]) if len(values) == 1 else list(values)
    if items and all(isinstance(item, str) for item in items):
        return [_text(item) for item in items]
    return [_number(item) for item in items]


def _length(value: object) -> int:
    return len(value if isinstance(value, (str, list, tuple, dict)) else items_of(value))


def _to_int(value: object) -> int:
    if isinstance(value, str):
        if len(value) > LONGEST_NUMBER:
            raise too_much()
        return int(value)
    return int(_number(value))


def _to_float(value: object) -> float:
    return float(value) if isinstance(value, str) else float(_number(value))


def _reversed(thing: object) -> object:
    return containers.part(thing, step=-1)


def _replace(text: object, old: object, new: object) -> object:
    source, before, after = _text(text), _text(old), _text(new)
    if len(source) + source.count(before) * len(after) > 2 * LONGEST_TEXT:
        raise too_much()
    return grown(source.replace(before, after))


def _join(glue: object, items: object) -> object:
    return grown(_text(glue).join(shown(item) for item in items_of(items)))


def _split(text: object, glue: object = None) -> object:
    return grown(list(_text(text).split(None if glue is None else _text(glue))))


def _method(function: Callable[..., object]) -> Function:
    """A method of texts, all of whose arguments are texts."""
    return lambda *values: function(*(_text(value) for value in values))


def _mean(thing: object) -> Number:
    numbers = _numbers(thing)
    if not numbers:
        raise wrong(thing)
    return total(numbers) / len(numbers)


def _median(thing: object) -> Number:
    numbers = sorted(_numbers(thing))
    if not numbers:
        raise wrong(thing)
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return (numbers[middle - 1] + numbers[middle]) / 2


def _spread_of(thing: object) -> Number:
    numbers, mean = _numbers(thing), _mean(thing)
    whole = total((number - mean) * (number - mean) for number in numbers)
    return twelve(math.sqrt(whole / len(numbers)))


def _modes(thing: object) -> list[object]:
    items = items_of(thing)
    counts = [items.count(item) for item in items]
    often = [item for item, count in zip(items, counts, strict=True) if count == max(counts)]
    return [item for index, item in enumerate(often) if item not in often[:index]]


def _format(value: object, spec: object) -> str:
    """A value in the form that a template asks for: `.2f`, `>5`, `03d`."""
    form = _text(spec)
    if not form:
        return shown(value)
    if not is_format(form) or not isinstance(value, (bool, int, float, str)):
        raise wrong(value)
    return format(value, form)


def _code(value: object) -> int:
    return ord(_text(value))


def _character(value: object) -> str:
    code = whole_of(value)
    if not 0 <= code < 0x110000 or 0xD800 <= code < 0xE000:
        raise wrong(value)
    return chr(code)


def _any_of_range(chance: Chance, *ends: object) -> int:
    numbers = range(*map(whole_of, ends))
    if not numbers:
        raise wrong(ends[-1])
    return numbers[_between(chance, 0, len(numbers) - 1)]


def _between(chance: Chance, first: object, last: object) -> int:
    low, high = sorted((whole_of(first), whole_of(last)))
    return min(high, low + int(chance.uniform(0.0, 1.0) * (high - low + 1)))


def _uniform(chance: Chance, first: object, last: object) -> float:
    return chance.uniform(_number(first), _number(last))


def _chosen(chance: Chance, thing: object) -> object:
    items = items_of(thing)
    if not items:
        raise wrong(thing)
    return items[_between(chance, 0, len(items) - 1)]


_MATHS: dict[str, Taught] = {
    f"math.{name}": Taught(_smooth(function), 1, 1)
    for name, function in (
        ("sin", math.sin), ("cos", math.cos), ("tan", math.tan), ("asin", math.asin),
        ("acos", math.acos), ("atan", math.atan), ("exp", math.exp), ("log10", math.log10),
        ("sqrt", math.sqrt), ("radians", math.radians), ("degrees", math.degrees),
    )
}  # fmt: skip
_TEXTS: dict[str, Taught] = {
    f"str.{name}": Taught(_method(function), least, most)
    for name, function, least, most in (
        ("upper", str.upper, 1, 1), ("lower", str.lower, 1, 1), ("title", str.title, 1, 1),
        ("strip", str.strip, 1, 2), ("lstrip", str.lstrip, 1, 2), ("rstrip", str.rstrip, 1, 2),
        ("capitalize", str.capitalize, 1, 1), ("find", str.find, 2, 2), ("rfind", str.rfind, 2, 2),
        ("startswith", str.startswith, 2, 2), ("endswith", str.endswith, 2, 2),
        ("isdigit", str.isdigit, 1, 1), ("isalpha", str.isalpha, 1, 1),
        ("isalnum", str.isalnum, 1, 1), ("isspace", str.isspace, 1, 1),
        ("isupper", str.isupper, 1, 1), ("islower", str.islower, 1, 1),
    )
}  # fmt: skip
_BLOCKS: dict[str, Taught] = {
    "blocks.first_index": Taught(as_blockly.first_index, 2, 2),
    "blocks.last_index": Taught(as_blockly.last_index, 2, 2),
    "blocks.sort": Taught(as_blockly.sort, 3, 3),
    "blocks.count": Taught(as_blockly.count, 3, 3),
    "blocks.mean": Taught(as_blockly.mean, 1, 1),
    "blocks.median": Taught(as_blockly.median, 1, 1),
    "blocks.deviation": Taught(as_blockly.deviation, 1, 1),
    "blocks.is_prime": Taught(as_blockly.is_prime, 1, 1),
    "blocks.take_random": Taught(as_blockly.take_random, 1, 1, chance=True),
    "blocks.set_random": Taught(as_blockly.set_random, 2, 2, chance=True),
    "blocks.insert_random": Taught(as_blockly.insert_random, 2, 2, chance=True),
}
"""What Blockly's blocks do and Python has no short word for."""
TAUGHT: Mapping[str, Taught] = MappingProxyType(
    {
        "abs": Taught(lambda value: abs(_number(value)), 1, 1),
        "round": Taught(_round, 1, 2),
        "min": Taught(_least, 1, None),
        "max": Taught(_most, 1, None),
        "sum": Taught(lambda thing: total(_numbers(thing)), 1, 1),
        "len": Taught(_length, 1, 1),
        "int": Taught(_to_int, 1, 1),
        "float": Taught(_to_float, 1, 1),
        "str": Taught(shown, 1, 1),
        "bool": Taught(bool, 1, 1),
        "sorted": Taught(containers.in_order, 1, 2),
        "list": Taught(containers.as_list, 0, 1),
        "tuple": Taught(containers.as_tuple, 0, 1),
        "dict": Taught(containers.as_dict, 0, 1),
        "range": Taught(containers.numbers, 1, 3),
        "enumerate": Taught(containers.numbered, 1, 2),
        "zip": Taught(containers.together, 1, None),
        "format": Taught(_format, 2, 2),
        "ord": Taught(_code, 1, 1),
        "chr": Taught(_character, 1, 1),
        "item": Taught(containers.item, 2, 2),
        "part": Taught(containers.part, 1, 4),
        "contains": Taught(containers.contains, 2, 2),
        "reversed": Taught(_reversed, 1, 1),
        **_MATHS,
        "math.log": Taught(_log, 1, 2),
        "math.atan2": Taught(lambda y, x: twelve(math.atan2(_number(y), _number(x))), 2, 2),
        "math.floor": Taught(lambda value: math.floor(_number(value)), 1, 1),
        "math.ceil": Taught(lambda value: math.ceil(_number(value)), 1, 1),
        "math.pi": Taught(lambda: math.pi, 0, 0),
        "math.e": Taught(lambda: math.e, 0, 0),
        **_TEXTS,
        "str.count": Taught(containers.count, 2, 2),
        "str.replace": Taught(_replace, 3, 3),
        "str.join": Taught(_join, 2, 2),
        "str.split": Taught(_split, 1, 2),
        "list.append": Taught(containers.append, 2, 2),
        "list.insert": Taught(containers.insert, 3, 3),
        "list.extend": Taught(containers.extend, 2, 2),
        "list.pop": Taught(containers.pop, 1, 3),
        "list.remove": Taught(containers.remove, 2, 2),
        "list.index": Taught(containers.index, 2, 2),
        "list.sort": Taught(containers.sort, 1, 2),
        "list.reverse": Taught(containers.reverse, 1, 1),
        "list.copy": Taught(containers.copy, 1, 1),
        "list.clear": Taught(containers.clear, 1, 1),
        "dict.keys": Taught(containers.keys, 1, 1),
        "dict.values": Taught(containers.values, 1, 1),
        "dict.items": Taught(containers.pairs, 1, 1),
        "dict.get": Taught(containers.get, 2, 3),
        "dict.update": Taught(containers.update, 2, 2),
        "statistics.mean": Taught(_mean, 1, 1),
        "statistics.median": Taught(_median, 1, 1),
        "statistics.pstdev": Taught(_spread_of, 1, 1),
        "statistics.multimode": Taught(_modes, 1, 1),
        "random.random": Taught(lambda chance: chance.uniform(0.0, 1.0), 0, 0, chance=True),
        "random.randint": Taught(_between, 2, 2, chance=True),
        "random.randrange": Taught(_any_of_range, 1, 3, chance=True),
        "random.shuffle": Taught(containers.shuffle, 1, 1, chance=True),
        "random.uniform": Taught(_uniform, 2, 2, chance=True),
        "random.choice": Taught(_chosen, 1, 1, chance=True),
        **_BLOCKS,
    }
)
"""Name -> function, in the order of the help page."""
