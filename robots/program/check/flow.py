"""Where a program goes: what is never reached, loops that do nothing or do it once."""

from __future__ import annotations

from collections.abc import Iterator

from robots.errors import Problem
from robots.program.check.doubts import doubt
from robots.program.tree import (
    If,
    Jump,
    Literal,
    Program,
    Repeat,
    Return,
    Statement,
    While,
)
from robots.program.walk import LOOPS, bodies, homes, nested


def flow_remarks(program: Program) -> Iterator[Problem]:
    """Statements that are never reached, and loops and conditions that hold nothing to do."""
    for home in homes(program):
        yield from _unreached(home.body)
        for item in nested(home.body):
            for row in bodies(item):
                yield from _unreached(row)
            yield from _idle(item)


def is_forever(item: Statement) -> bool:
    """Whether it is a loop that nothing in its head ever ends."""
    if not isinstance(item, While) or not isinstance(item.test, Literal):
        return False
    return bool(item.test.value) is not item.until


def can_leave(body: list[Statement]) -> bool:
    """Whether a `break` of the loop around this row, or a return, stands in it."""
    pending = [(item, True) for item in body]
    while pending:
        item, own = pending.pop()
        if isinstance(item, Return) or (isinstance(item, Jump) and own and item.kind == "break"):
            return True
        own = own and not isinstance(item, LOOPS)
        pending += [(part, own) for row in bodies(item) for part in row]
    return False


def _unreached(row: list[Statement]) -> Iterator[Problem]:
    """The first statement of a row that nothing ever gets to."""
    for before, after in zip(row, row[1:], strict=False):
        reason = _blocks_the_way(before)
        if reason and not _is_nothing(after):
            yield doubt(after.id, reason)
            return


def _blocks_the_way(item: Statement) -> str:
    if isinstance(item, (Jump, Return)):
        return "after-jump"
    if is_forever(item) and isinstance(item, While) and not _breaks(item.body):
        return "after-forever"
    return ""


def _breaks(body: list[Statement]) -> bool:
    """Whether what stands after the loop around this row can be reached by a `break` in it."""
    pending = list(body)
    while pending:
        item = pending.pop()
        if isinstance(item, Jump) and item.kind == "break":
            return True
        if not isinstance(item, LOOPS):
            pending += [part for row in bodies(item) for part in row]
    return False


def _is_nothing(item: Statement) -> bool:
    """The end of a function block whose value was left empty."""
    return isinstance(item, Return) and isinstance(item.value, Literal) and item.value.value is None


def _idle(item: Statement) -> Iterator[Problem]:
    if isinstance(item, Repeat):
        yield from _idle_repeat(item)
    elif isinstance(item, If):
        if not any(bodies(item)):
            yield doubt(item.id, "empty-if")
    elif isinstance(item, While) and not item.body and is_forever(item):
        yield doubt(item.id, "empty-loop")


def _idle_repeat(item: Repeat) -> Iterator[Problem]:
    times = item.times.value if isinstance(item.times, Literal) else None
    if isinstance(times, (int, float)) and not isinstance(times, bool):
        if times < 1:
            yield doubt(item.id, "repeat-none", value=times)
        elif times == 1:
            yield doubt(item.id, "repeat-once")
    if not item.body:
        yield doubt(item.id, "empty-loop")
