"""How big and how deep a program may be, and which values may be written in it.

Readers look at these before they build a tree, so that no input can exhaust the reader itself.
"""

from __future__ import annotations

import math
import re

from robots.errors import Code, refuse
from robots.program.values import LARGEST_BITS, LARGEST_DECIMAL, LONGEST_TEXT

LARGEST_FILE = 2_000_000
"""Bytes of a program's file, in any face."""
MOST_STATEMENTS = 10_000
MOST_STACKS, MOST_VARIABLES = 500, 1_000
"""Of a program that is to run: with more of them Python's compiler takes seconds, or minutes."""
DEEPEST = 50
"""Levels of statements inside one another, and of expressions inside one another."""
MOST_LOOPS = 15
"""Loops inside one another (Python itself takes 20 blocks)."""

_LONE = re.compile("[\ud800-\udfff]")

Plain = bool | int | float | str | None


def plain_value(value: object, where: str = "") -> Plain:
    """A value that may be written in a program; raises Refused(bad-value or too-big).

    Whole numbers have at most 300 digits, decimals are finite, and texts have at most 10,000
    characters, each of which can be written to a file (no lone half of a surrogate pair).
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if value.bit_length() <= LARGEST_BITS:
            return value
    elif isinstance(value, float):
        if math.isfinite(value) and abs(value) < LARGEST_DECIMAL:
            return value
    elif isinstance(value, str):
        return plain_text(value, where)
    else:
        raise refuse(Code.BAD_VALUE, where)
    raise refuse(Code.BAD_VALUE, where, reason="number")


def plain_text(text: str, where: str = "") -> str:
    """A text that may be written in a program; raises Refused(bad-value or too-big)."""
    if len(text) > LONGEST_TEXT:
        raise refuse(Code.TOO_BIG, where)
    if _LONE.search(text):
        raise refuse(Code.BAD_VALUE, where)
    return text
