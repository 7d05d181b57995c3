"""The virtual machine inside an Aseba robot: it runs the program that a host uploads.

A program is words: the length of the event table, pairs (event, address), then instructions, whose
upper four bits say what to do. Memory holds signed 16-bit words: the robot's own variables first,
the program's behind. An event that comes while a handler runs ends it; a fault freezes the program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import and_, eq, ge, gt, le, lt, ne, or_, xor

from robots.wire.aseba import EVENT_WORDS, Flags, signed
from robots.wire.aseba_node import (
    Answer,
    ArrayOutOfBounds,
    DivisionByZero,
    EventKilled,
    ExecutionState,
    NodeError,
    UserEvent,
)

INIT = 0xFFFF
"""The event at a program's beginning."""
_WHEN, _WAS_TRUE = 0x100, 0x200
"""Bits of a conditional branch: act on edges only; what the condition was the last time."""

Native = Callable[["Machine"], None]
"""Takes its arguments with `Machine.pop`: addresses, then the lengths of arrays of any length."""


class _Fault(Exception):
    """The program did what cannot be; carries what the robot says about it."""

    def __init__(self, says: Answer) -> None:
        self.says = says


def wrapped(number: int) -> int:
    """A number as it fits into a signed word."""
    return signed(number & 0xFFFF)


def quotient(first: int, second: int) -> int:
    """Division that cuts towards zero."""
    whole = abs(first) // abs(second)
    return whole if (first < 0) == (second < 0) else -whole


_BINARY: Sequence[Callable[[int, int], int]] = (
    lambda a, b: a << (b & 15),
    lambda a, b: a >> (b & 15),
    lambda a, b: a + b,
    lambda a, b: a - b,
    lambda a, b: a * b,
    quotient,
    lambda a, b: a - b * quotient(a, b),
    or_,
    xor,
    and_,
    eq,
    ne,
    gt,
    ge,
    lt,
    le,
    lambda a, b: a != 0 or b != 0,
    lambda a, b: a != 0 and b != 0,
)
_UNARY: Sequence[Callable[[int], int]] = (
    lambda a: -a,
    abs,
    lambda a: ~a,
    lambda a: a == 0,
)


class Machine:
    """One virtual machine. Sizes are words; `tell` takes what it says to the host."""

    def __init__(
        self,
        bytecode: int,
        stack: int,
        memory: int,
        natives: Sequence[Native],
        tell: Callable[[Answer | UserEvent], None],
    ) -> None:
        self.memory = [0] * memory
        self.flags = Flags(0)
        self.pc = 0
        self.program = [0] * bytecode
        self._stack: list[int] = []
        self._stack_size = stack
        self._natives = natives
        self._tell = tell
        self._actions: Sequence[Callable[[int], None]] = (
            self._stop_thread,
            self._small,
            self._large,
            self._load,
            self._store,
            self._load_indirect,
            self._store_indirect,
            self._unary,
            self._binary,
            self._jump,
            self._branch,
            self._emit,
            self._call_native,
            self._call,
            self._return,
            self._unknown,
        )

    # ---- what the host asks ----------------------------------------------------------------------

    def load(self, start: int, words: Sequence[int]) -> None:
        """Put a part of a program into its place; what does not fit is dropped."""
        room = max(0, len(self.program) - start)
        self.program[start : start + min(room, len(words))] = words[:room]

    def switch_off(self) -> None:
        """Forget program and memory."""
        self.flags = Flags(0)
        self.pc = 0
        self.program[:] = [0] * len(self.program)
        self.memory[:] = [0] * len(self.memory)
        self._stack.clear()

    def reset(self) -> None:
        """Go to the program's beginning and wait there."""
        self.flags = Flags.STEP_BY_STEP
        if not self.event(INIT):
            self.tell_state()

    def run(self) -> None:
        """Let the program run."""
        self.flags &= ~Flags.STEP_BY_STEP
        self.tell_state()

    def pause(self) -> None:
        """Let the program wait where it is."""
        self.flags |= Flags.STEP_BY_STEP
        self.tell_state()

    def step(self) -> None:
        """Do one instruction of a program that waits."""
        if Flags.STEP_BY_STEP in self.flags and self.active:
            self._do_one()
            self.tell_state()

    def stop(self) -> None:
        """Drop the handler under way; events find the program waiting."""
        self.flags = Flags.STEP_BY_STEP
        self.tell_state()

    def tell_state(self) -> None:
        """Tell the host where the program is."""
        self._tell(ExecutionState(self.pc, self.flags))

    # ---- life ------------------------------------------------------------------------------------

    @property
    def active(self) -> bool:
        """Whether a handler is under way."""
        return Flags.EVENT_ACTIVE in self.flags

    @property
    def frozen(self) -> bool:
        """Whether a handler is under way and waits."""
        return self.active and Flags.STEP_BY_STEP in self.flags

    def event(self, number: int) -> bool:
        """Begin an event's handler; False when the program has none."""
        address = self._handler(number)
        if not address:
            return False
        if self.active:
            self._tell(EventKilled(self.pc))
        self.pc = address
        self._stack.clear()
        self.flags |= Flags.EVENT_ACTIVE
        if Flags.STEP_BY_STEP in self.flags:
            self.tell_state()
        return True

    def live(self, instructions: int) -> None:
        """Run the handler under way, for so many instructions at the most."""
        while instructions and self.active and not self.frozen:
            self._do_one()
            instructions -= 1

    def pop(self) -> int:
        """The word on top of the stack."""
        if not self._stack:
            raise _Fault(NodeError(self.pc, "stack empty"))
        return self._stack.pop()

    def fail(self, text: str) -> None:
        """Freeze the program and tell why in words."""
        raise _Fault(NodeError(self.pc, text))

    def _handler(self, number: int) -> int:
        table = self.program[: self.program[0]]
        for at in range(1, len(table), 2):
            if table[at] == number:
                return self.program[at + 1]
        return 0

    def _do_one(self) -> None:
        try:
            word = self.program[self.pc]
            self._actions[word >> 12](word)
        except _Fault as fault:
            self._freeze(fault.says)
        except ZeroDivisionError:
            self._freeze(DivisionByZero(self.pc))
            self.pc += 1
        except IndexError:
            self._freeze(NodeError(self.pc, "out of bounds"))
        except ValueError as error:
            self._freeze(NodeError(self.pc, str(error)))

    def _freeze(self, says: Answer) -> None:
        self.flags = Flags.STEP_BY_STEP
        self._tell(says)

    def _push(self, number: int) -> None:
        if len(self._stack) >= self._stack_size:
            raise _Fault(NodeError(self.pc, "stack full"))
        self._stack.append(wrapped(number))

    # ---- instructions ----------------------------------------------------------------------------

    def _stop_thread(self, _: int) -> None:
        self.flags &= ~Flags.EVENT_ACTIVE

    def _small(self, word: int) -> None:
        self._push(_twelve_bits(word))
        self.pc += 1

    def _large(self, _: int) -> None:
        self._push(self.program[self.pc + 1])
        self.pc += 2

    def _load(self, word: int) -> None:
        self._push(self.memory[word & 0xFFF])
        self.pc += 1

    def _store(self, word: int) -> None:
        self.memory[word & 0xFFF] = self.pop()
        self.pc += 1

    def _load_indirect(self, word: int) -> None:
        self._push(self.memory[self._element(word)])
        self.pc += 2

    def _store_indirect(self, word: int) -> None:
        address = self._element(word)
        self.memory[address] = self.pop()
        self.pc += 2

    def _element(self, word: int) -> int:
        """The address of the array's element whose index is on the stack."""
        index, size = self.pop() & 0xFFFF, self.program[self.pc + 1]
        if index >= size:
            raise _Fault(ArrayOutOfBounds(self.pc, size, index))
        return (word & 0xFFF) + index

    def _unary(self, word: int) -> None:
        self._push(_UNARY[word & 0xFF](self.pop()))
        self.pc += 1

    def _binary(self, word: int) -> None:
        self._push(self._computed(word))
        self.pc += 1

    def _computed(self, word: int) -> int:
        second, first = self.pop(), self.pop()
        return int(_BINARY[word & 0xFF](first, second))

    def _jump(self, word: int) -> None:
        self.pc += _twelve_bits(word)

    def _branch(self, word: int) -> None:
        true = wrapped(self._computed(word)) != 0
        follow = true and not (word & _WHEN and word & _WAS_TRUE)
        self.program[self.pc] = word | _WAS_TRUE if true else word & ~_WAS_TRUE
        self.pc += 2 if follow else signed(self.program[self.pc + 1])

    def _emit(self, word: int) -> None:
        start, length = self.program[self.pc + 1 : self.pc + 3]
        if length > EVENT_WORDS:
            self.fail("event too long")
        self._tell(UserEvent(word & 0xFFF, tuple(self.memory[start : start + length])))
        self.pc += 3

    def _call_native(self, word: int) -> None:
        self._natives[word & 0xFFF](self)
        self.pc += 1

    def _call(self, word: int) -> None:
        self._push(self.pc + 1)
        self.pc = word & 0xFFF

    def _return(self, _: int) -> None:
        self.pc = self.pop()

    def _unknown(self, _: int) -> None:
        self.fail("unknown instruction")


def _twelve_bits(word: int) -> int:
    """The lower twelve bits as the number -2048..2047 that they stand for."""
    return (word & 0xFFF) - ((word & 0x800) << 1)
