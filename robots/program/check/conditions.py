"""Conditions that are always true or never, and loops whose condition nothing changes."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator

from robots.abilities import COLOURS, TILTS, WORDS, Kind
from robots.errors import Problem
from robots.program.check.doubts import doubt
from robots.program.check.flow import can_leave
from robots.program.check.kinds import Kinds, kinds_of_variables
from robots.program.check.setting import names_set
from robots.program.tree import (
    Binary,
    Branch,
    Choice,
    Compare,
    Expression,
    If,
    Literal,
    Logic,
    Program,
    Sense,
    Unary,
    Variable,
    While,
)
from robots.program.walk import every_node, expressions, homes, statements

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_PLAIN = (Literal, Variable, Unary, Binary, Compare, Logic, Choice)


def condition_remarks(program: Program) -> Iterator[Problem]:
    """Conditions that never change, comparisons of what never is alike, loops without end."""
    kinds = kinds_of_variables(program)
    for item in statements(program):
        if isinstance(item, If):
            for branch in item.branches:
                yield from _constant(branch, item.id)
        elif isinstance(item, While) and not _is_plain_forever(item):
            yield from _constant(item, item.id)
    for node in every_node([program.functions, program.stacks]):
        if isinstance(node, Compare):
            yield from _unlike(node, kinds)
    yield from _unchanged(program)


def truth(test: Expression) -> bool | None:
    """What a condition always is, None when that depends or cannot be known."""
    if isinstance(test, Literal):
        return bool(test.value)
    if isinstance(test, Unary) and test.operator == "not":
        inner = truth(test.operand)
        return None if inner is None else not inner
    if isinstance(test, Compare):
        return _compared(test)
    return _together(test) if isinstance(test, Logic) else None


def _is_plain_forever(item: While) -> bool:
    return isinstance(item.test, Literal) and item.test.value is True and not item.until


def _constant(item: Branch | While, where: str) -> Iterator[Problem]:
    always = truth(item.test)
    if always is not None:
        yield doubt(item.test.id or item.id or where, "always" if always else "never")


def _compared(test: Compare) -> bool | None:
    left, right = test.left, test.right
    if isinstance(left, Variable) and left == right:
        return test.operator in ("==", "<=", ">=")
    pair = _number(left), _number(right)
    if pair[0] is None or pair[1] is None:
        return None
    return _OPERATORS[test.operator](pair[0], pair[1])


def _number(value: Expression) -> float | None:
    """A written number, negative ones too."""
    if isinstance(value, Unary) and value.operator == "-":
        inner = _number(value.operand)
        return None if inner is None else -inner
    if isinstance(value, Literal) and isinstance(value.value, (int, float)):
        return None if isinstance(value.value, bool) else value.value
    return None


def _together(test: Logic) -> bool | None:
    """Two comparisons of one thing with numbers: `x < 3 and x > 5` holds for no number."""
    sides = test.left, test.right
    if not all(isinstance(side, Compare) for side in sides):
        return None
    (one, first), (two, second) = (_bound(side) for side in sides if isinstance(side, Compare))
    if first is None or second is None or not _same(one.left, two.left):
        return None
    joined = any if test.operator == "or" else all
    held = [
        joined((_OPERATORS[one.operator](at, first), _OPERATORS[two.operator](at, second)))
        for at in (min(first, second) - 1, first, (first + second) / 2, second)
    ]
    held.append(
        joined(
            _OPERATORS[side.operator](max(first, second) + 1, end)
            for side, end in ((one, first), (two, second))
        )
    )
    return held[0] if all(value is held[0] for value in held) else None


def _bound(side: Compare) -> tuple[Compare, float | None]:
    return side, _number(side.right)


def _same(left: Expression, right: Expression) -> bool:
    """The same variable, or the same sensing word asked in the same way."""
    return isinstance(left, (Variable, Sense)) and left == right


# Comparisons of what is never alike ---------------------------------------------------------------


def _unlike(test: Compare, kinds: Kinds) -> Iterator[Problem]:
    left, right = kinds.of(test.left), kinds.of(test.right)
    if {left, right} == {"number", "text"}:
        text = test.left if left == "text" else test.right
        written = isinstance(text, Literal)
        yield doubt(
            test.id or text.id,
            "text-number" if written else "answer-number",
            value=str(text.value)[:60] if isinstance(text, Literal) else "",
        )
    for word, value in ((test.left, test.right), (test.right, test.left)):
        if isinstance(word, Sense) and isinstance(value, Literal):
            yield from _not_given(test, word, value)


def _not_given(test: Compare, sense: Sense, value: Literal) -> Iterator[Problem]:
    """A value that the sensing word never gives."""
    word = WORDS.get(sense.word)
    if word is None or test.operator not in ("==", "!=") or not isinstance(value.value, str):
        return
    given = {Kind.COLOUR: (*COLOURS, "none"), Kind.CHOICE: TILTS}.get(word.gives or Kind.TEXT)
    if given is not None and value.value not in given:
        yield doubt(test.id or value.id, "not-given", word=word.name, value=value.value[:60])


# Loops whose condition nothing changes ------------------------------------------------------------


def _unchanged(program: Program) -> Iterator[Problem]:
    setters = _setters(program)
    for number, home in enumerate(homes(program)):
        for item in every_node(home.body):
            if isinstance(item, While):
                yield from _stuck(item, number, setters)


def _setters(program: Program) -> dict[str, set[int]]:
    """For each variable, the numbers of the functions and stacks that set it."""
    setters: dict[str, set[int]] = {}
    for number, home in enumerate(homes(program)):
        for name in names_set(home.body):
            setters.setdefault(name, set()).add(number)
    return setters


def _stuck(item: While, number: int, setters: dict[str, set[int]]) -> Iterator[Problem]:
    """A `while` on variables that neither its body nor anybody else sets."""
    names = _plain_names(item.test)
    elsewhere = any(setters.get(name, set()) - {number} for name in names)
    if not names or elsewhere or truth(item.test) is not None:
        return
    changed = names_set(item.body)
    if not names & changed and "" not in changed and not can_leave(item.body):
        yield doubt(item.id, "unchanged", name=sorted(names)[0][:60])


def _plain_names(test: Expression) -> frozenset[str]:
    """The variables of a condition of nothing but variables and written values."""
    pending, names = [test], set()
    while pending:
        value = pending.pop()
        if not isinstance(value, _PLAIN):
            return frozenset()
        if isinstance(value, Variable):
            names.add(value.name)
        pending += expressions(value)
    return frozenset(names)
