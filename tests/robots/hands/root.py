"""A Root's touch fields, bumper and eyes on the floor."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={
        "bumped": {"bump": 1},
        "button": {"touch": 0x80},
        "colour": {"colours": 2},
        "rest": {"touch": 0, "colours": 0},
    },
    button="left",
    other="right",
)
