"""Python text, read into the tree: a whole program, or a part of one.

Top-level statements are one `when_started` stack, the first in turn; a function under an event
decorator is a stack of its own, any other is one of the program's functions. A comment belongs to
the first statement at or below its line, and those at the end to the program. What is Python but
not taught is kept as text, in the smallest whole statement. Nothing is ever executed.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from robots.errors import Problem, Refused
from robots.names import Names
from robots.program.python.identifiers import Identifiers, renamed
from robots.program.python.parse import Parsed, parsed
from robots.program.python.scope import read_in
from robots.program.python.stacks import ProgramReader
from robots.program.python.statements import Statements
from robots.program.python.values import not_taught
from robots.program.tree import Expression, Opaque, Program, Statement
from robots.program.walk import every_node, statements


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The names that the texts of the same program set and look at, and all that they bind."""

    stored: frozenset[str] = frozenset()
    loaded: frozenset[str] = frozenset()
    bound: Counter[str] = field(default_factory=Counter)


NOWHERE = Elsewhere()


def read_python(text: str, names: Names) -> Program:
    """Read a Python text; `names` are the words' names in every language.

    Raises Refused with `syntax`, `unknown-word`, `bad-value`, `too-big` or `too-deep`, and the
    line.
    """
    found = parsed(text)
    program = ProgramReader(found, names).program()
    needed = _imports_needed(found, program)
    return ProgramReader(found, names, needed).program() if needed else program


def _imports_needed(text: Parsed, program: Program) -> dict[ast.stmt, Problem]:
    """The imports (`from math import sqrt`) that text kept as it is needs, and why it is kept."""
    imports = [node for node in text.nodes if isinstance(node, ast.ImportFrom)]
    kept = [item for item in statements(program) if isinstance(item, Opaque)] if imports else []
    needed: dict[ast.stmt, Problem] = {}
    for item in kept:
        names = read_in(item.text)
        for node in imports:
            if item.why is not None and _given_by(node) & (names | {"*"}):
                needed.setdefault(node, item.why)
    return needed


def read_statements(
    text: str,
    names: Names,
    *,
    functions: Collection[str] = (),
    identifiers: Identifiers | None = None,
    elsewhere: Elsewhere = NOWHERE,
    where: str = "",
) -> list[Statement]:
    """Read some statements of a program: those of a Python block.

    `functions` are the program's own, by their pupil's names; `identifiers` tells what the pupil
    calls what Python must call otherwise, `elsewhere` what the program's other texts give a
    meaning to; every node gets the id `where`, and so does a problem.
    Raises Refused as `read_python` does.
    """
    try:
        found = _part(text, elsewhere)
        reader = Statements(found, names, _spelt(functions, identifiers), _used(found, elsewhere))
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
    elsewhere: Elsewhere = NOWHERE,
    where: str = "",
) -> Expression:
    """Read one expression of a program, as `read_statements` does statements.

    Raises Refused with `not-taught` too: an expression cannot be kept as text.
    """
    try:
        found = _part(text.strip(), elsewhere)
        value = Statements(found, names, _spelt(functions, identifiers)).value(found.body)
        _tied([value], identifiers, where)
    except Refused as refused:
        raise _moved(refused, where) from None
    return value


def _used(text: Parsed, elsewhere: Elsewhere) -> dict[ast.stmt, Refused]:
    """The imports that are all of a part, where another part of the program makes use of them."""
    if not all(isinstance(node, (ast.Import, ast.ImportFrom)) for node in text.body):
        return {}
    return {
        node: not_taught(node)
        for node in text.body
        if isinstance(node, ast.ImportFrom) and _given_by(node) & (elsewhere.loaded | {"*"})
    }


def _given_by(node: ast.ImportFrom) -> set[str]:
    return {alias.asname or alias.name for alias in node.names}


def named_in(texts: Iterable[str]) -> Elsewhere:
    """What the texts of a program's Python blocks give a meaning to, those that are Python."""
    stored, loaded, bound = set[str](), set[str](), Counter[str]()
    for text in texts:
        try:
            found = parsed(text)
        except Refused:
            continue
        stored |= found.stored
        loaded |= found.loaded
        bound.update(found.bound)
    return Elsewhere(frozenset(stored), frozenset(loaded), bound)


def _part(text: str, elsewhere: Elsewhere) -> Parsed:
    """A part of a program: what its loops count may be looked at elsewhere."""
    found = parsed(text)
    return replace(
        found,
        loaded=found.loaded | (found.stored - {"_"}),
        stored=found.stored | elsewhere.stored,
        bound=found.bound + elsewhere.bound,
    )


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
