"""Short spellings of Python's `ast` nodes, for the compiler."""

from __future__ import annotations

import ast
from collections.abc import Sequence

Body = list[ast.stmt]

OPERATORS: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "/": ast.Div,
    "//": ast.FloorDiv,
}
COMPARISONS: dict[str, type[ast.cmpop]] = {
    "==": ast.Eq,
    "!=": ast.NotEq,
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
}


def name(text: str) -> ast.Name:
    """The value of a name."""
    return ast.Name(text, ast.Load())


def constant(value: bool | int | float | str | None) -> ast.expr:
    """A literal value."""
    return ast.Constant(value)


def call(function: str, *arguments: ast.expr) -> ast.expr:
    """A call of a named function."""
    return ast.Call(name(function), list(arguments), [])


def noted(value: ast.expr, target: str, note: ast.expr) -> ast.expr:
    """The value, once it is worked out and `target` is set to the note."""
    both = row(value, ast.NamedExpr(ast.Name(target, ast.Store()), note))
    return ast.Subscript(both, constant(0), ast.Load())


def first(target: str, context: ast.expr_context) -> ast.expr:
    """`target[0]`."""
    return ast.Subscript(name(target), constant(0), context)


def row(*items: ast.expr) -> ast.expr:
    """A tuple."""
    return ast.Tuple(list(items), ast.Load())


def assign(target: str, value: ast.expr) -> ast.stmt:
    """`target = value`."""
    return ast.Assign([ast.Name(target, ast.Store())], value)


def add(target: str, amount: int) -> ast.stmt:
    """`target += amount`."""
    operator: ast.operator = ast.Add() if amount >= 0 else ast.Sub()
    return ast.AugAssign(ast.Name(target, ast.Store()), operator, ast.Constant(abs(amount)))


def yielded(value: ast.expr | None) -> ast.stmt:
    """A `yield` for its effect."""
    return ast.Expr(ast.Yield(value))


def when(test: ast.expr, body: Body, otherwise: Body | None = None) -> ast.stmt:
    """`if test: body else: otherwise`."""
    return ast.If(test, body, otherwise or [])


def function(
    title: str, body: Body, parameters: Sequence[str] = (), defaults: Sequence[ast.expr] = ()
) -> ast.stmt:
    """`def title(parameters): body`; the defaults are those of the last parameters."""
    given = ast.arguments(
        posonlyargs=[],
        args=[ast.arg(item) for item in parameters],
        kwonlyargs=[],
        kw_defaults=[],
        defaults=list(defaults),
    )
    # Python 3.12 added a required list of type parameters.
    node = ast.FunctionDef(title, given, body or [ast.Pass()], [], None)
    if "type_params" in ast.FunctionDef._fields:
        vars(node)["type_params"] = []
    return node


def negated(test: ast.expr) -> ast.expr:
    """`not test`."""
    return ast.UnaryOp(ast.Not(), test)


def compared(left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
    """`left operator right`."""
    return ast.Compare(left, [operator], [right])


def module(body: Sequence[ast.stmt]) -> ast.Module:
    """A module ready to be compiled: every node gets a place."""
    return ast.fix_missing_locations(ast.Module(list(body), []))
