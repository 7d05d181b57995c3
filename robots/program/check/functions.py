"""The program's own functions: who calls them, with what, and for what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from robots.abilities import WORDS
from robots.errors import Code, Problem
from robots.program.check.doubts import doubt, nearest
from robots.program.tree import Evaluate, Function, Own, Program, Return
from robots.program.walk import every_node, nested

_MOST_NEAR = 25
"""Unknown functions for which a likely one is looked for."""


def function_faults(program: Program) -> Iterator[Problem]:
    """Functions that stand there twice, calls of unknown ones, calls with the wrong values."""
    known: dict[str, Function] = {}
    for function in program.functions:
        yield from _twice(function, function.name in known)
        known.setdefault(function.name, function)
    left = _MOST_NEAR
    for node in every_node([program.functions, program.stacks]):
        if isinstance(node, Own) and node.name in known:
            yield from _count(node, known[node.name])
        elif isinstance(node, Own):
            left -= 1
            yield _unknown(node, known, look=left >= 0)


def function_remarks(program: Program) -> Iterator[Problem]:
    """Functions that nobody calls, and calls that wait for a value that never comes."""
    places = [(function.name, every_node(function)) for function in program.functions]
    places.append(("", every_node(program.stacks)))
    called = {
        node.name
        for home, nodes in places
        for node in nodes
        if isinstance(node, Own) and node.name != home
    }
    for function in program.functions:
        if function.name not in called:
            yield doubt(function.id, "uncalled", name=function.name[:60])
    yield from _valueless(program)


def gives(function: Function) -> bool:
    """Whether a function gives a value: a `return` with one stands in it."""
    return any(
        isinstance(item, Return) and item.value is not None for item in nested(function.body)
    )


def _valueless(program: Program) -> Iterator[Problem]:
    silent = {function.name for function in program.functions if not gives(function)}
    nodes = list(every_node([program.functions, program.stacks]))
    alone = {id(node.value) for node in nodes if isinstance(node, Evaluate)}
    for node in nodes:
        if isinstance(node, Own) and node.name in silent and id(node) not in alone:
            yield doubt(node.id, "gives-nothing", name=node.name[:60])


def _twice(function: Function, again: bool) -> Iterator[Problem]:
    said = partial(Problem, Code.BAD_VALUE)
    if again:
        yield said(function.id, {"reason": "twice", "name": function.name[:60]})
    names: set[str] = set()
    for parameter in function.parameters:
        if parameter.name in names:
            yield said(function.id, {"reason": "twice", "name": parameter.name[:60]})
        names.add(parameter.name)


def _unknown(node: Own, known: dict[str, Function], look: bool) -> Problem:
    """A function that is not there, and the one that is most like it."""
    near = nearest(node.name, (*known, *WORDS)) if look else None
    details = {"reason": "near", "near": near} if near else {}
    return Problem(Code.UNKNOWN_WORD, node.id, {"name": node.name[:60], **details})


def _count(node: Own, function: Function) -> Iterator[Problem]:
    if not _fits(node, function):
        yield Problem(Code.BAD_VALUE, node.id, {"reason": "count", "word": node.name[:60]})


def _fits(node: Own, function: Function) -> bool:
    """Whether every parameter gets one value, or has a default, and none is left over."""
    names = [parameter.name for parameter in function.parameters]
    by_place = names[: len(node.arguments)]
    needed = {part.name for part in function.parameters if part.default is None}
    return (
        len(node.arguments) <= len(names)
        and node.named.keys() <= set(names) - set(by_place)
        and needed <= {*by_place, *node.named}
    )
