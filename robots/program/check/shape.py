"""How deep and how big a program is, and what stands where nothing can come of it."""

from __future__ import annotations

from collections.abc import Iterator

from robots.errors import Code, Problem
from robots.program.chains import MOST_TERMS, chain, inner, too_long
from robots.program.limits import DEEPEST, MOST_LOOPS, MOST_STATEMENTS
from robots.program.tree import Function, Jump, Program, Return, Statement
from robots.program.walk import LOOPS, bodies, expressions, homes


def shape_faults(program: Program) -> Iterator[Problem]:
    """What is wrong with the nesting of a program.

    Too deep, too big, a jump outside a loop, a return outside a function. Ends after `too-big`.
    """
    left = MOST_STATEMENTS
    for function in program.functions:
        for parameter in function.parameters:
            yield from _values(parameter, function.id)
    for home in homes(program):
        inside = isinstance(home, Function)
        for item, level, loops in _placed(home.body):
            left -= 1
            if left < 0:
                yield Problem(Code.TOO_BIG, item.id)
                return
            yield from _faults(item, level, loops, inside)


def _placed(body: list[Statement]) -> Iterator[tuple[Statement, int, int]]:
    """Each statement of a row with its level and how many loops it is or stands in."""
    pending = [(item, 1, 0) for item in reversed(body)]
    while pending:
        item, level, loops = pending.pop()
        loops += isinstance(item, LOOPS)
        yield item, level, loops
        inner = [part for row in bodies(item) for part in row]
        pending += [(part, level + 1, loops) for part in reversed(inner)]


def _faults(item: Statement, level: int, loops: int, inside: bool) -> Iterator[Problem]:
    if loops > MOST_LOOPS:
        yield Problem(Code.TOO_DEEP, item.id, {"reason": "loops", "most": MOST_LOOPS})
    if level > DEEPEST:
        yield Problem(Code.TOO_DEEP, item.id)
    else:
        yield from _values(item, item.id)
    if isinstance(item, Jump) and not loops:
        yield Problem(Code.SYNTAX, item.id, {"reason": "jump"})
    if isinstance(item, Return) and not inside:
        yield Problem(Code.SYNTAX, item.id, {"reason": "return"})


def _values(item: object, where: str) -> Iterator[Problem]:
    """What is wrong with the values right inside: too many levels, or a sum without end."""
    row = list(expressions(item))
    height = 0
    while row and height <= DEEPEST:
        height += 1
        if any(len(chain(value)) >= MOST_TERMS for value in row):
            yield from too_long(where).problems
            return
        row = [part for value in row for part in inner(value)]
    if height > DEEPEST:
        yield Problem(Code.TOO_DEEP, where)
