"""A Sphero BOLT made of software: two processors, two lights, and a matrix in one colour."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import ClassVar

from robots.emulators.sphero_ball import BadData, SpheroBall
from robots.wire.sphero import FIRST, SECOND, Id

_LIGHTS = ("front", "tail")


class SpheroBolt(SpheroBall):
    """The ball of 7.3 cm; its makers say 2 m/s."""

    kind = "sphero_bolt"
    fastest = 200.0
    radius = 3.65
    prefix = "SB-"
    targets: ClassVar = {0x16: SECOND, 0x18: SECOND, 0x1A: SECOND}

    def dark(self) -> dict[str, list[int]]:
        """The matrix on top, the light in front and the one behind."""
        return {"top": [0, 0, 0], "front": [0, 0, 0], "tail": [0, 0, 0]}

    def target(self, number: int) -> int | None:
        """The two lights are the first processor's."""
        return FIRST if number == Id.LEDS_8 else super().target(number)

    def shows(self) -> dict[int, Callable[[bytes], bytes]]:
        """Two lights by a mask of 8 bits, the matrix, and the light it stands in."""
        return {
            Id.LEDS_8: self._light,
            Id.MATRIX_COLOUR: self._fill,
            Id.LIGHT_LEVEL: lambda data: struct.pack(">f", self.lux),
        }

    def _light(self, data: bytes) -> bytes:
        mask, values = data[0], list(data[1:])
        if len(values) != mask.bit_count():
            raise BadData
        for bit in range(6):
            if mask >> bit & 1:
                self.lights[_LIGHTS[bit // 3]][bit % 3] = values.pop(0)
        return b""

    def _fill(self, data: bytes) -> bytes:
        self.lights["top"] = list(struct.unpack(">3B", data))
        return b""
