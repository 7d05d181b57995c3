"""A micro:bit robot's sonar, its two buttons and its light; it is driven by time."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={
        "distance": {"sonar": 8.0},
        "obstacle": {"sonar": 8.0},
        "button": {"button.a": 1},
        "light_level": {"light": 220},
        "rest": {"sonar": None, "button.a": 0, "light": 80},
    },
    button="left",
    other="right",
    driving=1.0,
    turning=8.0,
)
