"""A ball feels knocks, and nothing else."""

from tests.robots.hands import Hand

HAND = Hand(looks={"bumped": {"knock": 1}})
