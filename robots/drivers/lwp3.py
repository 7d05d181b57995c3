"""LEGO hubs that speak LEGO Wireless Protocol 3, over Bluetooth LE: what their kinds share.

A kind says how its wheels are and how it is told on the air. A model without two motors that count
their degrees connects and senses, but does not move: its motion words are refused. No source says
that motors stop when the link is lost, so that every order ends by itself (`lwp3_motion`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import ClassVar

from robots.drivers import lwp3_senses
from robots.drivers.driver import Advertised, Driver, StopGuarantee
from robots.drivers.lwp3_hub import Hub
from robots.drivers.lwp3_motion import Motions, Wheels
from robots.errors import Code, Refused, refuse
from robots.transports.gatt import Gatt
from robots.transports.transport import Link, LinkLost
from robots.wire import lwp3
from robots.wire.lwp3 import COMPANY, SERVICE, Property
from robots.wire.lwp3_hub import COUNTING_MOTORS, Device
from robots.world.trace import Value

GOODBYE_SECONDS = 1.0
SHOW_SECONDS = 1.5
"""How long it shows itself."""
TURNING = 0.6
"""Share of the speed that a turn on the spot takes: fast ones slip."""
RGB = 1
"""The light's mode for colours of three parts."""
DARK: lwp3_senses.Rgb = (0, 0, 0)
_COLOUR = frozenset({Device.SPIKE_COLOUR, Device.COLOUR_DISTANCE})
_DISTANCE = frozenset({Device.SPIKE_DISTANCE, Device.COLOUR_DISTANCE})
NEEDS: dict[str, frozenset[Device]] = {
    "light": frozenset({Device.LIGHT}),
    "tilt": frozenset({Device.TILT, Device.BOOST_TILT}),
    "colour": _COLOUR,
    "distance": _DISTANCE,
    "obstacle": _DISTANCE,
}
"""Abilities that are there only with one of these devices."""


def told_by(system: int) -> Advertised:
    """How a hub is recognised: LEGO's data with the hub's number in its second byte."""
    return Advertised(
        frozenset({SERVICE}), manufacturer=COMPANY, data_at=1, data=frozenset({system})
    )


class LegoHub(Driver):
    """One hub on one link; once connected its `abilities` are those of what is attached."""

    stop_guarantee = StopGuarantee.BOUNDED
    link = Gatt
    sizes: ClassVar[Wheels]

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        assert isinstance(link, Gatt)
        self.hub = Hub(link)
        self.hub.changed = self._changed
        self.motions = Motions(self.hub, self.sizes)
        self._shown: asyncio.Event = asyncio.Event()

    async def connect(self) -> None:
        """Open the link, learn what is attached, still the motors, ask for readings."""
        await self.disconnect()
        try:
            await self.hub.open()
            await self._prepare()
        except (LinkLost, Refused, asyncio.CancelledError):
            await self.hub.close()
            raise
        self.name = self.hub.link.name or self.kind

    async def disconnect(self) -> None:
        """Still the motors, then close the link; never raises."""
        self.motions.interrupt()
        if self.hub.held:
            with suppress(LinkLost, Refused, TimeoutError):
                async with asyncio.timeout(GOODBYE_SECONDS):
                    await self.stop()
        await self.hub.close()

    async def stop(self) -> None:
        """Brake at once; the motion and the showing under way end."""
        self._shown.set()
        await self.motions.brake()

    async def drive(self, cm: float, percent: float) -> float:
        """Drive straight, counted by the motors."""
        return await self.motions.straight(cm, percent)

    async def turn(self, degrees: float, percent: float) -> float:
        """Turn on the spot, the two wheels against each other."""
        return await self.motions.turn(degrees, percent * TURNING)

    async def wheels(self, left: float, right: float) -> None:
        """Run the wheels, an order of a second after another."""
        await self.motions.roll(left, right)

    def odometry(self) -> tuple[float, float]:
        """What both wheels did, by the motors' own count."""
        return self.motions.odometry()

    async def do(self, word: str, arguments: Mapping[str, Value]) -> None:
        """Light, light_off: hubs of these kinds have no voice."""
        if word == "light":
            await self._shine(lwp3_senses.light(str(arguments["colour"])))
        elif word == "light_off":
            await self._shine(DARK)
        else:
            raise refuse(Code.WORD_LACKING, word=word)

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """The latest reading; refused when nothing is attached that reads it."""
        reader = self._readers().get(word)
        if reader is None:
            raise refuse(Code.WORD_LACKING, word=word)
        return reader(arguments)

    async def identify(self) -> None:
        """Light up in cyan, then go dark."""
        self._shown = shown = asyncio.Event()
        await self._shine(lwp3_senses.LIGHTS["cyan"])
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(SHOW_SECONDS):
                    await shown.wait()
        finally:
            await self._shine(DARK)

    # ---- readings --------------------------------------------------------------------------------

    def _readers(self) -> dict[str, Callable[[Mapping[str, Value]], Value]]:
        return {
            "button": self._button,
            "tilt": lambda _: lwp3_senses.tilt(
                *self._sensed("tilt", Device.TILT, Device.BOOST_TILT)
            ),
            "colour": lambda _: lwp3_senses.colour(
                self._sensed("colour", Device.SPIKE_COLOUR, Device.COLOUR_DISTANCE)[1]
            ),
            "distance": lambda _: self._distance("distance"),
            "obstacle": self._obstacle,
        }

    def _button(self, arguments: Mapping[str, Value]) -> bool:
        """A hub has one button, taken as the one in the middle."""
        pressed = self.hub.properties.get(Property.BUTTON, b"\0")
        return arguments["name"] == "centre" and any(pressed)

    def _obstacle(self, arguments: Mapping[str, Value]) -> bool:
        """The sensor looks ahead; on other sides it never sees anything."""
        front = arguments.get("side", "front") == "front"
        return self._distance("obstacle") < lwp3_senses.NEAR and front

    def _distance(self, word: str) -> float:
        sensed = self._sensed(word, Device.SPIKE_DISTANCE, Device.COLOUR_DISTANCE)
        return lwp3_senses.distance(*sensed)

    def _sensed(self, word: str, *devices: Device) -> tuple[int, bytes]:
        """The first device attached of these, and what it said last."""
        for device in devices:
            for port in self.hub.ports(device):
                return device, self.hub.values.get(port, b"")
        raise refuse(Code.WORD_LACKING, word=word)

    def _changed(self) -> None:
        battery = self.hub.properties.get(Property.BATTERY)
        if battery:
            self.battery = min(100, battery[0])
        self.heard()

    # ---- out -------------------------------------------------------------------------------------

    async def _prepare(self) -> None:
        motors = self.hub.ports(*COUNTING_MOTORS)
        self.abilities = type(self).abilities - self._lacking(len(motors))
        await self.motions.begin(motors)
        for device, mode in lwp3_senses.MODES.items():
            for port in self.hub.ports(device):
                await self.hub.want(port, mode)
        for port in self.hub.ports(Device.LIGHT):
            await self.hub.send(lwp3.input_format(port, RGB), moves=False)

    def _lacking(self, motors: int) -> set[str]:
        lacking = {ability for ability, devices in NEEDS.items() if not self.hub.ports(*devices)}
        return lacking if motors >= 2 else lacking | {"move"}

    async def _shine(self, rgb: lwp3_senses.Rgb) -> None:
        for port in self.hub.ports(Device.LIGHT):
            await self.hub.send(lwp3.light(port, *rgb), key="light", moves=False)
