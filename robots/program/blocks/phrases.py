"""What Blockly's value blocks mean: one table, read from left to right and from right to left.

A phrase says which block, with which values in its fields, means which expression of its inputs, as
Blockly's own Python generator writes it (`blockly/python_compressed.js`, Blockly 13.3). Reading
fills the expression in; writing looks for the phrase whose expression it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from robots.program.tree import (
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    ListOf,
    Literal,
    Unary,
)

NUMBER = ("Number",)
TEXT = ("String",)
BOOLEAN = ("Boolean",)
LIST = ("Array",)
MANY = ("String", "Array")
ANY: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """One value input: its name, the types that may be put in it, what it means when empty."""

    name: str
    takes: tuple[str, ...]
    empty: Callable[[], Expression]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One block with its fields set, and the expression it means."""

    block: str
    slots: tuple[Slot, ...]
    make: Callable[..., Expression]
    gives: tuple[str, ...]
    """The type of its value, as Blockly checks it; empty for any."""
    fields: Mapping[str, str]
    data: str = ""
    """The note that tells it from another meaning of the same block."""

    @property
    def extra(self) -> str | dict[str, str] | None:
        """Blockly's `extraState`, where the type of the value depends on it."""
        if self.block == "lists_split":
            return {"mode": self.fields["MODE"]}
        if self.fields.get("OP") == "MODE":
            return '<mutation op="MODE"></mutation>'
        return None


def _zero() -> Expression:
    return Literal(0)


def _blank() -> Expression:
    return Literal("")


def _none() -> Expression:
    return Literal(None)


def _false() -> Expression:
    return Literal(False)


def _no_items() -> Expression:
    return ListOf([])


def _endless() -> Expression:
    return Call("float", [Literal("inf")])


def number(name: str) -> Slot:
    """A slot for a number, 0 when empty."""
    return Slot(name, NUMBER, _zero)


def _text(name: str) -> Slot:
    return Slot(name, TEXT, _blank)


def _list(name: str) -> Slot:
    return Slot(name, LIST, _no_items)


def _call(name: str) -> Callable[..., Expression]:
    return lambda *parts: Call(name, list(parts))


def _binary(operator: str) -> Callable[..., Expression]:
    return lambda left, right: Binary(operator, left, right)


def _compare(operator: str) -> Callable[..., Expression]:
    return lambda left, right: Compare(operator, left, right)


def _not(part: Expression) -> Expression:
    return Unary("not", part)


def _pi() -> Expression:
    return Call("math.pi", [])


def _degrees(angle: Expression) -> Expression:
    # Blockly divides by pi; this rounds to the same 12 digits, and 30 degrees are 30.
    return Call("math.degrees", [angle])


def _of_degrees(name: str) -> Callable[..., Expression]:
    return lambda angle: Call(name, [Binary("*", Binary("/", angle, Literal(180.0)), _pi())])


def _of_radians(name: str) -> Callable[..., Expression]:
    return lambda angle: Call(name, [Call("math.radians", [angle])])


def _in_degrees(name: str) -> Callable[..., Expression]:
    return lambda *parts: _degrees(Call(name, list(parts)))


def _has(operator: str, divisor: int, rest: int) -> Callable[..., Expression]:
    return lambda part: Compare(operator, Binary("%", part, Literal(divisor)), Literal(rest))


def _sign(operator: str) -> Callable[..., Expression]:
    return lambda part: Compare(operator, part, Literal(0))


Makers = Mapping[str, Callable[..., Expression]]


def _choices(
    block: str, field: str, makers: Makers, gives: tuple[str, ...], *slots: Slot
) -> list[Phrase]:
    """The phrases of a block whose field chooses among meanings, Blockly's default first."""
    return [Phrase(block, slots, make, gives, {field: value}) for value, make in makers.items()]


def _one(
    block: str, make: Callable[..., Expression], gives: tuple[str, ...], *slots: Slot
) -> list[Phrase]:
    return [Phrase(block, slots, make, gives, {})]


_ROUNDS: Makers = {
    "ROUND": _call("round"),
    "ROUNDUP": _call("math.ceil"),
    "ROUNDDOWN": _call("math.floor"),
}
_SINGLES: Makers = {
    "ROOT": _call("math.sqrt"),
    "ABS": lambda part: Call("float", [Call("abs", [part])]),
    "NEG": lambda part: Unary("-", part),
    "LN": _call("math.log"),
    "LOG10": _call("math.log10"),
    "EXP": _call("math.exp"),
    "POW10": lambda part: Binary("**", Literal(10.0), part),
}
_TRIGONOMETRY: Makers = {
    **{name.upper(): _of_degrees(f"math.{name}") for name in ("sin", "cos", "tan")},
    **{name.upper(): _in_degrees(f"math.{name}") for name in ("asin", "acos", "atan")},
}
_CONSTANTS: Makers = {
    "PI": _pi,
    "E": _call("math.e"),
    "GOLDEN_RATIO": lambda: Binary(
        "/", Binary("+", Literal(1), Call("math.sqrt", [Literal(5)])), Literal(2)
    ),
    "SQRT2": lambda: Call("math.sqrt", [Literal(2)]),
    "SQRT1_2": lambda: Call("math.sqrt", [Binary("/", Literal(1.0), Literal(2))]),
    "INFINITY": _endless,
}
_PROPERTIES: Makers = {
    "EVEN": _has("==", 2, 0),
    "ODD": _has("==", 2, 1),
    "PRIME": _call("blocks.is_prime"),
    "WHOLE": _has("==", 1, 0),
    "POSITIVE": _sign(">"),
    "NEGATIVE": _sign("<"),
}
_ON_LIST: Makers = {
    "SUM": _call("sum"),
    "MIN": _call("min"),
    "MAX": _call("max"),
    "AVERAGE": _call("blocks.mean"),
    "MEDIAN": _call("blocks.median"),
    "STD_DEV": _call("blocks.deviation"),
    "RANDOM": _call("random.choice"),
}
_COMPARISONS: Makers = {
    name: _compare(sign)
    for name, sign in (
        ("EQ", "=="), ("NEQ", "!="), ("LT", "<"), ("LTE", "<="), ("GT", ">"), ("GTE", ">="),
    )
}  # fmt: skip
_ARITHMETIC: Makers = {
    name: _binary(sign)
    for name, sign in (
        ("ADD", "+"), ("MINUS", "-"), ("MULTIPLY", "*"), ("DIVIDE", "/"), ("POWER", "**"),
    )
}  # fmt: skip
_CASES: Makers = {
    "UPPERCASE": _call("str.upper"),
    "LOWERCASE": _call("str.lower"),
    "TITLECASE": _call("str.title"),
}
_TRIMS: Makers = {
    "BOTH": _call("str.strip"), "LEFT": _call("str.lstrip"), "RIGHT": _call("str.rstrip"),
}  # fmt: skip
_FINDS: Makers = {
    "FIRST": lambda text, part: Binary("+", Call("str.find", [text, part]), Literal(1)),
    "LAST": lambda text, part: Binary("+", Call("str.rfind", [text, part]), Literal(1)),
}
_PLACES: Makers = {"FIRST": _call("blocks.first_index"), "LAST": _call("blocks.last_index")}
_ORDERS = ("NUMERIC", "TEXT", "IGNORE_CASE")
_SPLIT: Makers = {"SPLIT": _call("str.split")}
_JOIN: Makers = {"JOIN": lambda part, glue: Call("str.join", [glue, part])}
_CLAMP = (number("VALUE"), number("LOW"), Slot("HIGH", NUMBER, _endless))
_ANGLE = number("NUM")


def _sorted(order: str, direction: int) -> Callable[..., Expression]:
    return lambda part: Call("blocks.sort", [part, Literal(order), Literal(direction)])


def _turned(part: Expression) -> Expression:
    # A list also of a text, as Blockly's `list(reversed(...))`.
    return Call("list", [Call("reversed", [part])])


def _emptiness(value: Expression) -> Expression:
    return Unary("not", Call("len", [value]))


PHRASES: tuple[Phrase, ...] = (
    # Logic.
    *_choices("logic_compare", "OP", _COMPARISONS, BOOLEAN,
              Slot("A", ANY, _zero), Slot("B", ANY, _zero)),
    *_one("logic_negate", _not, BOOLEAN, Slot("BOOL", BOOLEAN, lambda: Literal(True))),
    *_one("logic_ternary", Choice, ANY, Slot("IF", BOOLEAN, _false), Slot("THEN", ANY, _none),
          Slot("ELSE", ANY, _none)),
    # Maths.
    *_choices("math_arithmetic", "OP", _ARITHMETIC, NUMBER, number("A"), number("B")),
    *_choices("math_single", "OP", _SINGLES, NUMBER, _ANGLE),
    Phrase("math_single", (_ANGLE,), _call("abs"), NUMBER, {"OP": "ABS"}, data="abs"),
    *_choices("math_round", "OP", _ROUNDS, NUMBER, _ANGLE),
    *_choices("math_trig", "OP", _TRIGONOMETRY, NUMBER, _ANGLE),
    *(
        Phrase("math_trig", (_ANGLE,), _of_radians(f"math.{name}"), NUMBER,
               {"OP": name.upper()}, data="radians")
        for name in ("sin", "cos", "tan")
    ),
    *_choices("math_constant", "CONSTANT", _CONSTANTS, NUMBER),
    *_choices("math_number_property", "PROPERTY", _PROPERTIES, BOOLEAN, number("NUMBER_TO_CHECK")),
    Phrase("math_number_property", (number("NUMBER_TO_CHECK"), number("DIVISOR")),
           lambda value, by: Compare("==", Binary("%", value, by), Literal(0)), BOOLEAN,
           {"PROPERTY": "DIVISIBLE_BY"}),
    Phrase("lists_getIndex", (_list("VALUE"),), _call("random.choice"), ANY,
           {"MODE": "GET", "WHERE": "RANDOM"}),
    Phrase("text_charAt", (_text("VALUE"),), _call("random.choice"), TEXT, {"WHERE": "RANDOM"}),
    *_choices("math_on_list", "OP", _ON_LIST, NUMBER, _list("LIST")),
    Phrase("math_on_list", (_list("LIST"),), _call("statistics.multimode"), LIST, {"OP": "MODE"}),
    *_one("math_modulo", _binary("%"), NUMBER, number("DIVIDEND"), number("DIVISOR")),
    *_one("math_constrain", lambda value, low, high: Call("min", [Call("max", [value, low]), high]),
          NUMBER, *_CLAMP),
    *_one("math_random_int", _call("random.randint"), NUMBER, number("FROM"), number("TO")),
    *_one("math_random_float", _call("random.random"), NUMBER),
    *_one("math_atan2", lambda x, y: _degrees(Call("math.atan2", [y, x])), NUMBER,
          number("X"), number("Y")),
    # Text.
    *_one("text_length", _call("len"), NUMBER, Slot("VALUE", MANY, _blank)),
    *_one("text_isEmpty", _emptiness, BOOLEAN, Slot("VALUE", MANY, _blank)),
    *_choices("text_indexOf", "END", _FINDS, NUMBER, _text("VALUE"), _text("FIND")),
    *_choices("text_changeCase", "CASE", _CASES, TEXT, _text("TEXT")),
    *_choices("text_trim", "MODE", _TRIMS, TEXT, _text("TEXT")),
    *_one("text_count", lambda part, text: Call("str.count", [text, part]), NUMBER,
          _text("SUB"), _text("TEXT")),
    *_one("text_replace", lambda old, new, text: Call("str.replace", [text, old, new]), TEXT,
          _text("FROM"), _text("TO"), _text("TEXT")),
    *_one("text_reverse", _call("reversed"), TEXT, _text("TEXT")),
    # Lists.
    *_one("lists_length", _call("len"), NUMBER, Slot("VALUE", MANY, _no_items)),
    *_one("lists_isEmpty", _emptiness, BOOLEAN, Slot("VALUE", MANY, _no_items)),
    *_one("lists_reverse", _turned, LIST, _list("LIST")),
    *_one("lists_repeat", lambda item, times: Binary("*", ListOf([item]), times), LIST,
          Slot("ITEM", ANY, _none), number("NUM")),
    *_choices("lists_indexOf", "END", _PLACES, NUMBER, Slot("VALUE", LIST, _blank),
              Slot("FIND", ANY, _no_items)),
    *(
        Phrase("lists_sort", (_list("LIST"),), _sorted(order, direction), LIST,
               {"TYPE": order, "DIRECTION": str(direction)})
        for direction in (1, -1) for order in _ORDERS
    ),
    *_choices("lists_split", "MODE", _SPLIT, LIST, _text("INPUT"), Slot("DELIM", TEXT, _none)),
    *_choices("lists_split", "MODE", _JOIN, TEXT, _list("INPUT"), _text("DELIM")),
)  # fmt: skip
"""Every phrase; of a block's phrases the first is what it means when its field is not written."""
