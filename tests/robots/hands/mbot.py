"""An mBot's sonar, button and light eye; it is driven by time, so it is less exact."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={
        "distance": {"sonar": 8.0},
        "obstacle": {"sonar": 8.0},
        "button": {"button": 1},
        "light_level": {"light": 900},
        "rest": {"sonar": None, "button": 0, "light": 200},
    },
    button="centre",
    other="up",
    driving=1.0,
    turning=8.0,
)
