"""Which lines of Python say what a block says: the same program read from both, walked together."""

from __future__ import annotations

from collections.abc import Iterator

from robots.errors import Refused
from robots.program.faces import read_face
from robots.program.tree import Function, Opaque, Program, Stack, Statement
from robots.program.walk import bodies, nested

Span = tuple[int, int]
"""A first and a last line, from 1."""


def lines_beside(program: Program, to: str, text: str) -> dict[str, Span]:
    """Block id -> its lines, of a program and its text in the face `to`.

    Nothing where the two faces are not blocks and Python.
    """
    try:
        if (program.face, to) == ("blocks", "python"):
            return spans(program, read_face(to, text))
        if (program.face, to) == ("python", "blocks"):
            return spans(read_face(to, text), program)
    except Refused:
        pass
    return {}


def spans(blocks: Program, python: Program) -> dict[str, Span]:
    """Block id -> its lines, for two readings of one program; what does not match is left out.

    A statement's lines include those of what stands in it.
    """
    found: dict[str, Span] = {}
    functions = {function.name: function for function in python.functions}
    for function in blocks.functions:
        if function.name in functions:
            _function(function, functions[function.name], found)
    for ours, theirs in _stacks(blocks, python):
        _stack(ours, theirs, found)
    return found


def _function(ours: Function, theirs: Function, found: dict[str, Span]) -> None:
    first = _line(theirs.id)
    found[ours.id] = (first, max(first, _end(theirs.body)))
    _rows(ours.body, theirs.body, found)


def _stacks(blocks: Program, python: Program) -> Iterator[tuple[Stack, Stack]]:
    """The stacks that say the same: in turn; loose ones are one text without a hat."""
    if any(stack.when is not None for stack in blocks.stacks):
        running = [stack for stack in blocks.stacks if stack.when is not None]
        yield from zip(running, python.stacks, strict=False)
    elif python.stacks:
        body = [item for stack in blocks.stacks for item in stack.body]
        yield Stack(body), python.stacks[0]


def _stack(ours: Stack, theirs: Stack, found: dict[str, Span]) -> None:
    first = _line(theirs.id)
    decorated = not theirs.body or _line(theirs.body[0].id) > first
    if ours.when is not None and decorated:
        found[ours.when.id] = (first, max(first + 1, _end(theirs.body)))
    _rows(ours.body, theirs.body, found)


def _rows(ours: list[Statement], theirs: list[Statement], found: dict[str, Span]) -> None:
    pending = [(ours, theirs)]
    while pending:
        for our, their in zip(*pending.pop(), strict=False):
            first = _line(their.id)
            found[our.id] = (first, max(first, _end([their])))
            if type(our) is type(their):
                pending += zip(bodies(our), bodies(their), strict=False)


def _end(body: list[Statement]) -> int:
    """The last line of a row of statements; 0 when there is none."""
    return max((_line(item.id) + _more(item) for item in nested(body)), default=0)


def _more(item: Statement) -> int:
    return item.text.count("\n") if isinstance(item, Opaque) else 0


def _line(id: str) -> int:
    return int(id) if id.isdecimal() else 0
