"""Statements of a program that stays in a Thymio: rows, loops, functions, and the doing words."""

from __future__ import annotations

from collections.abc import Callable

from robots.drivers.thymio_code import Code, lacking, too_long, untaught
from robots.drivers.thymio_values import Scope, Values
from robots.drivers.thymio_words import Words
from robots.errors import Code as ErrorCode
from robots.errors import Problem, Refused
from robots.program.tree import (
    Assign,
    Binary,
    Change,
    Count,
    Do,
    Evaluate,
    Expression,
    ForEach,
    Function,
    If,
    Jump,
    ListOf,
    Literal,
    Own,
    Print,
    Repeat,
    Return,
    Sense,
    SetItem,
    Statement,
    Variable,
    While,
)
from robots.program.walk import every_node
from robots.wire.aseba_program import Op


class Rows:
    """Writes the statements of one program; `problems` collects all that cannot be done."""

    def __init__(self, code: Code, words: Words, values: Values) -> None:
        self.code, self.values = code, values
        values.visit_own = self._own
        self.functions: dict[str, Function] = {}
        self.marks: list[str] = [""]
        """The ids of statements, by the number that the robot tells."""
        self.problems: list[Problem] = []
        self._ends: list[tuple[str, str]] = []
        self._kinds: dict[type, Callable[..., None]] = {
            Do: words.do,
            Assign: self._assign,
            Change: self._change,
            Repeat: self._repeat,
            While: self._while,
            Count: self._count,
            If: self._if,
            Jump: self._jump,
            Evaluate: self._evaluate,
            SetItem: self._set_item,
            ForEach: self._for_each,
            Return: self._return,
        }

    # ---- strands, functions, rows ----

    def strand(self, number: int, body: list[Statement]) -> None:
        """A stack, and after it its own copies of the functions that it calls."""
        self.values.scope = scope = Scope(number)
        self.code.label(f"strand_{number}", 0)
        self.row(body)
        self.code.jump(f"end_{number}")
        done: set[str] = set()
        for label, name in scope.calls:
            if label not in done:
                done.add(label)
                self._function(label, self.functions[name], scope)

    def row(self, body: list[Statement]) -> None:
        """Statements one after another."""
        for item in body:
            try:
                self._statement(item)
            except Refused as refused:
                self.problems += [new for new in refused.problems if self._says_more(new)]
                self.code.depth = 0

    def _says_more(self, problem: Problem) -> bool:
        """Copies of a function say the same again; after what is too long, all is."""
        too_much = [told for told in self.problems if told.code is ErrorCode.LIMIT]
        return problem not in self.problems and not (too_much and problem.code is ErrorCode.LIMIT)

    def _statement(self, item: Statement) -> None:
        code = self.code
        if isinstance(item, Print):
            raise lacking("say", item.id)
        kind = self._kinds.get(type(item))
        if kind is None:
            raise untaught("value", item.id)
        code.depth = code.deepest = 0
        if item.id and not isinstance(item, (Jump, While)):
            self._mark(item.id)
        kind(item)
        if code.deepest > code.robot.stack or code.assembler.size > code.robot.bytecode:
            raise too_long(item.id)

    def _mark(self, place: str) -> None:
        if self.marks[-1] != place:
            self.marks.append(place)
        self.code.set(f"mark.{self._strand}", len(self.marks) - 1)

    @property
    def _strand(self) -> int:
        return self.values.scope.strand

    def _function(self, label: str, function: Function, strand: Scope) -> None:
        names = frozenset((*(item.name for item in function.parameters), *function.local))
        self.values.scope = Scope(strand.strand, f"{label}.", names, strand.calls)
        code = self.code
        code.label(label, 1)
        code.store(f"{label}.back")
        for name in function.local:
            code.set(f"{label}.v.{name}", 0)
        self._ends, ends = [], self._ends
        self.row(function.body)
        self._ends = ends
        code.push(0)
        code.load(f"{label}.back")
        code.back()

    def _own(self, own: Own) -> None:
        """Call a function: its value stays on the stack, which is empty while it runs."""
        function = self.functions.get(own.name)
        if function is None:
            raise untaught("value", own.id)
        if recursive(function, self.functions):
            raise untaught("recursion", own.id, name=own.name)
        strand = self.values.scope
        label = f"f{strand.strand}.{own.name}"
        strand.calls.append((label, own.name))
        given = dict(zip((item.name for item in function.parameters), own.arguments, strict=False))
        given |= own.named
        spares = []
        for parameter in function.parameters:
            value = given.get(parameter.name, parameter.default)
            if value is None:
                raise untaught("value", own.id)
            self.values.value(value)
            spares.append((f"{label}.v.{parameter.name}", self.values.spare()))
            self.code.store(spares[-1][1])
        for name, spare in spares:
            self.code.load(spare)
            self.code.store(name)
        self.code.visit(label, 0, 1)

    # ---- variables ----

    def _assign(self, item: Assign) -> None:
        if self.values.size(Variable(item.name)) is not None or written_items(item.value):
            self._fill(item)
            return
        self.values.value(item.value)
        self.code.store(self.values.name(item.name))

    def _fill(self, item: Assign) -> None:
        """A list's items, each worked out; `[0] * 5` works it out once."""
        size = self.values.size(Variable(item.name))
        items = written_items(item.value)
        if items is None or size is None:
            raise untaught("list", item.id)
        place = self.code.array(self.values.name(item.name), size)
        spares = [self.values.spare() for _ in items]
        for spare, part in zip(spares, items, strict=True):
            self.values.value(part)
            self.code.store(spare)
        for number in range(size):
            self.code.load(spares[number % len(spares)])
            self.code.assembler.store(place + number)
            self.code.depth -= 1

    def _change(self, item: Change) -> None:
        self.values.values(Variable(item.name, id=item.id), item.value)
        self.code.visit("add", 2, 1)
        self.code.store(self.values.name(item.name))

    def _set_item(self, item: SetItem) -> None:
        size = self.values.size(item.thing)
        if size is None or not isinstance(item.thing, Variable):
            raise untaught("list", item.id)
        self.values.values(item.value, item.index)
        self.values.index(size)
        place = self.code.array(self.values.name(item.thing.name), size)
        self.code.assembler.store_item(place, size)

    def _evaluate(self, item: Evaluate) -> None:
        self.values.value(item.value)
        self.code.store("unused")

    def _return(self, item: Return) -> None:
        label = self.values.scope.prefix
        if not label:
            self.code.jump(f"end_{self._strand}")
            return
        self.values.value(item.value or Literal(0))
        self.code.load(f"{label}back")
        self.code.back()

    # ---- choices and loops ----

    def _if(self, item: If) -> None:
        code, over = self.code, self.code.fresh()
        for branch in item.branches:
            other = code.fresh()
            self.values.unless(branch.test, other)
            self.row(branch.body)
            code.jump(over)
            code.label(other, 0)
        self.row(item.otherwise)
        code.label(over, 0)

    def _loop(self, body: list[Statement], again: str, leave: str, waits: bool = False) -> None:
        """A loop's body: it lets the others in now and then, each time when it looks around."""
        self._ends.append((leave, again))
        self.row(body)
        self._ends.pop()
        self.code.visit(f"{'yield' if waits else 'turn'}_{self._strand}")

    def _jump(self, item: Jump) -> None:
        leave, again = self._ends[-1]
        if item.kind == "continue":
            self.code.visit(f"turn_{self._strand}")
        self.code.jump(leave if item.kind == "break" else again)

    def _while(self, item: While) -> None:
        code, again, leave, body = self.code, *(self.code.fresh() for _ in range(3))
        waits = any(isinstance(node, Sense) for node in every_node(item.test))
        code.label(again, 0)
        if item.id:
            self._mark(item.id)
        if item.until:
            self.values.unless(item.test, body)
            code.jump(leave)
            code.label(body)
        elif not (isinstance(item.test, Literal) and item.test.value is True):
            self.values.unless(item.test, leave)
        self._loop(item.body, again, leave, waits)
        code.jump(again)
        code.label(leave, 0)

    def _repeat(self, item: Repeat) -> None:
        code, again, leave = self.code, self.code.fresh(), self.code.fresh()
        left = self.values.spare()
        self.values.value(item.times)
        code.store(left)
        code.label(again, 0)
        code.require(left, Op.GREATER, 0, leave)
        code.change(left, Op.SUB, 1)
        self._loop(item.body, again, leave)
        code.jump(again)
        code.label(leave, 0)

    def _count(self, item: Count) -> None:
        """The last value is done too; the direction follows the ends, whatever the sign of `by`."""
        code, again, leave = self.code, self.code.fresh(), self.code.fresh()
        here, last, by = (self.values.spare() for _ in range(3))
        upwards, ready, falling, do = (code.fresh() for _ in range(4))
        self.values.values(item.first, item.last, item.by)
        code.store(by, last, here)
        self._absolute(by)
        code.load(here, last)
        code.unless(Op.GREATER, upwards)
        code.push(0)
        code.load(by)
        code.do(Op.SUB)
        code.store(by)
        code.label(upwards)
        code.jump(ready)
        code.label(again, 0)
        code.load(here, last)
        code.unless(Op.UNEQUAL, leave)
        code.load(here, by)
        code.visit("add", 2, 1)
        code.store(here)
        code.label(ready)
        code.require(by, Op.NOT_LESS, 0, falling)
        code.load(here, last)
        code.unless(Op.NOT_GREATER, leave)
        code.jump(do)
        code.label(falling)
        code.load(here, last)
        code.unless(Op.NOT_LESS, leave)
        code.label(do)
        code.load(here)
        code.store(self.values.name(item.name))
        self._loop(item.body, again, leave)
        code.jump(again)
        code.label(leave, 0)

    def _absolute(self, name: str) -> None:
        positive = self.code.fresh()
        self.code.require(name, Op.LESS, 0, positive)
        self.code.change(name, Op.MULTIPLY, -1)
        self.code.label(positive)

    def _for_each(self, item: ForEach) -> None:
        size = self.values.size(item.items)
        if size is None or len(item.names) != 1:
            raise untaught("list", item.id)
        code, again, leave = self.code, self.code.fresh(), self.code.fresh()
        at = self.values.spare()
        code.set(at, 0)
        code.label(again, 0)
        code.require(at, Op.LESS, size, leave)
        code.load(at)
        self.values.load_item(item.items, size)
        code.store(self.values.name(item.names[0]))
        code.change(at, Op.ADD, 1)
        self._loop(item.body, again, leave)
        code.jump(again)
        code.label(leave, 0)


def written_items(value: Expression) -> list[Expression] | None:
    """The items of a list as it is written, `[0] * 5` as one; None for anything else."""
    if isinstance(value, Binary) and value.operator == "*":
        value = value.left if isinstance(value.left, ListOf) else value.right
    return value.items if isinstance(value, ListOf) and value.items else None


def written_size(value: Expression) -> int | None:
    """How many items a list has that is written so; None for anything else."""
    items = written_items(value)
    if items is None:
        return None
    if isinstance(value, Binary):
        times = value.right if isinstance(value.left, ListOf) else value.left
        if not isinstance(times, Literal) or not isinstance(times.value, int) or times.value < 1:
            return None
        return len(items) * times.value
    return len(items)


def recursive(function: Function, functions: dict[str, Function]) -> bool:
    """Whether a function calls itself, straight on or through others."""
    seen: set[str] = set()
    pending = [function]
    while pending:
        for node in every_node(pending.pop().body):
            if isinstance(node, Own) and node.name not in seen:
                seen.add(node.name)
                pending += [functions[node.name]] if node.name in functions else []
    return function.name in seen
