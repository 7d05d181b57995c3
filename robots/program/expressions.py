"""From expressions of the tree to Python's `ast`, as part of a stack's generator."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from robots.errors import Code, refuse
from robots.program import spelling as py
from robots.program.chains import Link, chain
from robots.program.effort import heavy, numeric
from robots.program.functions import Planned, given
from robots.program.limits import plain_value
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
SEGMENT = 16
"""Links of a chain that Python gets inside one another: it counts its depth, too."""
_HELPED = {"*": "multiplied", "%": "remainder", "**": "power"}
_SIGNS: dict[type, frozenset[str]] = {
    Unary: frozenset({"not", "-", "+"}),
    Binary: frozenset({*py.OPERATORS, *_HELPED}),
    Compare: frozenset(py.COMPARISONS),
    Logic: frozenset({"and", "or"}),
}


ASK = "input"
"""What a stack says when it asks for something on the pupil's screen."""


def comparison_name(operator: str) -> str:
    """The name by which compiled code knows a careful comparison."""
    return "compare_" + py.COMPARISONS[operator].__name__


def function_name(taught: str) -> str:
    """The name by which compiled code knows a taught function."""
    return "call_" + taught.replace(".", "_")


class Expressions:
    """Builds expressions; gives every variable a name of its own that no word can meet."""

    def __init__(self, functions: Mapping[str, Planned]) -> None:
        self._functions = functions
        self.variables: dict[str, str] = {}
        """The compiled names of the program's own variables."""
        self.local: dict[str, str] = {}
        """Those of the function in hand."""
        self.inside = False
        """Whether a function is in hand, not a stack."""
        self.here = ""
        """The id of the statement in hand."""
        self.reads: dict[str, dict[str, str]] = {}
        """For each statement's id, the variables that it reads with their compiled names."""
        self.heavy = False
        """Whether something that may go through a whole list or text was built."""
        self._chains = 0
        """How many long chains the expression in hand stands in."""

    def variable(self, name: str) -> str:
        """The compiled name of a pupil's variable."""
        local = self.local.get(name)
        return local or self.variables.setdefault(name, f"v{len(self.variables)}")

    def build(self, node: Expression) -> ast.expr:
        """The `ast` of an expression; sensing words become a `yield` that gives their value."""
        links = chain(node)
        if len(links) > SEGMENT:
            return self._long(links)
        self.heavy = self.heavy or heavy(node)
        if isinstance(node, Literal):
            return py.constant(plain_value(node.value, node.id))
        if isinstance(node, Variable):
            name = self.variable(node.name)
            self.reads.setdefault(self.here, {})[node.name] = name
            return py.name(name)
        if isinstance(node, Sense):
            return ast.Yield(self.request(True, node.word, node.arguments))
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, Own):
            return self._own(node)
        if isinstance(node, ListOf):
            return ast.List([self.build(item) for item in node.items], ast.Load())
        return self._made(node)

    def _made(self, node: Expression) -> ast.expr:
        if isinstance(node, TupleOf):
            return py.row(*map(self.build, node.items))
        if isinstance(node, DictOf):
            pairs = [part for pair in zip(node.keys, node.values, strict=True) for part in pair]
            return py.call("dictionary", *map(self.build, pairs))
        if isinstance(node, Template):
            return py.call("shown_joined", *map(self.build, node.parts))
        if isinstance(node, Ask):
            prompt = {} if node.prompt is None else {"prompt": node.prompt}
            return ast.Yield(self.request(True, ASK, prompt))
        assert isinstance(node, (Unary, Binary, Compare, Logic, Choice))
        return self._operation(node)

    def _own(self, node: Own) -> ast.expr:
        """A call of the program's own function; back from it, the statement in hand goes on."""
        plan = self._functions.get(node.name)
        if plan is None:
            raise refuse(Code.UNKNOWN_WORD, node.id, name=node.name[:60])
        given(node, plan)
        names = {item.name: f"p{place}" for place, item in enumerate(plan.function.parameters)}
        by_place = [self.stored(item) for item in node.arguments]
        by_name = [
            ast.keyword(arg=names[name], value=self.stored(value))
            for name, value in node.named.items()
        ]
        call: ast.expr = ast.Call(py.name(plan.compiled), by_place, by_name)
        if plan.waits:
            call = ast.YieldFrom(
                ast.Call(py.name(plan.compiled), [self._depth(), *by_place], by_name)
            )
        self.heavy = self.heavy or plan.heavy
        return py.noted(call, "here", py.constant(self.here))

    def _depth(self) -> ast.expr:
        if self.inside:
            return ast.BinOp(py.name("depth"), ast.Add(), py.constant(1))
        return py.constant(1)

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
        if not isinstance(node, Choice) and node.operator not in _SIGNS[type(node)]:
            raise refuse(Code.NOT_TAUGHT, node.id, name=node.operator[:60])
        if isinstance(node, Unary):
            return self._unary(node)
        if isinstance(node, Binary):
            return self._binary(node)
        if isinstance(node, Choice):
            parts = (node.test, node.then, node.otherwise)
            return ast.IfExp(*(self.build(part) for part in parts))
        left, right = self.build(node.left), self.build(node.right)
        if isinstance(node, Compare):
            return self._compare(node, left, right)
        return ast.BoolOp(_boolean(node), [left, right])

    def _long(self, links: list[Link]) -> ast.expr:
        """A chain of many terms: `and` and `or` side by side, sums a segment at a time."""
        first = links[-1]
        if isinstance(first, Logic):
            rest = [self.build(link.right) for link in reversed(links)]
            return ast.BoolOp(_boolean(first), [self.build(first.left), *rest])
        kept = f"c{self._chains}"
        self._chains += 1
        whole, number = self.build(first.left), numeric(first.left)
        parts: list[ast.expr] = []
        for count, link in enumerate(reversed(links), 1):
            right = numeric(link.right)
            number = _gives_number(link.operator, number, right)
            self.heavy = self.heavy or (link.operator in "+*" and not number)
            whole = _joined(link.operator, whole, self.build(link.right))
            if count % SEGMENT == 0:
                parts.append(ast.NamedExpr(ast.Name(kept, ast.Store()), whole))
                whole = py.name(kept)
        self._chains -= 1
        return ast.Subscript(py.row(*parts, whole), py.constant(-1), ast.Load())

    def _compare(self, node: Compare, left: ast.expr, right: ast.expr) -> ast.expr:
        """Two things that may be lists are compared with care: lists may hold themselves."""
        operator = py.COMPARISONS[node.operator]
        if _scalar(node.left) or _scalar(node.right):
            return py.compared(left, operator(), right)
        careful = py.call(comparison_name(node.operator), left, right)
        if not isinstance(node.left, Variable) or not isinstance(node.right, Variable):
            return careful
        whole = py.compared(py.call("type", left), ast.Is(), py.name("int"))
        return ast.IfExp(whole, py.compared(left, operator(), right), careful)

    def _unary(self, node: Unary) -> ast.expr:
        operand = self.build(node.operand)
        signs: dict[str, type[ast.unaryop]] = {"not": ast.Not, "-": ast.USub, "+": ast.UAdd}
        return ast.UnaryOp(signs[node.operator](), operand)

    def _binary(self, node: Binary) -> ast.expr:
        return _joined(node.operator, self.build(node.left), self.build(node.right))

    def _call(self, node: Call) -> ast.expr:
        taught = TAUGHT.get(node.name)
        if taught is None:
            raise refuse(Code.NOT_TAUGHT, node.id, name=node.name)
        count = len(node.arguments)
        if count < taught.least or (taught.most is not None and count > taught.most):
            raise refuse(Code.BAD_VALUE, node.id, word=node.name, value=count)
        return py.call(function_name(node.name), *(self.build(item) for item in node.arguments))


def _boolean(node: Logic) -> ast.boolop:
    return ast.And() if node.operator == "and" else ast.Or()


def _joined(operator: str, left: ast.expr, right: ast.expr) -> ast.expr:
    """What an operator makes of two values."""
    if operator in _HELPED:
        return py.call(_HELPED[operator], left, right)
    return ast.BinOp(left, py.OPERATORS[operator](), right)


def _gives_number(operator: str, left: bool, right: bool) -> bool:
    """`numeric` of an operation, where it is known of its sides."""
    if operator == "*":
        return left and right
    return operator != "+" or left or right


def _scalar(node: Expression) -> bool:
    """Whether an expression gives no list, tuple or dictionary."""
    return isinstance(node, (Literal, Sense, Compare, Template, Ask)) or numeric(node)


def _bounded(node: Expression) -> bool:
    """Whether an expression's value cannot be much bigger than what it is made of."""
    if isinstance(node, (Literal, Variable, Sense, Compare, Own, Template, Ask)):
        return True
    if isinstance(node, Binary):
        return node.operator not in "+*" or numeric(node)
    return isinstance(node, Unary)
