"""A LEGO SPIKE Essential Small Hub made of software: two small motors on its only two ports."""

from __future__ import annotations

from robots.emulators.lwp3_hub import LIGHT, TILT, Hub


class SpikeEssential(Hub):
    """The hub; ports as the makers' app sees them: A and B, light 49, tilt 99."""

    kind = "spike_essential"
    devices = {0: 0x41, 1: 0x41, 49: LIGHT, 59: 0x15, 60: 0x14, 97: 0x39, 98: 0x3A, 99: TILT}
    system = 0x83
    called = "SPIKE Essential"
