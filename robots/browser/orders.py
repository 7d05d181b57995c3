"""Questions and answers as plain JSON: what a page says, what it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from robots.errors import Problem
from robots.world.mat import Mat, read_mat
from robots.world.shipped import PLAIN, mat_names, shipped
from robots.world.trace import Value

Json = Value


def faults_of(problems: Iterable[Problem]) -> list[Json]:
    """Problems on their way to a screen, which makes their sentences."""
    return [
        {
            "code": str(problem.code),
            "where": problem.where,
            "details": dict(problem.details),
            "remark": problem.remark,
        }
        for problem in problems
    ]


def text_of(asked: Mapping[str, Json], name: str) -> str:
    """A text that was sent, "" where there is none."""
    value = asked.get(name, "")
    return value if isinstance(value, str) else ""


def mat_of(asked: Mapping[str, Json]) -> Mat:
    """The mat of a question: a shipped one's name, or the text of a mat's file.

    Raises Refused for a text that is no mat; left out, it is the plain one.
    """
    mat, name = text_of(asked, "mat") or PLAIN, text_of(asked, "mat_name") or "mat"
    return shipped(mat) if mat in mat_names() else read_mat(mat, name)
