"""Makeblock's mBot with its factory firmware, over USB or Bluetooth serial.

It is driven by time: `timed_motion` says how exact that is; speeds here are our own assumption,
since no source gives any. Its sonar is thought on port 3, its line eyes on port 2, as its makers
build it. Silence does not stop it: the next one who opens its port does (over USB that starts the
board anew), so its speed is capped, and a hand should be near.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from robots.drivers import shows
from robots.drivers.driver import Driver, StopGuarantee
from robots.drivers.makeblock_line import Line, garbled
from robots.drivers.timed_motion import Speeds, TimedMotions, Wheels
from robots.errors import Code, Refused, refuse
from robots.program.arguments import midi
from robots.transports.transport import LinkLost, Transport
from robots.wire import makeblock
from robots.wire.makeblock import Device
from robots.world.trace import Value

WHEELS = Wheels(base=11.5, fastest=22.0, slowest=4.0)
"""cm/s; 22 is about three quarters of what the motors could."""
FREE, FULL, FULL_CM = 30, 255, 30.0
"""The power that friction takes, all of it, and the cm/s that this makes."""
SONAR, LINE, LIGHT = b"\x03", b"\x02", b"\x06"
"""Ports."""
BUTTON = b"\x07\x00"
"""The button's port, and the state that counts as pressed."""
REACH = 400.0
"""What the sonar says when it sees nothing, in cm."""
NEAR, TOUCHING = 10.0, 3.5
"""An obstacle is nearer than this; so near that a drive ahead ends (the sonar sees no nearer)."""
SLICE = 0.1
"""Seconds of a tone at a time: the board is deaf while it sounds, and a stop must get in."""
GOODBYE_SECONDS = 1.0


class MBot(Driver):
    """One mBot on one link."""

    kind = "mbot"
    abilities = frozenset(
        ("move", "light", "note", "play", "distance", "obstacle", "ground", "button",
         "light_level")
    )  # fmt: skip
    stop_guarantee = StopGuarantee.RECONNECT
    usb = frozenset({(0x1A86, 0x7523)})
    cm_per_percent = WHEELS.fastest / 100.0
    degrees_per_percent = WHEELS.degrees_a_second / 100.0

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport)
        self.line = Line(transport)
        self.motions = TimedMotions(WHEELS, self._roll, self.line.still, self._blocked)
        self.line.ended = self.motions.interrupt
        self._poller: asyncio.Task[None] | None = None
        self._stops = 0
        self._distance, self._line, self._light, self._button = REACH, 3, 0.0, False

    async def connect(self) -> None:
        """Open the link, greet the board, stop its motors; then keep asking."""
        await self.disconnect()
        try:
            await self.line.open()
            await self.line.still()
            await self._poll_once()
        except (LinkLost, Refused, asyncio.CancelledError):
            await self.line.close()
            raise
        self.name = "mBot"
        self._poller = asyncio.create_task(self._poll())

    async def disconnect(self) -> None:
        """Stop the robot, then close the link; never raises."""
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                await self.stop()
        poller, self._poller = self._poller, None
        if poller is not None:
            poller.cancel()
            await asyncio.wait({poller})
        await self.line.close()

    async def stop(self) -> None:
        """Still the wheels at once; a tone ends within a tenth of a second."""
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
        """Run the wheels; 100 is about 22 cm/s."""
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
        """The latest reading, about a fifth of a second old."""
        if word == "distance":
            return round(self._distance, 1)
        if word == "obstacle":
            return arguments.get("side", "front") == "front" and self._distance < NEAR
        if word == "ground":
            return (0.0, 50.0, 50.0, 100.0)[self._line]
        if word == "on_line":
            return self._line != 3
        if word == "button":
            return self._button and arguments["name"] == "centre"
        if word == "light_level":
            return round(min(100.0, self._light / 10.23))
        raise refuse(Code.WORD_LACKING, word=word)

    async def identify(self) -> None:
        """Light up in cyan and sing, then go dark."""
        await self._shine(shows.LIGHTS["cyan"])
        try:
            await self._sing(shows.TUNES["happy"])
        finally:
            await self._shine(shows.DARK)

    async def _roll(self, speeds: Speeds, seconds: float | None) -> bool:
        frame = makeblock.wheels(*map(_power, speeds))
        return await self.line.tell(frame, key="wheels", moves=True)

    def _blocked(self) -> bool:
        return self._distance < TOUCHING

    async def _shine(self, light: shows.Light) -> None:
        await self.line.tell(makeblock.lamps(*light), key="lamps")

    async def _sing(self, tune: shows.Tune) -> None:
        """Note after note in slices, until the end or until the robot is stopped."""
        stops, end = self._stops, asyncio.get_running_loop().time()
        for pitch, seconds in tune:
            end += seconds
            while self._stops == stops and (left := end - asyncio.get_running_loop().time()) > 0:
                part = min(SLICE, left)
                if pitch and part >= 0.01:
                    await self.line.tell(makeblock.tone(shows.hertz(pitch), round(part * 1000)))
                await asyncio.sleep(part)

    async def _poll(self) -> None:
        with suppress(LinkLost, Refused):
            while True:
                await self._poll_once()

    async def _poll_once(self) -> None:
        """Ask for everything once, and tell when something changed."""
        before = self._distance, self._line, self._light, self._button
        distance = await self._ask(Device.ULTRASONIC, SONAR, self._distance)
        self._distance = min(REACH, max(0.0, distance)) if distance == distance else REACH
        self.motions.sensed()
        self._line = int(await self._ask(Device.LINE, LINE, self._line)) & 3
        self._light = await self._ask(Device.LIGHT, LIGHT, self._light)
        self._button = bool(await self._ask(Device.BUTTON, BUTTON, self._button))
        if before != (self._distance, self._line, self._light, self._button):
            self.heard()

    async def _ask(self, device: Device, data: bytes, last: float) -> float:
        """A reading, or the last one when none came; raises what ended the line."""
        value = await self.line.ask(device, data)
        if isinstance(value, str):
            raise garbled(value)
        return last if value is None else value


def _power(speed: float) -> int:
    """What a motor is given for a speed in cm/s."""
    if not speed:
        return 0
    power = round(FREE + abs(speed) / FULL_CM * (FULL - FREE))
    power = max(50, min(FULL, power))
    return power if speed > 0 else -power
