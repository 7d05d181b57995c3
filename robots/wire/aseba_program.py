"""Assembles a program for the virtual machine of Aseba robots.

A program is a list of 16-bit words: the length of the event table, its pairs (event id, address),
then the code. One instruction is one word, its top four bits say which; some carry words behind.
Numbers: Aseba's `vm.h` as tabled in our facts, checked against an independent assembler.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

INIT = 0xFFFF
"""The event that a program begins with, when it is run."""
FIRST_LOCAL = 0xFFFE
"""The id of a robot's first own event; the next ones count down."""
_SMALL = 2048


class Op(IntEnum):
    """What two numbers on the stack can become (the second is on top)."""

    ADD = 0x2
    SUB = 0x3
    MULTIPLY = 0x4
    DIV = 0x5
    MOD = 0x6
    BIT_XOR = 0x8
    BIT_AND = 0x9
    EQUAL = 0xA
    UNEQUAL = 0xB
    GREATER = 0xC
    NOT_LESS = 0xD
    LESS = 0xE
    NOT_GREATER = 0xF
    OR = 0x10
    AND = 0x11


@dataclass(frozen=True, slots=True)
class _Distance:
    """The word of a branch: how far its label is from it, both as places in the code."""

    label: str
    origin: int


@dataclass(frozen=True, slots=True)
class _Place:
    """A word that holds the place of a label, with an instruction `above` it where it has one."""

    label: str
    above: int = 0


@dataclass(frozen=True, slots=True)
class _Jump:
    """An unconditional jump, as far as its twelve bits reach."""

    label: str
    origin: int


class Assembler:
    """Puts a program together, handler by handler; labels are named, addresses come out at the end.

    Addresses of variables 0..4095, ids of native functions 0..4095, pushed numbers -32768..32767.
    """

    def __init__(self) -> None:
        self._code: list[int | _Distance | _Place | _Jump] = []
        self._table: dict[int, int] = {}
        self._labels: dict[str, int] = {}

    def on(self, event: int) -> None:
        """What follows runs when this event comes."""
        self._table[event] = len(self._code)

    def label(self, name: str) -> None:
        """A place that branches lead to."""
        self._labels[name] = len(self._code)

    def push(self, number: int) -> None:
        """Put a number on the stack."""
        if -_SMALL <= number < _SMALL:
            self._code.append(0x1000 | number & 0xFFF)
        else:
            self._code += [0x2000, number & 0xFFFF]

    def load(self, address: int) -> None:
        """Put a variable on the stack."""
        self._code.append(0x3000 | address)

    def store(self, address: int) -> None:
        """Take the top of the stack into a variable."""
        self._code.append(0x4000 | address)

    def push_place(self, label: str) -> None:
        """Put the address of a label on the stack, to go there with `back`."""
        self._code += [0x2000, _Place(label)]

    def load_item(self, address: int, size: int) -> None:
        """Replace an index on the stack by that item of an array."""
        self._code += [0x5000 | address, size]

    def store_item(self, address: int, size: int) -> None:
        """Take an index, then a number, into that item of an array."""
        self._code += [0x6000 | address, size]

    def absolute(self) -> None:
        """Make the top of the stack positive."""
        self._code.append(0x7001)

    def do(self, operation: Op) -> None:
        """Replace the two topmost numbers by one."""
        self._code.append(0x8000 | operation)

    def unless(self, test: Op, label: str) -> None:
        """Take two numbers; go to the label unless the test holds."""
        self._code.append(0xA000 | test)
        self._code.append(_Distance(label, len(self._code) - 1))

    def jump(self, label: str) -> None:
        """Go on there."""
        self._code.append(_Jump(label, len(self._code)))

    def visit(self, label: str) -> None:
        """Go there with the address of what follows on top of the stack."""
        self._code.append(_Place(label, 0xD000))

    def back(self) -> None:
        """Go to the address on top of the stack."""
        self._code.append(0xE000)

    def emit(self, event: int, address: int, size: int) -> None:
        """Send an event with `size` variables from `address` on to everybody on the network."""
        self._code += [0xB000 | event, address, size]

    def call(self, native: int, *addresses: int) -> None:
        """Call a native function; its arguments are addresses of variables."""
        for address in reversed(addresses):
            self.push(address)
        self._code.append(0xC000 | native)

    def stop(self) -> None:
        """The end of a handler."""
        self._code.append(0x0000)

    def words(self) -> list[int]:
        """The whole program, ready for SET_BYTECODE."""
        table = [1 + 2 * len(self._table)]
        for event, place in self._table.items():
            table += [event, table[0] + place]
        return table + [self._resolved(word, len(table)) for word in self._code]

    @property
    def size(self) -> int:
        """Words so far, the table of events included."""
        return 1 + 2 * len(self._table) + len(self._code)

    def _resolved(self, word: int | _Distance | _Place | _Jump, base: int) -> int:
        if isinstance(word, int):
            return word
        place = self._labels[word.label]
        if isinstance(word, _Place):
            return word.above | place + base
        if isinstance(word, _Jump):
            return 0x9000 | (place - word.origin) & 0xFFF
        return (place - word.origin) & 0xFFFF
