"""An iRobot's motions: counted millimetres and degrees, each piece over within a second.

They go at the robot's own speed, about 10 cm/s: its protocol has no other for counted motions, and
speeds that last for ever are not used, since nobody says that they end with the link.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from math import copysign, cos, degrees, radians, sin

from robots.drivers.irobot_line import Line
from robots.errors import Refused
from robots.transports.transport import LinkLost
from robots.wire import irobot
from robots.wire.irobot import Frame, Id, Spot

CM_A_SECOND = 10.0
BASE = 10.3
"""Centimetres between the wheels, as the makers' own program reckons."""
DEGREES_A_SECOND = degrees(2 * CM_A_SECOND / BASE)
PIECE_CM, PIECE_DEGREES = 9.0, 90.0
"""The most that one command does: over within a second."""
RENEW_SECONDS = 0.4
"""Running wheels are told again so often, a second of motion each time."""
SHORT = 0.8
"""A piece that did less than this part of its way has met something."""
PIECE_SECONDS = 3.0
FRESH_SECONDS = 0.15
Gone = Callable[[], float]
"""Tells how far it has gone."""


class Motions:
    """Makes one motion after another; a new one takes over from the one before."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._number = 0
        self._roller: asyncio.Task[None] | None = None
        self.begin()

    def begin(self) -> None:
        """A robot was connected: count from here."""
        self.cm = self.degrees = 0.0
        self._asked = (0.0, 0.0)
        self._spot: Spot | None = None
        self._spots = 0

    def take(self) -> tuple[float, float]:
        """Distance and rotation since this was last asked."""
        before, self._asked = self._asked, (self.cm, self.degrees)
        return self._asked[0] - before[0], self._asked[1] - before[1]

    def placed(self, frame: Frame) -> None:
        """Take a place: the way along the mean heading, and the turn."""
        now, last = irobot.spot(frame.payload), self._spot
        self._spot, self._spots = now, self._spots + 1
        if last is None:
            return
        turned = (now.heading - last.heading + 180.0) % 360.0 - 180.0
        middle = radians(last.heading + turned / 2.0)
        self.cm += (now.x - last.x) * cos(middle) + (now.y - last.y) * sin(middle)
        self.degrees -= turned

    def interrupt(self) -> None:
        """End the motion under way; standing is somebody else's matter."""
        self._number += 1
        if self._roller is not None:
            self._roller.cancel()
            self._roller = None
        self._line.wake()

    async def stop(self) -> None:
        """Stand at once. Raises what ended the line."""
        self.interrupt()
        await self._line.tell(Id.STOP, sure=False)

    async def drive(self, cm: float) -> float:
        """Drive straight, piece by piece; ends early when a piece falls short."""
        start = self.cm
        await self._make(Id.DRIVE, cm, PIECE_CM, lambda: self.cm)
        return self.cm - start

    async def turn(self, angle: float) -> float:
        """Turn on the spot, piece by piece."""
        start = self.degrees
        await self._make(Id.TURN, angle, PIECE_DEGREES, lambda: self.degrees)
        return self.degrees - start

    async def wheels(self, left: float, right: float) -> None:
        """Run the wheels: their ratio counts, the faster one goes at the robot's own speed."""
        self.interrupt()
        if left or right:
            self._roller = asyncio.create_task(self._roll_on(*second_of(left, right)))
        else:
            await self._line.tell(Id.STOP, sure=False)

    async def _make(self, command: int, way: float, piece: float, gone: Gone) -> None:
        """Tell piece after piece; numbers of the wire are tenths of ours."""
        self.interrupt()
        number = self._number
        left = abs(way)
        try:
            if not left:
                await self._line.tell(Id.STOP, sure=False)
            while left > 0 and number == self._number:
                part = min(left, piece)
                before = gone()
                await self._piece(command, copysign(part, way), number)
                if abs(gone() - before) < part * SHORT:
                    break
                left -= part
            if number != self._number:
                await self._look()
        except asyncio.CancelledError:
            await self._line.tell(Id.STOP, sure=False)
            raise

    async def _piece(self, command: int, part: float, number: int) -> None:
        told = await self._line.begin(command, irobot.whole(part * 10))
        await self._line.until(
            lambda: told in self._line.answers or number != self._number, PIECE_SECONDS
        )
        self._line.answers.pop(told, None)

    async def _look(self) -> None:
        """Learn where it is now: what was done until it was interrupted is told."""
        spots = self._spots
        await self._line.tell(Id.WHERE)
        await self._line.until(lambda: self._spots > spots, FRESH_SECONDS)

    async def _roll_on(self, command: int, payload: bytes) -> None:
        with suppress(LinkLost, Refused):
            while True:
                await self._line.tell(command, payload)
                await asyncio.sleep(RENEW_SECONDS)


def second_of(left: float, right: float) -> tuple[int, bytes]:
    """A second of running wheels, as one counted motion."""
    fastest = max(abs(left), abs(right))
    one, other = left / fastest * CM_A_SECOND, right / fastest * CM_A_SECOND
    turning = degrees((one - other) / BASE)
    if one == other:
        return Id.DRIVE, irobot.whole(one * 10)
    if one == -other:
        return Id.TURN, irobot.whole(turning * 10)
    radius = BASE / 2 * (one + other) / (one - other)
    return Id.ARC, irobot.whole(turning * 10, radius * 10)
