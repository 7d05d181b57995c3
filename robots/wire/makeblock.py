"""The Makeblock serial protocol, as the mBot's factory firmware speaks it.

To the robot: `ff 55 length index action device data...`; `length` counts what follows it. There is
no trailer and no checksum: the firmware begins to read when `length` bytes have come, and passes
over what stands between two frames. From the robot: `ff 55 index type value 0d 0a`, and
`ff 55 0d 0a` for each thing done. Numbers are little-endian.

Source: Makeblock-official/mBot, its default program 1.2.103, read as facts. The makeblock library
of PyPI ends its frames with one more byte, 0x0a, and counts it; the firmware takes both forms.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from robots.errors import Code, refuse

HEAD = b"\xff\x55"
END = b"\r\n"
DONE = HEAD + END
"""What the robot says when it did what it was told."""
LONGEST = 52
"""Bytes of the longest frame that the firmware can hold."""
EXTRA = 4
"""The firmware sends up to so many bytes too many after a short number."""
LEFT_PORT, RIGHT_PORT = 9, 10
"""The two motors; the left one is built in the other way round."""
BOARD, LAMPS = 7, 2
"""Port and slot of the two lamps on the board."""


class Action(IntEnum):
    """What is wanted."""

    GET = 1
    """Answered with a value."""
    RUN = 2
    """Answered with DONE, when it is over."""
    RESET = 4
    """Stops both motors and silences the buzzer; answered with DONE."""
    START = 5


class Device(IntEnum):
    """What it is wanted of; the data of GET is one port."""

    VERSION = 0x00
    """Text; no port."""
    ULTRASONIC = 0x01
    """Float, cm; 400 when nothing is seen. Measuring takes up to 30 ms."""
    LIGHT = 0x03
    """Float, 0..1023."""
    WHEELS = 0x05
    """Two int16: left and right motor, -255..255, forwards is negative on the left."""
    LAMPS = 0x08
    """Port, slot, lamp (0 both, 1, 2), red, green, blue (0..255)."""
    MOTOR = 0x0A
    """Port and an int16, -255..255."""
    LINE = 0x11
    """Float: 0 both eyes on black, 1 the left, 2 the right one, 3 none."""
    TONE = 0x22
    """Two u16: hertz, milliseconds. The firmware does nothing else meanwhile."""
    BUTTON = 0x23
    """Byte, not 0 while the button on the board is pressed."""


class Kind(IntEnum):
    """The types of values that the robot sends."""

    BYTE = 1
    FLOAT = 2
    SHORT = 3
    TEXT = 4
    DOUBLE = 5


_FORMATS = {Kind.BYTE: "<B", Kind.FLOAT: "<f", Kind.SHORT: "<h", Kind.DOUBLE: "<d"}


def request(
    action: Action, device: Device | None = None, data: bytes = b"", index: int = 0
) -> bytes:
    """A frame to the robot; its answer carries the same `index` (0..255)."""
    body = bytes((index, action, device or 0)) + data
    return HEAD + bytes((len(body),)) + body


def get(device: Device, port: int | None = None, index: int = 0) -> bytes:
    """Ask for a value."""
    return request(Action.GET, device, b"" if port is None else bytes((port,)), index)


def wheels(left: int, right: int) -> bytes:
    """Run both motors, -255..255 each, forwards for positive; they run until told otherwise."""
    return request(Action.RUN, Device.WHEELS, struct.pack("<hh", -left, right))


def motor(port: int, power: int) -> bytes:
    """Run one motor, as it is built in."""
    return request(Action.RUN, Device.MOTOR, struct.pack("<Bh", port, power))


def lamps(red: int, green: int, blue: int, lamp: int = 0) -> bytes:
    """Light both lamps of the board (0), or one of them (1, 2); 0..255 each."""
    return request(Action.RUN, Device.LAMPS, bytes((BOARD, LAMPS, lamp, red, green, blue)))


def tone(hertz: int, milliseconds: int) -> bytes:
    """Sound; the robot hears nothing more until it is over."""
    return request(Action.RUN, Device.TONE, struct.pack("<HH", hertz, milliseconds))


@dataclass(frozen=True, slots=True)
class Done:
    """The robot did what it was told."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that was asked for; None where its type is none that we know."""

    index: int
    value: float | str | None


class Decoder:
    """Takes what a robot says; plain text (it greets when it starts) is passed over."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, data: bytes) -> list[Done | Reading]:
        """The answers that are whole by now; raises Refused with `garbled`."""
        self._kept += data
        answers: list[Done | Reading] = []
        while (found := self._next()) is not None:
            answers.append(found)
        return answers

    def _next(self) -> Done | Reading | None:
        kept = self._kept
        while kept and kept[0] != HEAD[0]:
            if not (32 <= kept[0] < 127 or kept[0] in END):
                raise refuse(Code.GARBLED)
            del kept[0]
        if not HEAD.startswith(bytes(kept[:2])):
            raise refuse(Code.GARBLED)
        if kept.startswith(DONE):
            del kept[: len(DONE)]
            return Done()
        return self._reading() if len(kept) > 4 else None

    def _reading(self) -> Reading | None:
        kept = self._kept
        size = _size(kept)
        end = kept.find(END, 4 + size)
        if end < 0 and len(kept) > 4 + size + EXTRA + len(END):
            raise refuse(Code.GARBLED)
        if end < 0:
            return None
        reading = Reading(kept[2], _value(kept[3], bytes(kept[4 : 4 + size])))
        del kept[: end + len(END)]
        return reading


def _size(frame: bytearray) -> int:
    """How long the value of an answer is."""
    if frame[3] == Kind.TEXT:
        return 1 + frame[4]
    return struct.calcsize(_FORMATS[Kind(frame[3])]) if frame[3] in _FORMATS else 0


def _value(kind: int, raw: bytes) -> float | str | None:
    if kind == Kind.TEXT:
        return raw[1:].decode(errors="replace")
    if kind not in _FORMATS:
        return None
    value: float = struct.unpack(_FORMATS[Kind(kind)], raw)[0]
    return value


# ---- the robot's side -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Request:
    """What a host wants; `device` may be one that nobody knows."""

    index: int
    action: int
    device: int
    data: bytes


class Listener:
    """Takes what a host says, as the firmware does: what is no frame is passed over."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def feed(self, data: bytes) -> list[Request]:
        """The requests that are whole by now."""
        self._kept += data
        requests = []
        while (start := self._kept.find(HEAD)) >= 0:
            del self._kept[:start]
            if len(self._kept) < 3 or len(self._kept) < 3 + self._kept[2]:
                break
            body = bytes(self._kept[3 : 3 + self._kept[2]])
            del self._kept[: 3 + len(body)]
            if len(body) >= 3:
                requests.append(Request(body[0], body[1], body[2], body[3:]))
        return requests


def answer(index: int, kind: Kind, value: float | str) -> bytes:
    """A value from the robot."""
    if isinstance(value, str):
        text = value.encode()
        raw = bytes((len(text),)) + text
    else:
        raw = struct.pack(
            _FORMATS[kind], value if kind in (Kind.FLOAT, Kind.DOUBLE) else int(value)
        )
    return HEAD + bytes((index, kind)) + raw + END
