"""LEGO BOOST: the Move Hub with its two motors inside, and its colour and distance sensor.

The numbers are those of the driving base of the set's models; distances come in whole inches.
"""

from __future__ import annotations

from robots.drivers.lwp3 import TURNING, LegoHub, told_by
from robots.drivers.lwp3_motion import Wheels


class Boost(LegoHub):
    """The hub with a model on two wheels."""

    kind = "boost"
    abilities = frozenset(("move", "light", "button", "tilt", "colour", "distance", "obstacle"))
    advertised = told_by(0x40)
    sizes = Wheels(wheel_cm=4.3, base_cm=12.0, mirrored=False, fastest=1000.0)
    cm_per_percent = sizes.cm_per_percent
    degrees_per_percent = sizes.degrees_per_percent(TURNING)
