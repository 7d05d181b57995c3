"""Sphero's balls, over Bluetooth LE: what Mini and BOLT have in common.

Facts: `robots.wire.sphero`. No source says that a ball stops when its link is lost, so it is taken
to roll on: 100 % is 20 cm/s, far less than it could, and a gateway that comes stills it first.
A ball's front cannot be seen: where it looks when it is connected is 0 until it is aimed.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import ClassVar

from robots.drivers import shows
from robots.drivers.driver import Driver, StopGuarantee
from robots.drivers.shows import Light
from robots.drivers.sphero_line import Line
from robots.drivers.sphero_motion import CAP, DEGREES_PER_PERCENT, STREAM_SECONDS, Motions
from robots.errors import Code, Refused, refuse
from robots.transports.gatt import Gatt
from robots.transports.transport import Link, LinkLost
from robots.wire import sphero
from robots.wire.sphero import Id, Packet, Stream
from robots.world.trace import Value

GOODBYE_SECONDS = 1.0
SHOW_SECONDS = 1.5
BATTERY_SECONDS, SENSE_SECONDS = 60.0, 0.3
"""Between two questions for its battery, and for what it does not stream."""
EMPTY, FULL = 3.5, 4.1
"""Volts."""
READINGS = Stream.YAW | Stream.LOCATOR | Stream.VELOCITY
KNOCKS = bytes((1, 100, 100, 100, 100, 1))
"""By the accelerometer; thresholds as the makers' own program sets them."""


class SpheroBall(Driver):
    """One ball on one link; a kind says its spacing, its top speed, its processor, its lights."""

    abilities = frozenset(("move", "light", "bumped"))
    stop_guarantee = StopGuarantee.RECONNECT
    link = Gatt
    aims = True
    cm_per_percent = CAP / 100.0
    degrees_per_percent = DEGREES_PER_PERCENT
    spacing: ClassVar[float]
    """Seconds between two commands, as spherov2 keeps it."""
    fastest: ClassVar[float]
    """cm/s at a speed of 255, by the makers' word; the locator corrects it."""
    target: ClassVar[int | None] = None
    """The processor of motion and sensors, where the ball has two."""

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        if not isinstance(link, Gatt):
            raise refuse(Code.ROBOT_NOT_FOUND, robot=f"{self.kind}@{link.address}")
        self.line = Line(link, self.spacing)
        self.line.heard = self._heard
        self.motions = Motions(self.line, self.fastest, self.target)
        self.line.farewell = self.motions.still
        self._bumped = False
        self._stops = 0
        self._aiming = False
        self._asker: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Open the link, still the ball, wake it, and let it tell of itself."""
        await self.disconnect()
        try:
            await self.line.open()
            await self._take()
        except (LinkLost, Refused, asyncio.CancelledError):
            await self.line.close()
            raise
        self.line.watched = True
        self._asker = asyncio.create_task(self._keep_asking())

    async def disconnect(self) -> None:
        """Still the ball, then close the link; never raises. It is left awake."""
        if self.line.fault is None and not self.lost.is_set():
            with suppress(LinkLost, Refused, TimeoutError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self.stop()
        self.motions.interrupt()
        if self._asker is not None:
            self._asker.cancel()
            self._asker = None
        await self.line.close()

    async def stop(self) -> None:
        """Stand at once; motions and shows under way end."""
        self._stops += 1
        await self.motions.stop()

    async def drive(self, cm: float, percent: float) -> float:
        """Roll straight by its locator; ends early when it gets no further."""
        return await self.motions.drive(cm, percent)

    async def turn(self, degrees: float, percent: float) -> float:
        """Turn by heading: as exact as its gyroscope."""
        return await self.motions.turn(degrees, percent)

    async def wheels(self, left: float, right: float) -> None:
        """Roll as two wheels would: their mean is the speed, their difference the turning."""
        await self.motions.wheels(left, right)

    def odometry(self) -> tuple[float, float]:
        """The way by its locator, the rotation as it was told to its gyroscope."""
        return self.motions.take()

    async def do(self, word: str, arguments: Mapping[str, Value]) -> None:
        """Light, light_off."""
        if word == "light":
            self._shine(shows.light(str(arguments["colour"])))
        elif word == "light_off":
            self._shine(shows.DARK)
        else:
            raise refuse(Code.WORD_LACKING, word=word)

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """Bumped."""
        if word != "bumped":
            raise refuse(Code.WORD_LACKING, word=word)
        bumped, self._bumped = self._bumped, False
        return bumped

    async def identify(self) -> None:
        """Light up in cyan for a moment."""
        stops = self._stops
        self._shine(shows.LIGHTS["cyan"])
        try:
            await self.line.until(lambda: self._stops != stops, SHOW_SECONDS)
        finally:
            self._shine(shows.DARK)

    async def aim(self, on: bool) -> None:
        """Light its back and let hands turn it; or hold its heading again."""
        self._aiming = on
        if on:
            await self.stop()
        await self._steady(not on)
        await self.line.ask(self.tail(on))

    async def set_front(self) -> None:
        """Take where it looks as 0."""
        self.motions.look_ahead()
        await self.line.ask(Packet(Id.RESET_YAW, target=self.target))
        await self.line.ask(self.motions.still())
        await self.aim(False)
        self.aimed = True

    async def face_front(self) -> None:
        """Turn to 0 by itself."""
        if self._aiming:
            await self.aim(False)
        await self.motions.face_front()

    @abstractmethod
    def shown(self, colour: Light) -> dict[str, Packet]:
        """The commands that show a colour, by key."""

    @abstractmethod
    def tail(self, on: bool) -> Packet:
        """The command that lights the aiming light, at the ball's back."""

    async def sense(self) -> None:
        """Ask for what only one kind senses."""
        return

    # ---- parts -----------------------------------------------------------------------------------

    async def _take(self) -> None:
        """Still it first: it may be rolling since another gateway died."""
        ask, target = self.line.ask, self.target
        self.aimed = self._aiming = False
        self.motions.begin()
        await ask(Packet(Id.RESET_YAW, target=target))
        await ask(self.motions.still())
        await ask(Packet(Id.WAKE))
        await self._steady(True)
        await ask(Packet(Id.RESET_YAW, target=target))
        self._charge(await ask(Packet(Id.BATTERY)))
        await ask(Packet(Id.COLLISIONS, KNOCKS, target=target))
        stream = sphero.stream(round(STREAM_SECONDS * 1000), READINGS)
        await ask(Packet(Id.STREAM, stream, target=target))
        self.name = self.line.link.name or self.kind

    async def _steady(self, on: bool) -> None:
        await self.line.ask(Packet(Id.STABILISE, bytes((on,)), target=self.target))

    async def _keep_asking(self) -> None:
        asked = monotonic()
        with suppress(LinkLost, Refused):
            while True:
                await self.sense()
                await asyncio.sleep(SENSE_SECONDS)
                if monotonic() - asked > BATTERY_SECONDS:
                    asked = monotonic()
                    self._charge(await self.line.ask(Packet(Id.BATTERY)))

    def _charge(self, answer: Packet) -> None:
        part = (sphero.volts(answer.data) - EMPTY) / (FULL - EMPTY)
        self.battery = round(min(1.0, max(0.0, part)) * 100)

    def _heard(self, packet: Packet) -> None:
        if packet.id == Id.STREAMED:
            self.motions.streamed(packet.data)
        elif packet.id == Id.COLLIDED:
            self._bumped = True
            self.heard()

    def _shine(self, colour: Light) -> None:
        for key, packet in self.shown(colour).items():
            self.line.put(key, packet)
