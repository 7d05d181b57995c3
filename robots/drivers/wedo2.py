"""LEGO WeDo 2.0: one or two motors, driven by time; a tilt or a motion sensor beside one motor.

With two motors (the left one on the first port) it turns; with one it only drives straight on.
Speeds are our own assumption, since motors differ with their models. Silence does not stop them:
the next one who connects does, so the speed is capped and a hand should be near.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Mapping
from contextlib import suppress

from robots.drivers import shows
from robots.drivers.driver import Advertised, Driver, StopGuarantee
from robots.drivers.timed_motion import Speeds, TimedMotions, Wheels
from robots.drivers.wedo2_hub import Hub
from robots.errors import Code, Refused, refuse
from robots.program.arguments import midi
from robots.transports.gatt import Gatt
from robots.transports.transport import Link, LinkLost
from robots.wire import wedo2
from robots.wire.wedo2 import Device
from robots.world.trace import Value

WHEELS = Wheels(base=10.0, fastest=18.0, slowest=4.0)
"""cm, cm/s; 18 is about three quarters of what the motors could."""
FULL_CM = 25.0
"""cm/s at full power."""
NOTHING = 10
"""What the motion sensor tells when it sees nothing."""
CM_A_STEP, NEAR = 1.5, 10.0
"""cm that one of its numbers is; an obstacle is nearer than this."""
TILTED = 25
"""Degrees."""
GOODBYE_SECONDS = 1.0
NEEDS = {"distance": Device.MOTION, "obstacle": Device.MOTION, "tilt": Device.TILT}
"""Abilities that are there only with a sensor."""


class WeDo2(Driver):
    """One hub on one link; once connected its `abilities` are those of what is attached."""

    kind = "wedo2"
    abilities = frozenset(
        ("move", "light", "note", "play", "button", "distance", "obstacle", "tilt")
    )
    stop_guarantee = StopGuarantee.RECONNECT
    link = Gatt
    advertised = Advertised(frozenset({wedo2.SERVICE}))
    cm_per_percent = WHEELS.fastest / 100.0
    degrees_per_percent = WHEELS.degrees_a_second / 100.0

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        assert isinstance(link, Gatt)
        self.hub = Hub(link)
        self.motions = TimedMotions(WHEELS, self._roll, self.hub.still)
        self.hub.ended = self._ended
        self.hub.changed = lambda: self.heard()
        self._quiet = asyncio.Event()

    async def connect(self) -> None:
        """Open the link, still the motors, learn what is attached, ask for readings."""
        await self.disconnect()
        try:
            await self.hub.open()
            for port, device in self.hub.devices.items():
                if device in (Device.TILT, Device.MOTION):
                    await self.hub.listen(wedo2.listen(port, device, 0))
            await self.hub.listen(wedo2.light_mode())
        except (LinkLost, Refused, asyncio.CancelledError):
            await self.hub.close()
            raise
        self.name = self.hub.link.name or "WeDo 2.0"
        self.battery = self.hub.battery
        self.abilities = type(self).abilities - {
            ability for ability, device in NEEDS.items() if not self._ports(device)
        }
        if not self._motors():
            self.abilities -= {"move"}

    async def disconnect(self) -> None:
        """Still the robot, then close the link; never raises."""
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self.stop()
        await self.hub.close()

    async def stop(self) -> None:
        """Still motors and sound at once."""
        self._ended()
        await self.motions.stop()

    async def drive(self, cm: float, percent: float) -> float:
        """Drive straight, by time."""
        driven = await self.motions.drive(cm, percent)
        self.hub.check()
        return driven

    async def turn(self, degrees: float, percent: float) -> float:
        """Turn on the spot, by time; refused where there is only one motor."""
        if len(self._motors()) < 2:
            raise refuse(Code.WORD_LACKING, word="turn")
        turned = await self.motions.turn(degrees, percent)
        self.hub.check()
        return turned

    async def wheels(self, left: float, right: float) -> None:
        """Run the wheels; one motor alone runs at their mean."""
        await self.motions.go(left, right)

    def odometry(self) -> tuple[float, float]:
        """What the wheels should have done by the clock; nobody counts them."""
        return self.motions.take()

    async def do(self, word: str, arguments: Mapping[str, Value]) -> None:
        """Light, light_off, note, play."""
        if word == "light":
            await self._shine(shows.light(str(arguments["colour"])))
        elif word == "light_off":
            await self._shine(shows.DARK)
        elif word == "note":
            pitch, beats = midi(arguments["pitch"]), arguments["beats"]
            assert pitch is not None
            assert isinstance(beats, int | float)
            await self._sing(((pitch, beats * shows.BEAT),))
        elif word == "play":
            await self._sing(shows.TUNES[str(arguments["sound"])])
        else:
            raise refuse(Code.WORD_LACKING, word=word)

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """The latest reading; refused when no sensor is there that reads it."""
        if word == "button":
            return self.hub.button and arguments["name"] == "centre"
        if word == "distance":
            return round(self._steps() * CM_A_STEP, 1)
        if word == "obstacle":
            seen = self._steps() * CM_A_STEP < NEAR
            return seen and arguments.get("side", "front") == "front"
        if word == "tilt":
            return _tilt(self._sensed(Device.TILT, "tilt"))
        raise refuse(Code.WORD_LACKING, word=word)

    async def identify(self) -> None:
        """Light up in cyan and sing, then go dark."""
        await self._shine(shows.LIGHTS["cyan"])
        try:
            await self._sing(shows.TUNES["happy"])
        finally:
            await self._shine(shows.DARK)

    # ---- what is attached ------------------------------------------------------------------------

    def _ports(self, device: int) -> list[int]:
        return sorted(port for port, what in self.hub.devices.items() if what == device)

    def _motors(self) -> list[int]:
        return self._ports(Device.MOTOR)

    def _sensed(self, device: int, word: str) -> bytes:
        for port in self._ports(device):
            return self.hub.values.get(port, b"")
        raise refuse(Code.WORD_LACKING, word=word)

    def _steps(self) -> int:
        seen = self._sensed(Device.MOTION, "distance")
        return min(NOTHING, seen[0]) if seen else NOTHING

    # ---- out -------------------------------------------------------------------------------------

    async def _roll(self, speeds: Speeds, seconds: float | None) -> bool:
        motors = self._motors()
        if not motors:
            raise refuse(Code.WORD_LACKING, word="drive")
        left, right = speeds
        if len(motors) == 1:
            outputs = [wedo2.motor(motors[0], _power((left + right) / 2.0))]
        else:
            # The left motor is mounted the other way round.
            outputs = [wedo2.motor(motors[0], -_power(left)), wedo2.motor(motors[1], _power(right))]
        return await self.hub.tell(*outputs, key="wheels", moves=True)

    async def _shine(self, rgb: shows.Light) -> None:
        await self.hub.tell(wedo2.light(*rgb), key="light")

    async def _sing(self, tune: shows.Tune) -> None:
        """Note after note, until the end or until the robot is stopped."""
        self._quiet = quiet = asyncio.Event()
        for pitch, seconds in tune:
            if pitch and seconds > 0:
                await self.hub.tell(wedo2.tone(shows.hertz(pitch), round(seconds * 1000)))
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await quiet.wait()
            self.hub.check()
            if quiet.is_set():
                return

    def _ended(self) -> None:
        """Motions and tunes under way end."""
        self._quiet.set()
        self.motions.interrupt()


def _power(speed: float) -> int:
    """What a motor is given for a speed in cm/s."""
    return max(-100, min(100, round(speed / FULL_CM * 100.0)))


def _tilt(value: bytes) -> str:
    """Which way it leans: `left` when its left side is low, `up` when its nose is high."""
    if len(value) < 2:
        return "flat"
    sideways, forwards = struct.unpack_from("bb", value)
    if max(abs(sideways), abs(forwards)) < TILTED:
        return "flat"
    if abs(sideways) > abs(forwards):
        return "right" if sideways > 0 else "left"
    return "up" if forwards > 0 else "down"
