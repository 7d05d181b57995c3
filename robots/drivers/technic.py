"""LEGO Technic hub: motors on A and B, and where they are attached colour and distance sensors.

The numbers are those of wheels of 5.6 cm; a word whose sensor is missing is refused when asked.
"""

from __future__ import annotations

from robots.drivers.lwp3 import TURNING, LegoHub, told_by
from robots.drivers.lwp3_motion import Wheels


class Technic(LegoHub):
    """The hub with a model on two wheels."""

    kind = "technic"
    abilities = frozenset(("move", "light", "button", "tilt", "colour", "distance", "obstacle"))
    advertised = told_by(0x80)
    sizes = Wheels(wheel_cm=5.6, base_cm=11.2, mirrored=True, fastest=640.0)
    cm_per_percent = sizes.cm_per_percent
    degrees_per_percent = sizes.degrees_per_percent(TURNING)
