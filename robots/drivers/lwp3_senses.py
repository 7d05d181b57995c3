"""What the sensors of LEGO hubs read, in the units of our words, and their colours as light."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from types import MappingProxyType

from robots.wire.lwp3_hub import Device

MODES: Mapping[int, int] = MappingProxyType(
    {
        Device.COLOUR_DISTANCE: 8,
        Device.SPIKE_COLOUR: 0,
        Device.SPIKE_DISTANCE: 0,
        Device.TILT: 0,
        Device.BOOST_TILT: 0,
    }
)
"""The mode in which each device is read."""
COLOURS = (
    "black", "pink", "purple", "blue", "cyan", "cyan", "green", "yellow", "orange", "red", "white",
)  # fmt: skip
"""What the numbers of colours are, for lights and sensors alike."""
REACH: Mapping[int, float] = MappingProxyType(
    {Device.COLOUR_DISTANCE: 23.0, Device.SPIKE_DISTANCE: 200.0}
)
"""How far each sees, in cm; what `distance` gives when it sees nothing."""
NEAR = 10.0
"""Something nearer than this, in cm, is an obstacle."""
TILTED = 30
"""Degrees."""
Rgb = tuple[int, int, int]
LIGHTS: Mapping[str, Rgb] = MappingProxyType(
    {
        "red": (255, 0, 0),
        "orange": (255, 70, 0),
        "yellow": (255, 170, 0),
        "green": (0, 255, 0),
        "cyan": (0, 255, 255),
        "blue": (0, 0, 255),
        "purple": (130, 0, 255),
        "pink": (255, 50, 110),
        "white": (255, 255, 255),
        "black": (0, 0, 0),
    }
)
"""Named colours as light: purer than on a screen, else a red light looks pink."""


def light(colour: str) -> Rgb:
    """A named colour or `#rrggbb` as light, each part 0..255."""
    if colour in LIGHTS:
        return LIGHTS[colour]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def colour(value: bytes) -> str:
    """The colour before a sensor; "none" for none, and for numbers that are newer."""
    number = value[0] if value else 255
    return COLOURS[number] if number < len(COLOURS) else "none"


def distance(device: int, value: bytes) -> float:
    """How far the nearest thing is, in cm."""
    reach = REACH[device]
    if device == Device.COLOUR_DISTANCE:
        # Whole inches; as node-poweredup has it, 20 mm of them are inside the sensor.
        inches = value[1] if len(value) > 1 else 10
        return reach if inches >= 10 else max(0.0, round(inches * 2.54 - 2.0, 1))
    millimetres = struct.unpack_from("<h", value)[0] if len(value) >= 2 else -1
    return reach if millimetres < 0 else min(reach, round(millimetres / 10.0, 1))


def tilt(device: int, value: bytes) -> str:
    """Which way the hub leans: `left` when its left side is low, `up` when its nose is high."""
    form = "<bb" if device == Device.BOOST_TILT else "<hhh"
    if len(value) < struct.calcsize(form):
        return "flat"
    if device == Device.BOOST_TILT:
        roll, pitch = struct.unpack_from(form, value)
    else:
        _, pitch, roll = struct.unpack_from(form, value)
    if max(abs(roll), abs(pitch)) < TILTED:
        return "flat"
    if abs(roll) > abs(pitch):
        return "right" if roll > 0 else "left"
    return "up" if pitch > 0 else "down"
