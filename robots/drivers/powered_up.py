"""LEGO Powered UP: the hub with two ports (City), with a motor that counts on each.

Train motors and the simple motor do not count their degrees: with them it does not move.
"""

from __future__ import annotations

from robots.drivers.lwp3 import TURNING, LegoHub, told_by
from robots.drivers.lwp3_motion import Wheels


class PoweredUp(LegoHub):
    """The hub with a model on two wheels."""

    kind = "powered_up"
    abilities = frozenset(("move", "light", "button"))
    advertised = told_by(0x41)
    sizes = Wheels(wheel_cm=5.6, base_cm=11.2, mirrored=True, fastest=640.0)
    cm_per_percent = sizes.cm_per_percent
    degrees_per_percent = sizes.degrees_per_percent(TURNING)
