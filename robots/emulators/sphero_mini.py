"""A Sphero Mini made of software: one processor, a body light and the aiming light."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from robots.emulators.sphero_ball import BadData, SpheroBall
from robots.wire.sphero import Id

_LIGHTS = (("tail", 2), ("top", 0), ("top", 1), ("top", 2))
"""What each bit of the mask lights: the light, and which of its colours."""


class SpheroMini(SpheroBall):
    """The ball of 4.2 cm; its makers say 1 m/s."""

    kind = "sphero_mini"
    fastest = 100.0
    radius = 2.1
    prefix = "SM-"
    targets: ClassVar = {}

    def dark(self) -> dict[str, list[int]]:
        """The body's light and the tail's, which is blue."""
        return {"top": [0, 0, 0], "tail": [0, 0, 0]}

    def shows(self) -> dict[int, Callable[[bytes], bytes]]:
        """Its lights, by a mask of 16 bits."""
        return {Id.LEDS_16: self._light}

    def _light(self, data: bytes) -> bytes:
        mask, values = int.from_bytes(data[:2], "big"), list(data[2:])
        if len(values) != mask.bit_count():
            raise BadData
        for bit, (name, part) in enumerate(_LIGHTS):
            if mask >> bit & 1:
                self.lights[name][part] = values.pop(0)
        return b""
