"""From expressions of the tree to Python's `ast`, as part of a stack's generator."""

from __future__ import annotations

import ast

from robots.errors import Code, refuse
from robots.program import spelling as py
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Ask,
    Binary,
    Call,
    Choice,
    Compare,
    DictOf,
    Expression,
    ListOf,
    Literal,
    Logic,
    Own,
    Sense,
    Template,
    TupleOf,
    Unary,
    Variable,
)

SMALL = 10**15
"""Whole numbers below need no closer look at what they have grown to."""
_HELPED = {"*": "multiplied", "%": "remainder", "**": "power"}


def function_name(taught: str) -> str:
    """The name by which compiled code knows a taught function."""
    return "call_" + taught.replace(".", "_")


class Expressions:
    """Builds expressions; gives every variable a name of its own that no word can meet."""

    def __init__(self) -> None:
        self.variables: dict[str, str] = {}

    def variable(self, name: str) -> str:
        """The compiled name of a pupil's variable."""
        return self.variables.setdefault(name, f"v{len(self.variables)}")

    def build(self, node: Expression) -> ast.expr:
        """The `ast` of an expression; sensing words become a `yield` that gives their value."""
        if isinstance(node, Literal):
            return py.constant(node.value)
        if isinstance(node, Variable):
            return py.name(self.variable(node.name))
        if isinstance(node, Sense):
            return ast.Yield(self.request(True, node.word, node.arguments))
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, ListOf):
            return ast.List([self.build(item) for item in node.items], ast.Load())
        if isinstance(node, Template):
            parts = (py.call(function_name("str"), self.build(part)) for part in node.parts)
            return py.total(list(parts))
        if isinstance(node, (TupleOf, DictOf, Own, Ask)):
            raise refuse(Code.NOT_TAUGHT, node.id)
        return self._operation(node)

    def request(self, sensing: bool, word: str, arguments: dict[str, Expression]) -> ast.expr:
        """What a stack yields for a word: (is it sensing, the word, its arguments)."""
        return py.row(
            py.constant(sensing),
            py.constant(word),
            ast.Dict(
                [py.constant(name) for name in arguments],
                [self.build(value) for value in arguments.values()],
            ),
        )

    def stored(self, node: Expression) -> ast.expr:
        """An expression on its way into a variable: refused when it has grown too big.

        What sums and quotients of numbers give is looked at every 1,000 loop turns instead: in
        that many turns a number cannot grow beyond reason, a text or a list can.
        """
        value = self.build(node)
        if _bounded(node):
            return value
        kept = ast.NamedExpr(ast.Name("t", ast.Store()), value)
        test = ast.BoolOp(
            ast.And(),
            [
                py.compared(py.call("type", kept), ast.Is(), py.name("int")),
                ast.Compare(
                    py.constant(-SMALL), [ast.Lt(), ast.Lt()], [py.name("t"), py.constant(SMALL)]
                ),
            ],
        )
        return ast.IfExp(test, py.name("t"), py.call("grown", py.name("t")))

    def _operation(self, node: Unary | Binary | Compare | Logic | Choice) -> ast.expr:
        if isinstance(node, Unary):
            return self._unary(node)
        if isinstance(node, Binary):
            return self._binary(node)
        if isinstance(node, Choice):
            parts = (node.test, node.then, node.otherwise)
            return ast.IfExp(*(self.build(part) for part in parts))
        left, right = self.build(node.left), self.build(node.right)
        if isinstance(node, Compare):
            return py.compared(left, py.COMPARISONS[node.operator](), right)
        operator: ast.boolop = ast.And() if node.operator == "and" else ast.Or()
        return ast.BoolOp(operator, [left, right])

    def _unary(self, node: Unary) -> ast.expr:
        operand = self.build(node.operand)
        signs: dict[str, type[ast.unaryop]] = {"not": ast.Not, "-": ast.USub, "+": ast.UAdd}
        return ast.UnaryOp(signs[node.operator](), operand)

    def _binary(self, node: Binary) -> ast.expr:
        left, right = self.build(node.left), self.build(node.right)
        if node.operator in _HELPED:
            return py.call(_HELPED[node.operator], left, right)
        return ast.BinOp(left, py.OPERATORS[node.operator](), right)

    def _call(self, node: Call) -> ast.expr:
        taught = TAUGHT.get(node.name)
        if taught is None:
            raise refuse(Code.NOT_TAUGHT, node.id, name=node.name)
        count = len(node.arguments)
        if count < taught.least or (taught.most is not None and count > taught.most):
            raise refuse(Code.BAD_VALUE, node.id, word=node.name, value=count)
        return py.call(function_name(node.name), *(self.build(item) for item in node.arguments))


def numeric(node: Expression) -> bool:
    """Whether an expression gives a number if it gives anything."""
    if isinstance(node, Literal):
        return isinstance(node.value, (int, float))
    if isinstance(node, Binary):
        return node.operator != "+" or numeric(node.left) or numeric(node.right)
    return isinstance(node, Unary)


def _bounded(node: Expression) -> bool:
    """Whether an expression's value cannot be much bigger than what it is made of."""
    if isinstance(node, (Literal, Variable, Sense, Compare)):
        return True
    if isinstance(node, Binary):
        return node.operator != "+" or numeric(node)
    return isinstance(node, Unary)
