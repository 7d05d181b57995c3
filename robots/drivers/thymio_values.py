"""Values of a program that stays in a Thymio: each expression leaves one number on the stack.

True and False are 1 and 0, a variable that was never set is 0. The stack is lost whenever a strand
waits, and a function may wait: what was worked out before a call is put by in a variable.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from robots.abilities import TILTS
from robots.drivers import thymio_senses as senses
from robots.drivers.thymio_code import HIGHEST, LOWEST, Code, lacking, untaught
from robots.program.tree import (
    Binary,
    Call,
    Choice,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Own,
    Sense,
    Unary,
    Variable,
)
from robots.program.walk import every_node
from robots.wire.aseba_program import Op

COMPARISONS = {
    "==": Op.EQUAL,
    "!=": Op.UNEQUAL,
    "<": Op.LESS,
    "<=": Op.NOT_GREATER,
    ">": Op.GREATER,
    ">=": Op.NOT_LESS,
}
ARITHMETIC = {"+": "add", "-": "subtract", "*": "multiply", "//": "divide", "%": "remainder"}
SAME = frozenset(("int", "round", "math.floor", "math.ceil", "math.trunc", "bool"))
"""Functions that leave a whole number as it is."""
NEAR_RAW = min(raw for raw in range(1, 4600) if senses.centimetres(raw) < senses.NEAR)
LOUD = 50
"""`when_loud` starts above this sound level, as in the runner."""
FULL_SOUND = 255


@dataclass(slots=True)
class Scope:
    """Where code stands: the strand, and the copy of a function with its own variables."""

    strand: int
    prefix: str = ""
    local: frozenset[str] = frozenset()
    calls: list[tuple[str, str]] = field(default_factory=list)
    """Functions that the strand calls: the label of its copy, and the name."""


class Values:
    """Writes the values of one program; `visit_own` writes a call of one of its functions."""

    def __init__(self, code: Code, lists: Mapping[str, int]) -> None:
        self.code = code
        self.lists = lists
        """The program's fixed lists: how many items each has."""
        self.scope = Scope(0)
        self.visit_own: Callable[[Own], None] = lambda own: None
        self._kinds: dict[type, Callable[..., None]] = {
            Literal: self._literal,
            Variable: self._variable,
            Unary: self._unary,
            Binary: self._binary,
            Compare: self._compare,
            Logic: self._logic,
            Choice: self._choice,
            Call: self._call,
            Sense: self._sense,
            Own: lambda own: self.visit_own(own),
        }

    def value(self, item: Expression) -> None:
        """Leave its value on the stack; raises Refused with what cannot be done in the robot."""
        kind = self._kinds.get(type(item))
        if kind is None:
            raise untaught("list" if isinstance(item, ListOf) else "value", item.id)
        kind(item)

    def values(self, *items: Expression) -> None:
        """Leave several values on the stack, the last on top."""
        if not any(calls(item) for item in items[1:]):
            for item in items:
                self.value(item)
            return
        names = []
        for item in items:
            self.value(item)
            names.append(self.spare())
            self.code.store(names[-1])
        self.code.load(*names)

    def unless(self, test: Expression, label: str) -> None:
        """Go to the label unless the test holds."""
        code = self.code
        if isinstance(test, Compare) and not self._text_test(test):
            self.values(test.left, test.right)
            code.unless(COMPARISONS[test.operator], label)
        elif isinstance(test, Logic) and test.operator == "and":
            self.unless(test.left, label)
            self.unless(test.right, label)
        elif isinstance(test, Unary) and test.operator == "not":
            self.value(test.operand)
            code.push(0)
            code.unless(Op.EQUAL, label)
        else:
            self.value(test)
            code.push(0)
            code.unless(Op.UNEQUAL, label)

    def spare(self) -> str:
        """A variable of this strand's own for what is put by."""
        return self.code.fresh(f"s{self.scope.strand}.spare")

    def name(self, name: str) -> str:
        """What a variable of the program is called in the code."""
        return f"{self.scope.prefix if name in self.scope.local else ''}v.{name}"

    def size(self, item: Expression) -> int | None:
        """How many items a list has, None when it is none."""
        if not isinstance(item, Variable) or item.name in self.scope.local:
            return None
        return self.lists.get(item.name)

    def constant(self, item: Expression) -> int | float | str | None:
        """What a written value is; raises Refused for one that is worked out."""
        if isinstance(item, Literal):
            return item.value
        if isinstance(item, Unary) and item.operator == "-" and isinstance(item.operand, Literal):
            number = item.operand.value
            if isinstance(number, (int, float)):
                return -number
        raise untaught("written", item.id)

    # ---- kinds ----

    def _literal(self, item: Literal) -> None:
        value = item.value
        if isinstance(value, str):
            raise untaught("text", item.id)
        if value is None:
            raise untaught("value", item.id)
        if isinstance(value, float) and value != int(value):
            raise untaught("decimal", item.id)
        number = int(value)
        if not LOWEST <= number <= HIGHEST:
            raise untaught("number", item.id, least=LOWEST, most=HIGHEST)
        self.code.push(number)

    def _variable(self, item: Variable) -> None:
        if self.size(item) is not None:
            raise untaught("list", item.id)
        self.code.load(self.name(item.name))

    def _unary(self, item: Unary) -> None:
        if item.operator == "not":
            self.value(item.operand)
            self.code.push(0)
            self.code.do(Op.EQUAL)
        elif isinstance(item.operand, Literal) and isinstance(item.operand.value, (int, float)):
            self._literal(Literal(-item.operand.value, id=item.id))
        else:
            self.values(Literal(0), item.operand)
            self.code.visit("subtract", 2, 1)

    def _binary(self, item: Binary) -> None:
        if item.operator not in ARITHMETIC:
            reason = "division" if item.operator == "/" else "value"
            raise untaught(reason, item.id)
        self.values(item.left, item.right)
        self.code.visit(ARITHMETIC[item.operator], 2, 1)

    def _compare(self, item: Compare) -> None:
        if text := self._text_test(item):
            sense, value = text
            self._sense(sense)
            self.code.push(TILTS.index(value) if value in TILTS else -1)
        else:
            self.values(item.left, item.right)
        self.code.do(COMPARISONS[item.operator])

    def _text_test(self, item: Compare) -> tuple[Sense, str] | None:
        """`tilt() == "left"`, either way round: the one sense that gives a text."""
        for sense, other in ((item.left, item.right), (item.right, item.left)):
            if (
                isinstance(sense, Sense)
                and sense.word == "tilt"
                and isinstance(other, Literal)
                and isinstance(other.value, str)
                and item.operator in ("==", "!=")
            ):
                return sense, other.value
        return None

    def _logic(self, item: Logic) -> None:
        code, name, over = self.code, self.spare(), self.code.fresh()
        self.value(item.left)
        code.store(name)
        code.require(name, Op.UNEQUAL if item.operator == "and" else Op.EQUAL, 0, over)
        self.value(item.right)
        code.store(name)
        code.label(over)
        code.load(name)

    def _choice(self, item: Choice) -> None:
        code, name = self.code, self.spare()
        other, over = code.fresh(), code.fresh()
        self.unless(item.test, other)
        self.value(item.then)
        code.store(name)
        code.jump(over)
        code.label(other)
        self.value(item.otherwise)
        code.store(name)
        code.label(over)
        code.load(name)

    def _call(self, item: Call) -> None:
        name, given = item.name, item.arguments
        if name in SAME and len(given) == 1:
            self.value(given[0])
        elif name == "abs":
            self._absolute(given[0])
        elif name in ("min", "max") and len(given) > 1:
            self._extreme(Op.LESS if name == "min" else Op.GREATER, given)
        elif name == "len" and given and (size := self.size(given[0])) is not None:
            self.code.push(size)
        elif name == "item" and (size := self.size(given[0])) is not None:
            self.value(given[1])
            self.index(size)
            self.load_item(given[0], size)
        elif name == "random.randint" and "math.rand" in self.code.natives:
            self.values(*given)
            self.code.visit("chance", 2, 1)
        else:
            raise untaught("value", item.id)

    def index(self, size: int) -> None:
        """Make the index on the stack one of a list of that size."""
        self.code.push(size)
        self.code.visit("index", 2, 1)

    def load_item(self, thing: Expression, size: int) -> None:
        """Replace the index on the stack by the item."""
        assert isinstance(thing, Variable)
        self.code.assembler.load_item(self.code.array(self.name(thing.name), size), size)

    def _absolute(self, item: Expression) -> None:
        code, name, positive = self.code, self.spare(), self.code.fresh()
        self.value(item)
        code.store(name)
        code.require(name, Op.LESS, 0, positive)
        code.push(0)
        code.load(name)
        code.visit("subtract", 2, 1)
        code.store(name)
        code.label(positive)
        code.load(name)

    def _extreme(self, test: Op, items: list[Expression]) -> None:
        code, best, other = self.code, self.spare(), self.spare()
        self.value(items[0])
        code.store(best)
        for item in items[1:]:
            kept = code.fresh()
            self.value(item)
            code.store(other)
            code.load(other, best)
            code.unless(test, kept)
            code.load(other)
            code.store(best)
            code.label(kept)
        code.load(best)

    # ---- what it senses ----

    def _sense(self, item: Sense) -> None:
        code, given = self.code, item.arguments
        if item.word == "obstacle":
            self.obstacle(str(self.constant(given["side"])) if "side" in given else "front")
        elif item.word == "button":
            self.button(str(self.constant(given["name"])))
        elif item.word == "on_line":
            self.on_line()
        elif item.word == "bumped":
            code.load("bumped")
            code.set("bumped", 0)
        elif item.word in ("distance", "tilt", "ground", "sound_level"):
            code.visit(item.word, 0, 1)
        else:
            raise lacking(item.word, item.id)

    def obstacle(self, side: str) -> None:
        """Whether one of a side's eyes sees something near."""
        self._any("prox.horizontal", senses.EYES[side], Op.NOT_LESS, NEAR_RAW)

    def on_line(self) -> None:
        """Whether an eye below stands on black."""
        self._any("prox.ground.delta", (0, 1), Op.LESS, senses.LINE)

    def button(self, name: str) -> None:
        """Whether a button is pressed."""
        self.code.sense(f"button.{senses.BUTTONS[name]}")

    def loud(self) -> None:
        """Whether it is loud."""
        self.code.visit("sound_level", 0, 1)
        self.code.push(LOUD)
        self.code.do(Op.GREATER)

    def _any(self, variable: str, places: tuple[int, ...], test: Op, bound: int) -> None:
        for number, place in enumerate(places):
            self.code.sense(variable, place)
            self.code.push(bound)
            self.code.do(test)
            if number:
                self.code.do(Op.OR)


def calls(item: Expression) -> bool:
    """Whether working it out calls one of the program's functions, which may wait."""
    return any(isinstance(node, Own) for node in every_node(item))
