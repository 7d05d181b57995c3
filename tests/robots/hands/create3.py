"""A Create 3's buttons and bumper."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={"bumped": {"bump": 1}, "button": {"touch": 0x80}, "rest": {"touch": 0}},
    button="left",
    other="right",
)
