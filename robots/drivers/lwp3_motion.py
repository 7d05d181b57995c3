"""A LEGO hub's two wheels: every order ends by itself within a second, and is renewed.

A motion is timed orders of a second, each renewed before its end, and at last one counted in
degrees by the motors themselves; what that lacks, as the motors tell it, is made good once or
twice. No order of ours can run on for longer than `BOUND_SECONDS` when nobody renews it.
"""

from __future__ import annotations

import asyncio
import struct
from dataclasses import dataclass
from math import degrees as to_degrees
from math import pi

from robots.drivers.lwp3_hub import Hub
from robots.errors import Code, refuse
from robots.wire import lwp3

BOUND_SECONDS = 1.0
"""No order lasts longer."""
RENEW_SECONDS = 0.4
"""After so long it is renewed."""
COUNTED_SECONDS = 0.7
"""What takes no longer than this is counted in degrees."""
POSITION = 2
"""The mode in which a motor tells its degrees."""
SETTLED_SECONDS = 0.12
"""Motors that tell nothing new for so long stand."""
LATE, LATE_SECONDS = 1.5, 1.0
"""A motion that takes half as long again and a second more than it should is given up."""
NEAR = 3.0
"""Degrees of a wheel that are not worth another order."""
CORRECTIONS = 2
SLOWEST = 10
"""Percent; slower, such motors stutter."""
VALUE_SECONDS = 1.5
"""How long the motors may take to tell first where they are."""
LAST_VALUE_SECONDS = 0.08
"""How long the motors take to tell where a motion that was broken off has led."""


@dataclass(frozen=True, slots=True)
class Wheels:
    """How a kind's wheels are: their size and distance in cm, and how fast they are.

    `mirrored`: the left motor is mounted the other way round, so it turns backwards to go
    forwards. `fastest`: degrees/s at 100 %.
    """

    wheel_cm: float
    base_cm: float
    mirrored: bool
    fastest: float

    @property
    def cm_per_percent(self) -> float:
        """cm/s at 1 % speed."""
        return self.fastest / 100.0 * pi * self.wheel_cm / 360.0

    def degrees_per_percent(self, share: float) -> float:
        """Degrees/s of a turn on the spot at 1 % speed, of which it takes a share."""
        return to_degrees(2.0 * self.cm_per_percent * share / self.base_cm)

    def cm(self, degrees: float) -> float:
        """What a wheel's rim goes while it turns so far."""
        return degrees * pi * self.wheel_cm / 360.0

    def degrees(self, cm: float) -> float:
        """How far a wheel turns while its rim goes so far."""
        return cm * 360.0 / (pi * self.wheel_cm)


class Motions:
    """The motions of one hub; a new one takes over from the one before."""

    def __init__(self, hub: Hub, wheels: Wheels) -> None:
        self.hub, self.wheels = hub, wheels
        self._ports: tuple[int, int] | None = None
        self._pair: int | None = None
        self._number = 0
        self._rolling: asyncio.Task[None] | None = None
        self._asked = (0.0, 0.0)
        self._last = (0.0, 0.0)

    async def begin(self, motors: list[int]) -> None:
        """Take the two motors with the lowest ports: left and right."""
        self._ports, self._pair = None, None
        if len(motors) < 2:
            return
        left, right = motors[:2]
        self._pair = await self.hub.pair(left, right)
        self._ports = left, right
        await self.hub.stop(self._orders_brake())
        for port in self._ports:
            await self.hub.want(port, POSITION)
            await self.hub.send(lwp3.port_value(port), moves=False)
        if not await self.hub.wait_for(self._counted, VALUE_SECONDS):
            self._ports = None  # motors that do not tell where they are cannot be counted on
        self._asked = self._way()

    # ---- what is asked ---------------------------------------------------------------------------

    async def straight(self, cm: float, percent: float) -> float:
        """Drive; the cm really driven."""
        ahead = 1 if cm > 0 else -1
        done = await self._make((ahead, ahead), self.wheels.degrees(abs(cm)), percent)
        return ahead * self.wheels.cm(done)

    async def turn(self, angle: float, percent: float) -> float:
        """Turn on the spot; the degrees really turned, clockwise."""
        side = 1 if angle > 0 else -1
        around = abs(angle) / 360.0 * pi * self.wheels.base_cm
        done = await self._make((side, -side), self.wheels.degrees(around), percent)
        return side * to_degrees(2.0 * self.wheels.cm(done) / self.wheels.base_cm)

    async def roll(self, left: float, right: float) -> None:
        """Let the wheels run until the next motion, an order of a second after another."""
        self._need_ports()
        self.interrupt()
        speeds = round(left), round(right)
        if not any(speeds):
            await self.hub.stop(self._orders_brake())
            return
        await self._send_timed(*speeds)
        self._rolling = asyncio.create_task(self._keep_rolling(self._number, speeds))

    def interrupt(self) -> None:
        """End the motion under way; the wheels are somebody else's matter."""
        self._number += 1
        if self._rolling is not None:
            self._rolling.cancel()
            self._rolling = None
        self.hub.wake()

    async def brake(self) -> None:
        """End the motion under way, and the wheels stand."""
        self.interrupt()
        if self._ports is not None:
            await self.hub.stop(self._orders_brake())

    def odometry(self) -> tuple[float, float]:
        """Way in cm and rotation in degrees since this was last asked."""
        before, self._asked = self._asked, self._way()
        left, right = (self._asked[side] - before[side] for side in (0, 1))
        return (left + right) / 2.0, to_degrees((left - right) / self.wheels.base_cm)

    # ---- one motion ------------------------------------------------------------------------------

    async def _make(self, ways: tuple[int, int], degrees: float, percent: float) -> float:
        """Turn both wheels by an angle, each its way; how far they really turned."""
        self._need_ports()
        self.interrupt()
        number, start = self._number, self._positions()
        if not degrees:
            await self.brake()
            return 0.0
        percent = min(100, max(SLOWEST, round(percent)))
        fast = percent / 100.0 * self.wheels.fastest
        end = self._now() + degrees / fast * LATE + LATE_SECONDS
        try:
            await self._approach(ways, start, degrees, percent, number, end)
            for _ in range(1 + CORRECTIONS):
                left = degrees - self._gone(ways, start)
                if number != self._number or self._now() > end or abs(left) < NEAR:
                    break
                await self._count(ways, left, percent, number)
        except asyncio.CancelledError:
            if number == self._number:
                await self.brake()
            raise
        if number != self._number:
            await self._next_value()
        return self._gone(ways, start)

    async def _approach(
        self,
        ways: tuple[int, int],
        start: tuple[float, float],
        degrees: float,
        percent: int,
        number: int,
        end: float,
    ) -> None:
        """Come so near that the rest can be counted."""
        near = percent / 100.0 * self.wheels.fastest * COUNTED_SECONDS

        def arrived() -> bool:
            return number != self._number or degrees - self._gone(ways, start) <= near

        while not arrived() and self._now() < end:
            await self._send_timed(ways[0] * percent, ways[1] * percent)
            await self.hub.wait_for(arrived, RENEW_SECONDS)

    async def _count(self, ways: tuple[int, int], left: float, percent: int, number: int) -> None:
        """Turn by what is left, and wait until the wheels stand."""
        side = 1 if left > 0 else -1
        fast = percent / 100.0 * self.wheels.fastest
        lag = self._lag() * fast if abs(left) > NEAR * 4 else 0.0
        speeds = ways[0] * side * percent, ways[1] * side * percent
        await self._send_counted(round(max(1.0, abs(left) - lag)), *speeds)
        await self.hub.wait_for(
            lambda: number != self._number or self._all_idle(), abs(left) / fast + 1.0
        )
        await self._settle(number)

    async def _settle(self, number: int) -> None:
        """Wait until the motors tell nothing new."""
        while number == self._number and await self._moved_from(self._positions(), SETTLED_SECONDS):
            pass

    def _lag(self) -> float:
        """How old the motors' news are: while wheels turn, they have gone on since."""
        assert self._ports is not None
        if self._all_idle():
            return 0.0
        age = self._now() - min(self.hub.times.get(port, 0.0) for port in self._ports)
        return min(age, 0.1)

    async def _keep_rolling(self, number: int, speeds: tuple[int, int]) -> None:
        while number == self._number:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                if number == self._number:
                    await self._send_timed(*speeds)
            except Exception:
                return  # the link is gone, and who waits for it is told

    async def _next_value(self) -> None:
        await self._moved_from(self._positions(), LAST_VALUE_SECONDS)

    async def _moved_from(self, before: tuple[float, float], seconds: float) -> bool:
        return await self.hub.wait_for(lambda: self._positions() != before, seconds)

    # ---- orders ----------------------------------------------------------------------------------

    async def _send_timed(self, left: int, right: int) -> None:
        milliseconds = round(BOUND_SECONDS * 1000)
        raw = self._raw(left, right)
        if self._pair is not None:
            order = lwp3.timed_pair(self._pair, milliseconds, *raw)
            await self.hub.send(order, key="wheels")
            return
        for port, speed in zip(self._need_ports(), raw, strict=True):
            await self.hub.send(lwp3.timed(port, milliseconds, speed), key=f"wheel {port}")

    async def _send_counted(self, degrees: int, left: int, right: int) -> None:
        raw = self._raw(left, right)
        if self._pair is not None:
            await self.hub.send(lwp3.counted_pair(self._pair, degrees, *raw))
            return
        for port, speed in zip(self._need_ports(), raw, strict=True):
            await self.hub.send(lwp3.counted(port, degrees, speed))

    def _orders_brake(self) -> list[bytes]:
        if self._pair is not None:
            return [lwp3.start_power_pair(self._pair, lwp3.BRAKE, lwp3.BRAKE)]
        return [lwp3.start_power(port, lwp3.BRAKE) for port in self._ports or ()]

    def _raw(self, left: int, right: int) -> tuple[int, int]:
        return (-left if self.wheels.mirrored else left), right

    def _need_ports(self) -> tuple[int, int]:
        """The two motors; a robot that was built without them cannot move."""
        if self._ports is None:
            raise refuse(Code.WORD_LACKING, word="drive")
        return self._ports

    # ---- what the motors tell --------------------------------------------------------------------

    def _positions(self) -> tuple[float, float]:
        """How far each wheel has turned, forwards positive, in degrees."""
        if self._ports is None or not set(self._ports) <= self.hub.devices.keys():
            return self._last
        raw = [_degrees(self.hub.values.get(port, b"")) for port in self._ports]
        if None not in raw:
            left, right = (float(number or 0) for number in raw)
            self._last = (-left if self.wheels.mirrored else left), right
        return self._last

    def _counted(self) -> bool:
        return all(len(self.hub.values.get(port, b"")) == 4 for port in self._ports or ())

    def _way(self) -> tuple[float, float]:
        left, right = self._positions()
        return self.wheels.cm(left), self.wheels.cm(right)

    def _gone(self, ways: tuple[int, int], start: tuple[float, float]) -> float:
        here = self._positions()
        return sum((here[side] - start[side]) * ways[side] for side in (0, 1)) / 2.0

    def _all_idle(self) -> bool:
        if self._pair is not None:
            return self._pair in self.hub.idle
        return set(self._ports or ()) <= self.hub.idle

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def _degrees(value: bytes) -> int | None:
    """A motor's position; None when it has not told it in that form."""
    return int(struct.unpack("<i", value)[0]) if len(value) == 4 else None
