"""Which variables statements of the tree set and use, those kept as Python text included."""

from __future__ import annotations

import ast

from robots.errors import Refused
from robots.program.python.bound import bound_here
from robots.program.python.methods import MODULES
from robots.program.python.parse import parsed_module
from robots.program.tree import (
    Assign,
    Change,
    Count,
    ForEach,
    Opaque,
    Program,
    Statement,
    Unpack,
    Variable,
)
from robots.program.walk import every_node, nested, statements


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


def looked_at(program: Program) -> frozenset[str]:
    """The names of the variables whose value a program uses somewhere."""
    found: set[str] = set()
    for node in every_node(program):
        if isinstance(node, (Variable, Change)):
            found.add(node.name)
        elif isinstance(node, Opaque):
            found |= read_in(node.text)
    return frozenset(found)


def modules_of(program: Program) -> set[str]:
    """The taught modules that statements kept as text use, and do not import themselves."""
    texts = [item.text for item in statements(program) if isinstance(item, Opaque)]
    bound = {name for text in texts for name in bound_in(text)}
    return {name for text in texts for name in read_in(text)} & MODULES - bound


def read_in(text: str) -> set[str]:
    """The names that a statement kept as text uses."""
    try:
        nodes = list(ast.walk(parsed_module(text)))
    except Refused:
        return set()
    grown = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
    read = [node for node in nodes if isinstance(getattr(node, "ctx", None), ast.Load)]
    return {node.id for node in (*grown, *read) if isinstance(node, ast.Name)}


def bound_in(text: str) -> frozenset[str]:
    """The names that a statement kept as text binds where it stands."""
    try:
        return bound_here(parsed_module(text).body)
    except Refused:
        return frozenset()
