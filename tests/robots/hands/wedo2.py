"""A WeDo 2.0 hub with two motors: its button. It is driven by time, so it is less exact."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={"button": {"button": 1}, "rest": {"button": 0}},
    button="centre",
    other="up",
    driving=1.0,
    turning=8.0,
)
