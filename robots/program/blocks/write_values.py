"""Writes expressions as value blocks."""

from __future__ import annotations

from robots.abilities import WORDS, Argument, Kind
from robots.errors import Code, Refused, refuse
from robots.program.blocks.matching import Matcher, joined
from robots.program.blocks.phrases import BOOLEAN, LIST, NUMBER, TEXT
from robots.program.blocks.positions import Place, place_after, place_of
from robots.program.blocks.read_values import DECIMAL, EXACT, LEFT_OUT, PREFIX, SPREAD
from robots.program.limits import DEEPEST
from robots.program.tree import (
    Call,
    Do,
    Expression,
    ListOf,
    Literal,
    Logic,
    Sense,
    Statement,
    Variable,
    When,
)

Written = dict[str, object]

WHOLE_MOST = 2**53
"""Blockly's numbers are exact up to here."""
_FIELDS = (Kind.CHOICE, Kind.COLOUR, Kind.PLACE)
"""The kinds of arguments that are fields of our blocks; all others are value inputs."""


class Ids:
    """The ids of blocks: those of the tree where they are blocks' ids and each stands once."""

    def __init__(self, kept: bool) -> None:
        self._kept = kept
        self._used: set[str] = set()
        self._fresh = 0

    def of(self, node: Expression | Statement | When) -> str:
        """An id for a node's block that no other block has."""
        id = node.id if self._kept else ""
        while not id or id in self._used:
            self._fresh += 1
            id = f"b{self._fresh}"
        self._used.add(id)
        return id


class ValueWriter:
    """Writes expressions; collects the variables they speak of."""

    def __init__(self, ids: Ids) -> None:
        self.variables: dict[str, None] = {}
        self.ids = ids
        self._matcher = Matcher()
        self._depth = 0

    def variable(self, name: str) -> Written:
        """The content of a variable field."""
        self.variables[name] = None
        return {"id": name}

    def block(self, type: str, node: Expression | Statement | When) -> Written:
        """A new block with the node's id and comment."""
        written: Written = {"type": type, "id": self.ids.of(node)}
        if node.comment:
            written["icons"] = {"comment": {"text": node.comment}}
        return written

    def input(
        self, node: Expression, takes: tuple[str, ...] = (), under: Expression | None = None
    ) -> Written:
        """What stands in an input that takes these types; `under` lies below as a shadow."""
        if not self._matcher.fits(node, takes):
            raise not_shown(node)
        self._depth += 1
        if self._depth > DEEPEST:
            raise refuse(Code.TOO_DEEP, node.id)
        value = self._value(node)
        self._depth -= 1
        if value["type"] in ("math_number", "text"):
            return {"shadow": value}
        return {"block": value} if under is None else {"shadow": self._value(under), "block": value}

    def arguments(self, node: Do | Sense | When) -> Written:
        """The fields and inputs of one of our words' blocks."""
        fields: Written = {}
        inputs: Written = {}
        for name, value in node.arguments.items():
            argument = WORDS[node.word].argument(name)
            if argument is None or (isinstance(node, When) and not isinstance(value, Literal)):
                raise not_shown(node)
            if argument.kind in _FIELDS:
                fields[name.upper()] = _plain(node, value)
            else:
                inputs[name.upper()] = self._argument(argument, value)
        return _present(fields=fields, inputs=inputs | self._left_out(node))

    def _left_out(self, node: Do | Sense | When) -> Written:
        """Shadows that show the defaults: an input without one would be a hole to fill."""
        return {
            item.name.upper(): {"shadow": self._value(Literal(item.default)) | {"data": LEFT_OUT}}
            for item in WORDS[node.word].arguments
            if item.name not in node.arguments
            and item.kind not in _FIELDS
            and item.default is not None
        }

    def _argument(self, argument: Argument, value: Expression) -> Written:
        if argument.kind in (Kind.NUMBER, Kind.WHOLE):
            return self.input(value, NUMBER, Literal(1))
        under = Literal("") if argument.kind is Kind.TEXT else None
        return self.input(value, (), under)

    def _value(self, node: Expression) -> Written:
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, Variable):
            fields = {"VAR": self.variable(node.name)}
            return self.block("variables_get", node) | {"fields": fields}
        if isinstance(node, Sense):
            return self.block(PREFIX + node.word, node) | self.arguments(node)
        if isinstance(node, Logic):
            return self._logic(node)
        if isinstance(node, ListOf):
            return self._items("lists_create_with", node, node.items)
        items = joined(node)
        return self._phrase(node) if items is None else self._items("text_join", node, items)

    def _literal(self, node: Literal) -> Written:
        value = node.value
        if value is None:
            return self.block("logic_null", node)
        if isinstance(value, bool):
            name = "TRUE" if value else "FALSE"
            return self.block("logic_boolean", node) | {"fields": {"BOOL": name}}
        if isinstance(value, str):
            return self.block("text", node) | {"fields": {"TEXT": value}}
        if isinstance(value, int) and abs(value) > WHOLE_MOST:
            raise not_shown(node)
        written = self.block("math_number", node) | {"fields": {"NUM": value}}
        if isinstance(value, float) and value == int(value) and abs(value) < EXACT:
            written["data"] = DECIMAL
        return written

    def _logic(self, node: Logic) -> Written:
        written = self.block("logic_operation", node) | {"fields": {"OP": node.operator.upper()}}
        inputs = {"A": self.input(node.left, BOOLEAN), "B": self.input(node.right, BOOLEAN)}
        return written | {"inputs": inputs}

    def _items(self, type: str, node: Expression, items: list[Expression]) -> Written:
        written = self.block(type, node) | {"extraState": {"itemCount": len(items)}}
        inputs = {f"ADD{index}": self.input(item) for index, item in enumerate(items)}
        return written | _present(inputs=inputs)

    def _phrase(self, node: Expression) -> Written:
        match = self._matcher.match(node)
        if match is None:
            return self._by_position(node)
        phrase = match.phrase
        written = self.block(phrase.block, node) | _present(fields=phrase.fields)
        pairs = zip(phrase.slots, match.parts, strict=True)
        inputs = {slot.name: self.input(part, slot.takes) for slot, part in pairs}
        note = {"data": phrase.data} if phrase.data else {}
        return written | _present(inputs=inputs) | note

    def _by_position(self, node: Expression) -> Written:
        """`min(a, b)` and its like, and places in texts and lists."""
        if not isinstance(node, Call):
            raise not_shown(node)
        if node.name in ("min", "max") and len(node.arguments) > 1:
            whole = Call(node.name, [ListOf(node.arguments)], id=node.id, comment=node.comment)
            return self._phrase(whole) | {"data": SPREAD}
        if node.name == "item":
            return self._item(node)
        if node.name == "part":
            return self._part(node)
        raise not_shown(node)

    def _item(self, node: Call) -> Written:
        thing, place = node.arguments[0], place_of(node.arguments[1])
        if place is None:
            raise not_shown(node)
        is_text = self._matcher.gives(thing) == TEXT
        written = self.block("text_charAt" if is_text else "lists_getIndex", node)
        fields = {"WHERE": place.where} if is_text else {"MODE": "GET", "WHERE": place.where}
        inputs = {"VALUE": self.input(thing, TEXT if is_text else LIST)} | self._at("AT", place)
        return written | {"fields": fields, "inputs": inputs}

    def _part(self, node: Call) -> Written:
        thing, *ends = node.arguments
        first = place_of(ends[0] if ends else Literal(None))
        after = place_after(ends[1] if len(ends) > 1 else Literal(None))
        if first is None or after is None:
            raise not_shown(node)
        if first.where == "LAST":
            first = Place("FROM_END", Literal(1))
        is_text = self._matcher.gives(thing) == TEXT
        type, name = ("text_getSubstring", "STRING") if is_text else ("lists_getSublist", "LIST")
        written = self.block(type, node)
        fields = {"WHERE1": first.where, "WHERE2": after.where}
        inputs: Written = {name: self.input(thing, TEXT if is_text else LIST)}
        inputs |= self._at("AT1", first) | self._at("AT2", after)
        return written | {"fields": fields, "inputs": inputs}

    def _at(self, name: str, place: Place) -> Written:
        return {} if place.at is None else {name: self.input(place.at, NUMBER)}


def not_shown(node: Expression | Statement | When) -> Refused:
    """The refusal of what no block says."""
    return refuse(Code.NOT_SHOWN, node.id, reason="blocks")


def _plain(node: Do | Sense | When, value: Expression) -> object:
    if not isinstance(value, Literal) or value.value is None:
        raise not_shown(node)
    return value.value


def _present(**parts: object) -> Written:
    """Those parts of a block that hold anything."""
    return {name: part for name, part in parts.items() if part}
