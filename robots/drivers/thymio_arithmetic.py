"""Whole numbers of 16 bits as our language has them: division goes down, nothing wraps silently.

The machine's own arithmetic wraps, cuts towards zero, and freezes at a division by zero with the
wheels still turning; these subroutines end the program with a fault that stills the robot instead.
Each takes its numbers from the stack, below the address of the caller, and leaves one there.
"""

from __future__ import annotations

from collections.abc import Callable

from robots.drivers.thymio_code import LOWEST, Code, Fault
from robots.wire.aseba_program import Op


def fail(code: Code, fault: Fault) -> None:
    """End the program."""
    depth = code.depth
    code.push(fault)
    code.used.setdefault("fault")
    code.jump("fault")
    code.depth = depth


def _take_two(code: Code, name: str) -> None:
    code.label(name, 3)
    code.store("r.back", "r.b", "r.a")


def _give(code: Code, name: str) -> None:
    code.load(name, "r.back")
    code.back()


def _or_too_big(code: Code) -> None:
    """Take a number that is negative where the result does not fit."""
    fits = code.fresh()
    code.push(0)
    code.unless(Op.LESS, fits)
    fail(code, Fault.SIZE)
    code.label(fits)


def _signs(code: Code, *pairs: str) -> None:
    """Where both pairs of numbers have unlike signs, a negative number."""
    for pair in pairs:
        code.load(*(f"r.{name}" for name in pair))
        code.do(Op.BIT_XOR)
    code.do(Op.BIT_AND)


def add(code: Code) -> None:
    """Give a + b."""
    _take_two(code, "add")
    code.load("r.a", "r.b")
    code.do(Op.ADD)
    code.store("r.c")
    _signs(code, "ac", "bc")
    _or_too_big(code)
    _give(code, "r.c")


def subtract(code: Code) -> None:
    """Give a - b."""
    _take_two(code, "subtract")
    code.load("r.a", "r.b")
    code.do(Op.SUB)
    code.store("r.c")
    _signs(code, "ab", "ac")
    _or_too_big(code)
    _give(code, "r.c")


def multiply(code: Code) -> None:
    """Give a * b, which fits when it can be divided back and has the right sign."""
    _take_two(code, "multiply")
    good, bad = code.fresh(), code.fresh()
    code.load("r.a", "r.b")
    code.do(Op.MULTIPLY)
    code.store("r.c")
    code.require("r.a", Op.UNEQUAL, 0, good)
    code.load("r.c", "r.a")
    code.do(Op.DIV)
    code.load("r.b")
    code.unless(Op.EQUAL, bad)
    code.require("r.c", Op.UNEQUAL, 0, good)
    code.load("r.a", "r.b", "r.c")
    code.do(Op.BIT_XOR, Op.BIT_XOR)
    code.push(0)
    code.unless(Op.LESS, good)
    code.label(bad)
    fail(code, Fault.SIZE)
    code.label(good)
    _give(code, "r.c")


def _divisor(code: Code) -> None:
    fine = code.fresh()
    code.require("r.b", Op.EQUAL, 0, fine)
    fail(code, Fault.DIVISION)
    code.label(fine)


def divide(code: Code) -> None:
    """Give a // b, downwards."""
    _take_two(code, "divide")
    _divisor(code)
    fits, done = code.fresh(), code.fresh()
    code.require("r.a", Op.EQUAL, LOWEST, fits)
    code.require("r.b", Op.EQUAL, -1, fits)
    fail(code, Fault.SIZE)
    code.label(fits)
    code.load("r.a", "r.b")
    code.do(Op.MOD)
    code.store("r.c")
    code.load("r.a", "r.b")
    code.do(Op.DIV)
    code.store("r.a")
    code.require("r.c", Op.UNEQUAL, 0, done)
    code.load("r.c", "r.b")
    code.do(Op.BIT_XOR)
    code.push(0)
    code.unless(Op.LESS, done)
    code.change("r.a", Op.SUB, 1)
    code.label(done)
    _give(code, "r.a")


def remainder(code: Code) -> None:
    """Give a % b, with the sign of b."""
    _take_two(code, "remainder")
    _divisor(code)
    done = code.fresh()
    code.load("r.a", "r.b")
    code.do(Op.MOD)
    code.store("r.c")
    code.require("r.c", Op.UNEQUAL, 0, done)
    code.load("r.c", "r.b")
    code.do(Op.BIT_XOR)
    code.push(0)
    code.unless(Op.LESS, done)
    code.load("r.c", "r.b")
    code.do(Op.ADD)
    code.store("r.c")
    code.label(done)
    _give(code, "r.c")


def index(code: Code) -> None:
    """The index a of an array of b items; a negative one counts from its end."""
    _take_two(code, "index")
    ahead, bad, good = code.fresh(), code.fresh(), code.fresh()
    code.require("r.a", Op.LESS, 0, ahead)
    code.load("r.a", "r.b")
    code.do(Op.ADD)
    code.store("r.a")
    code.label(ahead)
    code.require("r.a", Op.NOT_LESS, 0, bad)
    code.load("r.a", "r.b")
    code.unless(Op.NOT_LESS, good)
    code.label(bad)
    fail(code, Fault.INDEX)
    code.label(good)
    _give(code, "r.a")


def ranged(code: Code) -> None:
    """Give a itself, which lies in -b..b."""
    _take_two(code, "ranged")
    bad, good = code.fresh(), code.fresh()
    code.load("r.a", "r.b")
    code.unless(Op.NOT_GREATER, bad)
    code.push(0)
    code.load("r.b")
    code.do(Op.SUB)
    code.load("r.a")
    code.unless(Op.GREATER, good)
    code.label(bad)
    fail(code, Fault.RANGE)
    code.label(good)
    _give(code, "r.a")


def chance(code: Code) -> None:
    """A number from a to b, in either order."""
    _take_two(code, "chance")
    ordered, fits = code.fresh(), code.fresh()
    code.load("r.a", "r.b")
    code.unless(Op.GREATER, ordered)
    code.load("r.a", "r.b")
    code.store("r.a", "r.b")
    code.label(ordered)
    code.load("r.b", "r.a")
    code.do(Op.SUB)
    code.push(1)
    code.do(Op.ADD)
    code.store("r.b")
    code.require("r.b", Op.NOT_GREATER, 0, fits)
    fail(code, Fault.SIZE)
    code.label(fits)
    code.push(1)
    code.native("math.rand", "r.c")
    code.depth -= 1
    code.load("r.c")
    code.push(0x7FFF)
    code.do(Op.BIT_AND)
    code.load("r.b")
    code.do(Op.MOD)
    code.load("r.a")
    code.do(Op.ADD)
    code.store("r.c")
    _give(code, "r.c")


SUBROUTINES: dict[str, Callable[[Code], None]] = {
    function.__name__: function
    for function in (add, subtract, multiply, divide, remainder, index, ranged, chance)
}
