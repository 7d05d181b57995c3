"""The body of a robot with two motors that have no counter: wheels, walls, two eyes on the floor.

Subclasses give the sizes. Wheels follow what they are told with a little delay, as motors do.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import ClassVar

from robots.world.cells import cell_place
from robots.world.floor import brightness_at
from robots.world.mat import Mat
from robots.world.rays import rays
from robots.world.robot import Move, Robot
from robots.world.segment import DEGREES, Segment
from robots.world.trace import Pose
from robots.world.trigonometry import sine_cosine
from robots.world.world import World

TICK = 0.01
"""Seconds of one step of its wheels."""
CATCHING_UP = 0.25
"""The part of what lacks to its speed that a wheel gains in one tick."""
DARK = 50.0
"""A floor less bright than this is black to a line eye."""
OPTIONS = frozenset(("start", "left", "right"))
"""What every robot with this body takes: its place ("A1" or "A1,90"), gains of its wheels."""


class TwoWheels(Robot):
    """The body; speeds in cm/s, lengths in cm. `gains` make wheels faster or slower than told."""

    base: ClassVar[float]
    """Between the wheels."""
    eyes: ClassVar[tuple[float, float]]
    """Where the line eyes are: before the middle, and beside it."""

    def __init__(self, mat: Mat, options: Mapping[str, str]) -> None:
        super().__init__(World(mat), _start(mat, options.get("start", "")))
        self.speeds = [0.0, 0.0]
        self._gains = [float(options.get(side, 1.0)) for side in ("left", "right")]
        self._ticks = 0

    def roll(self, told: tuple[float, float], now: float) -> None:
        """Live until `now` with the motors told so."""
        while (self._ticks + 1) * TICK <= now + 1e-9:
            self._ticks += 1
            self._tick(told)

    def put(self, x: float, y: float, heading: float) -> None:
        """A hand puts the robot somewhere."""
        self._x, self._y, self._heading = x, y, heading % 360.0

    def ahead(self, reach: float) -> float:
        """How far something stands before it; `reach` when it sees nothing."""
        return rays(self, (0.0,), 0.0, reach)[0]

    def on_black(self) -> tuple[bool, bool]:
        """Whether its left and right line eyes are over black."""
        before, beside = self.eyes
        sine, cosine = sine_cosine(self._heading)
        x, y = self._x + before * sine, self._y + before * cosine
        east, north = beside * cosine, -beside * sine
        return self._dark(x - east, y - north), self._dark(x + east, y + north)

    def facts(self) -> dict[str, object]:
        """Where it really is and how its wheels turn, for a report."""
        return {
            "x": round(self._x, 2),
            "y": round(self._y, 2),
            "heading": round(self._heading, 1),
            "wheels": [round(speed, 2) for speed in self.speeds],
        }

    def _dark(self, x: float, y: float) -> bool:
        return brightness_at(self.world.mat, x, y) < DARK

    def _tick(self, told: tuple[float, float]) -> None:
        for wheel, speed in enumerate(told):
            lack = speed * self._gains[wheel] - self.speeds[wheel]
            self.speeds[wheel] += lack if abs(lack) < 0.05 else lack * CATCHING_UP
        left, right = self.speeds
        if left or right:
            self._move((left + right) / 2.0, (left - right) / self.base * DEGREES)

    def _move(self, speed: float, turning: float) -> None:
        way = Segment(0.0, self._x, self._y, self._heading, speed, turning, None)
        self._x, self._y, self._heading = way.after(TICK)
        for x, low, high in self.world.walls.upright:
            self._keep_off(x, max(low, min(high, self._y)))
        for y, low, high in self.world.walls.level:
            self._keep_off(max(low, min(high, self._x)), y)

    def _keep_off(self, x: float, y: float) -> None:
        """Do not come nearer to a point of a wall than the body allows: slide along it."""
        east, north = self._x - x, self._y - y
        apart = sqrt(east * east + north * north)
        if 0.0 < apart < self.radius:
            self._x = x + east / apart * self.radius
            self._y = y + north / apart * self.radius

    def _begin(self, move: Move, now: float) -> bool:
        return False

    def _landing(self, segment: Segment) -> tuple[float, float, float]:
        return self._x, self._y, self._heading

    def _arrived(self, segment: Segment, now: float) -> None:
        pass


def _start(mat: Mat, text: str) -> Pose:
    cell, _, heading = text.partition(",")
    if not cell:
        return mat.start_pose()
    place = cell_place(cell)
    if place is None or not mat.inside(*place):
        raise ValueError(f"start: {cell} is no cell of the mat")
    return Pose(*mat.centre(*place), float(heading or 0), cell)


def numbers(value: object, count: int) -> list[float]:
    """What a hand gives, checked; raises ValueError or TypeError."""
    if not isinstance(value, list) or len(value) != count:
        raise ValueError(f"{count} numbers are wanted")
    return [float(number) for number in value]


def number(value: object) -> float:
    """One number that a hand gives; raises TypeError."""
    if not isinstance(value, int | float):
        raise TypeError("a number is wanted")
    return float(value)
