"""Variables that are read but never set, and set but never read."""

from __future__ import annotations

from collections.abc import Iterator

from robots.errors import Problem
from robots.program.check.doubts import doubt, nearest
from robots.program.check.setting import set_by
from robots.program.tree import Assign, Change, Opaque, Program, Variable
from robots.program.walk import every_node


def variable_remarks(program: Program) -> Iterator[Problem]:
    """Each name once, where it is first read or set.

    Nothing is told where a piece of Python may set or read any variable.
    """
    nodes = list(every_node([program.functions, program.stacks]))
    if any(isinstance(node, Opaque) for node in nodes):
        return
    given = {part.name for function in program.functions for part in function.parameters}
    given |= {name for node in nodes for name in set_by(node)}
    read = {node.name: node for node in reversed(nodes) if isinstance(node, Variable)}
    written = {node.name: node for node in reversed(nodes) if isinstance(node, (Assign, Change))}
    for name, node in read.items():
        if name not in given:
            yield _unset(node, given)
    for name, item in written.items():
        if name not in read and not name.startswith("_"):
            yield doubt(item.id, "unread", name=name[:60])


def _unset(node: Variable, given: set[str]) -> Problem:
    near = nearest(node.name, sorted(given))
    if near is None:
        return doubt(node.id, "unset", name=node.name[:60])
    return doubt(node.id, "unset-near", name=node.name[:60], near=near)
