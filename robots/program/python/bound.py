"""Which names a piece of Python gives a meaning to."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

_OWN_SCOPE = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp,
    ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


def bindings(nodes: Iterable[ast.AST]) -> Counter[str]:
    """How often each name is bound, in whatever scope."""
    return Counter(name for node in nodes for name in _bound_by(node))


def bound_here(statements: Iterable[ast.stmt]) -> frozenset[str]:
    """The names that statements bind in the scope they stand in, not in those inside."""
    return frozenset(name for node in _here(statements) for name in _bound_by(node))


def shared_here(statements: Iterable[ast.stmt]) -> frozenset[str]:
    """The names that statements declare `global` in the scope they stand in."""
    found = (node.names for node in _here(statements) if isinstance(node, ast.Global))
    return frozenset(name for names in found for name in names)


def _here(statements: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a scope, without what stands in the scopes inside it."""
    pending: list[ast.AST] = list(statements)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, _OWN_SCOPE):
            pending += ast.iter_child_nodes(node)


def _bound_by(node: ast.AST) -> Iterator[str]:
    """The names that one node alone binds."""
    if isinstance(node, ast.Name):
        if not isinstance(node.ctx, ast.Load):
            yield node.id
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.partition(".")[0]
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)):
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name:
            yield name
