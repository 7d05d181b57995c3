"""Sphero's packets, API version 2 (Mini, BOLT): encoded, decoded, and the commands we speak.

`8d | flags | [target source] | device | command | seq | [error] | data | check | d8`. The check is
0xFF less the sum of what stands between the start and itself; inside, 8d, ab and d8 are escaped
after it is made. Facts: spherov2 0.12.1 and pysphero 0.0.12, which agree byte by byte.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, IntFlag

from robots.errors import Code, refuse

SERVICE = "00010001-574f-4f20-5370-6865726f2121"
COMMANDS = "00010002-574f-4f20-5370-6865726f2121"
"""The characteristic that takes packets and notifies of them."""
FORCE = "00020005-574f-4f20-5370-6865726f2121"
"""Where the ball is unlocked; one that is not drops the link after about ten seconds."""
UNLOCK = b"usetheforce...band"
CHUNK = 20
"""Bytes that one write may carry."""
NOTIFIES = 0xFF
"""The seq of what the ball says unasked; commands never carry it."""
SECOND = 0x12
"""The BOLT's second processor: motion, sensors, matrix."""
FIRST = 0x11
"""The BOLT's first processor: its two lights."""
HOST = 0x01
"""Us."""
_START, _END, _ESCAPE = 0x8D, 0xD8, 0xAB
_ESCAPED = {0xAB: 0x23, 0x8D: 0x05, 0xD8: 0x50}
_PLAIN = {escaped: plain for plain, escaped in _ESCAPED.items()}
_LONGEST = 512


class Flag(IntFlag):
    """What a packet is; a command that wants an answer and keeps the ball awake is 0x0a."""

    RESPONSE = 0x01
    WANTS_RESPONSE = 0x02
    ACTIVITY = 0x08
    TARGET = 0x10
    SOURCE = 0x20


class Id(IntEnum):
    """Device and command, as one number."""

    PING = 0x1000
    SLEEP = 0x1301
    BATTERY = 0x1303
    """-> u16, hundredths of a volt."""
    WAKE = 0x130D
    RAW_MOTORS = 0x1601
    RESET_YAW = 0x1606
    DRIVE = 0x1607
    """Speed u8, heading u16 (0..359), 1 when it rolls backwards."""
    STABILISE = 0x160C
    """0 none, 1 full."""
    STREAM = 0x1800
    """Milliseconds u16, count u8 (0: for ever), mask u32."""
    STREAMED = 0x1802
    """Big-endian floats, one for each bit of the mask, the highest first."""
    STREAM_MORE = 0x180C
    COLLISIONS = 0x1811
    COLLIDED = 0x1812
    RESET_LOCATOR = 0x1813
    LIGHT_LEVEL = 0x1830
    """-> f32, lux."""
    LEDS_16 = 0x1A0E
    LEDS_8 = 0x1A1C
    MATRIX_PIXEL = 0x1A2D
    MATRIX_COLOUR = 0x1A2F
    MATRIX_CHARACTER = 0x1A42


class Stream(IntFlag):
    """Bits of the stream's mask."""

    YAW = 0x10000
    """Degrees, -179..180."""
    LOCATOR = 0x60
    """Two numbers, metres."""
    VELOCITY = 0x18
    """Two numbers, metres a second."""


@dataclass(frozen=True, slots=True)
class Packet:
    """One packet. `id` may be a number that is no `Id`: newer firmware says more than we know."""

    id: int
    data: bytes = b""
    seq: int = 0
    target: int | None = None
    source: int = HOST
    flags: int = Flag.WANTS_RESPONSE | Flag.ACTIVITY
    error: int = 0
    """0 where a response tells of no error."""

    @property
    def is_response(self) -> bool:
        """Whether it answers a command."""
        return bool(self.flags & Flag.RESPONSE)

    def to_bytes(self) -> bytes:
        """The packet as it travels."""
        flags = self.flags
        way = b""
        if self.target is not None:
            flags |= Flag.TARGET | Flag.SOURCE
            way = bytes((self.target, self.source))
        body = bytes((flags,)) + way + struct.pack(">HB", self.id, self.seq)
        if self.is_response:
            body += bytes((self.error,))
        body += self.data
        inside = body + bytes((check(body),))
        return bytes((_START, *_escape(inside), _END))


def check(body: bytes) -> int:
    """The check of a packet's inside."""
    return 0xFF - (sum(body) & 0xFF)


def chunks(data: bytes) -> Iterator[bytes]:
    """The writes that carry it."""
    for start in range(0, len(data), CHUNK):
        yield data[start : start + CHUNK]


class Decoder:
    """Makes packets of bytes, however they are cut."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, data: bytes) -> list[Packet]:
        """The packets that are whole now; raises Refused(garbled)."""
        self._held += data
        found = []
        while (end := self._held.find(_END)) >= 0:
            frame = bytes(self._held[: end + 1])
            del self._held[: end + 1]
            found.append(decode(frame))
        if (self._held and self._held[0] != _START) or len(self._held) > _LONGEST:
            raise refuse(Code.GARBLED, what="start")
        return found


def decode(frame: bytes) -> Packet:
    """One whole frame; raises Refused(garbled)."""
    if len(frame) < 7 or frame[0] != _START or frame[-1] != _END:
        raise refuse(Code.GARBLED, what="frame")
    inside = _unescape(frame[1:-1])
    body = inside[:-1]
    if len(body) < 4 or inside[-1] != check(body):
        raise refuse(Code.GARBLED, what="check")
    return _read(body)


def _read(body: bytes) -> Packet:
    flags, rest = body[0], body[1:]
    target, source = None, HOST
    if flags & Flag.TARGET:
        target, rest = rest[0], rest[1:]
    if flags & Flag.SOURCE and rest:
        source, rest = rest[0], rest[1:]
    answers = bool(flags & Flag.RESPONSE)
    if len(rest) < 3 + answers:
        raise refuse(Code.GARBLED, what="length")
    number, seq = struct.unpack_from(">HB", rest)
    error = rest[3] if answers else 0
    return Packet(number, rest[3 + answers :], seq, target, source, flags, error)


def _escape(inside: bytes) -> Iterator[int]:
    for byte in inside:
        if byte in _ESCAPED:
            yield _ESCAPE
        yield _ESCAPED.get(byte, byte)


def _unescape(inside: bytes) -> bytes:
    plain = bytearray()
    rest = iter(inside)
    for byte in rest:
        if byte == _ESCAPE:
            byte = _PLAIN.get(next(rest, -1), -1)
            if byte < 0:
                raise refuse(Code.GARBLED, what="escape")
        plain.append(byte)
    return bytes(plain)


# ---- commands ------------------------------------------------------------------------------------


def drive(speed: int, heading: int, *, backwards: bool = False) -> bytes:
    """The data of DRIVE: speed 0..255 towards a heading; backwards, it looks the other way."""
    return struct.pack(">BHB", speed, heading % 360, backwards)


def stream(milliseconds: int, mask: int) -> bytes:
    """The data of STREAM, for ever."""
    return struct.pack(">HBI", milliseconds, 0, mask)


def floats(data: bytes) -> tuple[float, ...]:
    """What STREAMED carries; an odd end is left out."""
    count = len(data) // 4
    return struct.unpack_from(f">{count}f", data)


def volts(data: bytes) -> float:
    """What BATTERY is answered with."""
    if len(data) < 2:
        raise refuse(Code.GARBLED, what="battery")
    return float(struct.unpack_from(">H", data)[0]) / 100.0
