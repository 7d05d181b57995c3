"""What a LEGO Powered UP hub and its sensors are shown."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={
        "button": {"button": 1},
        "rest": {"button": 0, "tilt": [0, 0], "colour": 255, "distance": None},
    },
    like="spike_essential",
    button="centre",
    other="up",
    options=("", "virtual=0"),
)
