"""What the compiler works out about a program's own functions before it compiles them.

A function that can wait or loop is compiled to a generator, since STOP and the other stacks must
get in; so is one that calls such a function, that calls itself by whatever way round, or whose
calls together are much work. All others become plain functions, which are several times faster.
"""

from __future__ import annotations

from dataclasses import dataclass

from robots.errors import Code, Refused, refuse
from robots.program.effort import heavy
from robots.program.tree import (
    Ask,
    Do,
    Function,
    Literal,
    Node,
    Own,
    Parameter,
    Print,
    Program,
    Sense,
    TupleOf,
    Unary,
)
from robots.program.walk import LOOPS, every_node

MOST_WORK = 500
"""Nodes that a plain function may go through, those of the functions it calls included."""
HEAVY_WORK = 50
"""Nodes that one which goes through a whole list or text counts for."""


@dataclass(slots=True)
class Planned:
    """One function: its compiled name, whether it is a generator, and how much work a call is."""

    function: Function
    compiled: str
    waits: bool
    heavy: bool = False
    """Whether a plain one goes through whole lists or texts."""

    @property
    def needed(self) -> list[str]:
        """The parameters that have no default."""
        return [item.name for item in self.function.parameters if item.default is None]


def planned(program: Program, breakpoints: frozenset[str]) -> dict[str, Planned]:
    """Every function of a program by its name; of two with one name the last counts.

    Raises Refused(syntax or bad-value) for parameters that Python would not take either.
    """
    functions = {function.name: function for function in program.functions}
    plans = {
        name: Planned(function, f"f{number}", waits=True)
        for number, (name, function) in enumerate(functions.items())
    }
    for function in functions.values():
        _check_parameters(function)
    _find_plain(plans, breakpoints)
    return plans


def given(call: Own, plan: Planned) -> None:
    """Look whether a call gives every parameter one value; raises Refused(bad-value)."""
    names = [item.name for item in plan.function.parameters]
    by_place = names[: len(call.arguments)]
    fits = (
        len(call.arguments) <= len(names)
        and call.named.keys() <= set(names) - set(by_place)
        and set(plan.needed) <= {*by_place, *call.named}
    )
    if not fits:
        raise refuse(Code.BAD_VALUE, call.id, reason="count", word=call.name[:60])


def _find_plain(plans: dict[str, Planned], breakpoints: frozenset[str]) -> None:
    """Let those be plain functions whose calls all go to plain ones: the rest waits, or loops."""
    left = {
        name: list(every_node(plan.function.body))
        for name, plan in plans.items()
        if not any(_lets_in(node, breakpoints) for node in every_node(plan.function.body))
    }
    work: dict[str, int] = {}
    found = True
    while found:
        found = False
        for name, nodes in list(left.items()):
            calls = [node.name for node in nodes if isinstance(node, Own)]
            if all(call in work for call in calls):
                del left[name]
                found = True
                _judge(name, nodes, calls, plans, work)


def _judge(
    name: str, nodes: list[Node], calls: list[str], plans: dict[str, Planned], work: dict[str, int]
) -> None:
    """Make a function plain if a call of it is little work."""
    if len(nodes) > MOST_WORK:
        return
    own = len(nodes) + HEAVY_WORK * sum(map(heavy, nodes))
    total = own + sum(work[call] for call in calls)
    if total > MOST_WORK:
        return
    work[name] = total
    plan = plans[name]
    plan.waits = False
    plan.heavy = any(map(heavy, nodes)) or any(plans[call].heavy for call in calls)


def _lets_in(node: Node, breakpoints: frozenset[str]) -> bool:
    waits = isinstance(node, (Do, Print, Sense, Ask, *LOOPS))
    return waits or (bool(breakpoints) and node.id in breakpoints)


def _check_parameters(function: Function) -> None:
    names: set[str] = set()
    default = False
    for item in function.parameters:
        if item.name in names:
            raise refuse(Code.BAD_VALUE, function.id, reason="twice", name=item.name[:60])
        if default and item.default is None:
            raise refuse(Code.SYNTAX, item.id or function.id)
        names.add(item.name)
        default = item.default is not None
        if item.default is not None and not _written(item.default):
            raise _calculated(function, item)


def _written(value: object) -> bool:
    """Whether a default is a written value that nothing can change afterwards."""
    if isinstance(value, TupleOf):
        return all(map(_written, value.items))
    if isinstance(value, Unary):
        inner = value.operand
        number = isinstance(inner, Literal) and isinstance(inner.value, (int, float))
        return number and value.operator in ("-", "+")
    return isinstance(value, Literal)


def _calculated(function: Function, item: Parameter) -> Refused:
    where = getattr(item.default, "id", "") or function.id
    return refuse(Code.BAD_VALUE, where, reason="fixed", word=function.name[:60])
