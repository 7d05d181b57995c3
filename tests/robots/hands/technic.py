"""What a LEGO Technic hub and its sensors are shown."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={
        "button": {"button": 1},
        "tilt": {"tilt": [-60, 0]},
        "colour": {"colour": 9},
        "distance": {"distance": 5},
        "obstacle": {"distance": 5},
        "rest": {"button": 0, "tilt": [0, 0], "colour": 255, "distance": None},
    },
    like="spike_essential",
    button="centre",
    other="up",
)
