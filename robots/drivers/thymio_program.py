"""Compiles a pupil's program into one that stays in a Thymio, with the cable out.

Whole numbers of 16 bits, variables, fixed lists, loops, conditions, events, messages, functions
that do not call themselves; motions, lights and sounds. What cannot be done there is told at its
block (`word-lacking`, `not-taught`, `limit`, with the reason `onboard...`), and runs tethered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from robots.drivers import thymio_reflexes
from robots.drivers.thymio_board import MOST_STRANDS, Board
from robots.drivers.thymio_code import Announced, Code, lacking, too_long, untaught
from robots.drivers.thymio_rows import Rows, written_size
from robots.drivers.thymio_values import Values
from robots.drivers.thymio_words import Words
from robots.errors import Refused
from robots.program.tree import Assign, Literal, Program, Sense, Statement, When
from robots.program.walk import every_node, statements
from robots.wire.aseba_program import Assembler, Op

STARTED, MESSAGE = "when_started", "when_message"


@dataclass(frozen=True, slots=True)
class OnBoard:
    """A compiled program: its words, and what the robot's reports mean."""

    words: tuple[int, ...]
    marks: tuple[str, ...]
    """The id of a statement for each number that the robot tells; 0 is none."""
    stacks: tuple[int, ...]
    """The number (from 1) of the program's stack for each strand."""
    variables: Mapping[str, int]
    """The address of each of the pupil's variables that its stacks share."""


@dataclass(frozen=True, slots=True)
class _Strand:
    when: When | None
    body: list[Statement]
    stack: int


def compile_on_board(
    program: Program, robot: Announced, assembler: Assembler | None = None
) -> OnBoard:
    """Compile for the robot that announced this.

    Raises Refused with everything that cannot be done there; KeyError with a name that the robot
    should announce.
    """
    strands = _strands(program)
    if len(strands) > MOST_STRANDS:
        raise too_long(program.stacks[-1].id)
    code = Code(robot, assembler)
    uses_button = any(_asks_button(node) for node in every_node([program]))
    board = Board(code, len(strands), not uses_button)
    values = Values(code, _lists(program))
    words = Words(code, values)
    rows = Rows(code, words, values)
    rows.functions = {function.name: function for function in program.functions}
    watches = [_watch(words, number, strand) for number, strand in enumerate(strands)]
    board.endless = any(watches)
    board.tick([watch for watch in watches if watch is not None])
    for number, strand in enumerate(strands):
        rows.strand(number, strand.body)
    if rows.problems:
        raise Refused(rows.problems)
    board.subroutines(thymio_reflexes.SUBROUTINES)
    board.begin([number for number, strand in enumerate(strands) if _begins(strand)])
    program_words = code.assembler.words()
    if len(program_words) > robot.bytecode or code.free > robot.memory:
        raise too_long(strands[-1].body[-1].id if strands and strands[-1].body else "")
    stacks = tuple(strand.stack for strand in strands)
    return OnBoard(tuple(program_words), tuple(rows.marks), stacks, _shared(code))


def _shared(code: Code) -> dict[str, int]:
    return {
        name.removeprefix("v."): place
        for name, place in code.variables.items()
        if name.startswith("v.")
    }


def _strands(program: Program) -> list[_Strand]:
    """Stacks with a hat each; without any, the loose ones one after another."""
    hats = [
        _Strand(stack.when, stack.body, number)
        for number, stack in enumerate(program.stacks, 1)
        if stack.when is not None
    ]
    if hats:
        return hats
    return [_Strand(None, [item for stack in program.stacks for item in stack.body], 1)]


def _begins(strand: _Strand) -> bool:
    return strand.when is None or strand.when.word == STARTED


def _asks_button(node: object) -> bool:
    """Whether it is about the middle button; one that is worked out may be."""
    if not isinstance(node, (Sense, When)) or node.word not in ("button", "when_button"):
        return False
    name = node.arguments.get("name")
    return not isinstance(name, Literal) or name.value == "centre"


def _lists(program: Program) -> dict[str, int]:
    """The lists that the program's variables hold: each always of one size."""
    sizes: dict[str, int] = {}
    for item in statements(program):
        size = written_size(item.value) if isinstance(item, Assign) else None
        if isinstance(item, Assign) and size and sizes.setdefault(item.name, size) != size:
            raise untaught("list", item.id)
    return sizes


def _watch(words: Words, number: int, strand: _Strand) -> Callable[[], None] | None:
    """What looks in each tick whether a stack's event has come; None for what no sense starts."""
    when = strand.when
    if when is None or when.word == STARTED:
        return None
    values = words.values
    if when.word == MESSAGE:
        text = str(values.constant(when.arguments["message"]))
        words.messages.setdefault(text, []).append(number)
        return None
    senses: dict[str, Callable[[], None]] = {
        "when_button": lambda: values.button(str(values.constant(when.arguments["name"]))),
        "when_obstacle": lambda: values.obstacle("front"),
        "when_line": values.on_line,
        "when_loud": values.loud,
    }
    if when.word not in senses:
        raise lacking(when.word, when.id)
    return lambda: _rises(words, number, senses[when.word])


def _rises(words: Words, number: int, sense: Callable[[], None]) -> None:
    code = words.code
    unrisen, now, before = code.fresh(), f"sensed.{number}", f"before.{number}"
    code.depth = 0
    sense()
    code.store(now)
    code.load(now, before)
    code.unless(Op.GREATER, unrisen)
    words.wake(number)
    code.label(unrisen)
    code.load(now)
    code.store(before)
