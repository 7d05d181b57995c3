"""Where a round robot that follows a segment first meets something: computed, not searched.

The centre of a robot of radius R meets a wall where it meets the line R before the wall, between
the wall's ends, and meets an end (or another robot) where it meets a circle around it. What it
touches already counts only if it moves into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import inf, sqrt

from robots.world.segment import DEGREES, Segment
from robots.world.trigonometry import heading_of, sine_cosine
from robots.world.walls import Walls

TOUCH = 1e-6
"""Closer than this (in cm, or degrees of an arc) a robot touches."""
ALONG = 1e-9
"""Slower than this towards a wall (a share of its speed) it moves along it."""
WIDE = 1e6
"""An arc of a larger radius (in cm) is too flat to tell at a glance what is off its line."""
_BOTH = (1.0, -1.0)
"""A wall can be met from either side: an arc goes around its end."""

Circle = tuple[float, float, float]
"""x, y and radius in cm."""
Crossing = tuple[float, float, float]
"""Seconds since the start, and the point."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The first thing met: the time since the segment's start, and the direction to what is met."""

    time: float
    east: float
    north: float


def first_contact(
    segment: Segment, radius: float, walls: Walls, others: Iterable[Circle]
) -> Contact | None:
    """The first contact of a robot of that radius, None when it meets nothing."""
    if not segment.speed:
        return None
    path: _Line | _Arc = _Arc(segment) if segment.turning else _Line(segment)
    circles = [*_rounded(walls, radius), *((x, y, radius + other) for x, y, other in others)]
    best = inf if segment.duration is None else segment.duration
    found: Contact | None = None
    for time, east, north in _contacts(path, radius, walls, circles):
        if time < best or (found is None and time == best):
            best, found = time, Contact(time, east, north)
    return found


@lru_cache(maxsize=64)
def _rounded(walls: Walls, radius: float) -> tuple[Circle, ...]:
    """The ends of the walls, each with a robot's radius around it."""
    return tuple((x, y, radius) for x, y in walls.corners())


def _contacts(
    path: _Line | _Arc, radius: float, walls: Walls, circles: list[Circle]
) -> Iterator[tuple[float, float, float]]:
    """Each contact as its time and the direction to what is met."""
    left, right, low, high = path.reach
    for x, first, last in walls.upright:
        for side in _BOTH:
            line = x + side * radius
            if left <= line <= right:
                for way in path.crossing_x(line, side, first, last):
                    yield way, -side, 0.0
    for y, first, last in walls.level:
        for side in _BOTH:
            line = y + side * radius
            if low <= line <= high:
                for way in path.crossing_y(line, side, first, last):
                    yield way, 0.0, -side
    for circle in path.near(circles):
        for way, x, y in path.crossing_circle(circle):
            yield way, (circle[0] - x) / circle[2], (circle[1] - y) / circle[2]


class _Line:
    """A straight path. Crossings are given in seconds since the start."""

    reach = (-inf, inf, -inf, inf)
    """West, east, south and north of all that it may come to."""

    def __init__(self, segment: Segment) -> None:
        self._x, self._y, self._speed = segment.x, segment.y, abs(segment.speed)
        sign = 1.0 if segment.speed > 0 else -1.0
        sine, cosine = sine_cosine(segment.heading)
        self._dx, self._dy = sine * sign, cosine * sign

    def crossing_x(self, x: float, side: float, low: float, high: float) -> Iterable[float]:
        """Where it comes to an upright line from that side, between two heights."""
        if self._dx * side < -ALONG:
            way = (x - self._x) / self._dx
            if low <= self._y + way * self._dy <= high and way >= -TOUCH:
                return (self._at(way),)
        return ()

    def crossing_y(self, y: float, side: float, low: float, high: float) -> Iterable[float]:
        """Where it comes to a level line from that side, between two ends."""
        if self._dy * side < -ALONG:
            way = (y - self._y) / self._dy
            if low <= self._x + way * self._dx <= high and way >= -TOUCH:
                return (self._at(way),)
        return ()

    def near(self, circles: list[Circle]) -> list[Circle]:
        """Those that are worth a closer look."""
        return circles

    def crossing_circle(self, circle: Circle) -> Iterable[Crossing]:
        """Where it comes into a circle, with the point."""
        x, y, radius = circle
        east, north = self._x - x, self._y - y
        half = east * self._dx + north * self._dy
        root = half * half - (east * east + north * north - radius * radius)
        if half < -ALONG and root > 0.0:
            way = -half - sqrt(root)
            if way >= -TOUCH:
                return ((self._at(way), self._x + way * self._dx, self._y + way * self._dy),)
        return ()

    def _at(self, way: float) -> float:
        return max(0.0, way) / self._speed


class _Arc:
    """A path along a circle. Crossings are given in seconds since the start."""

    def __init__(self, segment: Segment) -> None:
        self._turning = segment.turning
        self._sign = 1.0 if segment.turning > 0 else -1.0
        radius = segment.speed / segment.turning * DEGREES
        sine, cosine = sine_cosine(segment.heading)
        self._cx, self._cy = segment.x + radius * cosine, segment.y - radius * sine
        self._radius = abs(radius)
        self._square = self._radius * self._radius
        self._from = heading_of(segment.x - self._cx, segment.y - self._cy)
        # A little more than the circle: which line it just touches is told with care.
        wide = inf if self._radius > WIDE else self._radius + 1.0
        self.reach = self._cx - wide, self._cx + wide, self._cy - wide, self._cy + wide

    def crossing_x(self, x: float, side: float, low: float, high: float) -> Iterable[float]:
        """Where it comes to an upright line from that side, between two heights."""
        east = x - self._cx
        square = self._square - east * east
        if square < -TOUCH * self._radius:
            return ()
        root = sqrt(square) if square > 0.0 else 0.0
        found = []
        for half in (root, -root):
            if low <= self._cy + half <= high:
                time = self._at(east, self._cy + half - self._cy, side, 0.0)
                if time is not None:
                    found.append(time)
        return found

    def crossing_y(self, y: float, side: float, low: float, high: float) -> Iterable[float]:
        """Where it comes to a level line from that side, between two ends."""
        north = y - self._cy
        square = self._square - north * north
        if square < -TOUCH * self._radius:
            return ()
        root = sqrt(square) if square > 0.0 else 0.0
        found = []
        for half in (root, -root):
            if low <= self._cx + half <= high:
                time = self._at(self._cx + half - self._cx, north, 0.0, side)
                if time is not None:
                    found.append(time)
        return found

    def crossing_circle(self, circle: Circle) -> Iterable[Crossing]:
        """Where it comes into a circle, with the point."""
        x, y, radius = circle
        east, north = x - self._cx, y - self._cy
        square = east * east + north * north
        apart = sqrt(square)
        if apart == 0.0:
            return ()
        along = (apart * apart + self._square - radius * radius) / (2.0 * apart)
        east, north = east / apart, north / apart
        found = []
        for half in self._halves(along):
            px = self._cx + along * east - half * north
            py = self._cy + along * north + half * east
            time = self._at(px - self._cx, py - self._cy, (px - x) / radius, (py - y) / radius)
            if time is not None:
                found.append((time, px, py))
        return found

    def near(self, circles: list[Circle]) -> list[Circle]:
        """Those that are not clearly off this one's line."""
        own, cx, cy = self._radius, self._cx, self._cy
        if own > WIDE:
            return circles
        found = []
        for circle in circles:
            x, y, radius = circle
            east, north = x - cx, y - cy
            square = east * east + north * north
            outer, inner = own + radius + 1.0, own - radius - 1.0
            if square <= outer * outer and (inner <= 0.0 or square >= inner * inner):
                found.append(circle)
        return found

    def _halves(self, distance: float) -> tuple[float, ...]:
        """Half the chord at that distance from the circle's middle, both ways."""
        square = self._square - distance * distance
        if square < -TOUCH * self._radius:
            return ()
        half = sqrt(max(0.0, square))
        return (half, -half)

    def _at(self, dx: float, dy: float, east: float, north: float) -> float | None:
        """When it crosses a point so far from its middle.

        None unless the path comes in against the direction (east, north).
        """
        sine, cosine = dx / self._radius, dy / self._radius
        inward = (cosine * east - sine * north) * self._sign
        if inward > TOUCH:
            return None
        turned = (heading_of(dx, dy) - self._from) * self._sign % 360.0
        if turned > 360.0 - TOUCH:
            turned = 0.0
        if abs(inward) <= TOUCH:
            # It touches without coming nearer: it counts if the circle bends into it.
            inward = -(sine * east + cosine * north) if turned == 0.0 else 0.0
        return turned / abs(self._turning) if inward < -ALONG else None
