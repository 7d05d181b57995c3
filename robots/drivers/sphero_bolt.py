"""Sphero BOLT: the ball of 7.3 cm, with a matrix of 8 by 8 and a light at each end."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10

from robots.drivers.driver import Advertised
from robots.drivers.shows import Light
from robots.drivers.sphero_ball import SpheroBall
from robots.transports.transport import Link
from robots.wire import sphero
from robots.wire.sphero import FIRST, SECOND, Id, Packet
from robots.world.trace import Value

_FRONT, _BACK = 0x07, 0x38
"""Bits of the lights' mask."""


class SpheroBolt(SpheroBall):
    """One BOLT."""

    kind = "sphero_bolt"
    advertised = Advertised(names=("SB-",))
    spacing = 0.075
    fastest = 200.0
    target = SECOND
    abilities = SpheroBall.abilities | {"light_level"}

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._lux = 0.0

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """How bright it is around the ball, too: 25 for 10 lux, 50 for 100, 75 for 1,000."""
        if word == "light_level":
            return round(min(100.0, 25.0 * log10(1.0 + max(0.0, self._lux))))
        return super().read(word, arguments)

    async def sense(self) -> None:
        """Ask for the light around it."""
        told = sphero.floats((await self.line.ask(Packet(Id.LIGHT_LEVEL, target=SECOND))).data)
        if told and told[0] != self._lux:
            self._lux = told[0]
            self.heard()

    def shown(self, colour: Light) -> dict[str, Packet]:
        """The whole matrix and both lights in one colour."""
        lights = bytes((_FRONT | _BACK, *colour, *colour))
        return {
            "matrix": Packet(Id.MATRIX_COLOUR, bytes(colour), target=SECOND),
            "light": Packet(Id.LEDS_8, lights, target=FIRST),
        }

    def tail(self, on: bool) -> Packet:
        """The light behind, in blue."""
        return Packet(Id.LEDS_8, bytes((_BACK, 0, 0, 255 if on else 0)), target=FIRST)
