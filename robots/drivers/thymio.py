"""Thymio II and Wireless Thymio, over a USB cable, a dongle or a socket.

Facts: `robots.wire.aseba` for the protocol, `thymio_resident` for what the robot does by itself.
Its wheels stop within 1.1 s of our silence, because our program lives in it while we hold it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from robots.drivers import thymio_senses, thymio_shows, thymio_wheels
from robots.drivers.driver import Driver, StopGuarantee
from robots.drivers.stays import Stays
from robots.drivers.thymio_hold import Hold
from robots.drivers.thymio_motion import Motions
from robots.drivers.thymio_node import Node
from robots.drivers.thymio_program import compile_on_board
from robots.drivers.thymio_stays import ThymioStays, announced
from robots.errors import Code, Refused, refuse
from robots.program.arguments import midi
from robots.program.tree import Program
from robots.transports.transport import LinkLost, Transport
from robots.world.trace import Value

GOODBYE_SECONDS = 1.0
"""How long a leaving may take to still the robot; after that its own program does it."""
TAKE_BACK_SECONDS = 3.0
"""How long ending a program that was only half left in the robot may take."""
LAMPS = ("leds.top", "leds.bottom.left", "leds.bottom.right")


class Thymio(Driver):
    """One Thymio on one link."""

    kind = "thymio"
    abilities = frozenset(
        ("move", "light", "note", "play", "distance", "obstacle", "ground", "button", "bumped",
         "sound_level", "tilt")
    )  # fmt: skip
    stop_guarantee = StopGuarantee.OWN
    keeps = True
    usb = frozenset({(0x0617, 0x000A), (0x0617, 0x000C)})
    cm_per_percent = thymio_wheels.CM_A_SECOND / 100.0
    degrees_per_percent = thymio_wheels.degrees_a_second(1.0)

    def __init__(self, transport: Transport) -> None:
        super().__init__(transport)
        self.node = Node(transport)
        self.hold = Hold(self.node)
        self.hold.polled = self._polled
        self.motions = Motions(self.hold)
        self._stops = 0
        self._left = False
        """Whether a pupil's program stays in it now, in place of ours."""

    async def connect(self) -> None:
        """Open the link, learn the robot's names, still it, and leave our program in it."""
        await self.disconnect()
        try:
            await self.node.open()
            await self.hold.take()
        except KeyError as missing:
            await self.node.close()
            raise refuse(Code.GARBLED, what=str(missing.args[0])) from None
        except (LinkLost, Refused, asyncio.CancelledError):
            await self.node.close()
            raise
        self.name = self.node.name
        self.motions.begin()

    async def keep(self, program: Program, flash: bool = False) -> Stays:
        """Compile a program for the robot's own machine and leave it there, in place of ours."""
        compiled = compile_on_board(program, announced(self.node))
        await self.stop()
        self._left = True
        try:
            await self.hold.release()
            stays = ThymioStays(self.node, compiled)
            await stays.load(flash)
        except (LinkLost, asyncio.CancelledError):
            with suppress(LinkLost, Refused, TimeoutError):
                async with asyncio.timeout(TAKE_BACK_SECONDS):
                    await self.stop()
            raise
        return stays

    async def disconnect(self) -> None:
        """Still the robot unless a program stays in it, then close the link; never raises."""
        if self.hold.held:
            with suppress(LinkLost, Refused, TimeoutError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self.stop()
        self._left = False
        await self.hold.release()
        await self.node.close()

    async def stop(self) -> None:
        """Still wheels and sound at once; motions and tunes under way end."""
        self._stops += 1
        self.motions.interrupt()
        if self._left:
            self._left = False
            await self.hold.take()
            self.motions.begin()
        else:
            await self.hold.still()

    async def drive(self, cm: float, percent: float) -> float:
        """Drive straight; ends early at something hard, or when the wheels are held."""
        return (await self.motions.make(thymio_wheels.straight(cm, percent)))[0]

    async def turn(self, degrees: float, percent: float) -> float:
        """Turn on the spot, the two wheels against each other."""
        return (await self.motions.make(thymio_wheels.turn(degrees, percent)))[1]

    async def wheels(self, left: float, right: float) -> None:
        """Run the wheels; 100 is 500 of the robot's own units, about 17 cm/s."""
        await self.motions.roll(thymio_wheels.target(left), thymio_wheels.target(right))

    def odometry(self) -> tuple[float, float]:
        """What both wheels did, by the robot's own count."""
        return self.motions.odometer.take()

    async def do(self, word: str, arguments: Mapping[str, Value]) -> None:
        """Light, light_off, note, play."""
        if word == "light":
            await self._shine(thymio_shows.light(str(arguments["colour"])))
        elif word == "light_off":
            await self._shine(thymio_shows.DARK)
        elif word == "note":
            await self._note(arguments)
        elif word == "play":
            await self._sing(thymio_shows.TUNES[str(arguments["sound"])])
        else:
            raise refuse(Code.WORD_LACKING, word=word)

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """The latest reading, at most a twentieth of a second old on a cable."""
        values = self.node.values
        if word == "distance":
            return round(thymio_senses.nearest(values("prox.horizontal"), "front"), 1)
        if word == "obstacle":
            side = str(arguments.get("side", "front"))
            return thymio_senses.nearest(values("prox.horizontal"), side) < thymio_senses.NEAR
        if word == "ground":
            return thymio_senses.ground(values("prox.ground.delta"))
        if word == "on_line":
            return thymio_senses.on_line(values("prox.ground.delta"))
        if word == "button":
            button = thymio_senses.BUTTONS[str(arguments["name"])]
            return bool(self.node.value(f"button.{button}"))
        if word == "bumped":
            return self.motions.take_bump()
        if word == "sound_level":
            return thymio_senses.sound_level(self.node.value("mic.intensity"))
        if word == "tilt":
            return thymio_senses.tilt(values("acc"))
        raise refuse(Code.WORD_LACKING, word=word)

    async def identify(self) -> None:
        """Light up in cyan and sing, then go dark."""
        await self._shine(thymio_shows.LIGHTS["cyan"])
        try:
            await self._sing(thymio_shows.TUNES["happy"])
        finally:
            await self._shine(thymio_shows.DARK)

    def _polled(self, changed: bool) -> None:
        self.battery = thymio_senses.battery(self.node.values("_vbat"))
        self.motions.polled()
        if changed:
            self.heard()

    async def _shine(self, light: thymio_shows.Light) -> None:
        """Newer firmware has its lights in variables, which no radio loses silently."""
        for lamp in LAMPS:
            if lamp in self.node.places:
                await self.node.set(self.node.places[lamp], *light)
            else:
                await self.hold.call(lamp, *light)

    async def _note(self, arguments: Mapping[str, Value]) -> None:
        pitch, beats = midi(arguments["pitch"]), arguments["beats"]
        assert pitch is not None
        assert isinstance(beats, (int, float))
        await self._sing(((pitch, beats * thymio_shows.BEAT),))

    async def _sing(self, tune: thymio_shows.Tune) -> None:
        """Note after note, until the end or until the robot is stopped."""
        stops = self._stops
        for pitch, seconds in tune:
            if pitch and seconds > 0:
                tone = thymio_shows.hertz(pitch), thymio_shows.ticks(seconds)
                await self.hold.call("sound.freq", *tone)
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self.hold.wait_for(lambda: self._stops != stops)
            if self._stops != stops:
                return
