"""LEGO Wireless Protocol 3: what a host says to a hub. Pure functions, bytes out.

A message is its length (itself included; two bytes from 128 on), 0, its type and its payload; all
numbers are little-endian. Facts: the maker's published protocol, checked against the bytes of
pylgbst 1.3.0 and node-poweredup 10.1.0. Speeds and powers are percent, angles degrees.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from enum import IntEnum

SERVICE = "00001623-1212-efde-1623-785feabcd123"
CHARACTERISTIC = "00001624-1212-efde-1623-785feabcd123"
COMPANY = 0x0397
"""LEGO's company number; the second byte of its data says which hub it is."""
LONGEST_SHORT = 0x7F
"""A message up to this long has one byte of length."""
FLOAT, BRAKE = 0, 127
"""Powers that let a motor run out, or hold it."""
EXECUTE, FEEDBACK = 0x10, 0x01
"""Flags of an order: at once in place of the one under way, and tell what became of it."""
AT_ONCE = EXECUTE | FEEDBACK
FULL_POWER, PROFILES = 100, 3
"""The most power an order may use; gentle at its beginning and at its end."""


class Type(IntEnum):
    """Types of messages, of hosts and hubs."""

    PROPERTY = 0x01
    ACTION = 0x02
    ALERT = 0x03
    ATTACHED = 0x04
    FAULT = 0x05
    PORT_INFORMATION = 0x21
    INPUT_FORMAT = 0x41
    VALUE = 0x45
    FORMAT = 0x47
    VIRTUAL_PORT = 0x61
    OUTPUT = 0x81
    FEEDBACK = 0x82


class Property(IntEnum):
    """What a hub tells of itself."""

    NAME = 0x01
    BUTTON = 0x02
    FIRMWARE = 0x03
    RSSI = 0x05
    BATTERY = 0x06


class Operation(IntEnum):
    """What is done with a property."""

    SET = 0x01
    ENABLE = 0x02
    DISABLE = 0x03
    REQUEST = 0x05
    UPDATE = 0x06


class Action(IntEnum):
    """What a hub is told to do with itself."""

    SWITCH_OFF = 0x01
    DISCONNECT = 0x02


def message(type: int, payload: bytes) -> bytes:
    """A whole message."""
    short = len(payload) + 3
    if short <= LONGEST_SHORT:
        return bytes((short, 0, type)) + payload
    length = short + 1
    return bytes((length & 0x7F | 0x80, length >> 7, 0, type)) + payload


# ---- the hub itself ------------------------------------------------------------------------------


def property_message(name: int, operation: int, payload: bytes = b"") -> bytes:
    """Ask for a property, or for its changes; or set it."""
    return message(Type.PROPERTY, bytes((name, operation)) + payload)


def set_name(name: str) -> bytes:
    """Give the hub a name, of 14 bytes at most; makers' programs send it twice."""
    return property_message(Property.NAME, Operation.SET, name.encode()[:14])


def action(what: int) -> bytes:
    """Switch off, disconnect."""
    return message(Type.ACTION, bytes((what,)))


# ---- ports ---------------------------------------------------------------------------------------


def port_information(port: int) -> bytes:
    """Ask what a port's device can do."""
    return message(Type.PORT_INFORMATION, bytes((port, 1)))


def port_value(port: int) -> bytes:
    """Ask what a port's device reads now, in its mode."""
    return message(Type.PORT_INFORMATION, bytes((port, 0)))


def input_format(port: int, mode: int, delta: int = 1, notify: bool = True) -> bytes:
    """Choose a device's mode, and be told when its value changed by `delta`."""
    return message(Type.INPUT_FORMAT, struct.pack("<BBI?", port, mode, delta, notify))


def pair_ports(first: int, second: int) -> bytes:
    """Make one virtual port of two motors; the hub tells its number as attached."""
    return message(Type.VIRTUAL_PORT, bytes((1, first, second)))


# ---- orders --------------------------------------------------------------------------------------


def output(port: int, order: int, payload: bytes, flags: int = AT_ONCE) -> bytes:
    """An order to a port's device."""
    return message(Type.OUTPUT, bytes((port, flags, order)) + payload)


def direct(port: int, mode: int, payload: bytes, flags: int = AT_ONCE) -> bytes:
    """Write a value straight to a device's mode."""
    return output(port, 0x51, bytes((mode,)) + payload, flags)


def start_power(port: int, power: int, flags: int = AT_ONCE) -> bytes:
    """Run a motor at a power (-100..100, FLOAT, BRAKE) until told otherwise."""
    return direct(port, 0, struct.pack("<b", power), flags)


def start_power_order(port: int, power: int, flags: int = AT_ONCE) -> bytes:
    """The same in the form that other programs use."""
    return output(port, 0x01, struct.pack("<b", power), flags)


def start_power_pair(port: int, left: int, right: int, flags: int = AT_ONCE) -> bytes:
    """Run the two motors of a virtual port."""
    return output(port, 0x02, struct.pack("<bb", left, right), flags)


def start_speed(port: int, speed: int, flags: int = AT_ONCE) -> bytes:
    """Keep a motor at a speed until told otherwise."""
    return output(port, 0x07, struct.pack("<bBB", speed, FULL_POWER, PROFILES), flags)


def start_speed_pair(port: int, left: int, right: int, flags: int = AT_ONCE) -> bytes:
    """Keep two motors at their speeds until told otherwise."""
    return output(port, 0x08, struct.pack("<bbBB", left, right, FULL_POWER, PROFILES), flags)


def timed(port: int, milliseconds: int, speed: int, flags: int = AT_ONCE) -> bytes:
    """Keep a motor at a speed for a time, then brake."""
    return output(port, 0x09, struct.pack("<Hb", milliseconds, speed) + _ending(), flags)


def timed_pair(port: int, milliseconds: int, left: int, right: int, flags: int = AT_ONCE) -> bytes:
    """Keep two motors at their speeds for a time, then brake."""
    return output(port, 0x0A, struct.pack("<Hbb", milliseconds, left, right) + _ending(), flags)


def counted(port: int, degrees: int, speed: int, flags: int = AT_ONCE) -> bytes:
    """Turn a motor by an angle (the speed's sign is the way), then brake."""
    return output(port, 0x0B, struct.pack("<Ib", degrees, speed) + _ending(), flags)


def counted_pair(port: int, degrees: int, left: int, right: int, flags: int = AT_ONCE) -> bytes:
    """Turn two motors by an angle (the speeds' signs are the ways), then brake."""
    return output(port, 0x0C, struct.pack("<Ibb", degrees, left, right) + _ending(), flags)


def go_to(port: int, degrees: int, speed: int, flags: int = AT_ONCE) -> bytes:
    """Turn a motor to a position, then brake."""
    return output(port, 0x0D, struct.pack("<ib", degrees, speed) + _ending(), flags)


def preset(port: int, degrees: int, flags: int = AT_ONCE) -> bytes:
    """Say what position a motor is at."""
    return direct(port, 2, struct.pack("<i", degrees), flags)


def light_index(port: int, colour: int, flags: int = AT_ONCE) -> bytes:
    """Show one of eleven colours: 0 dark, 3 blue, 6 green, 7 yellow, 9 red, 10 white."""
    return direct(port, 0, bytes((colour,)), flags)


def light(port: int, red: int, green: int, blue: int, flags: int = AT_ONCE) -> bytes:
    """Show a colour, each part 0..255; the light must be in its mode 1."""
    return direct(port, 1, bytes((red, green, blue)), flags)


def matrix(port: int, pixels: Sequence[tuple[int, int]], flags: int = AT_ONCE) -> bytes:
    """Light the nine pixels of a colour matrix: a colour's index and its brightness, 0..10."""
    return direct(port, 2, bytes(bright << 4 | colour for colour, bright in pixels), flags)


def _ending() -> bytes:
    return bytes((FULL_POWER, BRAKE, PROFILES))
