"""A Thymio's wheels: from centimetres and degrees to what its resident program counts, and back.

The robot sums each wheel's speed a hundred times a second, in words of 16 bits that wrap.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import degrees, pi, radians

from robots.drivers.thymio_resident import PART

FASTEST = 500
"""The speed of 100 %, in the robot's own units."""
SLOWEST = 20
"""Below this a wheel hums and stands."""
CM_A_SECOND = 16.6
"""What a wheel does at FASTEST, by the makers' own simulator; robots differ by a tenth."""
BASE = 9.5
"""Centimetres between the wheels."""
TURNING = 0.7
"""Share of the speed that a turn on the spot takes: fast ones slip."""
TICK_SECONDS = 0.01
LONGEST = 0x7FFF
"""The most that the robot counts down, in its units; longer ways are made of several."""
_WRAP = 0x10000


@dataclass(frozen=True, slots=True)
class Motion:
    """What the wheels are told: a target for each, and the way of each in cm.

    `ahead` is 1 when the robot moves forwards, -1 backwards, 0 when it turns.
    """

    left: int
    right: int
    way: float
    ahead: int = 0


def straight(cm: float, percent: float) -> Motion:
    """Drive straight; negative: backwards."""
    ahead = 1 if cm > 0 else -1
    target = ahead * _target(percent)
    return Motion(target, target, abs(cm), ahead)


def turn(angle: float, percent: float) -> Motion:
    """Turn on the spot, clockwise for positive degrees."""
    target = _target(percent * TURNING)
    side = 1 if angle > 0 else -1
    return Motion(side * target, -side * target, abs(angle) / 360 * pi * BASE)


def degrees_a_second(percent: float) -> float:
    """How fast a turn on the spot at that speed should be."""
    return degrees(2.0 * percent / 100.0 * TURNING * CM_A_SECOND / BASE)


def target(percent: float) -> int:
    """A wheel's target for -100..100 percent."""
    return round(max(-100.0, min(100.0, percent)) / 100 * FASTEST)


def _target(percent: float) -> int:
    return max(SLOWEST, target(abs(percent)))


@dataclass(frozen=True, slots=True)
class Counts:
    """What the robot has counted: ticks, and each wheel's way; and its speeds just now."""

    ticks: int
    left: int
    right: int
    left_speed: int
    right_speed: int


class Odometer:
    """Adds up how far the robot went and turned; `cm_a_second` calibrates it.

    `left` and `right` are each wheel's way in cm, `rolled` what both rolled either way, `seconds`
    the robot's own time.
    """

    def __init__(self, cm_a_second: float = CM_A_SECOND) -> None:
        self._cm = cm_a_second / FASTEST * TICK_SECONDS
        self._last: Counts | None = None
        self._asked = (0.0, 0.0)
        self.left = self.right = self.rolled = self.seconds = 0.0

    def units(self, way: float) -> int:
        """The way of a wheel in cm as the resident program counts it down, at least 1."""
        return max(1, round(2 * way / self._cm / PART))

    @property
    def longest(self) -> float:
        """The longest way in cm that the program can count down."""
        return LONGEST * PART * self._cm / 2

    def seconds_for(self, motion: Motion) -> float:
        """How long a motion takes when nothing hinders it."""
        return motion.way / self.speed(motion)

    def speed(self, motion: Motion) -> float:
        """How fast each wheel goes, in cm/s."""
        return self._cm * abs(motion.left) / TICK_SECONDS

    def add(self, counts: Counts) -> None:
        """Take new counts, however late: where they wrapped, the speeds tell how often."""
        last, self._last = self._last, counts
        if last is None:
            return
        elapsed = (counts.ticks - last.ticks) % _WRAP
        self.seconds += elapsed * TICK_SECONDS
        for way, speed in (("left", "left_speed"), ("right", "right_speed")):
            expected = elapsed * (getattr(last, speed) + getattr(counts, speed)) / 2
            gone = self._cm * _unwrapped(getattr(counts, way) - getattr(last, way), expected)
            setattr(self, way, getattr(self, way) + gone)
            self.rolled += abs(gone)

    @property
    def cm(self) -> float:
        """How far the middle of the robot went, forwards less backwards."""
        return (self.left + self.right) / 2

    @property
    def degrees(self) -> float:
        """How far the robot turned, clockwise."""
        return degrees((self.left - self.right) / BASE)

    def take(self) -> tuple[float, float]:
        """Distance and rotation since this was last asked."""
        before, self._asked = self._asked, (self.cm, self.degrees)
        return self._asked[0] - before[0], self._asked[1] - before[1]

    def forget(self, cm: float, angle: float) -> None:
        """Take back what the wheels turned while the robot stood against something."""
        slip = radians(angle) * BASE / 2
        self.left -= cm + slip
        self.right -= cm - slip


def _unwrapped(difference: int, expected: float) -> float:
    return difference + _WRAP * round((expected - difference) / _WRAP)
