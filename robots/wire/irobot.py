"""iRobot's frames (Root, Create 3) over the Nordic UART: 20 bytes, big-endian.

`device | command | id | payload, 16 bytes, padded with zeros | crc8`; the CRC has the polynomial 7
and begins at 0. An answer carries device, command and id of its request; events count for
themselves. Source: iRobotEducation/root-robot-ble-protocol; two foreign encoders agree.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from robots.errors import Code, refuse

IDENTITY = "48c5d828-ac2a-442d-97a3-0c9822b04979"
"""The service that says: an iRobot that children may program."""
UART = "6e400001-b5a3-f393-e0a9-e50e24dcca9e"
TO_ROBOT = "6e400002-b5a3-f393-e0a9-e50e24dcca9e"
FROM_ROBOT = "6e400003-b5a3-f393-e0a9-e50e24dcca9e"
MAKER = 0x0600
"""The company number; its data begin with RT0, RT1 or Ci3."""
LENGTH, PAYLOAD = 20, 16
_POLYNOMIAL = 0x07


class Id(IntEnum):
    """Device and command, as one number."""

    STOP = 0x0003
    """Stop at once and cancel everything."""
    STOP_PRESSED = 0x0004
    DISCONNECT = 0x0006
    SPEEDS = 0x0104
    """i32 left, i32 right, -100..100 mm/s, until told otherwise: not used."""
    DRIVE = 0x0108
    """i32 mm; answered when it is over or interrupted, like TURN and ARC, with a place."""
    TURN = 0x010C
    """i32 tenths of degrees, clockwise."""
    WHERE = 0x0110
    """Answered with a place: u32 ms, i32 x mm, i32 y mm, i16 heading in tenths, 90.0 at first."""
    ARC = 0x011B
    """i32 tenths of degrees (clockwise), i32 radius mm (positive: the centre is on the right)."""
    STALLED = 0x011D
    LED = 0x0302
    """State (0 off, 1 on), red, green, blue."""
    COLOURS = 0x0402
    """Event: 32 half bytes from left to right: 0 white, 1 black, 2 red, 3 green, 4 blue."""
    NOTE = 0x0500
    """u32 Hz, u16 ms; answered when it is over."""
    HUSH = 0x0501
    BUMPED = 0x0C00
    """Event: u32 ms, then 0x80 left, 0x40 right."""
    BATTERY = 0x0E01
    """Answered with u32 ms, u16 mV, u8 percent."""
    BATTERY_TOLD = 0x0E00
    TOUCHED = 0x1100
    """Event: u32 ms, then 0x80 front left, 0x40 front right, 0x20 rear right, 0x10 rear left."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame. `id` may be a number that is no `Id`: newer firmware says more than we know."""

    id: int
    payload: bytes = b""
    number: int = 0

    def to_bytes(self) -> bytes:
        """The frame as it travels."""
        body = struct.pack(">HB", self.id, self.number) + self.payload.ljust(PAYLOAD, b"\0")
        return body + bytes((crc8(body),))


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the robot thinks it is: cm from where it was reset, degrees counted to the left."""

    x: float
    y: float
    heading: float


def decode(data: bytes) -> Frame:
    """One frame; raises Refused(garbled)."""
    if len(data) != LENGTH or crc8(data[:-1]) != data[-1]:
        raise refuse(Code.GARBLED, what="frame")
    number, counted = struct.unpack_from(">HB", data)
    return Frame(number, data[3:-1], counted)


def crc8(data: bytes) -> int:
    """The CRC of the bytes."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc << 1 ^ _POLYNOMIAL if crc & 0x80 else crc << 1) & 0xFF
    return crc


def whole(*numbers: float) -> bytes:
    """Payload of whole numbers of 32 bits."""
    return struct.pack(f">{len(numbers)}i", *map(round, numbers))


def note(hertz: int, seconds: float) -> bytes:
    """The payload of NOTE."""
    return struct.pack(">IH", hertz, max(1, min(0xFFFF, round(seconds * 1000))))


def spot(payload: bytes) -> Spot:
    """What WHERE and every motion are answered with."""
    _, x, y, heading = struct.unpack_from(">IiihH", payload.ljust(PAYLOAD, b"\0"))[:4]
    return Spot(x / 10.0, y / 10.0, heading / 10.0)


def colours(payload: bytes) -> list[int]:
    """The 32 zones of COLOURS, from left to right."""
    return [part for byte in payload for part in (byte >> 4, byte & 0x0F)]
