"""A LEGO BOOST Move Hub made of software: two motors inside, a colour and distance sensor on C."""

from __future__ import annotations

from robots.emulators.lwp3_hub import BOOST_TILT, COLOUR_DISTANCE, LIGHT, Hub


class Boost(Hub):
    """The hub; it has a virtual port of its two motors from the beginning."""

    kind = "boost"
    devices = {
        0: 0x27, 1: 0x27, 2: COLOUR_DISTANCE, 0x32: LIGHT, 0x3A: BOOST_TILT, 0x3B: 0x15, 0x3C: 0x14,
    }  # fmt: skip
    mirrored = False
    virtual = 0x10
    system = 0x40
    called = "Move Hub"
    fastest = 1000.0
    wheel_cm = 4.3
    base_cm = 12.0
    radius_cm = 7.0
