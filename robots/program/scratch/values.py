"""Values of a project: written ones, variables, operators and what a sprite senses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from robots.errors import Code, refuse
from robots.program.limits import DEEPEST
from robots.program.scratch.names import Names
from robots.program.scratch.numbers import as_number, as_text, as_value
from robots.program.scratch.project import Block, list_of, text_of
from robots.program.scratch.told import Told, Unmapped
from robots.program.tree import (
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Sense,
    Unary,
    Variable,
)
from robots.world.floor import colour_name

KEYS = {
    "up arrow": "up",
    "down arrow": "down",
    "left arrow": "left",
    "right arrow": "right",
    "space": "centre",
}
"""Scratch's keys that are a robot's buttons."""
COLOUR, VARIABLE, LIST = 9, 12, 13
"""Kinds of what is written in an input."""


class Values:
    """Reads the values of one sprite; each block is read once."""

    def __init__(self, blocks: dict[str, Block], names: Names, told: Told) -> None:
        self.names, self.told = names, told
        self.procedure = ""
        self._blocks, self._seen, self._level = blocks, set[str](), 0

    def block(self, id: str) -> Block | None:
        """A block by its id; raises Refused(broken-file) where blocks go round in a circle."""
        block = self._blocks.get(id)
        if block is not None and id in self._seen:
            raise refuse(Code.BROKEN_FILE, id)
        self._seen.add(id)
        return block

    def number(self, block: Block, name: str) -> Expression:
        """An input that Scratch takes as a number."""
        return self._input(block, name, as_number)

    def value(self, block: Block, name: str) -> Expression:
        """An input that may be a number or a text."""
        return self._input(block, name, as_value)

    def text(self, block: Block, name: str) -> Expression:
        """An input that Scratch takes as a text, to show it."""
        return self._input(block, name, as_text)

    def letters(self, block: Block, name: str) -> Expression:
        """An input whose letters are looked at: a text, whatever it was."""
        value = self.text(block, name)
        return value if isinstance(value, Literal) else Call("str", [value], id=value.id)

    def condition(self, block: Block, name: str) -> Expression:
        """A condition; an empty one never holds."""
        if block.input(name) is None:
            return Literal(False, id=block.id)
        return self._input(block, name, as_value)

    def hole(self, block: Block, name: str, empty: bool | int) -> Expression:
        """What says whether or how often a block does what it holds.

        Where that has no like here it is named, and the hole is empty.
        """
        try:
            boolean = isinstance(empty, bool)
            return self.condition(block, name) if boolean else self.number(block, name)
        except Unmapped as unmapped:
            self.told.left_out(unmapped.block)
            return Literal(empty, id=block.id)

    def menu(self, block: Block, name: str) -> str:
        """What is chosen in an input's menu; raises Unmapped where it is calculated."""
        inner = self.block(text_of(block.input(name)))
        if inner is None or inner.json.get("shadow") is not True:
            raise Unmapped(inner or block)
        fields = list(inner.json.get("fields") or ())  # type: ignore[call-overload]
        return inner.field(str(fields[0])) if fields else ""

    def colour(self, block: Block, name: str) -> str:
        """The colour written in an input as `#rrggbb`; raises Unmapped where it is calculated."""
        written = list_of(block.input(name))
        text = text_of(written[1]).lower() if written[:1] == [COLOUR] and len(written) > 1 else ""
        if len(text) != 7 or not set(text[1:]) <= set("0123456789abcdef"):
            raise Unmapped(block)
        return text

    def list_name(self, block: Block) -> Variable:
        """The list that is chosen in a block."""
        return Variable(self._named(self.names.lists, block.chosen_id("LIST"), block), id=block.id)

    def variable_name(self, block: Block) -> str:
        """The variable that is chosen in a block."""
        return self._named(self.names.variables, block.chosen_id("VARIABLE"), block)

    def position(self, block: Block) -> Expression | None:
        """A place in a list, counted from 0; -1 for the last, None for any."""
        place = self.text(block, "INDEX")
        if isinstance(place, Literal) and isinstance(place.value, str):
            if place.value in ("last", "random", "any"):
                return Literal(-1, id=block.id) if place.value == "last" else None
            place = as_number(place.value, block.id)
        return less_one(place)

    def _named(self, known: dict[str, str], id: str, block: Block) -> str:
        if id not in known:
            raise Unmapped(block)
        return known[id]

    def _input(self, block: Block, name: str, written: Callable[[str, str], Literal]) -> Expression:
        content = block.input(name)
        if isinstance(content, str):
            inner = self.block(content)
            return written("", block.id) if inner is None else self._reporter(inner)
        parts = list_of(content)
        if parts[:1] == [VARIABLE] and len(parts) > 2:
            known = self._named(self.names.variables, text_of(parts[2]), block)
            return Variable(known, id=block.id)
        if parts[:1] == [LIST] and len(parts) > 2:
            known = self._named(self.names.lists, text_of(parts[2]), block)
            return _joined(" ", Variable(known, id=block.id), block.id)
        return written(text_of(parts[1]) if len(parts) > 1 else "", block.id)

    def _reporter(self, block: Block) -> Expression:
        make = _REPORTERS.get(block.opcode)
        if make is None:
            raise Unmapped(block)
        self._level += 1
        if self._level > DEEPEST:
            raise refuse(Code.TOO_DEEP, block.id)
        try:
            value = make(self, block)
        finally:
            self._level -= 1
        value.id = value.id or block.id
        return value


def less_one(place: Expression) -> Expression:
    """A place counted from 0 that was counted from 1."""
    if isinstance(place, Literal) and isinstance(place.value, (int, float)):
        return Literal(int(place.value) - 1, id=place.id)
    return Binary("-", place, Literal(1, id=place.id), id=place.id)


def _joined(glue: str, thing: Expression, id: str) -> Expression:
    return Call("str.join", [Literal(glue, id=id), thing], id=id)


# Operators ----------------------------------------------------------------------------------------

_Maker = Callable[[Values, Block], Expression]


def is_value(opcode: str) -> bool:
    """Whether a block gives a value, as far as its name tells."""
    return opcode in _REPORTERS


def _binary(operator: str) -> _Maker:
    return lambda values, block: Binary(
        operator, values.number(block, "NUM1"), values.number(block, "NUM2")
    )


def _compare(operator: str) -> _Maker:
    return lambda values, block: Compare(
        operator, values.value(block, "OPERAND1"), values.value(block, "OPERAND2")
    )


def _equal(values: Values, block: Block) -> Expression:
    test = _compare("==")(values, block)
    assert isinstance(test, Compare)
    for side in (test.left, test.right):
        if isinstance(side, Literal) and isinstance(side.value, str) and side.value.strip():
            values.told.differs(block, "letters")
    return test


def _logic(operator: str) -> _Maker:
    return lambda values, block: Logic(
        operator, values.condition(block, "OPERAND1"), values.condition(block, "OPERAND2")
    )


def _random(values: Values, block: Block) -> Expression:
    ends = [values.number(block, "FROM"), values.number(block, "TO")]
    parts = any(isinstance(end, Literal) and isinstance(end.value, float) for end in ends)
    return Call("random.uniform" if parts else "random.randint", ends)


def _join(values: Values, block: Block) -> Expression:
    texts = [values.text(block, "STRING1"), values.text(block, "STRING2")]
    return _joined("", ListOf(texts, id=block.id), block.id)


def _letter(values: Values, block: Block) -> Expression:
    place = less_one(values.number(block, "LETTER"))
    return Call("item", [values.letters(block, "STRING"), place])


def _contains(values: Values, block: Block) -> Expression:
    """Scratch looks for small and capital letters alike."""
    whole, part = values.letters(block, "STRING1"), values.letters(block, "STRING2")
    return Call("contains", [_small(whole), _small(part)])


def _small(text: Expression) -> Expression:
    if isinstance(text, Literal):
        return Literal(str(text.value).lower(), id=text.id)
    return Call("str.lower", [text], id=text.id)


def _round(values: Values, block: Block) -> Expression:
    """Halves go up, as in Scratch."""
    return Call("math.floor", [Binary("+", values.number(block, "NUM"), Literal(0.5))])


def _of_angle(name: str) -> Callable[[Expression], Expression]:
    return lambda value: Call(name, [Call("math.radians", [value])])


def _angle_of(name: str) -> Callable[[Expression], Expression]:
    return lambda value: Call("math.degrees", [Call(name, [value])])


def _plain(name: str) -> Callable[[Expression], Expression]:
    return lambda value: Call(name, [value])


_MATHS: dict[str, Callable[[Expression], Expression]] = {
    "abs": _plain("abs"),
    "floor": _plain("math.floor"),
    "ceiling": _plain("math.ceil"),
    "sqrt": _plain("math.sqrt"),
    "sin": _of_angle("math.sin"),
    "cos": _of_angle("math.cos"),
    "tan": _of_angle("math.tan"),
    "asin": _angle_of("math.asin"),
    "acos": _angle_of("math.acos"),
    "atan": _angle_of("math.atan"),
    "ln": _plain("math.log"),
    "log": _plain("math.log10"),
    "e ^": _plain("math.exp"),
    "10 ^": lambda value: Binary("**", Literal(10), value),
}


def _maths(values: Values, block: Block) -> Expression:
    make = _MATHS.get(block.field("OPERATOR"))
    if make is None:
        raise Unmapped(block)
    return make(values.number(block, "NUM"))


# Variables, lists, arguments ----------------------------------------------------------------------


def _item(values: Values, block: Block) -> Expression:
    thing, place = values.list_name(block), values.position(block)
    return Call("random.choice", [thing]) if place is None else Call("item", [thing, place])


def _place_of(values: Values, block: Block) -> Expression:
    """0 where the list has no such item."""
    item = values.value(block, "ITEM")
    if not isinstance(item, (Literal, Variable)):
        raise Unmapped(block)  # it would be worked out twice
    found = Call("list.index", [values.list_name(block), item], id=block.id)
    test = Call("contains", [values.list_name(block), replace(item)], id=block.id)
    return Choice(test, Binary("+", found, Literal(1), id=block.id), Literal(0, id=block.id))


def _argument(values: Values, block: Block) -> Expression:
    name = values.names.parameter(values.procedure, block.field("VALUE"))
    if name is None:
        raise Unmapped(block)
    return Variable(name)


# What a sprite senses -----------------------------------------------------------------------------


def _sense(word: str, **arguments: str) -> _Maker:
    return lambda values, block: Sense(
        word, {name: Literal(value, id=block.id) for name, value in arguments.items()}
    )


def _touching(values: Values, block: Block) -> Expression:
    if values.menu(block, "TOUCHINGOBJECTMENU") != "_edge_":
        raise Unmapped(block)
    return Sense("obstacle", {"side": Literal("front", id=block.id)})


def _colour(values: Values, block: Block) -> Expression:
    name = colour_name(values.colour(block, "COLOR"))
    return Compare("==", Sense("colour", id=block.id), Literal(name, id=block.id))


def _key(values: Values, block: Block) -> Expression:
    button = KEYS.get(values.menu(block, "KEY_OPTION"))
    if button is None:
        raise Unmapped(block)
    return Sense("button", {"name": Literal(button, id=block.id)})


def _distance(values: Values, block: Block) -> Expression:
    values.told.differs(block, "distance")
    return Sense("distance")


_REPORTERS: dict[str, _Maker] = {
    "operator_add": _binary("+"),
    "operator_subtract": _binary("-"),
    "operator_multiply": _binary("*"),
    "operator_divide": _binary("/"),
    "operator_mod": _binary("%"),
    "operator_lt": _compare("<"),
    "operator_gt": _compare(">"),
    "operator_equals": _equal,
    "operator_and": _logic("and"),
    "operator_or": _logic("or"),
    "operator_not": lambda values, block: Unary("not", values.condition(block, "OPERAND")),
    "operator_random": _random,
    "operator_join": _join,
    "operator_letter_of": _letter,
    "operator_length": lambda values, block: Call("len", [values.letters(block, "STRING")]),
    "operator_contains": _contains,
    "operator_round": _round,
    "operator_mathop": _maths,
    "data_variable": lambda values, block: Variable(values.variable_name(block)),
    "data_listcontents": lambda values, block: _joined(" ", values.list_name(block), block.id),
    "data_itemoflist": _item,
    "data_itemnumoflist": _place_of,
    "data_lengthoflist": lambda values, block: Call("len", [values.list_name(block)]),
    "data_listcontainsitem": lambda values, block: Call(
        "contains", [values.list_name(block), values.value(block, "ITEM")]
    ),
    "argument_reporter_string_number": _argument,
    "argument_reporter_boolean": _argument,
    "motion_direction": _sense("heading"),
    "sensing_touchingobject": _touching,
    "sensing_touchingcolor": _colour,
    "sensing_keypressed": _key,
    "sensing_distanceto": _distance,
    "sensing_loudness": _sense("sound_level"),
    "sensing_answer": lambda values, block: Variable(values.names.answer),
}
