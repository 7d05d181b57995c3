"""What words and values are called in the languages of the classroom, as plain data.

The readers and writers of programs take it; `robots.languages` makes it from the strings files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from robots.abilities import BUTTONS, SIDES, SOUNDS, WORDS, Argument, Kind

Values = Mapping[str, Mapping[str, str]]
"""Group of choices (`side`, `button`, `sound`, `colour`, `tilt`) -> value -> value."""

_GROUPS: dict[tuple[str, ...], str] = {SIDES: "side", BUTTONS: "button", SOUNDS: "sound"}


def group_of(argument: Argument) -> str:
    """The group of choices that an argument takes its values from, "" when it takes any."""
    if argument.kind is Kind.COLOUR:
        return "colour"
    return _GROUPS.get(argument.choices, "")


def group_given(word: str) -> str:
    """The group of choices that a sensing word gives its value from, "" when from none."""
    gives = WORDS[word].gives
    return "colour" if gives is Kind.COLOUR else "tilt" if gives is Kind.CHOICE else ""


def plain(text: str) -> str:
    """A name without its accents, so that `éteindre` is read as `eteindre`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


@dataclass(frozen=True, slots=True)
class Names:
    """Every language's names at once, for reading: name -> canonical name."""

    words: Mapping[str, str] = field(default_factory=lambda: {name: name for name in WORDS})
    values: Values = field(default_factory=dict)

    def word(self, name: str) -> str | None:
        """The canonical word of a name in any language, None when it is none."""
        return self.words.get(plain(name))

    def value(self, group: str, text: str) -> str:
        """The canonical value of a text in any language; the text itself when it is none."""
        return self.values.get(group, {}).get(plain(text), text)


@dataclass(frozen=True, slots=True)
class Spelling:
    """One language's names, for writing: canonical name -> name."""

    words: Mapping[str, str] = field(default_factory=dict)
    values: Values = field(default_factory=dict)

    def word(self, word: str) -> str:
        """The name of a word."""
        return self.words.get(word, word)

    def value(self, group: str, value: str) -> str:
        """The text of a value of a closed choice."""
        return self.values.get(group, {}).get(value, value)
