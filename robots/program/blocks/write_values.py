"""Writes expressions as value blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from robots.abilities import WORDS, Argument, Kind
from robots.errors import Code, Refused, refuse
from robots.program.blocks.fragments import VALUE, Fragments
from robots.program.blocks.matching import Asked, Matcher, asked_for, joined, template_items
from robots.program.blocks.phrases import ANY, BOOLEAN, LIST, NUMBER, TEXT
from robots.program.blocks.positions import Place, place_after, place_inside, place_of
from robots.program.blocks.read_values import (
    DECIMAL,
    EXACT,
    LEFT_OUT,
    PREFIX,
    SPREAD,
    START,
    TEMPLATE,
    WHOLE_MOST,
)
from robots.program.blocks.variables import Unique
from robots.program.chains import Link, chain
from robots.program.limits import DEEPEST
from robots.program.tree import (
    Call,
    Do,
    Expression,
    Function,
    ListOf,
    Literal,
    Logic,
    Own,
    Sense,
    Statement,
    Template,
    Variable,
    When,
)
from robots.program.walk import every_node

Written = dict[str, object]

SUM = "math_arithmetic"
"""Blockly's block of one operation with numbers."""
MIXED = (*BOOLEAN, *LIST, *NUMBER, *TEXT)
"""The types of Blockly's own values."""
_FIELDS = (Kind.CHOICE, Kind.COLOUR, Kind.PLACE)
"""The kinds of arguments that are fields of our blocks; all others are value inputs."""


@dataclass(frozen=True, slots=True)
class Callee:
    """What a call must know of a function: how Blockly shows its name, its parameters."""

    shown: str
    params: list[str]
    gives: bool
    """Whether it returns a value."""


Shown = Expression | Statement | When | Function


class Ids:
    """The ids of blocks: those of the tree where they are blocks' ids and each stands once."""

    def __init__(self, kept: bool) -> None:
        self._kept = kept
        self._used: dict[str, None] = {}
        self._fresh = 0

    def of(self, node: Shown) -> str:
        """An id for a node's block that no other block has."""
        id = node.id if self._kept else ""
        while not id or id in self._used:
            self._fresh += 1
            id = f"b{self._fresh}"
        self._used[id] = None
        return id

    def given(self) -> int:
        """How many were given so far."""
        return len(self._used)

    def take_back(self, given: int) -> None:
        """Takes all back but the first ones: what they were given for is written otherwise."""
        while len(self._used) > given:
            self._used.popitem()


class ValueWriter:
    """Writes expressions; collects the variables they speak of."""

    def __init__(
        self,
        ids: Ids,
        types: Mapping[str, str],
        callees: Mapping[str, Callee],
        fragments: Fragments,
    ) -> None:
        self.variables: dict[str, str] = {}
        """The variables' names, and how Blockly shows them: to it `A` and `a` are one name."""
        self.ids, self.types, self._callees = ids, types, callees
        self.fragments = fragments
        self._unique = Unique(blind=True)
        self._matcher = Matcher()
        self.depth = 0

    def variable(self, name: str) -> Written:
        """The content of a variable field."""
        if name not in self.variables:
            self.variables[name] = self._unique.name(name)
        return {"id": name}

    def block(self, type: str, node: Shown) -> Written:
        """A new block with the node's id and comment."""
        written: Written = {"type": type, "id": self.ids.of(node)}
        if node.comment:
            written["icons"] = {"comment": {"text": node.comment}}
        return written

    def input(
        self, node: Expression, takes: tuple[str, ...] = (), under: Expression | None = None
    ) -> Written:
        """What stands in an input that takes these types; `under` lies below as a shadow."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise refuse(Code.TOO_DEEP, node.id)
        value = self._shown(node, takes)
        self.depth -= 1
        if value["type"] in ("math_number", "text"):
            return {"shadow": value}
        return {"block": value} if under is None else {"shadow": self._value(under), "block": value}

    def fits(self, node: Expression, takes: tuple[str, ...]) -> bool:
        """Whether Blockly lets a value into an input that takes these types."""
        return self._matcher.fits(node, takes)

    def alone(self, node: Expression) -> Written:
        """A value's block that stands in no input."""
        return self._shown(node, ())

    def _shown(self, node: Expression, takes: tuple[str, ...]) -> Written:
        """A value's block: a Python block where Blockly has none, or none that fits in there."""
        if isinstance(node, Variable):
            return self._variable(node, takes)
        if not self._matcher.fits(node, takes):
            return self._python(node)
        given, depth = self.ids.given(), self.depth
        try:
            return self._value(node)
        except Refused as refused:
            if refused.problems[0].code is not Code.NOT_SHOWN:
                raise
        self.ids.take_back(given)
        self.depth = depth
        return self._python(node)

    def _python(self, node: Expression) -> Written:
        """Its text has no comments: those of what it is made of stand beside it."""
        written: Written = {"type": VALUE, "id": self.ids.of(node)}
        comments = "\n".join(part.comment for part in every_node(node) if part.comment)
        if comments:
            written["icons"] = {"comment": {"text": comments}}
        return written | {"fields": {"TEXT": self.fragments.text_of_value(node)}}

    def _variable(self, node: Variable, takes: tuple[str, ...]) -> Written:
        """A typed variable goes where its type may; elsewhere it comes without."""
        type = self.types.get(node.name)
        typed = type is not None and takes is not MIXED and (not takes or type in takes)
        name = "variables_get_dynamic" if typed else "variables_get"
        return self.block(name, node) | {"fields": {"VAR": self.variable(node.name)}}

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
            return self._variable(node, ())
        if isinstance(node, Sense):
            return self.block(PREFIX + node.word, node) | self.arguments(node)
        if isinstance(node, Logic):
            return self._links(chain(node), BOOLEAN)
        if isinstance(node, ListOf):
            return self._items("lists_create_with", node, node.items)
        if isinstance(node, Own):
            return self._own(node)
        if isinstance(node, Template):
            return self._template(node)
        asked = asked_for(node)
        if asked is not None:
            return self._asked(node, asked)
        items = joined(node)
        return self._phrase(node) if items is None else self._items("text_join", node, items)

    def _own(self, node: Own) -> Written:
        callee = self._callees.get(node.name)
        if callee is not None and not callee.gives:
            raise not_shown(node)
        return self.call("procedures_callreturn", node)

    def call(self, type: str, node: Own) -> Written:
        """A call of one of the program's functions, every argument by its place."""
        params = [f"x{index}" for index in range(1, len(node.arguments) + 1)]
        callee = self._callees.get(node.name, Callee(node.name, params, gives=True))
        if node.named or len(node.arguments) != len(callee.params):
            raise not_shown(node)
        written = self.block(type, node)
        for name in callee.params:
            self.variable(name)
        shown = [self.variables[name] for name in callee.params]
        extra = {"name": callee.shown} | _present(params=shown)
        inputs = {
            f"ARG{index}": self.input(item)
            for index, item in enumerate(node.arguments)
            if item != Literal(None)
        }
        return written | {"extraState": extra} | _present(inputs=inputs)

    def _template(self, node: Template) -> Written:
        items = template_items(node)
        if not items:
            raise not_shown(node)
        return self._items("text_join", node, items) | {"data": TEMPLATE}

    def _asked(self, node: Expression, asked: Asked) -> Written:
        written = self.block("text_prompt_ext", node)
        extra = f'<mutation type="{asked.kind}"></mutation>'
        written |= {"extraState": extra, "fields": {"TYPE": asked.kind}}
        if asked.prompt is None:
            return written
        return written | {"inputs": {"TEXT": self.input(asked.prompt)}}

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

    def _links(self, links: list[Link], takes: tuple[str, ...]) -> Written:
        """A long sum or condition: blocks of one operator, each in the first input of the next."""
        blocks = [self._link(link) for link in links]
        inputs = {"A": self.input(links[-1].left, takes)}
        for link, written in zip(reversed(links), reversed(blocks), strict=True):
            written["inputs"] = inputs | {"B": self.input(link.right, takes)}
            inputs = {"A": {"block": written}}
        return blocks[0]

    def _link(self, link: Link) -> Written:
        if isinstance(link, Logic):
            type, fields = "logic_operation", {"OP": link.operator.upper()}
        else:
            match = self._matcher.match(link)
            assert match is not None
            type, fields = match.phrase.block, dict(match.phrase.fields)
        return self.block(type, link) | {"fields": fields}

    def _sums(self, node: Expression) -> list[Link]:
        """The links of a sum's chain that are blocks for sums, the outermost first."""
        return list(takewhile(self._is_sum, chain(node)))

    def _is_sum(self, node: Link) -> bool:
        match = self._matcher.match(node)
        return match is not None and match.phrase.block == SUM and joined(node) is None

    def _items(self, type: str, node: Expression, items: list[Expression]) -> Written:
        written = self.block(type, node) | {"extraState": {"itemCount": len(items)}}
        inputs = {f"ADD{index}": self.input(item) for index, item in enumerate(items)}
        return written | _present(inputs=inputs)

    def _phrase(self, node: Expression) -> Written:
        sums = self._sums(node)
        if sums:
            return self._links(sums, NUMBER)
        match = self._matcher.match(node)
        if match is None:
            return self._by_position(node)
        phrase = match.phrase
        written = self.block(phrase.block, node) | _present(fields=dict(phrase.fields))
        pairs = zip(phrase.slots, match.parts, strict=True)
        # A typed variable is thrown out where it meets another type: it goes there without its own.
        takes = MIXED if phrase.block in ("logic_compare", "logic_ternary") else ANY
        inputs = {
            slot.name: self.input(part, slot.takes or takes)
            for slot, part in pairs
            # What an empty input means need not be of the type that it takes.
            if self._matcher.fits(part, slot.takes)
        }
        return written | _present(extraState=phrase.extra, inputs=inputs, data=phrase.data)

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
        return self.taken(node, "GET_REMOVE")

    def taken(self, node: Call, mode: str) -> Written:
        """The `lists_getIndex` that takes an item out of a list; with REMOVE it is a statement."""
        place = _place_taken(node)
        if place is None:
            raise not_shown(node)
        written = self.block("lists_getIndex", node)
        fields = {"MODE": mode, "WHERE": place.where}
        inputs = {"VALUE": self.input(node.arguments[0], LIST)} | self.at("AT", place)
        extra = {"isStatement": True} if mode == "REMOVE" else {}
        return written | _present(extraState=extra) | {"fields": fields, "inputs": inputs}

    def _item(self, node: Call) -> Written:
        thing, place = node.arguments[0], place_of(node.arguments[1])
        if place is None:
            raise not_shown(node)
        is_text = self._matcher.gives(thing) == TEXT
        written = self.block("text_charAt" if is_text else "lists_getIndex", node)
        fields = {"WHERE": place.where} if is_text else {"MODE": "GET", "WHERE": place.where}
        inputs = {"VALUE": self.input(thing, TEXT if is_text else LIST)} | self.at("AT", place)
        return written | {"fields": fields, "inputs": inputs}

    def _part(self, node: Call) -> Written:
        thing, *ends = node.arguments
        whole = not ends or ends[0] == Literal(None)
        first = Place("FIRST") if whole else place_of(ends[0])
        after = place_after(ends[1] if len(ends) > 1 else Literal(None))
        if first is None or after is None or len(ends) > 2:
            raise not_shown(node)
        if first.where == "LAST":
            first = Place("FROM_END", Literal(1))
        noted = bool(ends) and ends[0] == Literal(0)
        is_text = self._matcher.gives(thing) == TEXT
        type, name = ("text_getSubstring", "STRING") if is_text else ("lists_getSublist", "LIST")
        written = self.block(type, node)
        fields = {"WHERE1": first.where, "WHERE2": after.where}
        inputs: Written = {name: self.input(thing, TEXT if is_text else LIST)}
        inputs |= self.at("AT1", first) | self.at("AT2", after)
        return written | {"fields": fields, "inputs": inputs} | _present(data=START * noted)

    def at(self, name: str, place: Place) -> Written:
        """The input that says which place, where one must be said."""
        return {} if place.at is None else {name: self.input(place.at, NUMBER)}


def _place_taken(node: Call) -> Place | None:
    """Where an item is taken out of a list, None when no block says it."""
    if node.name == "blocks.take_random" and len(node.arguments) == 1:
        return Place("RANDOM")
    if node.name != "list.pop" or len(node.arguments) not in (1, 2):
        return None
    return place_inside(node.arguments[1]) if len(node.arguments) == 2 else Place("LAST")


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
