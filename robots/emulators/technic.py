"""A LEGO Technic hub made of software: motors on A and B, colour on C, distance on D."""

from __future__ import annotations

from robots.emulators.lwp3_hub import COLOUR, DISTANCE, LIGHT, TILT, Hub


class Technic(Hub):
    """The hub."""

    kind = "technic"
    devices = {
        0: 0x2E, 1: 0x2E, 2: COLOUR, 3: DISTANCE, 0x32: LIGHT,
        0x3B: 0x15, 0x3C: 0x14, 97: 0x39, 98: 0x3A, 99: TILT,
    }  # fmt: skip
    system = 0x80
    called = "Technic Hub"
