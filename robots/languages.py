"""The languages: one strings file each, with the names of words and the sentences of error codes.

A file has the sections `words`, `choices`, `errors`, `screens`, `pictures` and `scratch`. A
sentence stands under its code; under `CODE.REASON` where a problem gives a reason, and under
`CODE.plain` where it cannot fill the holes of the first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import cast

from robots.abilities import WORDS
from robots.errors import Problem
from robots.names import Names, Spelling, plain

DEFAULT = "fr"
_HOLE = re.compile(r"\{(\w+)\}")

Word = Mapping[str, str]


@cache
def languages() -> tuple[str, ...]:
    """The languages there are, the default one first."""
    names = (item.name for item in files("robots").joinpath("strings").iterdir())
    found = {name.removesuffix(".json") for name in names if name.endswith(".json")}
    return (DEFAULT, *sorted(found - {DEFAULT}))


@cache
def names() -> Names:
    """The names of every language at once, for reading programs."""
    words = {plain(_name(language, word)): word for language in languages() for word in WORDS}
    values: dict[str, dict[str, str]] = {}
    for language in languages():
        for group, texts in _choices(language).items():
            named = {plain(text): value for value, text in texts.items()}
            values.setdefault(group, {}).update(named)
    # The canonical names are read in every language, whatever another one calls by them.
    for group in values:
        values[group] |= {value: value for value in _choices(DEFAULT)[group]}
    return Names(words | {word: word for word in WORDS}, values)


@cache
def spelling(language: str | None) -> Spelling:
    """One language's names, for writing programs; the canonical ones for None."""
    if language not in languages():
        return Spelling()
    return Spelling({word: _name(language, word) for word in WORDS}, _choices(language))


def sentence(problem: Problem, language: str = DEFAULT) -> str:
    """What a problem is called in a language, in one line."""
    known = language if language in languages() else DEFAULT
    details = {name: _shown(name, value, known) for name, value in problem.details.items()}
    for text in _sentences(problem, known):
        if all(hole in details for hole in _HOLE.findall(text)):
            filled = _HOLE.sub(lambda match: details[match[1]], text)
            return " ".join(filled.split())
    return str(problem.code)


def explained(word: str, language: str = DEFAULT) -> str:
    """What a word of the robot does, in one sentence."""
    return _word(language if language in languages() else DEFAULT, word)["help"]


def screen_text(key: str, language: str = DEFAULT) -> str:
    """A text of the section `screens`; French where the language is unknown."""
    known = language if language in languages() else DEFAULT
    return cast("Mapping[str, str]", _texts(known)["screens"])[key]


def card_text(word: str, language: str = DEFAULT) -> str:
    """What a word, or a construct such as `repeat`, is called on its card."""
    named = _word(language if language in languages() else DEFAULT, word)
    return named.get("card", named.get("name", word))


def page_texts(language: str) -> dict[str, object]:
    """All that a page says in a language there is: its file without the names of Scratch."""
    return {name: texts for name, texts in _texts(language).items() if name != "scratch"}


def scratch_block(opcode: str, language: str | None = None) -> str:
    """What a block of Scratch is called there; its own name where no file has it."""
    known = language if language in languages() else DEFAULT
    return cast("Mapping[str, str]", _texts(known)["scratch"]).get(opcode, opcode)


def _sentences(problem: Problem, language: str) -> Iterator[str]:
    """The sentences of a problem, the one that says most first."""
    errors = cast("Mapping[str, str]", _texts(language)["errors"])
    reason = str(problem.details.get("reason", ""))
    for key in (f"{problem.code}.{reason}", str(problem.code), f"{problem.code}.plain", "other"):
        if key in errors:
            yield errors[key]


def _shown(name: str, value: str | int | float, language: str) -> str:
    """A detail as its reader knows it: a word of the robot by its card's name."""
    if name == "word" and value in WORDS:
        word = _word(language, str(value))
        return word.get("card", word["name"])
    if name == "block":
        return scratch_block(str(value), language)
    return str(value)


@cache
def _texts(language: str) -> Mapping[str, object]:
    file = files("robots").joinpath("strings", f"{language}.json")
    return cast("Mapping[str, object]", json.loads(file.read_text(encoding="utf-8")))


def _word(language: str, word: str) -> Word:
    return cast("Mapping[str, Word]", _texts(language)["words"])[word]


def _name(language: str, word: str) -> str:
    return _word(language, word)["name"]


def _choices(language: str) -> Mapping[str, Mapping[str, str]]:
    return cast("Mapping[str, Mapping[str, str]]", _texts(language)["choices"])
