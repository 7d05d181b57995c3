"""A Thymio's body on the mat: wheels that turn it, walls that hold it, sensors that look around.

The numbers are our own reading of the robot, as good as its public sources: 16.6 cm/s at a speed of
500 and 9.5 cm between the wheels; proximity falls with the square of the distance, as the simulator
of Aseba has it.
"""

from __future__ import annotations

from math import sqrt
from random import Random

from robots.world.floor import brightness_at
from robots.world.rays import rays
from robots.world.robot import Move, Robot
from robots.world.segment import DEGREES, Segment
from robots.world.trace import Pose
from robots.world.trigonometry import sine_cosine
from robots.world.world import World

RADIUS = 5.5
"""Of the round body, in cm."""
WHEEL_BASE = 9.5
"""Between the wheels, in cm."""
CM_PER_UNIT = 16.6 / 500.0
"""cm/s of a wheel at a speed of 1."""
FASTEST = 600.0
"""A wheel turns no faster, whatever its target."""
CATCHING_UP = 0.25
"""The part of what lacks to the target that a wheel gains in one tick."""
RAYS = (-40.0, -20.0, 0.0, 20.0, 40.0, -160.0, 160.0)
"""Where prox.horizontal looks, in degrees clockwise from straight ahead."""
REACH = 14.0
"""Proximity sees no further, in cm."""
TOUCHING, HALF_SQUARE = 4505.0, 73.0
"""What proximity reads at 0 cm, and the square of the distance where it reads half of that."""
GROUND_AHEAD, GROUND_ASIDE = 4.0, 1.2
"""Where the two ground sensors are, in cm before and beside the middle."""
GROUND_BLACK, GROUND_PER_PERCENT = 60.0, 8.8
"""What the ground sensors read on black, and more for each percent of brightness."""
PROX_NOISE, GROUND_NOISE = 10, 5


class Chassis(Robot):
    """The body. `gains` make its wheels faster or slower than they say, as real ones are."""

    radius = RADIUS

    def __init__(
        self, world: World, pose: Pose, gains: tuple[float, float], noise: bool, seed: int
    ) -> None:
        super().__init__(world, pose)
        self.speeds = [0.0, 0.0]
        self.held: list[int] | None = None
        """What proximity reads while a hand is before it, None when there is none."""
        self._gains = gains
        self._noise = noise
        self._random = Random(seed)

    # ---- motion ----------------------------------------------------------------------------------

    def roll(self, targets: tuple[int, int], seconds: float) -> None:
        """Let the wheels follow their targets for one tick."""
        for wheel, target in enumerate(targets):
            lack = max(-FASTEST, min(FASTEST, float(target))) - self.speeds[wheel]
            self.speeds[wheel] += lack if abs(lack) < 1.0 else lack * CATCHING_UP
        left, right = self.wheels()
        if left or right:
            self._move((left + right) / 2.0, (left - right) / WHEEL_BASE * DEGREES, seconds)

    def wheels(self) -> tuple[float, float]:
        """How fast the wheels really are, in cm/s."""
        left, right = self.speeds
        return left * CM_PER_UNIT * self._gains[0], right * CM_PER_UNIT * self._gains[1]

    def put(self, x: float, y: float, heading: float) -> None:
        """A hand puts the robot somewhere."""
        self._x, self._y, self._heading = x, y, heading % 360.0

    def _move(self, speed: float, turning: float, seconds: float) -> None:
        way = Segment(0.0, self._x, self._y, self._heading, speed, turning, None)
        self._x, self._y, self._heading = way.after(seconds)
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

    # ---- what it senses --------------------------------------------------------------------------

    def proximity(self) -> list[int]:
        """What the seven proximity sensors read."""
        if self.held is not None:
            return list(self.held)
        return [self._near(way) for way in rays(self, RAYS, 0.0, REACH)]

    def ground(self) -> list[int]:
        """What the two ground sensors read, left and right."""
        x, y, heading = self._x, self._y, self._heading
        sine, cosine = sine_cosine(heading)
        x, y = x + GROUND_AHEAD * sine, y + GROUND_AHEAD * cosine
        east, north = GROUND_ASIDE * cosine, -GROUND_ASIDE * sine
        return [self._bright(x - east, y - north), self._bright(x + east, y + north)]

    def _near(self, way: float) -> int:
        if way >= REACH:
            return 0
        reads = TOUCHING * HALF_SQUARE / (HALF_SQUARE + way * way)
        return round(reads) + self._jitter(PROX_NOISE)

    def _bright(self, x: float, y: float) -> int:
        reads = GROUND_BLACK + GROUND_PER_PERCENT * brightness_at(self.world.mat, x, y)
        return round(reads) + self._jitter(GROUND_NOISE)

    def _jitter(self, most: int) -> int:
        return self._random.randint(-most, most) if self._noise else 0

    # ---- plans, which it has none of -------------------------------------------------------------

    def _begin(self, move: Move, now: float) -> bool:
        return False

    def _landing(self, segment: Segment) -> tuple[float, float, float]:
        return self._x, self._y, self._heading

    def _arrived(self, segment: Segment, now: float) -> None:
        pass
