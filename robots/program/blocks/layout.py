"""Where stacks stand on the block canvas: where they stood, or one below the other."""

from __future__ import annotations

from itertools import pairwise

from robots.program.blocks.shape import height
from robots.program.tree import Function, If, Stack, Statement
from robots.program.walk import LOOPS

LEFT, TOP, RIGHT = 40.0, 40.0, 520.0
"""Where stacks begin, and the column of the functions beside them."""
ROW, ARM, GAP = 56.0, 40.0, 48.0
"""The heights of a block, of the lower edge of one that holds others, and between two stacks."""

Place = tuple[float, float]


def places(stacks: list[Stack] | list[Function], left: float = LEFT) -> list[Place]:
    """Where each stack stands; from top to bottom in the program's order, since order matters."""
    stood = [(stack.x, stack.y) for stack in stacks]
    heights = [height(*place) for place in stood]
    placed = any(place != (0.0, 0.0) for place in stood) and len(set(stood)) == len(stood)
    if placed and all(one <= two for one, two in pairwise(heights)):
        return stood
    laid: list[Place] = []
    top = TOP
    for stack in stacks:
        laid.append((left, top))
        top += ROW * _headed(stack) + _height(stack.body) + GAP
    return laid


def _headed(stack: Stack | Function) -> bool:
    return isinstance(stack, Function) or stack.when is not None


def _height(body: list[Statement]) -> float:
    return sum(_height_of(item) for item in body)


def _height_of(item: Statement) -> float:
    if isinstance(item, LOOPS):
        return ROW + ARM + max(_height(item.body), ROW / 2)
    if isinstance(item, If):
        arms = [*(branch.body for branch in item.branches), item.otherwise]
        return sum(ROW + max(_height(body), ROW / 2) for body in arms) + ARM
    return ROW
