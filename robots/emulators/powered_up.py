"""A LEGO Powered UP (City) hub made of software: two motors that count on its two ports."""

from __future__ import annotations

from robots.emulators.lwp3_hub import LIGHT, Hub


class PoweredUp(Hub):
    """The hub; it makes no virtual port for its two motors unless asked."""

    kind = "powered_up"
    devices = {0: 0x26, 1: 0x26, 0x32: LIGHT, 0x3B: 0x15, 0x3C: 0x14}
    system = 0x41
    called = "HUB NO.4"
