"""Sphero Mini: the ball of 4.2 cm, with a light inside and an aiming light at its back."""

from __future__ import annotations

from robots.drivers.driver import Advertised
from robots.drivers.shows import Light
from robots.drivers.sphero_ball import SpheroBall
from robots.wire.sphero import Id, Packet

_BODY, _TAIL = 0x0E, 0x01
"""Bits of the lights' mask."""


class SpheroMini(SpheroBall):
    """One Mini."""

    kind = "sphero_mini"
    advertised = Advertised(names=("SM-",))
    spacing = 0.12
    fastest = 100.0

    def shown(self, colour: Light) -> dict[str, Packet]:
        """Its body's light."""
        return {"light": Packet(Id.LEDS_16, bytes((0, _BODY, *colour)))}

    def tail(self, on: bool) -> Packet:
        """The blue light."""
        return Packet(Id.LEDS_16, bytes((0, _TAIL, 255 if on else 0)))
