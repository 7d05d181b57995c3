"""Bluetooth LE values as lines of JSON, for robots made of software: no radio, no Bluetooth.

One JSON object a line; `type` says which of these structs it is, bytes are base64. The robot
begins with `Hello`. A host's requests carry a number that the robot's `Answer` or `Denied` repeats;
a `Write` without a number is one without response. `Ping` and `Pong` are what the radio's empty
packets are: who hears neither for some time has lost the link.
"""

from __future__ import annotations

import msgspec

from robots.errors import Code, refuse

LONGEST_LINE = 65_536
"""Bytes of a line; more without an end is nonsense."""


class Line(msgspec.Struct, frozen=True, tag_field="type", tag=str.lower):
    """What one line says."""


class Write(Line, frozen=True):
    """Host: set a value."""

    characteristic: str
    data: bytes
    number: int | None = None


class Read(Line, frozen=True):
    """Host: ask for a value."""

    characteristic: str
    number: int


class Subscribe(Line, frozen=True):
    """Host: tell of every change from now on."""

    characteristic: str
    number: int


class Ping(Line, frozen=True):
    """Host: ask whether the robot is there."""


class Hello(Line, frozen=True):
    """Robot: what it advertises, what it has, and the bytes that one write may carry.

    `services`: service -> characteristic -> flags. `manufacturer`: company number -> data.
    """

    name: str
    services: dict[str, dict[str, frozenset[str]]]
    largest_write: int
    advertised: list[str] = []
    manufacturer: dict[int, bytes] = {}


class Answer(Line, frozen=True):
    """Robot: done; the value where one was asked for."""

    number: int
    data: bytes = b""


class Denied(Line, frozen=True):
    """Robot: no such characteristic, or not one for that."""

    number: int


class Notified(Line, frozen=True):
    """Robot: a value that the host subscribed to is now this."""

    characteristic: str
    data: bytes


class Pong(Line, frozen=True):
    """Robot: I am here."""


FromHost = Write | Read | Subscribe | Ping
FromRobot = Hello | Answer | Denied | Notified | Pong
Said = FromHost | FromRobot

_DECODER = msgspec.json.Decoder(Said)


def encode(said: Said) -> bytes:
    """One line, its end included."""
    return msgspec.json.encode(said) + b"\n"


class Decoder:
    """Cuts what came into lines, however it was cut on its way."""

    def __init__(self) -> None:
        self._kept = b""

    def feed(self, data: bytes) -> list[Said]:
        """What the lines say that are whole now; raises Refused(garbled)."""
        *lines, self._kept = (self._kept + data).split(b"\n")
        if len(self._kept) > LONGEST_LINE:
            raise refuse(Code.GARBLED)
        try:
            return [_DECODER.decode(line) for line in lines]
        except (msgspec.MsgspecError, UnicodeDecodeError):
            raise refuse(Code.GARBLED) from None
