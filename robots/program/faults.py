"""What went wrong while a program ran, as a problem with a code."""

from __future__ import annotations

from dataclasses import replace

from robots.errors import Code, Problem, Refused

FAULTS = (Refused, ArithmeticError, TypeError, ValueError, RecursionError, MemoryError)
"""Everything that a pupil's program can raise."""


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
