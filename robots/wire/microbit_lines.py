"""The lines between us and a micro:bit with our program: `firmware/PROTOCOL.md`, version 1."""

from __future__ import annotations

from dataclasses import dataclass

from robots.errors import Code, refuse

VERSION = 1
HELLO, BEAT, STOP = b"?\n", b".\n", b"s\n"
STILL = 0
"""The number with which STOP is answered."""
LAST_NUMBER = 9999
LONGEST = 80
"""Characters without an end that are still a line."""


def move(number: int, left: int, right: int, milliseconds: int = 0) -> bytes:
    """Run the wheels (percent) for a time; 0: until told otherwise. `number` 1..9999."""
    return b"m %d %d %d %d\n" % (number, left, right, milliseconds)


def lamps(red: int, green: int, blue: int) -> bytes:
    """Light the lamps, 0..255 each."""
    return b"l %d %d %d\n" % (red, green, blue)


def tone(hertz: int, milliseconds: int) -> bytes:
    """Sound, 1..5000 ms."""
    return b"t %d %d\n" % (hertz, milliseconds)


@dataclass(frozen=True, slots=True)
class Hello:
    """Who is there: the version of its lines, its robot, its four digits."""

    version: int
    robot: str
    name: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A motion is under way or was made; STILL: it stands."""

    number: int


@dataclass(frozen=True, slots=True)
class Readings:
    """What it senses: mm (-1 nothing), line and buttons as bits, light 0..255."""

    distance: int
    line: int
    buttons: int
    light: int


Said = Hello | Answer | Readings


class Decoder:
    """Takes what a micro:bit says; lines that we do not know are passed over."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, data: bytes) -> list[Said]:
        """What is whole by now; raises Refused with `garbled` for what is no text."""
        self._kept += data
        *lines, rest = self._kept.split(b"\n")
        self._kept = bytearray(rest)
        if len(rest) > LONGEST or not all(32 <= byte < 127 or byte in b"\r\n\t" for byte in data):
            raise refuse(Code.GARBLED)
        return [said for line in lines if (said := _said(line.decode("ascii").split())) is not None]


def _said(words: list[str]) -> Said | None:
    try:
        match words:
            case ["hello", version, robot, name, *_]:
                return Hello(int(version), robot, name)
            case ["a", number, *_]:
                return Answer(int(number))
            case ["r", distance, line, buttons, light, *_]:
                return Readings(*map(int, (distance, line, buttons, light)))
    except ValueError:
        return None
    return None
