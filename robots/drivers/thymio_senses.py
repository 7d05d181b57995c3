"""What a Thymio's raw readings mean, in the units of our words.

Nothing here is exact: infrared eyes see white further than black, and robots differ by a tenth.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

EYES = {"front": (1, 2, 3), "left": (0,), "right": (4,), "back": (5, 6)}
"""The eyes (of `prox.horizontal`) that look to a side; the outer front ones do for left, right."""
BUTTONS = {
    "up": "forward",
    "down": "backward",
    "left": "left",
    "right": "right",
    "centre": "center",
}
"""Our name of a button -> the robot's."""
REACH = 14.0
"""How far the eyes see, in cm; what `distance` gives when they see nothing."""
NEAR = 10.0
"""Something nearer than this, in cm, is an obstacle."""
TOUCHING = 4300
"""An eye that reads so much is all but touching something."""
TOUCH_CM = 1.9
"""Where that begins."""
_BRIGHTEST, _SPREAD, _PEAK = 4505.0, 64.76, 0.4
"""The eye's answer, as Aseba's simulator has it: 4505 at 0.4 cm, half of it 8 cm further."""
WHITE, LINE = 1000.0, 400
"""What the ground eyes read over white, and below what they stand on a black line."""
TILTED = 11
"""How much of the weight (23 = all of it) must pull sideways: half, that is 30 degrees."""
EMPTY, FULL = 3.3, 3.9
"""Volts of the battery; the robot's own three lights are all on from 3.9."""
VOLTS = 1 / 397.8
"""Volts a unit of the two raw readings' sum, as the firmware itself reckons."""


def centimetres(raw: int) -> float:
    """How far from the robot's rim an eye sees something; REACH when it sees nothing."""
    if raw <= 0:
        return REACH
    beyond = _SPREAD * max(0.0, _BRIGHTEST / raw - 1.0)
    return 0.0 if raw >= _BRIGHTEST else min(REACH, _PEAK + sqrt(beyond))


def nearest(eyes: Sequence[int], side: str) -> float:
    """The nearest thing on a side, in cm."""
    return min((centimetres(eyes[eye]) for eye in EYES[side]), default=REACH)


def ground(raw: Sequence[int]) -> float:
    """How light the floor is under both ground eyes, 0..100."""
    mean = sum(raw) / max(1, len(raw))
    return round(min(100.0, max(0.0, mean / WHITE * 100.0)))


def on_line(raw: Sequence[int]) -> bool:
    """Whether one of the ground eyes stands on a black line."""
    return any(value < LINE for value in raw)


def tilt(weight: Sequence[int]) -> str:
    """Which way the robot leans: `left` when its left side is low, `up` when its nose is high."""
    to_left, to_back = weight[0], weight[1]
    if max(abs(to_left), abs(to_back)) < TILTED:
        return "flat"
    if abs(to_left) > abs(to_back):
        return "left" if to_left > 0 else "right"
    return "up" if to_back > 0 else "down"


def sound_level(raw: int) -> int:
    """How loud it is, 0..100, from the microphone's swing 0..255."""
    return round(min(255, max(0, raw)) / 255 * 100)


def battery(raw: Sequence[int]) -> int | None:
    """About how full the battery is, 0..100; None when the robot has not measured it."""
    volts = sum(raw) * VOLTS
    if volts <= 0:
        return None
    return round(min(1.0, max(0.0, (volts - EMPTY) / (FULL - EMPTY))) * 100)
