"""A remark: the program can run like this, but hardly anybody means it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from robots.errors import Code, Problem

_LIKE = 0.75
_LONGEST = 40


def doubt(where: str, reason: str, **details: str | int | float) -> Problem:
    """A remark with its reason; `details` fill the holes of its sentence."""
    return Problem(Code.DOUBTFUL, where, {"reason": reason, **details}, remark=True)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name most like this one, None when none is like it."""
    known = [other for other in names if len(other) <= _LONGEST and other != name]
    found = get_close_matches(name[:_LONGEST], known[:500], 1, _LIKE)
    return found[0] if found else None
