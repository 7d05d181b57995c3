"""A ball's motions: it is told a speed and a heading, and watched by its own locator.

A ball has no "forward so many cm": it rolls until its locator says that it is there. It turns by
being told one heading after another. Way is counted whichever way the locator's axes lie, so that
nothing hangs on how a firmware turns them.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from math import copysign, degrees, hypot
from time import monotonic

from robots.drivers.sphero_line import Line
from robots.errors import Refused
from robots.transports.transport import LinkLost
from robots.wire import sphero
from robots.wire.sphero import Id, Packet
from robots.world.differential import WHEEL_BASE

CAP = 20.0
"""cm/s at 100 %: a ball that nobody stops (a dead gateway) should not get far in five seconds."""
DEGREES_PER_PERCENT = 3.6
"""Degrees/s of a turn at 1 %."""
FRONT_PERCENT = 80.0
"""The speed of the turn to the front before a program."""
SLOWEST = 4.0
"""cm/s; slower, a ball rocks and stays."""
LEAST_SECONDS = 0.7
"""A way takes at least so long, or a short one would be over before the locator tells of it."""
STREAM_SECONDS = 0.1
"""Between two readings."""
RENEW_SECONDS = 0.5
"""A speed is told again so often."""
STALL_SECONDS, STALL_CM = 0.8, 0.5
"""A ball that got no further in so long stands against something."""
SETTLE_SECONDS, SETTLED_CM, SETTLED_DEGREES = 0.8, 0.5, 0.7
"""It rests when it is slower than this (cm/s), or turns less than this between two readings."""
COAST_SECONDS, LONGEST_COAST, LEARNING = 0.08, 0.3, 0.5
"""How long it rolls on at its speed; each way teaches it."""
MOTION = "motion"
"""The key of the queue."""


class Motions:
    """Makes one motion after another; a new one takes over from the one before."""

    def __init__(self, line: Line, fastest: float, target: int | None) -> None:
        self._line = line
        self._fastest, self._target = fastest, target
        self._number = 0
        self._roller: asyncio.Task[None] | None = None
        self._asked = (0.0, 0.0)
        self._coast = COAST_SECONDS
        self.begin()

    def begin(self) -> None:
        """A ball was connected: where it looks is 0."""
        self.heading = self.speed = 0.0
        self.cm = self.degrees = 0.0
        self.yaw = self.pace = self.swing = 0.0
        self._asked = (0.0, 0.0)
        self._way = 1.0
        self._readings = 0
        self._at: tuple[float, float] | None = None

    def take(self) -> tuple[float, float]:
        """Distance and rotation since this was last asked."""
        before, self._asked = self._asked, (self.cm, self.degrees)
        return self._asked[0] - before[0], self._asked[1] - before[1]

    def streamed(self, data: bytes) -> None:
        """Take a reading: yaw, place and velocity."""
        numbers = sphero.floats(data)
        if len(numbers) < 5:
            return
        yaw, x, y, *velocity = numbers
        place, last = (x * 100.0, y * 100.0), self._at
        if last is not None:
            self.cm += self._way * hypot(place[0] - last[0], place[1] - last[1])
        self._at, self.pace = place, hypot(*velocity) * 100.0
        self.swing, self.yaw = abs((yaw - self.yaw + 180.0) % 360.0 - 180.0), yaw
        self._readings += 1

    def still(self) -> Packet:
        """The command that lets it stand, looking where it was told to look."""
        return self._packet(0.0)

    def look_ahead(self) -> None:
        """Where the ball looks now is its 0."""
        self.interrupt()
        self.heading = 0.0

    async def face_front(self) -> None:
        """Turn to 0; that counts as no rotation, as when hands put a robot back."""
        counted = self.degrees
        away = (self.heading + 180.0) % 360.0 - 180.0
        if away:
            await self.turn(-away, FRONT_PERCENT)
            self.heading = 0.0
        self.degrees = counted

    def interrupt(self) -> None:
        """End the motion under way; standing is somebody else's matter."""
        self._number += 1
        if self._roller is not None:
            self._roller.cancel()
            self._roller = None
        self._line.wake()

    async def stop(self) -> None:
        """Stand at once, and say it twice: one may be lost. Raises what ended the line."""
        self.interrupt()
        await self._halt()

    async def drive(self, cm: float, percent: float) -> float:
        """Roll straight; ends early against something, or interrupted. The cm rolled."""
        self.interrupt()
        number, start = self._number, self.cm
        if not cm:
            await self._halt()
            return 0.0
        limit = max(SLOWEST, abs(cm) / LEAST_SECONDS)
        speed = copysign(min(max(SLOWEST, percent / 100.0 * CAP), limit), cm)
        try:
            await self._roll_for(speed, abs(cm), number)
        except asyncio.CancelledError:
            await self._halt()
            raise
        return self.cm - start

    async def turn(self, angle: float, percent: float) -> float:
        """Turn on the spot; the degrees turned, as told to its gyroscope."""
        self.interrupt()
        number, rate = self._number, max(1.0, percent) * DEGREES_PER_PERCENT
        begun, turned = monotonic(), 0.0
        try:
            while number == self._number and turned < abs(angle):
                due = rate * (monotonic() - begun + self._line.spacing)
                self._swing(copysign(min(due, abs(angle)) - turned, angle))
                turned = min(due, abs(angle))
                await self._pause(self._line.spacing, number)
            await self._settle(number)
        except asyncio.CancelledError:
            await self._halt()
            raise
        return copysign(turned, angle)

    async def wheels(self, left: float, right: float) -> None:
        """Roll and swing as two wheels would, until the next motion."""
        self.interrupt()
        speed = (left + right) / 200.0 * CAP
        rate = degrees((left - right) / 100.0 * CAP / WHEEL_BASE)
        if speed or rate:
            self._roller = asyncio.create_task(self._roll_on(speed, rate))
        else:
            await self._halt()

    # ---- parts of motions ------------------------------------------------------------------------

    async def _roll_for(self, speed: float, way: float, number: int) -> None:
        start = moved_at = self.cm
        told = moved = monotonic()
        self._say(speed)
        while number == self._number:
            await self._next_reading(number)
            now, left = monotonic(), way - abs(self.cm - start)
            if abs(self.cm - moved_at) > STALL_CM:
                moved, moved_at = now, self.cm
            if now - moved > STALL_SECONDS:
                break
            if now - told > RENEW_SECONDS:
                told = now
                self._say(speed)
            if self.pace and (due := left / self.pace - self._coast) < STREAM_SECONDS:
                await self._pause(max(0.0, due), number)
                break
        if number == self._number:
            await self._arrive(number, start, way)

    async def _next_reading(self, number: int) -> None:
        readings = self._readings
        await self._line.until(
            lambda: self._readings != readings or number != self._number, RENEW_SECONDS
        )

    async def _arrive(self, number: int, start: float, way: float) -> None:
        pace = self.pace
        await self._halt()
        await self._settle(number)
        beyond = abs(self.cm - start) - way
        if pace > SLOWEST / 2 and number == self._number and abs(beyond) < way / 2:
            coast = self._coast + LEARNING * beyond / pace
            self._coast = min(LONGEST_COAST, max(0.0, coast))

    async def _roll_on(self, speed: float, rate: float) -> None:
        """Tell speed and heading again and again."""
        every = self._line.spacing if rate else RENEW_SECONDS
        told = monotonic() - every
        with suppress(LinkLost, Refused):
            while self._line.fault is None:
                now = monotonic()
                self._swing(rate * (now - told), speed)
                told = now
                await asyncio.sleep(every)

    def _swing(self, angle: float, speed: float = 0.0) -> None:
        self.heading += angle
        self.degrees += angle
        self._say(speed)

    async def _settle(self, number: int) -> None:
        """Wait until it rests, so that what was rolled is known."""
        first = self._readings + 1

        def rests() -> bool:
            slow = self.pace < SETTLED_CM and self.swing < SETTLED_DEGREES
            return number != self._number or (self._readings > first and slow)

        await self._line.until(rests, SETTLE_SECONDS)

    async def _pause(self, seconds: float, number: int) -> None:
        await self._line.until(lambda: number != self._number, seconds)

    async def _halt(self) -> None:
        self.speed = 0.0
        await self._line.urge(self.still(), MOTION)
        self._line.put(MOTION, self.still())

    def _say(self, speed: float) -> None:
        self.speed = speed
        if speed:
            self._way = copysign(1.0, speed)
        self._line.put(MOTION, self._packet(speed))

    def _packet(self, speed: float) -> Packet:
        """Backwards, the heading is the one it rolls to: the other way from where it looks."""
        raw = min(255, round(abs(speed) / self._fastest * 255))
        heading = round(self.heading + (180.0 if speed < 0 else 0.0)) % 360
        return Packet(
            Id.DRIVE, sphero.drive(raw, heading, backwards=speed < 0), target=self._target
        )
