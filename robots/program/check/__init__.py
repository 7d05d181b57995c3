"""Checks a program before it runs: every problem is tied to its block, card or line.

What the runner would refuse in mid-run is found here where it is written in the program; a value
that is calculated is only known when it is. What the runner would do, but hardly anybody means, is
a remark: it never keeps a program from running.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from robots.errors import Problem
from robots.program.check.conditions import condition_remarks
from robots.program.check.counting import counting_remarks
from robots.program.check.flow import flow_remarks
from robots.program.check.functions import function_faults, function_remarks
from robots.program.check.messages import message_remarks
from robots.program.check.moves import move_remarks
from robots.program.check.shape import shape_faults
from robots.program.check.variables import variable_remarks
from robots.program.check.words import word_faults
from robots.program.tree import Program
from robots.program.walk import every_node

_MOST = 25
"""Remarks of one kind: more of them nobody reads, and likeness takes its time to find."""
_REMARKS = (
    flow_remarks,
    counting_remarks,
    condition_remarks,
    variable_remarks,
    function_remarks,
    message_remarks,
    move_remarks,
)


def check(
    program: Program,
    abilities: frozenset[str] | None = None,
    places: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Everything that is wrong with a program, and remarks, in reading order.

    `abilities` are the robot's (None: any robot), `places` what `at` may ask for (the mat's places
    and cells; empty: not known). Of a program that is too big or too deep to go through, only the
    first problem is told.
    """
    shape = next(shape_faults(program), None)
    if shape is not None:
        return [shape]
    places_in_text: dict[str, int] = {}
    for at, node in enumerate(every_node(program)):
        places_in_text.setdefault(node.id, at)
    found = list(_problems(program, abilities, places))
    return sorted(found, key=lambda problem: places_in_text.get(problem.where, 0))


def _problems(
    program: Program, abilities: frozenset[str] | None, places: frozenset[str]
) -> Iterator[Problem]:
    yield from word_faults(program, abilities, places)
    yield from function_faults(program)
    for remarks in _REMARKS:
        yield from islice(remarks(program), _MOST)
