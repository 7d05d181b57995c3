"""What went wrong in free Python, as a problem at its line that a child can read."""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType

from robots.errors import Code, Problem, Refused
from robots.program.faults import problem_of

FILE = "<program>"
"""What a pupil's text is called where Python tells of it."""
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (NameError, "name"),
    (ModuleNotFoundError, "module"),
    (ImportError, "module"),
    (AttributeError, "attribute"),
    (IndexError, "index"),
    (KeyError, "key"),
    (TypeError, "kind"),
    (ValueError, "value"),
    (AssertionError, "assert"),
)


def fault_of(fault: Exception) -> Refused:
    """The refusal that a fault of the pupil's Python means."""
    where = _line(fault.__traceback__)
    if isinstance(fault, (Refused, ArithmeticError, RecursionError, MemoryError)):
        problem = problem_of(fault, where)
        return Refused(replace(problem, where=problem.where or where))
    reason = next((name for kind, name in _REASONS if isinstance(fault, kind)), "other")
    name = str(getattr(fault, "name", None) or type(fault).__name__)
    details = {"reason": reason, "name": name[:60], "text": str(fault)[:200]}
    return Refused(Problem(Code.PYTHON, where, details))


def _line(at: TracebackType | None) -> str:
    """The innermost line of the pupil's own text."""
    line = ""
    while at is not None:
        if at.tb_frame.f_code.co_filename == FILE:
            line = str(at.tb_lineno)
        at = at.tb_next
    return line
