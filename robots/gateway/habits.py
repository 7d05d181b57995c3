"""What a robot usually does beyond what it is asked: its wheels roll on; asking less corrects it.

A habit is learned from the robot's own odometry, and corrects no more than that sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import copysign

TRUST = 0.7
"""How much of the newest motion goes into the habit."""


@dataclass(slots=True)
class Habit:
    """How far motions of one sort go too far; never more than `most`."""

    most: float
    beyond: float = 0.0

    def asked(self, wanted: float) -> float:
        """What to ask for so that the robot does what is wanted; at least half of it."""
        return wanted - copysign(min(self.beyond, abs(wanted) / 2.0), wanted)

    def learn(self, asked: float, done: float) -> None:
        """Take one motion that came to its own end."""
        beyond = abs(done) - abs(asked)
        self.beyond += TRUST * (max(-self.most, min(self.most, beyond)) - self.beyond)


@dataclass(slots=True)
class Habits:
    """One robot's habits: in cm straight on, in degrees on the spot."""

    straight: Habit = field(default_factory=lambda: Habit(1.5))
    turn: Habit = field(default_factory=lambda: Habit(6.0))
