"""The differential robot: two wheels, round, moves freely; about as big as a Thymio.

`speed(50)` is 15 cm/s straight on and 90 degrees/s on the spot. With the wheels apart as they are,
`wheels(50, -50)` turns at 180 degrees/s. Noise is drawn once a motion, from the robot's own seeded
`Random.uniform`, for each wheel: a noisy straight motion is one arc. What it meets is computed when
a motion begins, so other robots stand where they are then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import TYPE_CHECKING

from robots.world.contact import Contact, first_contact
from robots.world.robot import REFUSED_TAKES, Move, Robot
from robots.world.segment import DEGREES, Segment
from robots.world.trace import Pose
from robots.world.trigonometry import PI

if TYPE_CHECKING:
    from robots.world.world import World

RADIUS = 5.5
"""Of the round robot, in cm."""
WHEEL_BASE = 30.0 / PI
"""Between the wheels, in cm (9.55)."""
CM_PER_PERCENT = 0.3
"""cm/s of a wheel at 1 % speed."""
DEGREES_PER_PERCENT = 1.8
"""Degrees/s of a turn on the spot at 1 % speed."""
BARELY = 1e-6
"""A motion shorter than this (in seconds) is none."""


class DifferentialRobot(Robot):
    """A robot on two wheels. `noise` 0.1 lets each wheel turn up to 10 % faster or slower."""

    radius = RADIUS

    def __init__(self, world: World, pose: Pose, noise: float = 0.0, seed: int = 0) -> None:
        super().__init__(world, pose)
        self.percent = 50.0
        self._noise = noise
        self._random = Random(seed)
        self._contact: Contact | None = None

    def follow(self, moves: Iterable[Move], now: float, over: Callable[[], None]) -> None:
        """Follow a plan in place of whatever is under way."""
        self._cut(now)
        super().follow(moves, now, over)

    def roll(self, left: float, right: float, now: float) -> None:
        """Let the wheels run at these speeds in percent until told otherwise."""
        self._cut(now)
        if not left and not right:
            self._tell_still(now)
            return
        self._wheels(left * CM_PER_PERCENT, right * CM_PER_PERCENT, now, None)

    def stop(self, now: float) -> None:
        """Stand still at once and drop the plan."""
        moved = self._cut(now)
        if moved:
            self._tell_still(now)

    def _cut(self, now: float) -> bool:
        """Halt; whether it was moving."""
        self.advance(now)
        moving = self._segment is not None and self._segment.moves
        self.halt(now)
        return moving

    def _begin(self, move: Move, now: float) -> bool:
        if move.degrees:
            turning = DEGREES_PER_PERCENT * self.percent * (1.0 if move.degrees > 0 else -1.0)
            duration = move.degrees / turning
            self._go(self._from_here(now, 0.0, turning * self._luck(), duration))
            return True
        if not move.cm:
            return False
        speed = CM_PER_PERCENT * self.percent * (1.0 if move.cm > 0 else -1.0)
        self._wheels(speed, speed, now, move.cm / speed)
        return True

    def _wheels(self, left: float, right: float, now: float, duration: float | None) -> None:
        """Run the wheels at these speeds in cm/s, as far as nothing stands in the way."""
        left, right = left * self._luck(), right * self._luck()
        speed, turning = (left + right) / 2.0, (left - right) / WHEEL_BASE * DEGREES
        wanted = self._from_here(now, speed, turning, duration)
        contact = first_contact(wanted, self.radius, self.world.walls, self.world.others(self, now))
        self._contact = contact
        if contact is None:
            self._go(wanted)
        elif contact.time < BARELY:
            self._bump(speed, contact, now)
            if duration is not None:
                self._stand(now, REFUSED_TAKES)
        else:
            cut = self._from_here(now, speed, turning, contact.time)
            self._go(cut, wanted if duration is None else cut)

    def _arrived(self, segment: Segment, now: float) -> None:
        contact, self._contact = self._contact, None
        if contact is not None and segment.moves:
            self._bump(segment.speed, contact, now)

    def _bump(self, speed: float, contact: Contact, now: float) -> None:
        self._contact = None
        beyond = self.radius + 1.0
        into = self.world.mat.cell_at(
            self._x + contact.east * beyond, self._y + contact.north * beyond
        )
        self._tell_bump(now, "front" if speed > 0 else "back", into)

    def _luck(self) -> float:
        if not self._noise:
            return 1.0
        return 1.0 + self._random.uniform(-self._noise, self._noise)

    def _from_here(
        self, now: float, speed: float, turning: float, duration: float | None
    ) -> Segment:
        return Segment(now, self._x, self._y, self._heading, speed, turning, duration)

    def _landing(self, segment: Segment) -> tuple[float, float, float]:
        return segment.after(segment.duration or 0.0)
