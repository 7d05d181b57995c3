"""A micro:bit with our program (`firmware/`) in a Maqueen or a Cutebot: USB cable or our bridge.

It is driven by time, which the robot itself keeps: `timed_motion` says how exact that is; speeds
here are our own assumption, since no source gives any. It stops itself after a second of silence.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from robots.drivers import shows
from robots.drivers.driver import Driver, StopGuarantee
from robots.drivers.microbit_line import Line
from robots.drivers.timed_motion import Speeds, TimedMotions, Wheels
from robots.errors import Code, Refused, refuse
from robots.program.arguments import midi
from robots.transports.transport import LinkLost, Transport
from robots.wire import microbit_lines as lines
from robots.wire.microbit_lines import Readings
from robots.world.trace import Value

WHEELS = Wheels(base=8.5, fastest=20.0, slowest=2.0)
GRACE = 0.06
"""Seconds that the robot is given beyond a motion's end, to end it by its own clock."""
REACH = 200.0
"""What `distance` gives when the sonar sees nothing, in cm."""
NEAR, TOUCHING = 10.0, 3.5
"""An obstacle is nearer than this, in cm; so near that a drive ahead ends."""
BUTTONS = {"left": 1, "right": 2}
"""Our names of A and B -> their bits."""
GROUND = (100.0, 50.0, 50.0, 0.0)
"""By the line eyes over black: none, left, right, both."""
LONGEST_TONE = 5.0
GOODBYE_SECONDS = 1.0


class Microbit(Driver):
    """One micro:bit on one link."""

    kind = "microbit"
    abilities = frozenset(
        ("move", "light", "note", "play", "distance", "obstacle", "ground", "button",
         "light_level")
    )  # fmt: skip
    stop_guarantee = StopGuarantee.OWN
    usb = frozenset({(0x0D28, 0x0204)})
    cm_per_percent = WHEELS.fastest / 100.0
    degrees_per_percent = WHEELS.degrees_a_second / 100.0

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport)
        self.line = Line(transport)
        self.motions = TimedMotions(WHEELS, self._roll, self.line.still, self._blocked, GRACE)
        self.line.ended = self.motions.interrupt
        self.line.sensed = self._sensed
        self._readings = Readings(-1, 0, 0, 0)
        self._stops = 0

    async def connect(self) -> None:
        """Open the link and greet the robot, which stops; then let it hear from us."""
        await self.disconnect()
        try:
            hello = await self.line.open()
            if hello.version != lines.VERSION:
                raise refuse(Code.GARBLED, what=f"hello {hello.version}")
        except (LinkLost, Refused, asyncio.CancelledError):
            await self.line.close()
            raise
        self.name = f"{hello.robot} {hello.name}"

    async def disconnect(self) -> None:
        """Stop the robot, then close the link; never raises."""
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self.stop()
        await self.line.close()

    async def stop(self) -> None:
        """Still wheels and sound at once."""
        self._stops += 1
        await self.motions.stop()

    async def drive(self, cm: float, percent: float) -> float:
        """Drive straight, by time; ahead it ends early where the sonar sees something."""
        driven = await self.motions.drive(cm, percent)
        self.line.check()
        return driven

    async def turn(self, degrees: float, percent: float) -> float:
        """Turn on the spot, by time."""
        turned = await self.motions.turn(degrees, percent)
        self.line.check()
        return turned

    async def wheels(self, left: float, right: float) -> None:
        """Run the wheels; 100 is about 20 cm/s."""
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
        """The latest reading, about a tenth of a second old."""
        if word == "distance":
            return round(self._distance, 1)
        if word == "obstacle":
            return arguments.get("side", "front") == "front" and self._distance < NEAR
        if word == "ground":
            return GROUND[self._readings.line & 3]
        if word == "on_line":
            return self._readings.line & 3 != 0
        if word == "button":
            return bool(self._readings.buttons & BUTTONS.get(str(arguments["name"]), 0))
        if word == "light_level":
            return round(min(100.0, self._readings.light / 2.55))
        raise refuse(Code.WORD_LACKING, word=word)

    async def identify(self) -> None:
        """Light up in cyan and sing, then go dark."""
        await self._shine(shows.LIGHTS["cyan"])
        try:
            await self._sing(shows.TUNES["happy"])
        finally:
            await self._shine(shows.DARK)

    @property
    def _distance(self) -> float:
        seen = self._readings.distance
        return REACH if seen < 0 else min(REACH, seen / 10.0)

    def _blocked(self) -> bool:
        return self._distance < TOUCHING

    def _sensed(self, readings: Readings) -> None:
        changed, self._readings = readings != self._readings, readings
        self.motions.sensed()
        if changed:
            self.heard()

    async def _roll(self, speeds: Speeds, seconds: float | None) -> bool:
        left, right = (round(speed / WHEELS.fastest * 100.0) for speed in speeds)
        milliseconds = 0 if seconds is None else max(1, round(seconds * 1000.0))
        return await self.line.move(left, right, milliseconds)

    async def _shine(self, light: shows.Light) -> None:
        await self.line.tell(lines.lamps(*light), key="lamps")

    async def _sing(self, tune: shows.Tune) -> None:
        """Note after note, until the end or until the robot is stopped."""
        stops, end = self._stops, asyncio.get_running_loop().time()
        for pitch, seconds in tune:
            end += seconds
            while self._stops == stops and (left := end - asyncio.get_running_loop().time()) > 0:
                part = min(LONGEST_TONE, left)
                if pitch and part >= 0.01:
                    await self.line.tell(lines.tone(shows.hertz(pitch), round(part * 1000)))
                await self._rest(part, stops)

    async def _rest(self, seconds: float, stops: int) -> None:
        """Wait for a note's end in small steps, so that a stop is heard."""
        end = asyncio.get_running_loop().time() + seconds
        while self._stops == stops and (left := end - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(min(0.05, left))
