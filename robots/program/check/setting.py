"""Who sets which variables."""

from __future__ import annotations

from collections.abc import Iterator

from robots.program.tree import (
    Assign,
    Call,
    Change,
    Count,
    ForEach,
    Node,
    Opaque,
    Own,
    SetItem,
    Statement,
    Unpack,
)
from robots.program.walk import every_node

_INSIDE = ("list.", "dict.", "random.shuffle")
"""Functions that change a thing without setting a variable."""


def set_by(node: Node) -> Iterator[str]:
    """The variables that a statement itself sets."""
    if isinstance(node, (Assign, Change, Count)):
        yield node.name
    elif isinstance(node, (Unpack, ForEach)):
        yield from node.names


def names_set(body: list[Statement]) -> frozenset[str]:
    """The variables that a row sets; "" among them when it may change things in other ways."""
    names: set[str] = set()
    for node in every_node(body):
        names |= set(set_by(node))
        if isinstance(node, (SetItem, Opaque, Own)):
            names.add("")
        if isinstance(node, Call) and node.name.startswith(_INSIDE):
            names.add("")
    return frozenset(names)
