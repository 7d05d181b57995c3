"""iRobot's school robots, over Bluetooth LE: what Root and Create 3 have in common.

Facts: `robots.wire.irobot`. Every motion is a counted one and over within a second, because no
source says that speeds end with the link. Their own reflexes (cliff, bumper) stop them as well.
"""

from __future__ import annotations

import asyncio
import struct
from collections.abc import Mapping
from contextlib import suppress

from robots.drivers import shows
from robots.drivers.driver import Driver, StopGuarantee
from robots.drivers.irobot_line import Line
from robots.drivers.irobot_motion import CM_A_SECOND, DEGREES_A_SECOND, Motions
from robots.errors import Code, Refused, refuse
from robots.program.arguments import midi
from robots.transports.gatt import Gatt
from robots.transports.transport import Link, LinkLost
from robots.wire import irobot
from robots.wire.irobot import Frame, Id
from robots.world.trace import Value

GOODBYE_SECONDS = 1.0
USUAL_PERCENT = 50.0
"""Where the robot's own speed stands on our scale: it has no other."""
LATE_SECONDS = 0.3
"""A note's end is waited for so much longer than it lasts."""
MOTIONS = (Id.DRIVE, Id.TURN, Id.ARC, Id.WHERE)
BUTTONS = {"left": 0x80, "right": 0x40}
"""Root's two front touch fields; Create 3's buttons of one and of two dots."""


class IRobot(Driver):
    """One robot on one link."""

    abilities = frozenset(("move", "light", "note", "play", "bumped", "button"))
    stop_guarantee = StopGuarantee.BOUNDED
    link = Gatt
    cm_per_percent = CM_A_SECOND / USUAL_PERCENT
    degrees_per_percent = DEGREES_A_SECOND / USUAL_PERCENT

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        if not isinstance(link, Gatt):
            raise refuse(Code.ROBOT_NOT_FOUND, robot=f"{self.kind}@{link.address}")
        self.line = Line(link)
        self.line.heard = self._heard
        self.motions = Motions(self.line)
        self._bumped = False
        self._touched = 0
        self._stops = 0

    async def connect(self) -> None:
        """Open the link, still the robot, learn its battery, and follow where it is."""
        await self.disconnect()
        try:
            await self.line.open()
            self.motions.begin()
            await self.line.tell(Id.STOP)
            self._charge((await self.line.ask(Id.BATTERY)).payload)
            await self.line.ask(Id.WHERE)
        except (LinkLost, Refused, asyncio.CancelledError):
            await self.line.close()
            raise
        self._bumped, self._touched = False, 0
        self.name = self.line.link.name or self.kind
        self.line.poll()

    async def disconnect(self) -> None:
        """Still the robot, then close the link; never raises."""
        if self.line.fault is None and not self.lost.is_set():
            with suppress(LinkLost, Refused, TimeoutError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self.stop()
        self.motions.interrupt()
        await self.line.close()

    async def stop(self) -> None:
        """Still wheels and sound at once; motions and tunes under way end."""
        self._stops += 1
        await self.motions.stop()
        await self.line.tell(Id.HUSH, sure=False)

    async def drive(self, cm: float, percent: float) -> float:
        """Drive straight, at the robot's own speed whatever the percent."""
        return await self.motions.drive(cm)

    async def turn(self, degrees: float, percent: float) -> float:
        """Turn on the spot, at the robot's own speed whatever the percent."""
        return await self.motions.turn(degrees)

    async def wheels(self, left: float, right: float) -> None:
        """Run the wheels: their ratio counts, the speed is the robot's own."""
        await self.motions.wheels(left, right)

    def odometry(self) -> tuple[float, float]:
        """By the places that the robot tells ten times a second."""
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
            assert isinstance(beats, (int, float))
            await self._sing(((pitch, beats * shows.BEAT),))
        elif word == "play":
            await self._sing(shows.TUNES[str(arguments["sound"])])
        else:
            raise refuse(Code.WORD_LACKING, word=word)

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """Bumped, button."""
        if word == "bumped":
            bumped, self._bumped = self._bumped, False
            return bumped
        if word == "button":
            return bool(self._touched & BUTTONS.get(str(arguments["name"]), 0))
        raise refuse(Code.WORD_LACKING, word=word)

    async def identify(self) -> None:
        """Light up in cyan and sing, then go dark."""
        await self._shine(shows.LIGHTS["cyan"])
        try:
            await self._sing(shows.TUNES["happy"])
        finally:
            await self._shine(shows.DARK)

    def sensed(self, frame: Frame) -> None:
        """Take an event that only one kind has."""

    # ---- parts -----------------------------------------------------------------------------------

    def _heard(self, frame: Frame) -> None:
        if frame.id in MOTIONS:
            self.motions.placed(frame)
            return
        if frame.id == Id.BUMPED:
            self._bumped = self._bumped or bool(frame.payload[4])
        elif frame.id == Id.TOUCHED:
            self._touched = frame.payload[4]
        elif frame.id == Id.BATTERY_TOLD:
            self._charge(frame.payload)
        else:
            self.sensed(frame)
        self.heard()

    def _charge(self, payload: bytes) -> None:
        self.battery = min(100, struct.unpack_from(">IHB", payload)[2])

    async def _shine(self, light: shows.Light) -> None:
        await self.line.tell(Id.LED, bytes((any(light), *light)))

    async def _note(self, hertz: int, seconds: float, stops: int) -> None:
        told = await self.line.begin(Id.NOTE, irobot.note(hertz, seconds))
        await self.line.until(
            lambda: told in self.line.answers or self._stops != stops, seconds + LATE_SECONDS
        )
        self.line.answers.pop(told, None)

    async def _sing(self, tune: shows.Tune) -> None:
        """Note after note, until the end or until the robot is stopped."""
        stops = self._stops
        for pitch, seconds in tune:
            if pitch and seconds > 0:
                await self._note(shows.hertz(pitch), seconds, stops)
            else:
                await self.line.until(lambda: self._stops != stops, seconds)
            if self._stops != stops:
                return
