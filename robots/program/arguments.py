"""The values that words take: checked against the vocabulary, made canonical.

Used by the runner for every word it begins, and by the checker for the values written in a program.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from robots.abilities import COLOURS, WORDS, Argument, Kind
from robots.errors import Code, Problem, Refused
from robots.program.values import is_number, shown
from robots.world.trace import Value

LARGEST = 1e15
"""The largest number a word takes, either way."""
LOWEST_NOTE, HIGHEST_NOTE = 36, 96
"""MIDI numbers of the notes that robots play: C2 to C7."""

MOST_KNOWN = 1_000
"""Sets of arguments that are remembered as checked."""
_FREE = frozenset(
    name
    for name, word in WORDS.items()
    if any(argument.kind is Kind.TEXT for argument in word.arguments)
)
"""Words that take any text: what a pupil writes is not remembered."""
_KNOWN: dict[tuple[object, ...], dict[str, Value]] = {}
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_PITCH = re.compile(r"([A-G])([#b]?)([0-8])")
_SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def checked(word: str, given: Mapping[str, object]) -> dict[str, Value]:
    """The arguments of a word, defaults filled in, in the vocabulary's order.

    Raises Refused(bad-value) that names the word, the argument and the value.
    """
    if word in _FREE:
        return _checked(word, given)
    # Loops say the same again and again. 1, 1.0 and True are equal but not the same.
    key = (word, *given, *given.values(), *map(type, given.values()))
    try:
        known = _KNOWN.get(key)
    except TypeError:
        return _checked(word, given)
    if known is None:
        known = _checked(word, given)
        if len(_KNOWN) >= MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = known
    return known.copy()


def _checked(word: str, given: Mapping[str, object]) -> dict[str, Value]:
    arguments = WORDS[word].arguments
    return {
        argument.name: checked_value(word, argument, given.get(argument.name, argument.default))
        for argument in arguments
    }


def checked_value(word: str, argument: Argument, value: object) -> Value:
    """One argument's value, made canonical; raises Refused(bad-value)."""
    good = _CHECKS[argument.kind](argument, value)
    if good is None:
        raise _bad(word, argument, value)
    return good


def midi(pitch: Value) -> int | None:
    """The MIDI number of a pitch ("C4" is 60, "F#5" 78, 36..96 itself), None when it is none."""
    if isinstance(pitch, str):
        match = _PITCH.fullmatch(pitch)
        if match is None:
            return None
        shift = {"#": 1, "b": -1, "": 0}[match[2]]
        pitch = 12 * (int(match[3]) + 1) + _SEMITONES[match[1]] + shift
    if not is_number(pitch) or pitch != int(pitch):
        return None
    return int(pitch) if LOWEST_NOTE <= pitch <= HIGHEST_NOTE else None


def _bad(word: str, argument: Argument, value: object) -> Refused:
    """The refusal, with the reason and the range that its sentence needs."""
    details: dict[str, str | int | float] = {
        "word": word,
        "argument": argument.name,
        "value": shown(value)[:60],
    }
    if value is None:
        details["reason"] = "missing"
    elif is_number(value) and argument.least is not None and argument.most is not None:
        details |= {"reason": "range", "least": argument.least, "most": argument.most}
    return Refused(Problem(Code.BAD_VALUE, "", details))


def _number(argument: Argument, value: object) -> Value:
    if not is_number(value) or not math.isfinite(value) or abs(value) > LARGEST:
        return None
    low, high = argument.least, argument.most
    if (low is not None and value < low) or (high is not None and value > high):
        return None
    return value


def _whole(argument: Argument, value: object) -> Value:
    number = _number(argument, value)
    return number if is_number(number) and number == int(number) else None


def _choice(argument: Argument, value: object) -> Value:
    return value if isinstance(value, str) and value in argument.choices else None


def _colour(_: Argument, value: object) -> Value:
    if not isinstance(value, str):
        return None
    return value if value in COLOURS else value.lower() if _HEX.fullmatch(value) else None


def _pitch(_: Argument, value: object) -> Value:
    if not isinstance(value, (str, int, float)) or midi(value) is None:
        return None
    return value


def _text(_: Argument, value: object) -> Value:
    return shown(value)


def _place(_: Argument, value: object) -> Value:
    return value if isinstance(value, str) else None


def _boolean(_: Argument, value: object) -> Value:
    return value if isinstance(value, bool) else None


_CHECKS: dict[Kind, Callable[[Argument, object], Value]] = {
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.COLOUR: _colour,
    Kind.PITCH: _pitch,
    Kind.PLACE: _place,
    Kind.BOOLEAN: _boolean,
}
