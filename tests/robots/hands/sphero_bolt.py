"""A BOLT feels knocks and the light around it."""

from tests.robots.hands import Hand

HAND = Hand(
    looks={"bumped": {"knock": 1}, "light_level": {"lux": 2000}, "rest": {"lux": 20}},
)
