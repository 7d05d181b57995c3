"""Places in texts and lists: Blockly counts from 1 and from both ends, programs from 0.

Written numbers become a written index; all else is calculated, as Blockly's own generator does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from robots.program.tree import Binary, Call, Expression, Literal, Logic, Unary

Position = Expression | None

EVERYTHING = Literal(sys.maxsize)
"""Where a part ends that is not cut off."""


def _first(_: Position) -> Expression:
    return Literal(0)


def _last(_: Position) -> Expression:
    return Literal(-1)


def _shifted(at: Position, by: int) -> Expression:
    """The whole number `at + by`; 1 stands for a position that is not given."""
    at = Literal(1) if at is None else at
    if isinstance(at, Literal) and isinstance(at.value, (int, float)):
        return Literal(int(at.value) + by)
    if by == 0:
        return Call("int", [at])
    return Call("int", [Binary("+" if by > 0 else "-", at, Literal(abs(by)))])


def _negative(whole: Expression) -> Expression:
    if isinstance(whole, Literal) and isinstance(whole.value, int):
        return Literal(-whole.value)
    return Unary("-", whole)


def from_start(at: Position) -> Expression:
    """The index of the `at`-th item."""
    return _shifted(at, -1)


def from_end(at: Position) -> Expression:
    """The index of the `at`-th item from the end."""
    return _negative(_shifted(at, 0))


ONE_BASED: Mapping[str, Callable[[Position], Expression]] = {
    "FIRST": _first,
    "LAST": _last,
    "FROM_START": from_start,
    "FROM_END": from_end,
}
"""Blockly's `WHERE` -> the index that it means."""


def after_start(at: Position) -> Expression:
    """Where a part ends, counted from the start."""
    return _shifted(at, 0)


def after_end(at: Position) -> Expression:
    """Where a part ends, counted from the end; everything when nothing is cut off."""
    end = _negative(_shifted(at, -1))
    return end if isinstance(end, Literal) else Logic("or", end, Literal(EVERYTHING.value))


_FIRSTS: Mapping[object, Callable[[Position], Expression]] = {
    "FROM_START": from_start,
    "FROM_END": from_end,
    "FIRST": _first,
}
_AFTERS: Mapping[object, Callable[[Position], Expression]] = {
    "FROM_START": after_start,
    "FROM_END": after_end,
    "LAST": lambda _: Literal(0),
}


def part_of(
    thing: Expression, wheres: Sequence[object], ats: Sequence[Position], noted: bool = False
) -> Expression | None:
    """The part between two places, None when there is no such place.

    `noted` where a start at the first item is written as such: `x[0:3]` and not `x[:3]`.
    """
    first = _FIRSTS.get(wheres[0] or "FROM_START")
    after = _AFTERS.get(wheres[1] or "FROM_START")
    if first is None or after is None:
        return None
    start, end = first(ats[0]), after(ats[1])
    whole_start = isinstance(start, Literal) and start.value == 0 and not noted
    if isinstance(end, Literal) and end.value == 0 and wheres[1] in ("FROM_END", "LAST"):
        return Call("part", [thing] if whole_start else [thing, start])
    return Call("part", [thing, Literal(None) if whole_start else start, end])


# The other way round --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Blockly's way to say where: `WHERE`, and the number beside it when there is one."""

    where: str
    at: Expression | None = None


def place_of(index: Expression) -> Place | None:
    """How Blockly says an index; None when it cannot."""
    if isinstance(index, Literal):
        return _written_place(index.value)
    if isinstance(index, Unary) and index.operator == "-":
        at = _whole(index.operand, 0)
        return None if at is None else Place("FROM_END", at)
    at = _whole(index, 1)
    return None if at is None else Place("FROM_START", at)


def place_inside(index: Expression) -> Place | None:
    """How Blockly says an index by its number, also that of the last item (which is -1)."""
    place = place_of(index)
    return Place("FROM_END", Literal(1)) if place is not None and place.where == "LAST" else place


def place_after(index: Expression) -> Place | None:
    """How Blockly says where a part ends; None when it cannot."""
    if isinstance(index, Literal):
        value = index.value
        if value is None:
            return Place("LAST")
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return Place("FROM_START", Literal(value)) if value >= 0 else _cut(Literal(1 - value))
    if isinstance(index, Logic) and index.operator == "or" and index.right == EVERYTHING:
        inner = index.left
        return _cut(_whole(inner.operand, 1)) if isinstance(inner, Unary) else None
    at = _whole(index, 0)
    return None if at is None else Place("FROM_START", at)


def _cut(at: Expression | None) -> Place | None:
    return None if at is None else Place("FROM_END", at)


def _written_place(value: object) -> Place | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    if value == 0:
        return Place("FIRST")
    if value == -1:
        return Place("LAST")
    return (
        Place("FROM_START", Literal(value + 1)) if value > 0 else Place("FROM_END", Literal(-value))
    )


def _whole(node: Expression, less: int) -> Expression | None:
    """`at` when the node is `int(at - less)` (`int(at)` for 0)."""
    if not isinstance(node, Call) or node.name != "int" or len(node.arguments) != 1:
        return None
    inner = node.arguments[0]
    if less == 0:
        return None if isinstance(inner, Literal) else inner
    if not isinstance(inner, Binary) or inner.operator != "-" or inner.right != Literal(less):
        return None
    return None if isinstance(inner.left, Literal) else inner.left
