"""Python text, read into the tree: a whole program, or a part of one.

Top-level statements are one `when_started` stack, the first in turn; a function under an event
decorator is a stack of its own, any other is one of the program's functions. A comment belongs to
the first statement at or below its line, and those at the end to the program. What is Python but
not taught is kept as text, in the smallest whole statement. Nothing is ever executed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from robots.errors import Refused
from robots.names import Names
from robots.program.python.identifiers import Identifiers, renamed
from robots.program.python.parse import Parsed, parsed
from robots.program.python.stacks import ProgramReader
from robots.program.python.statements import Statements
from robots.program.tree import Expression, Opaque, Program, Statement
from robots.program.walk import every_node


def read_python(text: str, names: Names) -> Program:
    """Read a Python text; `names` are the words' names in every language.

    Raises Refused with `syntax`, `unknown-word`, `bad-value`, `too-big` or `too-deep`, and the
    line.
    """
    return ProgramReader(parsed(text), names).program()


def read_statements(
    text: str,
    names: Names,
    *,
    functions: Collection[str] = (),
    identifiers: Identifiers | None = None,
    where: str = "",
) -> list[Statement]:
    """Read some statements of a program: those of a Python block.

    `functions` are the program's own, by their pupil's names; `identifiers` tells what the pupil
    calls what Python must call otherwise; every node gets the id `where`, and so does a problem.
    Raises Refused as `read_python` does.
    """
    try:
        found = _part(text)
        reader = Statements(found, names, _spelt(functions, identifiers))
        body = reader.part(found.body)
        _tied(body, identifiers, where)
    except Refused as refused:
        raise _moved(refused, where) from None
    return body


def read_expression(
    text: str,
    names: Names,
    *,
    functions: Collection[str] = (),
    identifiers: Identifiers | None = None,
    where: str = "",
) -> Expression:
    """Read one expression of a program, as `read_statements` does statements.

    Raises Refused with `not-taught` too: an expression cannot be kept as text.
    """
    try:
        found = _part(text.strip())
        value = Statements(found, names, _spelt(functions, identifiers)).value(found.body)
        _tied([value], identifiers, where)
    except Refused as refused:
        raise _moved(refused, where) from None
    return value


def _part(text: str) -> Parsed:
    """A part of a program: what its loops count may be looked at elsewhere."""
    found = parsed(text)
    return replace(found, loaded=found.loaded | (found.stored - {"_"}))


def _spelt(functions: Iterable[str], identifiers: Identifiers | None) -> dict[str, list[str]]:
    spelt = identifiers.function if identifiers else str
    return {spelt(name): [] for name in functions}


def _tied(
    nodes: list[Statement] | list[Expression], identifiers: Identifiers | None, where: str
) -> None:
    """Give every node its place and its pupil's names."""
    for node in every_node(nodes):
        if where:
            node.id = where
            if isinstance(node, Opaque) and node.why is not None:
                node.why = replace(node.why, where=where)
        if identifiers is not None:
            renamed(node, identifiers)


def _moved(refused: Refused, where: str) -> Refused:
    """The same refusal at a block instead of a line."""
    if not where:
        return refused
    return Refused([replace(problem, where=where) for problem in refused.problems])
