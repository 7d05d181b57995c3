"""`for ... in range(...)`: how Python counts, as nodes of the tree, and back.

A loop to a number whose variable nobody looks at is a `Repeat`. The tree's `Count` is Blockly's:
its last value is done too, and it counts down when the last is below the first; so where the ends
are not written numbers, an `If` around it keeps the loops that Python would not begin at all. What
no range says is `blocks.count(first, last, by)`.
"""

from __future__ import annotations

from dataclasses import replace

from robots.errors import Code, refuse
from robots.program.chains import chain
from robots.program.python.methods import steady
from robots.program.tree import (
    Binary,
    Branch,
    Call,
    Compare,
    Count,
    Expression,
    If,
    Literal,
    Repeat,
    Statement,
)

COUNT = "blocks.count"


def countable(name: str | None, ends: list[Expression]) -> bool:
    """Whether `for name in range(*ends)` is a loop of the tree that counts.

    Else it goes through a list: its step is calculated, or an end would have to be looked at twice
    and that makes a difference. Raises Refused(bad-value).
    """
    for end in ends:
        _check_end(end)
    if name is None and len(ends) == 1:
        return True
    first, after, step = _all_three(ends)
    if not isinstance(step, Literal):
        return False
    written = isinstance(first, Literal) and isinstance(after, Literal)
    by = _step(step)
    return written or (name is None and by == 1) or (steady(first) and steady(after))


def counted(
    name: str | None, ends: list[Expression], body: list[Statement], id: str
) -> Repeat | Count | If:
    """The statement of `for name in range(*ends)`, which is `countable`.

    `name` is None when nobody looks at it.
    """
    if name is None and len(ends) == 1:
        return Repeat(_times(ends[0]), body, id=id)
    first, after, step = _all_three(ends)
    by = _step(step)
    if isinstance(first, Literal) and isinstance(after, Literal):
        return _written(name, range(_whole(first), _whole(after), by), body, id)
    if name is None and by == 1:
        return Repeat(Binary("-", after, first, id=id), body, id=id)
    return _calculated(name or "_", first, after, by, body, id)


def _times(end: Expression) -> Expression:
    """How often: `int(2.5)` is how Python says the times that a repeat rounds down itself."""
    whole = end.arguments[0] if isinstance(end, Call) and end.name == "int" else end
    return whole if isinstance(whole, Literal) else end


def _check_end(end: Expression) -> None:
    if isinstance(end, Literal) and (isinstance(end.value, bool) or not isinstance(end.value, int)):
        raise refuse(
            Code.BAD_VALUE, end.id, reason="whole", word="range", value=str(end.value)[:60]
        )


def _all_three(ends: list[Expression]) -> tuple[Expression, Expression, Expression]:
    if len(ends) == 1:
        return Literal(0, id=ends[0].id), ends[0], Literal(1, id=ends[0].id)
    return ends[0], ends[1], ends[2] if len(ends) == 3 else Literal(1, id=ends[0].id)


def _step(step: Expression) -> int:
    assert isinstance(step, Literal)
    by = _whole(step)
    if by == 0:
        raise refuse(Code.BAD_VALUE, step.id, word="range", value=0)
    return by


def _whole(end: Literal) -> int:
    assert isinstance(end.value, int)
    return end.value


def _written(name: str | None, turns: range, body: list[Statement], id: str) -> Repeat | Count:
    """A loop whose ends are written numbers."""
    if name is None or not turns:
        distance = (turns.stop - turns.start) // turns.step
        rest = (turns.stop - turns.start) % turns.step != 0
        return Repeat(Literal(max(0, distance + rest), id=id), body, id=id)
    last = turns.stop - (1 if turns.step > 0 else -1)
    first, by = Literal(turns.start, id=id), Literal(abs(turns.step), id=id)
    return Count(name, first, Literal(last, id=id), by, body, id=id)


def _calculated(
    name: str, first: Expression, after: Expression, by: int, body: list[Statement], id: str
) -> If:
    """`if after > first: count with name from first to after - 1 by by`."""
    sign, back = (">", "-") if by > 0 else ("<", "+")
    last = Binary(back, _copied(after), Literal(1, id=id), id=id)
    loop = Count(name, _copied(first), last, Literal(abs(by), id=id), body, id=id)
    return If([Branch(Compare(sign, after, first, id=id), [loop], id=id)], id=id)


def _copied(value: Expression) -> Expression:
    """The same again, which nobody shares: the names in it are changed later, node by node."""
    links = chain(value)
    whole = _copied(links[-1].left) if links else replace(value)
    for link in reversed(links):
        whole = replace(link, left=whole, right=_copied(link.right))
    if not links:
        for name in whole.__dataclass_fields__:
            setattr(whole, name, _part_copied(getattr(whole, name)))
    return whole


def _part_copied(part: object) -> object:
    if isinstance(part, list):
        return [_part_copied(item) for item in part]
    if isinstance(part, dict):
        return {name: _part_copied(item) for name, item in part.items()}
    return _copied(part) if isinstance(part, Expression) else part


def python_range(item: If) -> tuple[Count, list[Expression]] | None:
    """The loop and the ends of the `range` that an `If` stands for, None when for none."""
    whole = len(item.branches) == 1 and not item.otherwise and len(item.branches[0].body) == 1
    if not whole:
        return None
    test, loop = item.branches[0].test, item.branches[0].body[0]
    if not isinstance(test, Compare) or not isinstance(loop, Count) or test.operator not in "<>":
        return None
    down = test.operator == "<"
    expected = Binary("+" if down else "-", test.left, Literal(1))
    by = loop.by.value if isinstance(loop.by, Literal) else None
    fits = loop.last == expected and loop.first == test.right and steady(test.left)
    if not fits or isinstance(by, bool) or not isinstance(by, int) or by < 1:
        return None
    return loop, [test.right, test.left, Literal(-by if down else by)]


def both_ways(
    test: Expression, up: list[Expression], down: list[Expression]
) -> tuple[Expression, Expression, Expression] | None:
    """First, last and step of a "count with" written with its two ranges, None when it is none."""
    first, after, step = _all_three(up)
    _, before, back = _all_three(down)
    by = step.value if isinstance(step, Literal) else None
    if not isinstance(test, Compare) or isinstance(by, bool) or not isinstance(by, int):
        return None
    last = test.right
    expected = (
        test == Compare("<=", first, last)
        and _is_next(after, last, "+")
        and _is_next(before, last, "-")
        and back == Literal(-by)
    )
    return (first, last, step) if expected and by > 0 and _all_three(down)[0] == first else None


def _is_next(end: Expression, last: Expression, sign: str) -> bool:
    """Whether an end is the whole number after (or before) the last one."""
    return end == Binary(sign, last, Literal(1))
