"""Expressions of the tree, written as Python with no more brackets than needed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from robots.abilities import WORDS, Argument
from robots.errors import Code, refuse
from robots.names import Spelling, group_given, group_of
from robots.program.chains import chain
from robots.program.python.identifiers import Identifiers
from robots.program.python.methods import CONSTANTS, MODULES, OWNERS, REVERSIBLE, UNSPOKEN
from robots.program.python.templates import template
from robots.program.taught import TAUGHT, is_format
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

CHOICE, OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN, POWER, ATOM = range(10)
"""How tightly an expression holds together; a looser one needs brackets in a tighter place."""
_BINDS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "//": PRODUCT, "%": PRODUCT}


class Spelt(NamedTuple):
    """A text and how tightly it holds together."""

    text: str
    binds: int

    def at(self, least: int) -> str:
        """The text for a place that wants it at least that tight."""
        return self.text if self.binds >= least else f"({self.text})"


class Speller:
    """Writes expressions; `identifiers` gives variables and functions their Python names."""

    def __init__(self, spelling: Spelling, identifiers: Identifiers) -> None:
        self._spelling, self._identifiers = spelling, identifiers
        self.modules: set[str] = set()
        """The modules that what was written needs."""
        self.comments: list[str] = []
        """The comments of the expressions written since they were last taken."""

    def write(self, node: Expression, least: int = CHOICE) -> str:
        """An expression; raises Refused(not-shown) where Python has no spelling for it."""
        if node.comment:
            self.comments.append(node.comment)
        return self._spelt(node).at(least)

    def word(self, word: str, arguments: dict[str, Expression]) -> str:
        """A word with its arguments."""
        return f"{self._spelling.word(word)}({', '.join(self._given(word, arguments))})"

    def _given(self, word: str, arguments: dict[str, Expression]) -> Iterable[str]:
        left_out = False
        for argument in WORDS[word].arguments:
            if argument.name not in arguments:
                left_out = True
                continue
            text = self._argument(argument, arguments[argument.name])
            yield f"{argument.name}={text}" if left_out else text

    def _argument(self, argument: Argument, value: Expression) -> str:
        return self._chosen(group_of(argument), value, CHOICE)

    def _chosen(self, group: str, value: Expression, least: int) -> str:
        """A value; a written one of a closed choice by its name in the language."""
        if group and isinstance(value, Literal) and isinstance(value.value, str):
            value = Literal(self._spelling.value(group, value.value), comment=value.comment)
        return self.write(value, least)

    def _spelt(self, node: Expression) -> Spelt:
        if isinstance(node, Literal):
            return _literal(node)
        if isinstance(node, Variable):
            return Spelt(self._identifiers(node.name), ATOM)
        if isinstance(node, Sense):
            return Spelt(self.word(node.word, node.arguments), ATOM)
        if isinstance(node, Call):
            return self._call(node)
        if isinstance(node, ListOf):
            return Spelt(f"[{self._row(node.items)}]", ATOM)
        if isinstance(node, TupleOf):
            return Spelt(f"({self._tuple(node)})", ATOM)
        if isinstance(node, DictOf):
            pairs = zip(node.keys, node.values, strict=True)
            items = [f"{self.write(key)}: {self.write(value)}" for key, value in pairs]
            return Spelt(f"{{{', '.join(items)}}}", ATOM)
        if isinstance(node, Template):
            return self._template(node)
        if isinstance(node, Own):
            return Spelt(self.own(node), ATOM)
        if isinstance(node, Ask):
            return Spelt(f"input({self._row([node.prompt] if node.prompt else [])})", ATOM)
        return self._operation(node)

    def row(self, node: Expression) -> str:
        """A value where Python takes a tuple without its brackets."""
        long = isinstance(node, TupleOf) and len(node.items) > 1 and not node.comment
        return self._tuple(node) if isinstance(node, TupleOf) and long else self.write(node)

    def own(self, node: Own) -> str:
        """A call of one of the program's functions."""
        named = [f"{self._identifiers(key)}={self.write(it)}" for key, it in node.named.items()]
        given = [*map(self.write, node.arguments), *named]
        return f"{self._identifiers.function(node.name)}({', '.join(given)})"

    def _tuple(self, node: TupleOf) -> str:
        return self._row(node.items) + ("," if len(node.items) == 1 else "")

    def _template(self, node: Template) -> Spelt:
        """A template; a sum of texts where Python before 3.12 cannot read one."""
        parts = [self._shown(part) for part in node.parts]
        text = template(parts)
        if text is not None:
            return Spelt(text, ATOM)
        binds = SUM if len(node.parts) > 1 else ATOM
        return Spelt(" + ".join(map(self._as_text, node.parts)), binds)

    def _shown(self, part: Expression) -> tuple[str, str | None]:
        """A part of a template: a written text and None, or a value's text and its format."""
        if isinstance(part, Literal) and isinstance(part.value, str):
            return part.value, None
        if isinstance(part, Call) and part.name == "format" and len(part.arguments) == 2:
            value, spec = part.arguments
            if isinstance(spec, Literal) and isinstance(spec.value, str) and is_format(spec.value):
                return self.write(value), f":{spec.value}" if spec.value else ""
        return self.write(part), ""

    def _as_text(self, part: Expression) -> str:
        text = isinstance(part, Literal) and isinstance(part.value, str)
        formatted = isinstance(part, Call) and part.name == "format"
        return self.write(part, PRODUCT) if text or formatted else f"str({self.write(part)})"

    def _row(self, items: list[Expression]) -> str:
        return ", ".join(self.write(item) for item in items)

    def _operation(self, node: Unary | Binary | Compare | Logic | Choice) -> Spelt:
        if isinstance(node, Unary):
            return self._unary(node)
        if isinstance(node, Binary):
            return self._binary(node)
        if isinstance(node, Compare):
            return self._compare(node)
        if isinstance(node, Logic):
            return self._side_by_side(node, AND if node.operator == "and" else OR)
        then, test = self.write(node.then, OR), self.write(node.test, OR)
        return Spelt(f"{then} if {test} else {self.write(node.otherwise)}", CHOICE)

    def _unary(self, node: Unary) -> Spelt:
        if node.operator == "not":
            return Spelt(f"not {self.write(node.operand, NOT)}", NOT)
        return Spelt(f"{node.operator}{self.write(node.operand, SIGN)}", SIGN)

    def _binary(self, node: Binary) -> Spelt:
        if node.operator == "**":
            return Spelt(f"{self.write(node.left, ATOM)} ** {self.write(node.right, SIGN)}", POWER)
        return self._side_by_side(node, _BINDS[node.operator])

    def _side_by_side(self, node: Binary | Logic, binds: int) -> Spelt:
        """An operation, or all those of a long sum, which holds together as tightly."""
        links = chain(node) or [node]
        self.comments += [link.comment for link in links[1:] if link.comment]
        pieces = [self.write(links[-1].left, binds)]
        for link in reversed(links):
            pieces += [link.operator, self.write(link.right, binds + 1)]
        return Spelt(" ".join(pieces), binds)

    def _compare(self, node: Compare) -> Spelt:
        left = self._chosen(_sensed(node.right), node.left, SUM)
        right = self._chosen(_sensed(node.left), node.right, SUM)
        return Spelt(f"{left} {node.operator} {right}", COMPARE)

    def _call(self, node: Call) -> Spelt:
        if node.name in UNSPOKEN:
            return self._signs(node)
        owner, _, method = node.name.partition(".")
        if node.name not in TAUGHT:
            raise refuse(Code.NOT_TAUGHT, node.id, reason="name", name=node.name[:60])
        if owner in MODULES:
            self.modules.add(owner)
        if node.name in CONSTANTS:
            return Spelt(node.name, ATOM)
        is_method = owner in OWNERS and method != "" and len(node.arguments) > 0
        thing = self._thing(node.arguments[0]) if is_method else ""
        given = [self.write(item) for item in node.arguments[is_method:]]
        if node.name in REVERSIBLE and len(node.arguments) == 2:
            given[-1] = f"reverse={given[-1]}"
        called = f"{thing}.{method}" if is_method else node.name
        return Spelt(f"{called}({', '.join(given)})", ATOM)

    def _signs(self, node: Call) -> Spelt:
        """The functions that Python spells with signs: `x[i]`, `x[a:b]`, `x[::-1]`, `a in x`."""
        given = node.arguments
        if node.name == "contains" and len(given) == 2:
            thing, needle = self.write(given[0], SUM), self.write(given[1], SUM)
            return Spelt(f"{needle} in {thing}", COMPARE)
        if node.name == "item" and len(given) == 2:
            return Spelt(f"{self._thing(given[0])}[{self.write(given[1])}]", ATOM)
        if node.name == "reversed" and len(given) == 1:
            return Spelt(f"{self._thing(given[0])}[::-1]", ATOM)
        if node.name == "part" and 1 <= len(given) <= 4:
            ends = [self._end(item) for item in given[1:]]
            ends = (ends + ["", ""])[:2] + [end for end in ends[2:] if end]
            return Spelt(f"{self._thing(given[0])}[{':'.join(ends)}]", ATOM)
        raise refuse(Code.NOT_SHOWN, node.id, reason="python")

    def _end(self, node: Expression) -> str:
        return "" if isinstance(node, Literal) and node.value is None else self.write(node)

    def _thing(self, node: Expression) -> str:
        """What a dot or a square bracket follows; a number needs brackets there."""
        text = self.write(node, ATOM)
        return f"({text})" if text[0].isdigit() else text


def _literal(node: Literal) -> Spelt:
    value = node.value
    if isinstance(value, str):
        return Spelt(quoted(value), ATOM)
    if isinstance(value, float) and not math.isfinite(value):
        raise refuse(Code.BAD_VALUE, node.id, reason="number")
    negative = isinstance(value, (int, float)) and str(value).startswith("-")
    return Spelt(repr(value), SIGN if negative else ATOM)


def quoted(text: str) -> str:
    """A text in Python's double quotes, in single ones where that saves a backslash."""
    return repr(text) if '"' in text else '"' + repr("'" + text)[2:]


def _sensed(value: Expression) -> str:
    """The group of choices that a value comes from, "" when from none."""
    return group_given(value.word) if isinstance(value, Sense) else ""
