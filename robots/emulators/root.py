"""An iRobot Root rt1 made of software."""

from __future__ import annotations

from robots.emulators.irobot import IRobot


class Root(IRobot):
    """The six-sided robot of 16 cm."""

    kind = "root"
    radius = 8.0
    model = b"RT1"
