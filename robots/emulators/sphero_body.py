"""A ball on the mat: a carriage inside that turns, rolls, and keeps to a heading by its gyroscope.

The numbers are our own, as good as public sources: the makers' top speeds, sizes, and a control
system that turns it in a few tenths of a second.
"""

from __future__ import annotations

from math import exp, sqrt

from robots.world.robot import Move, Robot
from robots.world.segment import DEGREES, Segment
from robots.world.trace import Pose
from robots.world.trigonometry import sine_cosine
from robots.world.world import World

TICK = 0.01
"""Seconds between two looks of its control system."""
TURNING = 12.0
"""Degrees/s that it turns for each degree it lacks."""
FASTEST_TURN = 720.0
"""Degrees/s."""
CATCHING_UP = 1.0 - exp(-TICK / 0.06)
"""The part of the speed it lacks that it gains in one tick."""
HARDLY_CM, HARDLY_DEGREES = 0.1, 0.4
"""Slower than this (cm/s), nearer than this (degrees): it stands."""
KNOCK = 4.0
"""A wall met faster than this (cm/s) is felt."""


class Ball(Robot):
    """The ball. `gain` makes it roll faster than told; its gyroscope creeps by `drift` degrees/s.

    Headings of its own count from `zero`, a heading of the mat that aiming sets.
    """

    def __init__(self, world: World, pose: Pose, radius: float, gain: float, drift: float) -> None:
        super().__init__(world, pose)
        self.radius = radius
        self.zero = pose.heading
        self.stabilised = True
        self.speed = self.turning = 0.0
        self.located = (0.0, 0.0)
        """Where it thinks it is: cm to the right and ahead of where its locator was set."""
        self.knocked = False
        self._gain, self._drift = gain, drift
        self._wanted = 0.0
        self._goal = pose.heading

    # ---- what it is told -------------------------------------------------------------------------

    def roll(self, speed: float, heading: float) -> None:
        """Face a heading of its own and roll at cm/s, negative: backwards."""
        self._wanted, self._goal = speed, (self.zero + heading) % 360.0

    def aim(self) -> None:
        """Take the way it looks as 0."""
        self.zero = self._goal = self._heading

    def locate(self) -> None:
        """Here is the locator's origin."""
        self.located = (0.0, 0.0)

    @property
    def yaw(self) -> float:
        """Its heading by its own gyroscope, -180..180, counted to the left."""
        return _least(self.zero - self._heading)

    def velocity(self) -> tuple[float, float]:
        """How fast it rolls to the right and ahead, in cm/s, by its own reckoning."""
        sine, cosine = sine_cosine(self._heading - self.zero)
        return self.speed * sine, self.speed * cosine

    # ---- what happens to it ----------------------------------------------------------------------

    def put(self, x: float, y: float, heading: float) -> None:
        """A hand puts it somewhere, aimed: its 0 is this way."""
        self._x, self._y, self._heading = x, y, heading % 360.0
        self.aim()

    def twist(self, degrees: float) -> None:
        """A hand turns it where it is, and its gyroscope feels that."""
        self._heading = (self._heading + degrees) % 360.0
        if not self.stabilised:
            self._goal = self._heading

    # ---- time ------------------------------------------------------------------------------------

    def tick(self) -> None:
        """Live for one tick."""
        self._steer()
        wanted = self._wanted * self._gain if self.stabilised else 0.0
        self.speed += (wanted - self.speed) * CATCHING_UP
        if not wanted and abs(self.speed) < HARDLY_CM:
            self.speed = 0.0
        if self.speed or self.turning:
            self._creep()
            self._move()

    def wheels(self) -> tuple[float, float]:
        """How fast the carriage's two wheels roll inside the ball, in cm/s."""
        apart = self.turning / DEGREES * self.radius
        return self.speed + apart, self.speed - apart

    def _steer(self) -> None:
        lacks = _least(self._goal - self._heading)
        if not self.stabilised or abs(lacks) < HARDLY_DEGREES:
            self.turning = 0.0
        else:
            self.turning = max(-FASTEST_TURN, min(FASTEST_TURN, TURNING * lacks))

    def _creep(self) -> None:
        """A gyroscope's 0 wanders while the ball moves, and the goal with it."""
        self.zero += self._drift * TICK
        self._goal += self._drift * TICK

    def _move(self) -> None:
        before = self._x, self._y
        way = Segment(0.0, *before, self._heading, self.speed, self.turning, None)
        self._x, self._y, self._heading = way.after(TICK)
        self._meet_walls()
        self._count(self._x - before[0], self._y - before[1])

    def _count(self, east: float, north: float) -> None:
        sine, cosine = sine_cosine(self.zero)
        right, ahead = east * cosine - north * sine, east * sine + north * cosine
        self.located = self.located[0] + right, self.located[1] + ahead

    def _meet_walls(self) -> None:
        for x, low, high in self.world.walls.upright:
            self._keep_off(x, max(low, min(high, self._y)))
        for y, low, high in self.world.walls.level:
            self._keep_off(max(low, min(high, self._x)), y)

    def _keep_off(self, x: float, y: float) -> None:
        """Do not come nearer to a point of a wall than the ball allows, and feel the knock."""
        east, north = self._x - x, self._y - y
        apart = sqrt(east * east + north * north)
        if 0.0 < apart < self.radius:
            self._x = x + east / apart * self.radius
            self._y = y + north / apart * self.radius
            self.knocked = self.knocked or abs(self.speed) > KNOCK
            self.speed = 0.0

    # ---- plans, which it has none of -------------------------------------------------------------

    def _begin(self, move: Move, now: float) -> bool:
        return False

    def _landing(self, segment: Segment) -> tuple[float, float, float]:
        return self._x, self._y, self._heading

    def _arrived(self, segment: Segment, now: float) -> None:
        pass


def _least(degrees: float) -> float:
    """The same turn, -180..180."""
    return (degrees + 180.0) % 360.0 - 180.0
