"""Moves that are taken for others: a turn for a step, degrees for cells, long for short waits."""

from __future__ import annotations

from collections.abc import Iterator

from robots.abilities import WORDS, Family
from robots.errors import Problem
from robots.program.check.doubts import doubt
from robots.program.tree import Do, Literal, Node, Opaque, Own, Program, Stack, Statement
from robots.program.walk import LOOPS, bodies, every_node

_TURNS = frozenset({"turn_left", "turn_right", "turn"})
_FEW_DEGREES, _FEW_CM = 4, 4
"""Values that look like steps (of a move that is done once, outside any loop)."""
_MANY_STEPS = 30
_LONG = 200
"""Seconds of a wait that were meant as something shorter."""


def move_remarks(program: Program) -> Iterator[Problem]:
    """Programs that only turn, values that look like another unit, stacks that both drive."""
    nodes = list(every_node([program.functions, program.stacks]))
    yield from _only_turns(nodes)
    for stack in program.stacks:
        yield from _amounts(stack.body)
    if not any(isinstance(node, Opaque) for node in nodes):
        yield from _two_drivers(program)


def _only_turns(nodes: list[Node]) -> Iterator[Problem]:
    doing = [node for node in nodes if isinstance(node, Do)]
    other = [node for node in nodes if isinstance(node, Opaque)]
    if doing and not other and all(node.word in _TURNS for node in doing):
        yield doubt(doing[0].id, "only-turns")


def _amounts(body: list[Statement]) -> Iterator[Problem]:
    """What a word outside any loop is given."""
    pending = list(reversed(body))
    while pending:
        item = pending.pop()
        if isinstance(item, Do):
            yield from _amount(item)
        elif not isinstance(item, LOOPS):
            pending += [part for row in reversed(bodies(item)) for part in reversed(row)]


def _amount(item: Do) -> Iterator[Problem]:
    value = next(iter(item.arguments.values()), None)
    number = value.value if isinstance(value, Literal) else None
    if not isinstance(number, (int, float)) or isinstance(number, bool):
        return
    size = abs(number)
    if item.word == "turn" and 0 < size <= _FEW_DEGREES:
        yield doubt(item.id, "small-turn", value=number)
    elif item.word == "drive" and 0 < size <= _FEW_CM:
        yield doubt(item.id, "small-drive", value=number)
    elif item.word == "wait" and size >= _LONG:
        yield doubt(item.id, "long-wait", value=number)
    elif item.word in WORDS and WORDS[item.word].grid and size >= _MANY_STEPS:
        yield doubt(item.id, "many-steps", value=number)


def _two_drivers(program: Program) -> Iterator[Problem]:
    """The second stack that drives from the start on: the robot cannot go two ways."""
    hats = any(stack.when is not None for stack in program.stacks)
    movers = _moving_functions(program)
    driving = [
        stack
        for stack in program.stacks
        if _starts(stack, hats, program.face) and _moves(stack.body, movers)
    ]
    if len(driving) > 1:
        second = driving[1]
        yield doubt(second.id or (second.when.id if second.when else ""), "two-drivers")


def _starts(stack: Stack, hats: bool, face: str) -> bool:
    if stack.when is None:
        return not hats or face == "python"
    return stack.when.word == "when_started"


def _moves(body: list[Statement], movers: frozenset[str]) -> bool:
    return any(
        _is_move(node) or (isinstance(node, Own) and node.name in movers)
        for node in every_node(body)
    )


def _moving_functions(program: Program) -> frozenset[str]:
    """The functions that themselves move the robot."""
    return frozenset(
        function.name for function in program.functions if _moves(function.body, frozenset())
    )


def _is_move(node: object) -> bool:
    if not isinstance(node, Do) or node.word in ("stop", "speed"):
        return False
    return node.word in WORDS and WORDS[node.word].family is Family.MOVE
