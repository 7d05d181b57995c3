"""The vocabulary: every word a pupil's program can say.

One declaration makes the card, the block, the Python function, the toolbox, the help page and the
support table; nothing else lists the words. Names and sentences of other languages are in the
strings files (`robots/strings`), found under the canonical names that stand here.

Units: lengths in cm, angles in degrees (clockwise), time in seconds, speeds in percent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Family(StrEnum):
    """The seven families of words; each has one silhouette and one colour on every screen."""

    MOVE = "move"
    LIGHT = "light"
    SOUND = "sound"
    SENSE = "sense"
    CONTROL = "control"
    EVENT = "event"
    CALC = "calc"


class Role(StrEnum):
    """What a word is in a program: it does something, it senses something, or it starts a stack."""

    DOING = "doing"
    SENSING = "sensing"
    EVENT = "event"


class Kind(StrEnum):
    """The type of an argument, or of what a sensing word gives."""

    NUMBER = "number"
    WHOLE = "whole"
    TEXT = "text"
    CHOICE = "choice"
    COLOUR = "colour"
    PITCH = "pitch"
    PLACE = "place"
    BOOLEAN = "boolean"


SIDES = ("front", "left", "right", "back")
BUTTONS = ("up", "down", "left", "right", "centre")
SOUNDS = ("beep", "happy", "sad", "yes", "no", "horn")
TILTS = ("flat", "up", "down", "left", "right")
COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "red": "#dc4632",
        "orange": "#f08a2c",
        "yellow": "#f7bd36",
        "green": "#4a9d6a",
        "cyan": "#35b6c4",
        "blue": "#2f6bd0",
        "purple": "#7d5bbe",
        "pink": "#eb9fb1",
        "white": "#ffffff",
        "black": "#26231f",
    }
)
"""Colour name -> the `#rrggbb` that screens draw it in."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a word: its name, type, range and default.

    `default` is None where the argument must be given. `least` and `most` bound numbers (a value
    outside is `bad-value`); None means unbounded. `choices` are the canonical values of a choice.
    """

    name: str
    kind: Kind
    default: float | int | str | None = None
    unit: str = ""
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the language.

    `name` is the canonical Python name; `robot_<name>` is the block type. `ability` is what a robot
    must be able to do for the word ("" = the screens do it, every robot has it). `icon` names the
    drawing. `card` says whether the word is offered as a card key. `gives` is the type a sensing
    word gives. `grid` marks the words that speak of cells, `continuous` those that need a robot
    that moves freely (a grid robot cannot do them).
    """

    name: str
    family: Family
    role: Role
    ability: str
    arguments: tuple[Argument, ...] = ()
    gives: Kind | None = None
    card: bool = True
    grid: bool = False
    continuous: bool = False
    unit: str = ""

    @property
    def icon(self) -> str:
        """The drawing of this word, in the client's drawings and in print."""
        return self.name

    @property
    def block(self) -> str:
        """The Blockly block type of this word."""
        return f"robot_{self.name}"

    def argument(self, name: str) -> Argument | None:
        """The argument of that name, or None."""
        return next((item for item in self.arguments if item.name == name), None)


_STEPS = Argument("steps", Kind.NUMBER, 1, "cells")
_SIDE = Argument("side", Kind.CHOICE, "front", choices=SIDES)
_BUTTON = Argument("name", Kind.CHOICE, choices=BUTTONS)
_COLOUR = Argument("colour", Kind.COLOUR)
_MESSAGE = Argument("message", Kind.TEXT)


def _grid(name: str, *arguments: Argument) -> Word:
    return Word(name, Family.MOVE, Role.DOING, "move", arguments, grid=True)


def _free(name: str, *arguments: Argument, card: bool = True) -> Word:
    return Word(name, Family.MOVE, Role.DOING, "move", arguments, continuous=True, card=card)


def _do(name: str, family: Family, ability: str, *arguments: Argument) -> Word:
    return Word(name, family, Role.DOING, ability, arguments)


def _sense(name: str, gives: Kind, *arguments: Argument, ability: str = "", unit: str = "") -> Word:
    return Word(
        name,
        Family.SENSE,
        Role.SENSING,
        ability or name,
        arguments,
        gives=gives,
        unit=unit,
    )


def _event(name: str, ability: str, *arguments: Argument) -> Word:
    return Word(name, Family.EVENT, Role.EVENT, ability, arguments)


_ALL = (
    _grid("forward", _STEPS),
    _grid("backward", _STEPS),
    _grid("turn_left"),
    _grid("turn_right"),
    _grid("go_north", _STEPS),
    _grid("go_east", _STEPS),
    _grid("go_south", _STEPS),
    _grid("go_west", _STEPS),
    _free("drive", Argument("cm", Kind.NUMBER, unit="cm")),
    _free("turn", Argument("degrees", Kind.NUMBER, unit="degrees")),
    _free("speed", Argument("percent", Kind.NUMBER, unit="%", least=1, most=100)),
    _free(
        "wheels",
        Argument("left", Kind.NUMBER, unit="%", least=-100, most=100),
        Argument("right", Kind.NUMBER, unit="%", least=-100, most=100),
        card=False,
    ),
    Word("stop", Family.MOVE, Role.DOING, "move"),
    _do("pen_down", Family.LIGHT, ""),
    _do("pen_up", Family.LIGHT, ""),
    _do("pen_colour", Family.LIGHT, "", _COLOUR),
    _do("light", Family.LIGHT, "light", _COLOUR),
    _do("light_off", Family.LIGHT, "light"),
    _do(
        "note",
        Family.SOUND,
        "note",
        Argument("pitch", Kind.PITCH),
        Argument("beats", Kind.NUMBER, unit="beats", least=0, most=64),
    ),
    _do("play", Family.SOUND, "play", Argument("sound", Kind.CHOICE, choices=SOUNDS)),
    _do("say", Family.SOUND, "", Argument("text", Kind.TEXT)),
    _do(
        "wait",
        Family.CONTROL,
        "",
        Argument("seconds", Kind.NUMBER, unit="s", least=0, most=3600),
    ),
    _sense("distance", Kind.NUMBER, unit="cm"),
    _sense("obstacle", Kind.BOOLEAN, _SIDE),
    _sense("on_line", Kind.BOOLEAN, ability="ground"),
    _sense("ground", Kind.NUMBER, unit="0..100"),
    _sense("colour", Kind.COLOUR),
    _sense("button", Kind.BOOLEAN, _BUTTON),
    _sense("bumped", Kind.BOOLEAN),
    _sense("sound_level", Kind.NUMBER, unit="0..100"),
    _sense("light_level", Kind.NUMBER, unit="0..100"),
    _sense("tilt", Kind.CHOICE),
    Word("heading", Family.SENSE, Role.SENSING, "move", gives=Kind.NUMBER, unit="degrees"),
    Word(
        "at",
        Family.SENSE,
        Role.SENSING,
        "move",
        (Argument("place", Kind.PLACE),),
        gives=Kind.BOOLEAN,
    ),
    _do("send", Family.CONTROL, "", _MESSAGE),
    _event("when_started", ""),
    _event("when_button", "button", _BUTTON),
    _event("when_obstacle", "obstacle"),
    _event("when_line", "ground"),
    _event("when_message", "", _MESSAGE),
    _event("when_loud", "sound_level"),
)

WORDS: Mapping[str, Word] = MappingProxyType({word.name: word for word in _ALL})
"""Canonical name -> word, in the order of the toolbox."""

ABILITIES: frozenset[str] = frozenset(word.ability for word in _ALL if word.ability)
"""Everything a robot may be able to do."""


def needed(words: frozenset[str] | set[str]) -> frozenset[str]:
    """The abilities that a program with these words needs."""
    return frozenset(WORDS[name].ability for name in words if WORDS[name].ability)
