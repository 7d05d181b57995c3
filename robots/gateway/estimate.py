"""Where a real robot is thought to be: its odometry added up from where it was put down."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from robots.world.mat import Mat
from robots.world.robot import Move
from robots.world.trace import Pose


@dataclass(slots=True)
class Place:
    """A point in cm and a heading in degrees that counts on beyond a full turn."""

    x: float
    y: float
    heading: float

    def add(self, cm: float, degrees: float) -> None:
        """Go a little way: so far, turning so much meanwhile."""
        middle = radians(self.heading + degrees / 2.0)
        self.x += cm * sin(middle)
        self.y += cm * cos(middle)
        self.heading += degrees

    def after(self, move: Move) -> Place:
        """Where a move from here ends."""
        end = Place(self.x, self.y, self.heading)
        end.add(move.cm, move.degrees)
        return end

    def ahead(self, there: Place) -> float:
        """How far a place lies ahead (negative: behind), in cm."""
        angle = radians(self.heading)
        return (there.x - self.x) * sin(angle) + (there.y - self.y) * cos(angle)

    def pose(self, mat: Mat) -> Pose:
        """The place as a pose on a mat."""
        return Pose(self.x, self.y, self.heading % 360.0, mat.cell_at(self.x, self.y))
