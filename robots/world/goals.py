"""Goals: what a mission wants of a run, judged on its trace (and on the program, for a few).

A goal is one short text of a small language:

    at("fleur")                     the run ends on this cell or place
    visited_in_order("B2", "C3")    it comes by these, in this order
    never("etang")                  it never touches any of these
    bumps == 0                      how often it ran into something (also <=, <, >=, >)
    len <= 5                        how many cards the program has
    uses("repeat")                  the program has this word or construct
    forbids("repeat")               the program has none of these
    fixed_bug(2)                    the program is the start with at most so many changes

Each goal accepts certain evidence: a real run's estimate (`odometry`) cannot prove a path. A goal
that needs better evidence than the trace has is not judged (None), never failed. Of free Python the
part that is read as a program is judged; what its other part could change is not judged either.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from robots.errors import Code, refuse
from robots.program.measure import edits, is_free, length, used
from robots.program.tree import Program
from robots.world.path import CellAt, path_cells
from robots.world.trace import Event, Type

_ORDER: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Eq: operator.eq,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
}
_EXACT = frozenset({"exact", "marks"})
_ARRIVAL = _EXACT | {"tap"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """What goals look at: the trace of a run, its program, the lesson's start, the mat's places.

    `places` gives the cells of each place's name, `cell_at` the cell under a point (x, y in cm).
    `evidence` is that of the trace.
    """

    trace: Sequence[Event]
    program: Program
    start: Program | None
    places: dict[str, frozenset[str]]
    cell_at: CellAt
    evidence: str = "exact"

    def cells(self, name: str) -> frozenset[str]:
        """The cells of a place, or the cell of that name."""
        return self.places.get(name, frozenset({name}))

    def path(self) -> list[str | None]:
        """The cells the robot stood on, in order; None off the mat."""
        return path_cells(self.trace, self.cell_at)


Predicate = Callable[[Attempt], bool | None]


def goal(text: str) -> Predicate:
    """Read one goal; raises Refused(bad-lesson) that names what is wrong in it."""
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise refuse(Code.BAD_LESSON, reason="goal", goal=text[:200]) from None
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _measured(node, text)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
        return _called(node.func.id, [_constant(item, text) for item in node.args], text)
    raise refuse(Code.BAD_LESSON, reason="goal", goal=text)


def judge(goals: Sequence[str], attempt: Attempt) -> dict[str, bool | None]:
    """Each goal's text and whether it holds; None where the evidence does not tell."""
    return {text: goal(text)(attempt) for text in goals}


def _called(name: str, arguments: list[str | int], text: str) -> Predicate:
    make = _PREDICATES.get(name)
    if make is None:
        raise refuse(Code.BAD_LESSON, reason="goal", goal=text)
    try:
        return make(*arguments)
    except TypeError:
        raise refuse(Code.BAD_LESSON, reason="goal", goal=text) from None


def _constant(node: ast.expr, text: str) -> str | int:
    if isinstance(node, ast.Constant) and isinstance(node.value, (str, int)):
        return node.value
    raise refuse(Code.BAD_LESSON, reason="goal", goal=text)


def _measured(node: ast.Compare, text: str) -> Predicate:
    node_name = node.left.id if isinstance(node.left, ast.Name) else ""
    measure = _MEASURES.get(node_name)
    compare = _ORDER.get(type(node.ops[0]))
    bound = _constant(node.comparators[0], text)
    if measure is None or compare is None or not isinstance(bound, int):
        raise refuse(Code.BAD_LESSON, reason="goal", goal=text)

    def holds(attempt: Attempt) -> bool | None:
        value = measure(attempt)
        if value is None:
            return None
        if node_name == "len" and is_free(attempt.program):
            return _however_long(value, compare, bound)
        return compare(value, bound)

    return holds


def _however_long(least: int, compare: Callable[[float, float], bool], bound: int) -> bool | None:
    """What holds for every length from the least on; None where it depends."""
    told = {compare(length, bound) for length in (least, max(least, bound), math.inf)}
    return told.pop() if len(told) == 1 else None


def _at(place: str) -> Predicate:
    def holds(attempt: Attempt) -> bool | None:
        if attempt.evidence not in _ARRIVAL or not attempt.trace:
            return None
        return attempt.trace[-1].pose.cell in attempt.cells(place)

    return holds


def _never(*places: str) -> Predicate:
    def holds(attempt: Attempt) -> bool | None:
        if attempt.evidence not in _EXACT:
            return None
        touched = set(attempt.path())
        return not any(touched & attempt.cells(place) for place in places)

    return holds


def _visited_in_order(*places: str) -> Predicate:
    def holds(attempt: Attempt) -> bool | None:
        if attempt.evidence not in _EXACT:
            return None
        path = iter(attempt.path())
        return all(any(cell in attempt.cells(place) for cell in path) for place in places)

    return holds


def _uses(name: str) -> Predicate:
    return lambda attempt: name in used(attempt.program) or _none_if_free(attempt, False)


def _forbids(*names: str) -> Predicate:
    return lambda attempt: (
        False if used(attempt.program) & set(names) else _none_if_free(attempt, True)
    )


def _none_if_free(attempt: Attempt, told: bool) -> bool | None:
    return None if is_free(attempt.program) else told


def _fixed_bug(most: int) -> Predicate:
    def holds(attempt: Attempt) -> bool | None:
        if attempt.start is None or is_free(attempt.program):
            return None
        return 0 < edits(attempt.start, attempt.program) <= most

    return holds


def _bumps(attempt: Attempt) -> int | None:
    if attempt.evidence not in _EXACT:
        return None
    return sum(event.type == Type.BUMP for event in attempt.trace)


_PREDICATES: dict[str, Callable[..., Predicate]] = {
    "at": _at,
    "never": _never,
    "visited_in_order": _visited_in_order,
    "uses": _uses,
    "forbids": _forbids,
    "fixed_bug": _fixed_bug,
}
_MEASURES: dict[str, Callable[[Attempt], int | None]] = {
    "bumps": _bumps,
    "len": lambda attempt: length(attempt.program),
}
