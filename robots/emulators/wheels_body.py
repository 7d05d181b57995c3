"""A body on two wheels, for robots whose motors are told speeds: it rolls, walls hold it.

It slides along walls while its wheels go on turning, as light robots on smooth floors do.
"""

from __future__ import annotations

from math import sqrt

from robots.world.rays import rays
from robots.world.robot import Move, Robot
from robots.world.segment import DEGREES, Segment
from robots.world.trace import Pose
from robots.world.world import World


class WheelsBody(Robot):
    """The body; lengths in cm. `base` is the way between its wheels."""

    def __init__(self, world: World, pose: Pose, radius: float, base: float) -> None:
        super().__init__(world, pose)
        self.radius, self.base = radius, base

    def roll(self, left: float, right: float, seconds: float) -> None:
        """Let the wheels run at cm/s for a short while."""
        turning = (left - right) / self.base * DEGREES
        way = Segment(0.0, self._x, self._y, self._heading, (left + right) / 2.0, turning, None)
        self._x, self._y, self._heading = way.after(seconds)
        for x, low, high in self.world.walls.upright:
            self._keep_off(x, max(low, min(high, self._y)))
        for y, low, high in self.world.walls.level:
            self._keep_off(max(low, min(high, self._x)), y)

    def put(self, x: float, y: float, heading: float) -> None:
        """A hand puts the robot somewhere."""
        self._x, self._y, self._heading = x, y, heading % 360.0

    def ahead(self, reach: float) -> float:
        """How far the next wall or robot straight ahead is; `reach` when none is nearer."""
        return rays(self, (0.0,), 0.0, reach)[0]

    def _keep_off(self, x: float, y: float) -> None:
        """Do not come nearer to a point of a wall than the body allows."""
        east, north = self._x - x, self._y - y
        apart = sqrt(east * east + north * north)
        if 0.0 < apart < self.radius:
            self._x = x + east / apart * self.radius
            self._y = y + north / apart * self.radius

    # ---- plans, which it has none of -------------------------------------------------------------

    def _begin(self, move: Move, now: float) -> bool:
        return False

    def _landing(self, segment: Segment) -> tuple[float, float, float]:
        return self._x, self._y, self._heading

    def _arrived(self, segment: Segment, now: float) -> None:
        pass
