"""Measures of a program that goals speak of: how long it is, what it uses, how far from another."""

from __future__ import annotations

from collections.abc import Iterator

from robots.program.tree import (
    Change,
    Count,
    Do,
    If,
    Node,
    Opaque,
    Program,
    Repeat,
    Sense,
    Statement,
    When,
    While,
)
from robots.program.walk import bodies, every_node, statements

_CONSTRUCTS: dict[type, str] = {Repeat: "repeat", If: "if", Count: "repeat", Change: "variable"}


def length(program: Program) -> int:
    """How many cards the program has: each statement counts one, a loop and what it holds too."""
    return sum(1 for _ in statements(program))


def used(program: Program) -> frozenset[str]:
    """The words and constructs (`repeat`, `forever`, `while`, `if`...) that a program uses."""
    names = {_construct(item) for item in statements(program)}
    names |= {node.word for node in every_node(program) if isinstance(node, (Do, Sense, When))}
    return frozenset(name for name in names if name)


def is_free(program: Program) -> bool:
    """Whether a part of it is Python that only the browser's own Python runs."""
    return any(isinstance(item, Opaque) for item in every_node(program))


def edits(before: Program, after: Program) -> int:
    """The least number of cards to change, add or take away that makes one program of the other."""
    first, second = _spelled(before), _spelled(after)
    row = list(range(len(second) + 1))
    for line, card in enumerate(first, 1):
        row = _next_row(row, line, card, second)
    return row[-1]


def _next_row(row: list[int], line: int, card: str, second: list[str]) -> list[int]:
    fresh = [line]
    for column, other in enumerate(second, 1):
        change = row[column - 1] + (card != other)
        fresh.append(min(change, row[column] + 1, fresh[-1] + 1))
    return fresh


def _spelled(program: Program) -> list[str]:
    return [word for stack in program.stacks for word in _spell(stack.body)]


def _spell(body: list[Statement]) -> Iterator[str]:
    for item in body:
        yield _head(item)
        for inner in bodies(item):
            yield from _spell(inner)
            yield "end"


def _head(item: Statement) -> str:
    """A statement without what it holds, as a text that differs when it does."""
    parts = [f"{name}={getattr(item, name)!r}" for name in _fields(item)]
    return f"{type(item).__name__}({', '.join(parts)})"


def _fields(item: Node) -> list[str]:
    layout = {"body", "branches", "otherwise"}
    fields = item.__dataclass_fields__
    return [name for name, kept in fields.items() if kept.compare and name not in layout]


def _construct(item: Statement) -> str:
    if isinstance(item, While):
        return _kind_of_while(item)
    return _CONSTRUCTS.get(type(item), "")


def _kind_of_while(item: While) -> str:
    if item.until and not item.body:
        return "wait_for"
    return "forever" if getattr(item.test, "value", None) is True else "while"
