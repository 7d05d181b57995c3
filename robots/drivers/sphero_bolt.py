"""Sphero BOLT: the ball of 7.3 cm, with a matrix of 8 by 8 and a light at each end."""

from __future__ import annotations

from robots.drivers.driver import Advertised
from robots.drivers.shows import Light
from robots.drivers.sphero_ball import SpheroBall
from robots.wire.sphero import FIRST, SECOND, Id, Packet

_FRONT, _BACK = 0x07, 0x38
"""Bits of the lights' mask."""


class SpheroBolt(SpheroBall):
    """One BOLT."""

    kind = "sphero_bolt"
    advertised = Advertised(names=("SB-",))
    spacing = 0.075
    fastest = 200.0
    target = SECOND

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
