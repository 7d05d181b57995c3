"""Which variables statements of the tree set, those kept as Python text included."""

from __future__ import annotations

from robots.errors import Refused
from robots.program.python.bound import bound_here
from robots.program.python.parse import parsed_module
from robots.program.tree import Assign, Change, Count, ForEach, Opaque, Statement, Unpack
from robots.program.walk import nested


def stored_by(body: list[Statement]) -> set[str]:
    """The names of the variables that statements set, deep inside too."""
    found: set[str] = set()
    for item in nested(body):
        if isinstance(item, (Assign, Change, Count)):
            found.add(item.name)
        elif isinstance(item, (Unpack, ForEach)):
            found.update(item.names)
        elif isinstance(item, Opaque):
            found |= bound_in(item.text)
    return found


def bound_in(text: str) -> frozenset[str]:
    """The names that a statement kept as text binds where it stands."""
    try:
        return bound_here(parsed_module(text).body)
    except Refused:
        return frozenset()
