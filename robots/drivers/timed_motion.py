"""Motions of wheels that nobody counts: so much speed for so much time.

How exact that is depends on the robot, its battery and the floor: about a fifth on a robot that
was never measured. Short ways are driven slower, so that a late message makes less of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from math import degrees, inf, pi
from time import monotonic

SHORTEST = 0.7
"""Seconds that a motion takes at least, where the robot can go so slowly."""

Speeds = tuple[float, float]
"""Of the left and right wheel, in cm/s."""


@dataclass(frozen=True, slots=True)
class Wheels:
    """What a kind's wheels can do: cm between them, cm/s at 100 %, the slowest cm/s.

    `turning` is the share of the speed that a turn on the spot takes.
    """

    base: float
    fastest: float
    slowest: float
    turning: float = 0.5

    @property
    def degrees_a_second(self) -> float:
        """How fast a turn on the spot is at 100 %."""
        return degrees(2.0 * self.fastest * self.turning / self.base)

    def way(self, angle: float) -> float:
        """The way of each wheel, in cm, that turns the robot so far on the spot."""
        return angle / 360.0 * pi * self.base

    def speed(self, way: float, percent: float) -> float:
        """How fast a way is driven, in cm/s."""
        wanted = min(self.fastest * percent / 100.0, abs(way) / SHORTEST)
        return max(self.slowest, wanted)


class TimedMotions:
    """Makes one motion after another; a new one takes over from the one before.

    `roll` runs the wheels for so many seconds (None: until told otherwise), `still` stops them
    before all else; both raise what ended the link. `hindered` tells whether a motion ahead must
    end now. `grace`: a robot that ends its motions itself is given so many seconds more for it.
    """

    def __init__(
        self,
        wheels: Wheels,
        roll: Callable[[Speeds, float | None], Awaitable[bool]],
        still: Callable[[], Awaitable[None]],
        hindered: Callable[[], bool] = lambda: False,
        grace: float = 0.0,
    ) -> None:
        self.wheels = wheels
        self._roll, self._still, self._hindered = roll, still, hindered
        self._grace = grace
        self._over = asyncio.Event()
        self._speeds: Speeds = (0.0, 0.0)
        self._since, self._end = monotonic(), inf
        self._left = self._right = 0.0
        self._asked = (0.0, 0.0)

    def interrupt(self) -> None:
        """End the motion under way; the wheels are somebody else's matter."""
        self._over.set()
        self._over = asyncio.Event()

    def sensed(self) -> None:
        """There are new readings: something may stand in the way."""
        if self._hindered() and min(self._speeds) > 0:
            self._over.set()

    async def stop(self) -> None:
        """Stand still."""
        self.interrupt()
        await self._halt()

    async def go(self, left: float, right: float) -> None:
        """Run the wheels, percent each, until the next motion."""
        self.interrupt()
        percent = self.wheels.fastest / 100.0
        await self._run((left * percent, right * percent), None)

    async def drive(self, cm: float, percent: float) -> float:
        """Drive straight; the cm driven, by the clock."""
        begun = self._counted()[0]
        speed = self.wheels.speed(cm, percent) * (1 if cm > 0 else -1)
        await self._make((speed, speed), cm / speed if cm else 0.0)
        return self._counted()[0] - begun

    async def turn(self, angle: float, percent: float) -> float:
        """Turn on the spot; the degrees turned, by the clock."""
        begun, way = self._counted()[1], self.wheels.way(angle)
        speed = self.wheels.speed(way, percent * self.wheels.turning) * (1 if angle > 0 else -1)
        await self._make((speed, -speed), way / speed if angle else 0.0)
        return self._counted()[1] - begun

    def take(self) -> tuple[float, float]:
        """Distance and rotation since this was last asked, by the clock."""
        before, self._asked = self._asked, self._counted()
        return self._asked[0] - before[0], self._asked[1] - before[1]

    async def _make(self, speeds: Speeds, seconds: float) -> None:
        self.interrupt()
        over = self._over
        if seconds <= 0:
            await self._halt()
            return
        try:
            if not await self._run(speeds, seconds) or over is not self._over:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(self._since + seconds + self._grace - monotonic()):
                    await over.wait()
        except asyncio.CancelledError:
            await self._halt()
            raise
        if over is self._over:
            await self._halt()

    async def _run(self, speeds: Speeds, seconds: float | None) -> bool:
        """Whether the wheels run so now: False when a stop overtook it."""
        out = await self._roll(speeds, seconds)
        if out:
            self._count(speeds)
            self._end = self._since + seconds if seconds and self._grace else inf
        return out

    async def _halt(self) -> None:
        await self._still()
        self._count((0.0, 0.0))
        self._end = inf

    def _count(self, speeds: Speeds) -> None:
        now = max(self._since, min(monotonic(), self._end))
        self._left += self._speeds[0] * (now - self._since)
        self._right += self._speeds[1] * (now - self._since)
        self._speeds, self._since = speeds, now

    def _counted(self) -> tuple[float, float]:
        self._count(self._speeds)
        left, right = self._left, self._right
        return (left + right) / 2.0, degrees((left - right) / self.wheels.base)
