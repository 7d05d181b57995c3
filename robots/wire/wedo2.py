"""LEGO WeDo 2.0: what a host writes to the hub's values, and what they mean. Pure functions.

An output is port, order, length, values; an input format chooses a device's mode. Facts: the bytes
of node-poweredup 10.1.0 and of scratch-vm 5.0.300, which agree.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum

from robots.errors import Code, refuse

_TAIL = "-1212-efde-1523-785feabcd123"
SERVICE = f"00001523{_TAIL}"
IO_SERVICE = f"00004f0e{_TAIL}"
NAME = f"00001524{_TAIL}"
BUTTON = f"00001526{_TAIL}"
ATTACHED = f"00001527{_TAIL}"
SWITCH_OFF = f"0000152b{_TAIL}"
VALUES = f"00001560{_TAIL}"
INPUT = f"00001563{_TAIL}"
OUTPUT = f"00001565{_TAIL}"
BATTERY_SERVICE = "0000180f-0000-1000-8000-00805f9b34fb"
BATTERY = "00002a19-0000-1000-8000-00805f9b34fb"
PIEZO_PORT, LIGHT_PORT = 5, 6
FLOAT, BRAKE = 0, 127
"""Powers that let a motor run out, or hold it."""


class Device(IntEnum):
    """What is or may be attached."""

    MOTOR = 0x01
    LIGHT = 0x17
    TILT = 0x22
    MOTION = 0x23


@dataclass(frozen=True, slots=True)
class Attached:
    """What came to a port; None: what was there has gone."""

    port: int
    device: int | None


def motor(port: int, power: int) -> bytes:
    """Run a motor at a power (-100..100, FLOAT, BRAKE) until told otherwise; for OUTPUT."""
    # Its one value is said to be two bytes long: so do the programs of others.
    return bytes((port, 0x01, 2)) + struct.pack("<b", power)


def tone(hertz: int, milliseconds: int) -> bytes:
    """Sound for a time; for OUTPUT."""
    return _output(PIEZO_PORT, 0x02, struct.pack("<HH", hertz, milliseconds))


def silence() -> bytes:
    """End what sounds; for OUTPUT."""
    return _output(PIEZO_PORT, 0x03, b"")


def light_index(colour: int) -> bytes:
    """Show one of eleven colours; for OUTPUT."""
    return _output(LIGHT_PORT, 0x04, bytes((colour,)))


def light(red: int, green: int, blue: int) -> bytes:
    """Show a colour, once the light is in its mode 1; for OUTPUT."""
    return _output(LIGHT_PORT, 0x04, bytes((red, green, blue)))


def listen(port: int, device: int, mode: int, *, notify: bool = True, delta: int = 1) -> bytes:
    """Choose a device's mode, and be told its values in VALUES; for INPUT."""
    return struct.pack("<BBBBBIBB", 1, 2, port, device, mode, delta, 0, notify)


def light_mode() -> bytes:
    """Let the light take colours of three parts; for INPUT."""
    return listen(LIGHT_PORT, Device.LIGHT, 1, notify=False, delta=0)


def read_attached(data: bytes) -> Attached:
    """What ATTACHED tells; raises Refused(garbled)."""
    if len(data) < 2 or data[1] > 1 or (data[1] and len(data) < 4):
        raise refuse(Code.GARBLED)
    return Attached(data[0], data[3] if data[1] else None)


def read_value(data: bytes) -> tuple[int, bytes]:
    """The port and the reading that VALUES tells; raises Refused(garbled)."""
    if len(data) < 2:
        raise refuse(Code.GARBLED)
    return data[1], data[2:]


def read_button(data: bytes) -> bool:
    """Whether the button is down; raises Refused(garbled)."""
    if data not in (b"\0", b"\1"):
        raise refuse(Code.GARBLED)
    return data == b"\1"


def read_battery(data: bytes) -> int:
    """How full the battery is, 0..100; raises Refused(garbled)."""
    if len(data) != 1 or data[0] > 100:
        raise refuse(Code.GARBLED)
    return data[0]


def _output(port: int, order: int, values: bytes) -> bytes:
    return bytes((port, order, len(values))) + values
