"""iRobot Root (rt0, rt1): drives, lights, sings, and sees colours under it (rt1 alone does)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from robots.drivers.driver import Advertised
from robots.drivers.irobot import IRobot
from robots.transports.transport import Link
from robots.wire import irobot
from robots.wire.irobot import IDENTITY, MAKER, Frame, Id
from robots.world.trace import Value

SEEN = ("white", "black", "red", "green", "blue")
BRIGHT = {0: 100.0, 1: 0.0}
"""How bright a colour is; others are half bright."""
MIDDLE = slice(12, 20)
"""The zones that are under the robot's nose."""


class Root(IRobot):
    """One Root."""

    kind = "root"
    abilities = IRobot.abilities | {"colour", "ground"}
    advertised = Advertised(
        services=frozenset({IDENTITY}), manufacturer=MAKER, data=frozenset(b"R")
    )

    def __init__(self, link: Link) -> None:
        super().__init__(link)
        self._zones = [0] * 32

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """The colour, the brightness and the line under it too."""
        if word == "colour":
            return self._colour()
        if word == "ground":
            return round(sum(BRIGHT.get(zone, 50.0) for zone in self._zones) / 32)
        if word == "on_line":
            return self._zones[MIDDLE].count(1) > 0
        return super().read(word, arguments)

    def sensed(self, frame: Frame) -> None:
        """Zones of colour."""
        if frame.id == Id.COLOURS:
            self._zones = irobot.colours(frame.payload)

    def _colour(self) -> str:
        """What most of the middle zones see; "none" for numbers that we do not know."""
        ((zone, _),) = Counter(self._zones[MIDDLE]).most_common(1)
        return SEEN[zone] if zone < len(SEEN) else "none"
