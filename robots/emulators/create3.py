"""An iRobot Create 3 made of software."""

from __future__ import annotations

from robots.emulators.irobot import IRobot


class Create3(IRobot):
    """The round robot of 34 cm; it counts with Root's wheels, which is all that hosts can see."""

    kind = "create3"
    radius = 17.0
    model = b"Ci3"
