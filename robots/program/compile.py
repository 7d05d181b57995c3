"""Compiles the tree to Python that Python compiles.

Every stack becomes a generator. It yields a request, `(sensing, word, arguments)`, for each word it
says, and is sent the value of a sensing word. Every 1,000 loop turns it yields None, to let the
others and STOP in (and so that program time goes on); in long loop bodies it yields False now and
then, which costs no program time. "Where am I" is a plain assignment to `here`.

The compiled code sees the pupil's own variables, the taught functions and nothing else: its names
are all made up here, there are no builtins, and no attribute is ever looked up.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from typing import cast

from robots.abilities import WORDS
from robots.errors import Code, refuse
from robots.program import spelling as py
from robots.program import values
from robots.program.arguments import checked
from robots.program.expressions import Expressions, function_name, numeric
from robots.program.limits import MOST_STACKS, MOST_VARIABLES
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Assign,
    Change,
    Count,
    Do,
    Evaluate,
    ForEach,
    If,
    Jump,
    Literal,
    Opaque,
    Print,
    Program,
    Repeat,
    Return,
    SetItem,
    Stack,
    Statement,
    Unpack,
    When,
    While,
)
from robots.program.values import Chance
from robots.world.trace import Value

TURNS = 1000
"""Loop turns between two yields."""
LONG_BODY = 50
"""Statements in a loop body after which it breathes."""
BREATHS = 200

Request = tuple[bool, str, dict[str, object]]
Strand = Generator[Request | bool | None, object, None]
"""A running stack."""
Built = tuple[Callable[[], str], Callable[[], tuple[object, ...]], tuple[Callable[[], Strand], ...]]
"""What compiled code gives: where it is, its variables, and how each stack starts."""


@dataclass(frozen=True, slots=True)
class CompiledStack:
    """One stack: its number from 1, what starts it, and how to make it run."""

    number: int
    word: str | None
    """The event that starts it; None for a loose stack."""
    arguments: dict[str, Value]
    start: Callable[[], Strand]


@dataclass(frozen=True, slots=True)
class CompiledProgram:
    """A program ready to run once: its variables live in it."""

    stacks: tuple[CompiledStack, ...]
    where: Callable[[], str]
    """The id of the node that runs now."""
    variables: Callable[[], dict[str, object]]
    """The pupil's variables by their names."""


def compile_program(program: Program, chance: Chance) -> CompiledProgram:
    """Compile a program; `chance` is where its random numbers come from.

    Raises Refused with `too-big`, `too-deep`, `not-taught`, `syntax` or `bad-value`.
    """
    if len(program.stacks) > MOST_STACKS:
        raise refuse(Code.TOO_BIG, program.stacks[MOST_STACKS].id)
    try:
        builder = _Builder()
        module = builder.program(program)
        if len(builder.names()) > MOST_VARIABLES:
            raise refuse(Code.TOO_BIG)
        code = compile(module, "<program>", "exec")
    except (RecursionError, MemoryError, SyntaxError):
        raise refuse(Code.TOO_DEEP) from None
    names = _names(chance)
    exec(code, names)
    where, variables, starts = _built(names)
    stacks = [
        CompiledStack(number, *_event(stack.when), start)
        for number, (stack, start) in enumerate(zip(program.stacks, starts, strict=True), 1)
    ]
    return CompiledProgram(
        tuple(stacks), where, lambda: dict(zip(builder.names(), variables(), strict=True))
    )


def _event(when: When | None) -> tuple[str | None, dict[str, Value]]:
    """The word and the plain arguments of what starts a stack."""
    if when is None:
        return None, {}
    given = {}
    for name, value in when.arguments.items():
        if not isinstance(value, Literal):
            raise refuse(Code.BAD_VALUE, when.id, word=when.word, argument=name)
        given[name] = value.value
    return when.word, checked(when.word, given) if when.word in WORDS else {}


def _built(names: dict[str, object]) -> Built:
    build: Callable[[], Built] = cast("Callable[[], Built]", names["build"])
    return build()


def _names(chance: Chance) -> dict[str, object]:
    """Everything that compiled code can see."""
    functions: dict[str, object] = {
        function_name(name): partial(taught.function, chance) if taught.chance else taught.function
        for name, taught in TAUGHT.items()
    }
    helpers = ("grown", "multiplied", "remainder", "power", "changed", "times", "counted")
    functions |= {name: getattr(values, name) for name in (*helpers, "shown_together")}
    return functions | {"type": type, "int": int, "__builtins__": {}}


class _Builder:
    """Builds the one module of a program."""

    def __init__(self) -> None:
        self._expressions = Expressions()
        self._own: dict[str, None] = {}
        """The compiled names of the variables that the stack in hand may assign, in order."""
        self._loops = 0
        self._since = 0

    def names(self) -> list[str]:
        """The pupil's names of the variables, in the order of the compiled ones."""
        return list(self._expressions.variables)

    def program(self, program: Program) -> ast.Module:
        """`def build(): ...` with the variables, `where` and one generator a stack inside."""
        bodies = [(self._stack(stack), list(self._own)) for stack in program.stacks]
        shared = list(self._expressions.variables.values())
        # The generators share the variables, and each can tell whether one grew too big.
        whole: py.Body = [py.assign(name, py.constant(None)) for name in shared]
        whole.append(py.assign("here", py.constant("")))
        whole.append(py.function("where", [ast.Return(py.name("here"))]))
        every = py.row(*map(py.name, shared))
        whole.append(py.function("variables", [ast.Return(every)]))
        small: py.Body = [ast.Expr(py.call("grown", py.name(name))) for name in shared]
        whole.append(py.function("small", small))
        starts = [f"stack_{index}" for index in range(len(bodies))]
        # Only what a stack assigns: all variables in all stacks would take Python minutes.
        for start, (body, own) in zip(starts, bodies, strict=True):
            whole.append(py.function(start, [ast.Nonlocal(["here", *own]), *body]))
        whole.append(
            ast.Return(
                py.row(py.name("where"), py.name("variables"), py.row(*map(py.name, starts)))
            )
        )
        return py.module([py.function("build", whole)])

    def _stack(self, stack: Stack) -> py.Body:
        self._since = 0
        self._own = {}
        counters = [
            py.assign("turns", py.constant(TURNS)),
            py.assign("breaths", py.constant(BREATHS)),
        ]
        body = self._body(stack.body)
        # A yield that is never reached makes a generator of a stack that never waits.
        return [*counters, *body, py.when(py.constant(False), [py.yielded(None)])]

    def _body(self, statements: list[Statement]) -> py.Body:
        return [built for item in statements for built in (*self._statement(item), *self._breath())]

    def _breath(self) -> py.Body:
        self._since += 1
        if not self._loops or self._since < LONG_BODY:
            return []
        self._since = 0
        rest = [py.yielded(py.constant(False)), py.assign("breaths", py.constant(BREATHS))]
        return [py.add("breaths", -1), py.when(py.negated(py.name("breaths")), rest)]

    def _statement(self, item: Statement) -> py.Body:
        here = py.assign("here", py.constant(item.id))
        if isinstance(item, Jump):
            return [self._jump(item)]
        if isinstance(item, While):
            return self._while(item, here)
        if isinstance(item, (Evaluate, SetItem, Unpack, ForEach, Return, Opaque)):
            raise refuse(Code.NOT_TAUGHT, item.id)
        return [here, self._simple(item)]

    def _simple(self, item: Do | Assign | Change | Repeat | Count | If | Print) -> ast.stmt:
        build = self._expressions.build
        if isinstance(item, Do):
            return py.yielded(self._expressions.request(False, item.word, item.arguments))
        if isinstance(item, Print):
            text = py.call("shown_together", *map(build, item.values))
            said = ast.Dict([py.constant("text")], [text])
            return py.yielded(py.row(py.constant(False), py.constant("say"), said))
        if isinstance(item, Assign):
            return py.assign(self._target(item), self._expressions.stored(item.value))
        if isinstance(item, Change):
            return self._change(item)
        if isinstance(item, If):
            return self._if(item)
        return self._for(item)

    def _target(self, item: Assign | Change | Count) -> str:
        """The compiled name of the variable that a statement assigns."""
        target = self._expressions.variable(item.name)
        self._own[target] = None
        return target

    def _change(self, item: Change) -> ast.stmt:
        """A whole number and a written one are added here, all else goes through `changed`."""
        target = self._target(item)
        by = self._expressions.build(item.value)
        slow = py.call("changed", py.name(target), by)
        if not (isinstance(item.value, Literal) and numeric(item.value)):
            return py.assign(target, slow)
        whole = py.compared(py.call("type", py.name(target)), ast.Is(), py.name("int"))
        short = ast.BinOp(py.name(target), ast.Add(), by)
        return py.assign(target, ast.IfExp(whole, short, slow))

    def _if(self, item: If) -> ast.stmt:
        otherwise = self._body(item.otherwise)
        for branch in reversed(item.branches):
            test = self._expressions.build(branch.test)
            otherwise = [py.when(test, self._body(branch.body) or [ast.Pass()], otherwise)]
        return otherwise[0] if otherwise else ast.Pass()

    def _for(self, item: Repeat | Count) -> ast.stmt:
        build = self._expressions.build
        if isinstance(item, Repeat):
            target, values_ = "_", py.call("times", build(item.times))
        else:
            target = self._target(item)
            values_ = py.call("counted", build(item.first), build(item.last), build(item.by))
        return ast.For(ast.Name(target, ast.Store()), values_, self._loop(item.body, []), [])

    def _while(self, item: While, here: ast.stmt) -> py.Body:
        test = self._expressions.build(item.test)
        leave = py.when(test if item.until else py.negated(test), [ast.Break()])
        forever = isinstance(item.test, Literal) and item.test.value is True and not item.until
        header = [] if forever else [here, leave]
        return [here, ast.While(py.constant(True), self._loop(item.body, header), [])]

    def _loop(self, statements: list[Statement], header: py.Body) -> py.Body:
        """A loop's body, which counts its turn first."""
        self._loops += 1
        self._since = 0
        rest: py.Body = [
            ast.Expr(py.call("small")),
            py.yielded(None),
            py.assign("turns", py.constant(TURNS)),
        ]
        turn = [py.add("turns", -1), py.when(py.negated(py.name("turns")), rest)]
        body = [*turn, *header, *self._body(statements)]
        self._loops -= 1
        return body

    def _jump(self, item: Jump) -> ast.stmt:
        if not self._loops:
            raise refuse(Code.SYNTAX, item.id)
        return ast.Break() if item.kind == "break" else ast.Continue()
