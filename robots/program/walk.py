"""Ways through a program tree: what stands in a statement, every node, every statement."""

from __future__ import annotations

from collections.abc import Iterator

from robots.program.tree import (
    Branch,
    Count,
    Expression,
    ForEach,
    Function,
    If,
    Node,
    Program,
    Repeat,
    Stack,
    Statement,
    While,
)

LOOPS = (Repeat, While, Count, ForEach)


def bodies(item: Statement) -> list[list[Statement]]:
    """The rows of statements that a statement holds, in reading order."""
    if isinstance(item, If):
        return [*(branch.body for branch in item.branches), item.otherwise]
    return [item.body] if isinstance(item, LOOPS) else []


def homes(program: Program) -> list[Function | Stack]:
    """What holds a program's rows: its functions, then its stacks."""
    return [*program.functions, *program.stacks]


def statements(program: Program) -> Iterator[Statement]:
    """Every statement of a program, outer before inner: the functions', then the stacks'."""
    for home in homes(program):
        yield from nested(home.body)


def nested(body: list[Statement]) -> Iterator[Statement]:
    """Every statement of a row, outer before inner."""
    pending = list(reversed(body))
    while pending:
        item = pending.pop()
        yield item
        pending += [part for row in reversed(bodies(item)) for part in reversed(row)]


def expressions(node: object) -> Iterator[Expression]:
    """The expressions right inside a node, not those of the statements that it holds."""
    for name in getattr(node, "__dataclass_fields__", ()):
        part = getattr(node, name)
        inner = list(part.values()) if isinstance(part, dict) else part
        for item in inner if isinstance(inner, list) else [inner]:
            if isinstance(item, Branch):
                yield item.test
            elif isinstance(item, Expression):
                yield item


def every_node(root: object) -> Iterator[Node]:
    """Every node from a node or a list of them on, in reading order."""
    pending: list[object] = [root]
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending += reversed(item)
        elif isinstance(item, dict):
            pending += reversed(item.values())
        elif isinstance(item, Node):
            yield item
            pending += reversed([getattr(item, name) for name in item.__dataclass_fields__])
