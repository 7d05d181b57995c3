"""Loops that count from 1 and stop one short: `range(1, 4)` taken for four turns."""

from __future__ import annotations

from collections.abc import Iterator

from robots.errors import Problem
from robots.program.check.doubts import doubt
from robots.program.tree import Count, Expression, Literal, Opaque, Program, Variable
from robots.program.walk import every_node


def counting_remarks(program: Program) -> Iterator[Problem]:
    """`for i in range(1, 4)` where nobody looks at `i`: it was meant as four times.

    Only of Python: the block says both its ends. Who looks at the counter wants those numbers.
    """
    nodes = list(every_node([program.functions, program.stacks]))
    if program.face != "python" or any(isinstance(node, Opaque) for node in nodes):
        return
    read = {node.name for node in nodes if isinstance(node, Variable)}
    for node in nodes:
        if isinstance(node, Count) and node.name not in read:
            turns = _turns(node)
            if turns > 1:
                yield doubt(node.id, "range", turns=turns, after=turns + 1)


def _turns(loop: Count) -> int:
    """The turns of a loop from a written 1 on, one by one; 0 of any other."""
    first, last, by = map(_whole, (loop.first, loop.last, loop.by))
    return last if (first, by) == (1, 1) else 0


def _whole(value: Expression) -> int:
    number = value.value if isinstance(value, Literal) else 0
    return number if isinstance(number, int) and not isinstance(number, bool) else 0
