"""What went wrong while a program ran, as a problem with a code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import FrameType

from robots.errors import Code, Problem, Refused
from robots.program.effort import frames_of

FAULTS = (
    *(Refused, ArithmeticError, TypeError, ValueError, LookupError),
    *(RecursionError, MemoryError),
)
"""Everything that a pupil's program can raise."""


def unset(
    problem: Problem, names: Mapping[str, str], fault: BaseException, strand: object, file: str
) -> Problem:
    """The problem, or that a variable was not set, where that is why values do not fit.

    `names` are the variables that the statement reads, with their names in the frames of `file`.
    """
    reason = problem.details.get("reason")
    fits = reason in ("kind", "missing") or problem.details.get("value") == "None"
    if problem.code is not Code.BAD_VALUE or not fits:
        return problem
    frame = _frame(fault, strand, file)
    seen = {} if frame is None else frame.f_locals
    for name, compiled in names.items():
        if seen.get(compiled, "") is None:
            return Problem(Code.BAD_VALUE, problem.where, {"reason": "unset", "name": name[:60]})
    return problem


def _frame(fault: BaseException, strand: object, file: str) -> FrameType | None:
    """The innermost frame of compiled code: that of the fault, or the one that waits."""
    found = None
    trace = fault.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            found = trace.tb_frame
        trace = trace.tb_next
    return found or next(iter(reversed(list(frames_of(strand)))), None)


def problem_of(fault: BaseException, where: str) -> Problem:
    """The problem that a fault means; `where` is the node that ran.

    Division by zero and values of the wrong kind are `bad-value`, what grew too big is `limit`.
    """
    if isinstance(fault, Refused):
        problem = fault.problems[0]
        return problem if problem.where else replace(problem, where=where)
    if isinstance(fault, ZeroDivisionError):
        return Problem(Code.BAD_VALUE, where, {"reason": "division", "value": 0})
    if isinstance(fault, (OverflowError, RecursionError, MemoryError)):
        return Problem(Code.LIMIT, where, {"reason": "size"})
    return Problem(Code.BAD_VALUE, where, {"reason": "kind", "value": ""})
