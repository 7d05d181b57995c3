"""Code for a Thymio's virtual machine: places for variables, depth of the stack, faults.

A program that stays in the robot is written with this; `robots.wire.aseba_program` makes words of
it. All numbers are whole and have 16 bits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from robots.errors import Code as ErrorCode
from robots.errors import Refused, refuse
from robots.wire.aseba_program import FIRST_LOCAL, Assembler, Op

LOWEST, HIGHEST = -0x8000, 0x7FFF
SUB_ROOM = 7
"""Words of the stack that the deepest subroutine of the program's frame takes."""


class Fault(IntEnum):
    """What ends a program in the robot, as it tells it.

    It is never left to the machine's own faults, which leave the wheels turning.
    """

    NONE = 0
    DIVISION = 1
    SIZE = 2
    INDEX = 3
    RANGE = 4


@dataclass(frozen=True, slots=True)
class Announced:
    """What a robot told of itself: its names, and the words it has for a program."""

    places: Mapping[str, int]
    events: Sequence[str]
    natives: Sequence[str]
    free: int
    bytecode: int = 1534
    stack: int = 32
    memory: int = 586


def lacking(word: str, where: str) -> Refused:
    """The refusal of a word that needs the screen."""
    return refuse(ErrorCode.WORD_LACKING, where, word=word, reason="onboard")


def untaught(reason: str, where: str, **details: str | int | float) -> Refused:
    """The refusal of what a program in the robot cannot do."""
    return refuse(ErrorCode.NOT_TAUGHT, where, reason=f"onboard-{reason}", **details)


def too_long(where: str = "") -> Refused:
    """The refusal of what does not fit into the robot."""
    return refuse(ErrorCode.LIMIT, where, reason="onboard")


class Code:
    """Writes one program; `deepest` is how much of the stack was needed since it was last set."""

    def __init__(self, robot: Announced, assembler: Assembler | None = None) -> None:
        self.robot = robot
        self.assembler = assembler or Assembler()
        self.natives = {name: number for number, name in enumerate(robot.natives)}
        self.events = {name: FIRST_LOCAL - number for number, name in enumerate(robot.events)}
        self.used: dict[str, None] = {}
        """The subroutines that something calls, in the order of their first calls."""
        self.variables: dict[str, int] = {}
        self.free = robot.free
        self.depth = self.deepest = 0
        self._labels = 0

    # ---- places ----

    def at(self, name: str) -> int:
        """The address of a variable of the program's, made when it is first asked for."""
        return self.array(name, 1)

    def array(self, name: str, size: int) -> int:
        """The address of an array of the program's."""
        if name not in self.variables:
            self.variables[name] = self.free
            self.free += size
        return self.variables[name]

    def own(self, name: str) -> int:
        """The address of one of the robot's own variables; raises KeyError."""
        return self.robot.places[name]

    def fresh(self, what: str = "l") -> str:
        """A label that nobody has."""
        self._labels += 1
        return f"{what}_{self._labels}"

    # ---- instructions ----

    def label(self, name: str, depth: int | None = None) -> None:
        """A place; `depth` of the stack there where it is not what it was just before."""
        self.assembler.label(name)
        self.depth = self.depth if depth is None else depth

    def push(self, number: int) -> None:
        """Put a number on the stack."""
        self.assembler.push(number)
        self._grow(1)

    def load(self, *names: str) -> None:
        """Put variables of the program's on the stack."""
        for name in names:
            self.assembler.load(self.at(name))
            self._grow(1)

    def store(self, *names: str) -> None:
        """Take numbers off the stack, the topmost into the first of these variables."""
        for name in names:
            self.assembler.store(self.at(name))
            self._grow(-1)

    def sense(self, name: str, index: int = 0) -> None:
        """Put one of the robot's own variables on the stack."""
        self.assembler.load(self.own(name) + index)
        self._grow(1)

    def tell(self, name: str, index: int = 0) -> None:
        """Take the top of the stack into one of the robot's own variables."""
        self.assembler.store(self.own(name) + index)
        self._grow(-1)

    def set(self, name: str, number: int) -> None:
        """Give a variable a number."""
        self.push(number)
        self.store(name)

    def do(self, *operations: Op) -> None:
        """Replace the two topmost numbers by one, for each operation."""
        for operation in operations:
            self.assembler.do(operation)
            self._grow(-1)

    def change(self, name: str, operation: Op, number: int) -> None:
        """Work on a variable with a number."""
        self.load(name)
        self.push(number)
        self.do(operation)
        self.store(name)

    def unless(self, test: Op, label: str) -> None:
        """Take two numbers; go to the label unless the test holds."""
        self.assembler.unless(test, label)
        self._grow(-2)

    def require(self, name: str, test: Op, number: int, label: str) -> None:
        """Go on when a variable is so, else go to the label."""
        self.load(name)
        self.push(number)
        self.unless(test, label)

    def jump(self, label: str) -> None:
        """Go on there."""
        self.assembler.jump(label)

    def visit(self, sub: str, takes: int = 0, gives: int = 0) -> None:
        """Call a subroutine of the frame's that takes and gives so many words of the stack."""
        self.used.setdefault(sub)
        self.assembler.visit(sub)
        self.deepest = max(self.deepest, self.depth - takes + SUB_ROOM)
        self._grow(gives - takes)

    def back(self) -> None:
        """Go to the address on top of the stack."""
        self.assembler.back()
        self._grow(-1)

    def native(self, name: str, *arguments: str) -> None:
        """Call a native function with variables of the program's; raises KeyError."""
        self.deepest = max(self.deepest, self.depth + len(arguments))
        self.assembler.call(self.natives[name], *(self.at(item) for item in arguments))

    def _grow(self, by: int) -> None:
        self.depth += by
        self.deepest = max(self.deepest, self.depth)
