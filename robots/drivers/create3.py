"""iRobot Create 3: a round robot of 34 cm, with a ring of light, a bumper and two buttons."""

from __future__ import annotations

from robots.drivers.driver import Advertised
from robots.drivers.irobot import IRobot
from robots.wire.irobot import IDENTITY, MAKER


class Create3(IRobot):
    """One Create 3."""

    kind = "create3"
    advertised = Advertised(
        services=frozenset({IDENTITY}), manufacturer=MAKER, data=frozenset(b"C")
    )
