"""A Thymio's motions: begun by us, ended by its own program, watched for walls and held wheels."""

from __future__ import annotations

import asyncio

from robots.drivers.thymio_hold import Hold
from robots.drivers.thymio_senses import EYES, TOUCH_CM, TOUCHING
from robots.drivers.thymio_wheels import Counts, Motion, Odometer

LATE = 1.5
LATE_SECONDS = 1.0
"""A motion that takes half as long again and a second more than it should is given up."""
STALL_SECONDS = 0.6
"""Wheels that did next to nothing for so long are held."""
STALLED = 0.15
"""Next to nothing: this share of what they were told."""
SETTLE_SECONDS = 0.3
"""The longest that wheels roll on after they were told to stop."""
COAST_SECONDS, LONGEST_COAST = 0.03, 0.12
"""How far wheels roll on, as time at their speed: at first, and at most. Each motion teaches it."""
LEARNING = 0.5
"""The share of what a motion was wrong by that the next one makes good."""


class Motions:
    """Makes one motion after another on a held robot; a new one takes over from the one before."""

    def __init__(self, hold: Hold) -> None:
        self.hold = hold
        self.odometer = Odometer()
        self._number = 0
        self._bumped = False
        self._taps: int | None = None
        self._coast = COAST_SECONDS

    def begin(self) -> None:
        """A robot was taken: count its wheels from here."""
        self.odometer = Odometer()
        self._taps = None
        self._bumped = False

    def interrupt(self) -> None:
        """End the motion under way; the wheels are somebody else's matter."""
        self._number += 1
        self.hold.node.wake()

    async def roll(self, left: int, right: int) -> None:
        """Let the wheels run until the next motion."""
        self.interrupt()
        await self.hold.go(left, right, 0)

    async def make(self, motion: Motion) -> tuple[float, float]:
        """Make a motion to its end; the cm driven and the degrees turned.

        Ends early when it meets something, when its wheels are held, or when it is interrupted;
        raises what ended the link. Longer ways than the robot can count are made of several.
        """
        self.interrupt()
        number, start = self._number, (self.odometer.cm, self.odometer.degrees)
        left = motion.way
        while left > 0 and number == self._number:
            way = min(left, self.odometer.longest)
            if not await self._leg(motion, way, number):
                break
            left -= way
        if motion.way == 0:
            await self.hold.go(0, 0, 0)
        if number != self._number:
            self.hold.hurry()
            await self._next_poll()
        return self.odometer.cm - start[0], self.odometer.degrees - start[1]

    def polled(self) -> None:
        """Take the robot's newest counts."""
        word, own, node = self.hold.own_word, self.hold.own, self.hold.node
        speeds = node.value("motor.left.speed"), node.value("motor.right.speed")
        self.odometer.add(Counts(word(own.ticks), word(own.left), word(own.right), *speeds))
        taps = word(own.taps)
        self._bumped = self._bumped or (self._taps is not None and taps != self._taps)
        self._taps = taps

    def take_bump(self) -> bool:
        """Whether the robot bumped or was tapped since this was last asked."""
        bumped, self._bumped = self._bumped, False
        return bumped

    async def _leg(self, motion: Motion, way: float, number: int) -> bool:
        """One stretch; whether it went to its end."""
        watch = _Watch(motion, self.odometer, self.hold)
        try:
            await self.hold.go(motion.left, motion.right, self._units(motion, way))
            begun = self.hold.polls
            while number == self._number:
                await self._next_poll()
                if number != self._number:
                    break
                if self.hold.answered > begun and self.hold.own_word(self.hold.own.remaining) == 0:
                    await self._settle(number)
                    self._learn(motion, watch.rolled() / 2 - way)
                    return True
                if watch.hindered():
                    self._bumped = self._bumped or watch.met
                    await self.hold.go(0, 0, 0)
                    await self._settle(number)
                    watch.take_back()
                    return False
        except asyncio.CancelledError:
            await self.hold.go(0, 0, 0)
            raise
        return False

    def _units(self, motion: Motion, way: float) -> int:
        """What the robot should count down, so that it comes to rest at the end of the way."""
        return self.odometer.units(way - self._coast * self.odometer.speed(motion))

    def _learn(self, motion: Motion, beyond: float) -> None:
        coast = self._coast + LEARNING * beyond / self.odometer.speed(motion)
        self._coast = min(LONGEST_COAST, max(0.0, coast))

    async def _settle(self, number: int) -> None:
        """Let the wheels roll out, so that what was driven is known."""
        node, end = self.hold.node, self.odometer.seconds + SETTLE_SECONDS
        while number == self._number and self.odometer.seconds < end:
            if not node.value("motor.left.speed") and not node.value("motor.right.speed"):
                return
            self.hold.hurry()
            await self._next_poll()

    async def _next_poll(self) -> None:
        polls, number = self.hold.answered, self._number
        await self.hold.wait_for(lambda: self.hold.answered > polls or self._number != number)


class _Watch:
    """Looks after one motion: whether it meets something, its wheels turn, it comes to an end."""

    def __init__(self, motion: Motion, odometer: Odometer, hold: Hold) -> None:
        self.motion, self.odometer, self.hold = motion, odometer, hold
        self.met = False
        self._seen = odometer.seconds
        self._begun = self._rolled = odometer.rolled
        self._end = self._seen + odometer.seconds_for(motion) * LATE + LATE_SECONDS
        self._taps = hold.own_word(hold.own.taps)
        self._touch: tuple[float, float] | None = None

    def hindered(self) -> bool:
        """Whether the motion should be given up; `met`: because of something hard."""
        self.met = self._touches() or self._stalls()
        return self.met or self.odometer.seconds > self._end

    def rolled(self) -> float:
        """What both wheels have rolled since the motion began."""
        return self.odometer.rolled - self._begun

    def take_back(self) -> None:
        """Wheels that turn against a wall count as rolling: only up to the wall was driven."""
        if self._touch is None:
            return
        cm, degrees = self._touch
        excess = self.motion.ahead * (self.odometer.cm - cm) - TOUCH_CM
        if excess > 0:
            self.odometer.forget(self.motion.ahead * excess, self.odometer.degrees - degrees)

    def _touches(self) -> bool:
        """An eye that cannot see nearer, and a knock; or time enough to have covered the rest."""
        if not self.motion.ahead:
            return False
        eyes = self.hold.node.values("prox.horizontal")
        side = "front" if self.motion.ahead > 0 else "back"
        if max(eyes[eye] for eye in EYES[side]) < TOUCHING:
            self._touch = None
            return False
        self._touch = self._touch or (self.odometer.cm, self.odometer.degrees)
        knocked = self.hold.own_word(self.hold.own.taps) != self._taps
        return knocked or abs(self.odometer.cm - self._touch[0]) > 2 * TOUCH_CM

    def _stalls(self) -> bool:
        """Real motors tell: held wheels do not turn."""
        elapsed = self.odometer.seconds - self._seen
        if elapsed < STALL_SECONDS:
            return False
        gone = self.odometer.rolled - self._rolled
        self._rolled, self._seen = self.odometer.rolled, self.odometer.seconds
        return gone < STALLED * 2 * self.odometer.speed(self.motion) * elapsed
