"""Which values are surely numbers or texts, as far as the program's text tells."""

from __future__ import annotations

from robots.abilities import WORDS, Kind
from robots.program.check.setting import set_by
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Call,
    Change,
    Count,
    Expression,
    Literal,
    Program,
    Sense,
    Template,
    Unary,
    Variable,
)
from robots.program.walk import every_node

_NUMBERS = frozenset(
    {"len", "abs", "round", "int", "float", "sum", "random.randint", "random.random"}
)
_TEXTS = frozenset({"str", "str.upper", "str.lower", "str.title", "str.strip", "str.join"})
_ARITHMETIC = frozenset({"-", "/", "//", "**"})


class Kinds:
    """Tells "number" or "text" of a value, "" where it may be anything."""

    def __init__(self, variables: dict[str, str]) -> None:
        self._variables = variables

    def of(self, value: Expression) -> str:
        """The kind of a value."""
        if isinstance(value, Variable):
            return self._variables.get(value.name, "")
        return written_kind(value)


def written_kind(value: Expression) -> str:
    """The kind of a value whatever the variables hold."""
    if isinstance(value, Literal):
        return _of_literal(value.value)
    if isinstance(value, (Ask, Template)):
        return "text"
    if isinstance(value, Unary):
        return "number" if value.operator == "-" else ""
    if isinstance(value, Binary):
        return "number" if value.operator in _ARITHMETIC else ""
    if isinstance(value, Sense):
        word = WORDS.get(value.word)
        return "number" if word is not None and word.gives is Kind.NUMBER else ""
    return _of_call(value.name) if isinstance(value, Call) else ""


def kinds_of_variables(program: Program) -> Kinds:
    """The kinds of the variables that are only ever given one kind of value."""
    found: dict[str, set[str]] = {}
    for function in program.functions:
        for parameter in function.parameters:
            found.setdefault(parameter.name, set()).add("")
    for node in every_node([program.functions, program.stacks]):
        for name in set_by(node):
            found.setdefault(name, set()).add(_given(node))
    return Kinds({name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1})


def _given(node: object) -> str:
    if isinstance(node, Assign):
        return written_kind(node.value)
    return "number" if isinstance(node, (Change, Count)) else ""


def _of_literal(value: object) -> str:
    if isinstance(value, str):
        return "text"
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _of_call(name: str) -> str:
    return "number" if name in _NUMBERS else "text" if name in _TEXTS else ""
