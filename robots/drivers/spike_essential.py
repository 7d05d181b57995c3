"""LEGO SPIKE Essential: the Small Hub, with a small motor on each of its two ports.

Models differ: the numbers are those of two small motors with wheels of 5.6 cm, the left on A.
"""

from __future__ import annotations

from robots.drivers.lwp3 import TURNING, LegoHub, told_by
from robots.drivers.lwp3_motion import Wheels


class SpikeEssential(LegoHub):
    """The hub with a model on two wheels."""

    kind = "spike_essential"
    abilities = frozenset(("move", "light", "button", "tilt"))
    advertised = told_by(0x83)
    sizes = Wheels(wheel_cm=5.6, base_cm=11.2, mirrored=True, fastest=640.0)
    cm_per_percent = sizes.cm_per_percent
    degrees_per_percent = sizes.degrees_per_percent(TURNING)
