"""LEGO Wireless Protocol 3: what a hub says. Pure functions, bytes in, structures out.

Several messages may stand in one notification. Types, devices and properties that are newer than
this file are `Other` or plain numbers: they are nobody's fault. Facts: see `robots.wire.lwp3`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum, IntFlag

from robots.errors import Code, refuse
from robots.wire.lwp3 import Type


class Device(IntEnum):
    """What may be attached to a port."""

    SIMPLE_MOTOR = 0x01
    TRAIN_MOTOR = 0x02
    LIGHT = 0x17
    WEDO_TILT = 0x22
    WEDO_MOTION = 0x23
    COLOUR_DISTANCE = 0x25
    BOOST_MOTOR = 0x26
    BOOST_HUB_MOTOR = 0x27
    BOOST_TILT = 0x28
    TECHNIC_LARGE_MOTOR = 0x2E
    TECHNIC_XL_MOTOR = 0x2F
    SPIKE_MEDIUM_MOTOR = 0x30
    SPIKE_LARGE_MOTOR = 0x31
    TILT = 0x3B
    SPIKE_COLOUR = 0x3D
    SPIKE_DISTANCE = 0x3E
    SPIKE_FORCE = 0x3F
    MATRIX = 0x40
    SPIKE_SMALL_MOTOR = 0x41
    TECHNIC_MEDIUM_GREY_MOTOR = 0x4B
    TECHNIC_LARGE_GREY_MOTOR = 0x4C


COUNTING_MOTORS = frozenset(
    {
        Device.BOOST_MOTOR,
        Device.BOOST_HUB_MOTOR,
        Device.TECHNIC_LARGE_MOTOR,
        Device.TECHNIC_XL_MOTOR,
        Device.SPIKE_MEDIUM_MOTOR,
        Device.SPIKE_LARGE_MOTOR,
        Device.SPIKE_SMALL_MOTOR,
        Device.TECHNIC_MEDIUM_GREY_MOTOR,
        Device.TECHNIC_LARGE_GREY_MOTOR,
    }
)
"""Motors that count their own degrees (mode 2), and so end a motion by themselves."""


class Outcome(IntFlag):
    """What became of an order to a port."""

    STARTED = 0x01
    DONE = 0x02
    DISCARDED = 0x04
    IDLE = 0x08


@dataclass(frozen=True, slots=True)
class Told:
    """A property of the hub."""

    name: int
    operation: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Attached:
    """A device came to a port; `pair` are the two ports of a virtual one."""

    port: int
    device: int
    pair: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Detached:
    """A device left a port."""

    port: int


@dataclass(frozen=True, slots=True)
class Fault:
    """The hub could not do what a message of that type asked."""

    type: int
    code: int


@dataclass(frozen=True, slots=True)
class PortValue:
    """What a port's device reads now, in its mode's form."""

    port: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Formatted:
    """A device is in this mode now."""

    port: int
    mode: int


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the orders to ports: (port, Outcome) each."""

    ports: tuple[tuple[int, Outcome], ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A message that we have no use for."""

    type: int


Said = Told | Attached | Detached | Fault | PortValue | Formatted | Done | Other


def read(notification: bytes) -> list[Said]:
    """The messages of one notification; raises Refused(garbled) when it is no such."""
    said = []
    while notification:
        length, header = _length(notification)
        if length <= header + 1 or length > len(notification) or notification[header]:
            raise _garbled()
        said.append(_read(notification[header + 1], notification[header + 2 : length]))
        notification = notification[length:]
    return said


def _length(data: bytes) -> tuple[int, int]:
    """A message's length, and how many bytes say it."""
    if data[0] < 0x80:
        return data[0], 1
    if len(data) < 2:
        raise _garbled()
    return data[0] & 0x7F | data[1] << 7, 2


def _read(type: int, payload: bytes) -> Said:
    try:
        match type:
            case Type.PROPERTY:
                return Told(payload[0], payload[1], payload[2:])
            case Type.ATTACHED:
                return _attached(payload)
            case Type.FAULT:
                return Fault(payload[0], payload[1])
            case Type.VALUE:
                return PortValue(payload[0], payload[1:])
            case Type.FORMAT:
                return Formatted(payload[0], payload[1])
            case Type.FEEDBACK:
                pairs = zip(payload[::2], payload[1::2], strict=True)
                return Done(tuple((port, Outcome(outcome & 0x0F)) for port, outcome in pairs))
    except (IndexError, ValueError, struct.error):
        raise _garbled() from None
    return Other(type)


def _attached(payload: bytes) -> Said:
    port, event = payload[0], payload[1]
    if event == 0:
        return Detached(port)
    (device,) = struct.unpack_from("<H", payload, 2)
    return Attached(port, device, (payload[4], payload[5]) if event == 2 else None)


def _garbled() -> Exception:
    return refuse(Code.GARBLED)
