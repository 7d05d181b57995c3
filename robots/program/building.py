"""Builds the one Python module of a program: its variables, its functions, a generator a stack."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from robots.errors import Code, refuse
from robots.program import spelling as py
from robots.program.effort import REST_AFTER, numeric
from robots.program.expressions import Expressions
from robots.program.functions import Planned, planned
from robots.program.tree import (
    Assign,
    Change,
    Count,
    Do,
    Evaluate,
    ForEach,
    Function,
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
    While,
)

TURNS = 1000
"""Loop turns and function entries between two yields."""
LONG_BODY = 50
"""Statements in a loop body after which it breathes."""
BREATHS = 200
DEEPEST_CALL = 200
"""Functions under way inside one another."""

Simple = Do | Assign | Change | If | Print | Evaluate | SetItem | Unpack


class Builder:
    """Builds the module of a program. At a node whose id is a breakpoint the stack yields True."""

    def __init__(self, program: Program, breakpoints: frozenset[str] = frozenset()) -> None:
        self._program, self._breakpoints = program, breakpoints
        self._functions = planned(program, breakpoints)
        self._shares = any(plan.waits for plan in self._functions.values())
        """Whether stacks share one count of turns with the functions that they call."""
        self._expressions = Expressions(self._functions)
        self._own: dict[str, None] = {}
        """The compiled names of the variables that the stack in hand may assign, in order."""
        self._function: Planned | None = None
        self._loops = 0
        self._since = 0

    def names(self) -> list[str]:
        """The pupil's names of the variables, in the order of the compiled ones."""
        return list(self._expressions.variables)

    def reads(self) -> Mapping[str, Mapping[str, str]]:
        """For each statement's id, the variables that it reads with their compiled names."""
        return self._expressions.reads

    def module(self) -> ast.Module:
        """`def build(): ...` with the variables, `where` and one generator a stack inside."""
        functions = [self._defined(plan) for plan in self._functions.values()]
        stacks = [self._stack(stack, number) for number, stack in enumerate(self._program.stacks)]
        shared = list(self._expressions.variables.values())
        # The generators share the variables, and each can tell whether one grew too big.
        whole: py.Body = [py.assign(name, py.constant(None)) for name in shared]
        whole.append(py.assign("here", py.constant("")))
        if self._shares:
            whole += _counters()
        every = py.row(*map(py.name, shared))
        whole.append(py.function("variables", [ast.Return(every)]))
        whole.append(py.function("where", [ast.Return(py.name("here"))]))
        back: py.Body = [ast.Nonlocal(["here"]), py.assign("here", py.name("place"))]
        whole.append(py.function("back", back, ["place"]))
        whole.append(py.function("small", [_looked_at(name) for name in shared]))
        starts = [py.name(f"stack_{index}") for index in range(len(stacks))]
        given = (py.name("where"), py.name("back"), py.name("variables"), py.row(*starts))
        return py.module(
            [py.function("build", [*whole, *functions, *stacks, ast.Return(py.row(*given))])]
        )

    # ---- stacks and functions --------------------------------------------------------------------

    def _stack(self, stack: Stack, number: int) -> ast.stmt:
        self._begin(None)
        counters = [] if self._shares else _counters()
        body = self._body(stack.body)
        return py.function(f"stack_{number}", [self._outer(), *counters, *body, _generator()])

    def _defined(self, plan: Planned) -> ast.stmt:
        """One of the program's functions, all of whose own variables are None at first."""
        self._begin(plan)
        body = self._body(plan.function.body)
        parameters = plan.function.parameters
        names = list(self._expressions.local.values())
        unset: py.Body = [py.assign(name, py.constant(None)) for name in names[len(parameters) :]]
        defaults = [
            self._expressions.build(item.default) for item in parameters if item.default is not None
        ]
        head = [self._outer(), *unset]
        taken = names[: len(parameters)]
        if not plan.waits:
            return py.function(plan.compiled, [*head, *body], taken, defaults)
        deep = py.compared(py.name("depth"), ast.Gt(), py.constant(DEEPEST_CALL))
        entry = [py.when(deep, [ast.Expr(py.call("too_deep"))]), *self._turn()]
        whole = [*head, *entry, *body, _generator()]
        return py.function(plan.compiled, whole, ["depth", *taken], defaults)

    def _begin(self, plan: Planned | None) -> None:
        self._function, self._own = plan, {}
        self._loops = self._since = 0
        self._expressions.inside = plan is not None
        self._expressions.local = {} if plan is None else _local(plan.function)

    def _outer(self) -> ast.stmt:
        # Only what a stack assigns: all variables in all stacks would take Python minutes.
        counters = ["turns", "breaths"] if self._shares else []
        return ast.Nonlocal(["here", *counters, *self._own])

    @property
    def _plain(self) -> bool:
        """Whether a function is in hand that is no generator."""
        return self._function is not None and not self._function.waits

    # ---- statements ------------------------------------------------------------------------------

    def _body(self, statements: list[Statement]) -> py.Body:
        return [built for item in statements for built in (*self._statement(item), *self._breath())]

    def _breath(self) -> py.Body:
        """A rest in a long body that is done again and again."""
        self._since += 1
        again = self._loops or (self._function is not None and not self._plain)
        if not again or self._since < LONG_BODY:
            return []
        self._since = 0
        rest = [
            py.assign("breaths", py.constant(BREATHS)),
            *self._all_small(),
            py.yielded(py.constant(False)),
        ]
        return [py.add("breaths", -1), py.when(py.negated(py.name("breaths")), rest)]

    def _statement(self, item: Statement) -> py.Body:
        self._expressions.here = item.id
        self._expressions.heavy = False
        if isinstance(item, Jump):
            return [self._jump(item)]
        here = self._here(item)
        if isinstance(item, While):
            return self._while(item, here)
        if isinstance(item, (Repeat, Count, ForEach)):
            return [*here, self._for(item)]
        if isinstance(item, Return):
            return [*here, *self._return(item)]
        if isinstance(item, Opaque):
            raise refuse(Code.NOT_TAUGHT, item.id)
        if isinstance(item, If):
            return [*here, self._if(item)]
        return [*here, self._simple(item), *self._rest()]

    def _here(self, item: Statement) -> py.Body:
        """Where the program is now; at a breakpoint it waits there."""
        here = py.assign("here", py.constant(item.id))
        stops = item.id in self._breakpoints and item.id != ""
        return [here, py.yielded(py.constant(True))] if stops else [here]

    def _rest(self) -> py.Body:
        """After what may have gone through long lists: a rest, if it was long."""
        heavy, self._expressions.heavy = self._expressions.heavy, False
        if not heavy or self._plain:
            return []
        much = py.compared(py.first("spent", ast.Load()), ast.Gt(), py.constant(REST_AFTER))
        reset = ast.Assign([py.first("spent", ast.Store())], py.constant(0))
        return [py.when(much, [reset, py.yielded(py.constant(False))])]

    def _simple(self, item: Simple) -> ast.stmt:
        build = self._expressions.build
        if isinstance(item, Do):
            return py.yielded(self._expressions.request(False, item.word, item.arguments))
        if isinstance(item, Print):
            text = py.call("shown_together", *map(build, item.values))
            said = ast.Dict([py.constant("text")], [text])
            return py.yielded(py.row(py.constant(False), py.constant("say"), said))
        if isinstance(item, Assign):
            return py.assign(self._target(item.name), self._expressions.stored(item.value))
        if isinstance(item, Change):
            return self._change(item)
        if isinstance(item, Unpack):
            return self._unpack(item.names, build(item.value))
        if isinstance(item, SetItem):
            value = self._expressions.stored(item.value)
            return ast.Expr(py.call("set_item", value, build(item.thing), build(item.index)))
        assert isinstance(item, Evaluate)
        return ast.Expr(build(item.value))

    def _unpack(self, names: list[str], value: ast.expr) -> ast.stmt:
        targets: list[ast.expr] = [ast.Name(self._target(name), ast.Store()) for name in names]
        items = py.call("unpacked", value, py.constant(len(names)))
        return ast.Assign([ast.Tuple(targets, ast.Store())], items)

    def _target(self, name: str) -> str:
        """The compiled name of the variable that a statement assigns."""
        target = self._expressions.variable(name)
        if name not in self._expressions.local:
            self._own[target] = None
        return target

    def _change(self, item: Change) -> ast.stmt:
        """A whole number and a written one are added here, all else goes through `changed`."""
        target = self._target(item.name)
        by = self._expressions.build(item.value)
        slow = py.call("changed", py.name(target), by)
        if not (isinstance(item.value, Literal) and numeric(item.value)):
            self._expressions.heavy = True
            return py.assign(target, slow)
        whole = py.compared(py.call("type", py.name(target)), ast.Is(), py.name("int"))
        short = ast.BinOp(py.name(target), ast.Add(), by)
        return py.assign(target, ast.IfExp(whole, short, slow))

    def _return(self, item: Return) -> py.Body:
        """The end of a function with its value, or of a stack."""
        value = None if item.value is None else self._expressions.stored(item.value)
        if self._function is not None:
            return [ast.Return(value)]
        return [*([] if value is None else [ast.Expr(value)]), ast.Return(None)]

    def _if(self, item: If) -> ast.stmt:
        otherwise = self._body(item.otherwise)
        for branch in reversed(item.branches):
            self._expressions.here = item.id
            test = self._expressions.build(branch.test)
            rest = self._rest()
            body = [*rest, *self._body(branch.body)]
            otherwise = [py.when(test, body or [ast.Pass()], [*rest, *otherwise])]
        return otherwise[0] if otherwise else ast.Pass()

    # ---- loops -----------------------------------------------------------------------------------

    def _for(self, item: Repeat | Count | ForEach) -> ast.stmt:
        build = self._expressions.build
        if isinstance(item, Repeat):
            return self._loop_over("_", py.call("times", build(item.times)), item, [])
        if isinstance(item, Count):
            values = py.call("counted", build(item.first), build(item.last), build(item.by))
            return self._loop_over(self._target(item.name), values, item, [])
        values = py.call("each", build(item.items))
        if len(item.names) == 1:
            return self._loop_over(self._target(item.names[0]), values, item, [])
        return self._loop_over("e", values, item, [self._unpack(item.names, py.name("e"))])

    def _loop_over(
        self, target: str, values: ast.expr, item: Repeat | Count | ForEach, header: py.Body
    ) -> ast.stmt:
        again = self._here(item) if header else []
        body = self._loop(item.body, [*again, *header])
        return ast.For(ast.Name(target, ast.Store()), values, body, [])

    def _while(self, item: While, here: py.Body) -> py.Body:
        test = self._expressions.build(item.test)
        rest = self._rest()
        leave = py.when(test if item.until else py.negated(test), [ast.Break()])
        forever = isinstance(item.test, Literal) and item.test.value is True and not item.until
        header = [] if forever else [*here, leave, *rest]
        return [*here[:1], ast.While(py.constant(True), self._loop(item.body, header), [])]

    def _loop(self, statements: list[Statement], header: py.Body) -> py.Body:
        """A loop's body, which counts its turn first."""
        self._loops += 1
        self._since = 0
        body = [*self._turn(), *header, *self._body(statements)]
        self._loops -= 1
        return body

    def _turn(self) -> py.Body:
        """One turn of a loop, or one entry of a function: the thousandth lets the others in."""
        rest: py.Body = [
            py.assign("turns", py.constant(TURNS)),
            *self._all_small(),
            py.yielded(None),
        ]
        return [py.add("turns", -1), py.when(py.negated(py.name("turns")), rest)]

    def _all_small(self) -> py.Body:
        """A look at all numbers and texts in sight."""
        own = [_looked_at(name) for name in self._expressions.local.values()]
        return [ast.Expr(py.call("small")), *own]

    def _jump(self, item: Jump) -> ast.stmt:
        if not self._loops:
            raise refuse(Code.SYNTAX, item.id, reason="jump")
        return ast.Break() if item.kind == "break" else ast.Continue()


def _local(function: Function) -> dict[str, str]:
    """The compiled names of a function's parameters and own variables."""
    names = [*(item.name for item in function.parameters), *function.local]
    return {name: f"p{place}" for place, name in enumerate(dict.fromkeys(names))}


def _looked_at(name: str) -> ast.stmt:
    return ast.Expr(py.call("sound", py.name(name)))


def _counters() -> py.Body:
    return [py.assign("turns", py.constant(TURNS)), py.assign("breaths", py.constant(BREATHS))]


def _generator() -> ast.stmt:
    # A yield that is never reached makes a generator of what never waits.
    return py.when(py.constant(False), [py.yielded(None)])
