"""The virtual machine, fed by a foreign assembler (thymiodirect's)."""

import pytest
from thymiodirect.assembler import Assembler
from thymiodirect.connection import RemoteNode

from robots.emulators.aseba_natives import native, standard_actions
from robots.emulators.aseba_vm import Machine
from robots.emulators.thymio_map import signatures
from robots.wire.aseba import Flags
from robots.wire.aseba_node import (
    ArrayOutOfBounds,
    DivisionByZero,
    EventKilled,
    ExecutionState,
    NodeError,
    UserEvent,
)

GO = 7
"""The event that starts the programs of these tests."""


class Ran:
    """A program that was run once; `memory` and what it said."""

    def __init__(self, code: str, natives: str = "", memory: tuple[int, ...] = ()):
        self.said = []
        actions = standard_actions(seed=1)
        self.machine = Machine(
            200,
            8,
            64,
            [native(signature, actions) for signature in signatures(natives)],
            self.said.append,
        )
        source = f"dc end\ndc {GO}, go\nend:\ngo:\n{code}\nstop"
        self.machine.load(0, Assembler(RemoteNode(), source).assemble())
        self.machine.memory[: len(memory)] = memory
        self.again()

    def again(self):
        self.machine.event(GO)
        self.machine.live(500)

    @property
    def result(self) -> int:
        return self.machine.memory[0]


@pytest.mark.parametrize(
    ("code", "result"),
    [
        ("push.s -1", -1),
        ("push 30000", 30000),
        ("push.s 3\npush.s 4\nadd", 7),
        ("push 32767\npush.s 1\nadd", -32768),
        ("push.s 3\npush.s 4\nsub", -1),
        ("push 300\npush 300\nmult", 24464),
        ("push.s -7\npush.s 2\ndiv", -3),
        ("push.s -7\npush.s 2\nmod", -1),
        ("push.s 7\npush.s -2\nmod", 1),
        ("push.s 1\npush.s 4\nsl", 16),
        ("push.s -16\npush.s 2\nasr", -4),
        ("push.s 12\npush.s 10\nbitand", 8),
        ("push.s 12\npush.s 10\nbitor", 14),
        ("push.s 12\npush.s 10\nbitxor", 6),
        ("push.s 5\nneg", -5),
        ("push.s -5\nabs", 5),
        ("push.s 5\nbitnot", -6),
        ("push.s 2\npush.s 2\neq", 1),
        ("push.s 2\npush.s 2\nne", 0),
        ("push.s 3\npush.s 2\ngt", 1),
        ("push.s 2\npush.s 2\nge", 1),
        ("push.s -3\npush.s 2\nlt", 1),
        ("push.s 3\npush.s 2\nle", 0),
        ("push.s 0\npush.s 9\nor", 1),
        ("push.s 5\npush.s 0\nand", 0),
    ],
)
def test_it_computes(code, result):
    assert Ran(f"{code}\nstore 0").result == result


def test_it_reads_and_writes_arrays():
    assert Ran("push.s 2\nload.ind 10, 3\nstore 0", memory=(0,) * 12 + (9,)).result == 9
    assert Ran("push.s 8\npush.s 1\nstore.ind 10, 3").machine.memory[11] == 8


def test_it_jumps_and_calls():
    code = "callsub sub\njump out\npush.s 1\nstore 0\nsub: push.s 5\nstore 1\nret\nout: push.s 6"
    assert Ran(f"{code}\nstore 2").machine.memory[:3] == [0, 5, 6]


@pytest.mark.parametrize(("value", "result"), [(4, 1), (5, 2)])
def test_it_decides(value, result):
    code = f"push.s {value}\npush.s 4\njump.if.not eq, other\npush.s 1\nstore 0\nstop"
    assert Ran(f"{code}\nother: push.s 2\nstore 0").result == result


def test_when_acts_on_the_edge_alone():
    code = "load 1\npush.s 0\ndo.jump.when.not gt, out\nload 0\npush.s 1\nadd\nstore 0\nout:"
    ran = Ran(code, memory=(0, 1))
    assert ran.result == 1
    ran.again()
    assert ran.result == 1
    for value in (0, 1):
        ran.machine.memory[1] = value
        ran.again()
    assert ran.result == 2


def test_it_emits_events():
    assert Ran("emit 3, 1, 2", memory=(0, -5, 6)).said == [UserEvent(3, (-5, 6))]


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("push.s 1\npush.s 0\ndiv", DivisionByZero(5)),
        ("push.s 1\npush.s 0\nmod", DivisionByZero(5)),
        ("push.s 3\nload.ind 10, 3", ArrayOutOfBounds(4, 3, 3)),
        ("push.s 9\npush.s -1\nstore.ind 10, 3", ArrayOutOfBounds(5, 3, 0xFFFF)),
        ("emit 1, 0, 40", NodeError(3, "event too long")),
        ("load 99", NodeError(3, "out of bounds")),
        ("store 0", NodeError(3, "stack empty")),
        ("here: push.s 1\njump here", NodeError(3, "stack full")),
        ("dc 0xf000", NodeError(3, "unknown instruction")),
        ("callnat 5", NodeError(3, "out of bounds")),
    ],
)
def test_a_fault_freezes_the_program(code, says):
    ran = Ran(code)
    assert ran.said == [says]
    assert ran.machine.flags is Flags.STEP_BY_STEP


def test_a_handler_that_takes_long_goes_on_later_and_is_killed_by_an_event():
    ran = Ran("here: jump here")
    assert ran.machine.active
    ran.again()
    assert ran.said == [EventKilled(3)]


def test_it_steps_when_it_is_paused():
    ran = Ran("push.s 1\nstore 0")
    ran.machine.memory[0] = 0
    ran.machine.pause()
    ran.again()
    assert ran.result == 0
    assert ran.machine.frozen
    for _ in range(2):
        ran.machine.step()
    assert ran.result == 1
    assert ran.said[-1] == ExecutionState(5, Flags.EVENT_ACTIVE | Flags.STEP_BY_STEP)
    ran.machine.stop()
    assert ran.said[-1] == ExecutionState(5, Flags.STEP_BY_STEP)
    ran.machine.run()
    assert ran.said[-1] == ExecutionState(5, Flags(0))


@pytest.mark.parametrize(
    ("signature", "arguments", "memory", "result"),
    [
        # Arguments are pushed last to first: lengths, then addresses.
        ("math.copy(dest:-1, src:-1)", (2, 4, 0), (0, 0, 0, 0, 5, 6), [5, 6]),
        ("math.fill(dest:-1, value)", (2, 4, 0), (0, 0, 0, 0, 8), [8, 8]),
        ("math.add(dest:-1, a:-1, b:-1)", (2, 4, 2, 0), (0, 0, 1, 2, 10, 20), [11, 22]),
        ("math.muldiv(dest:-1, a:-1, b:-1, c:-1)", (1, 4, 3, 2, 0), (0, 0, 300, 200, 100), [600]),
        ("math.clamp(dest:-1, s:-1, l:-1, h:-1)", (1, 4, 3, 2, 0), (0, 0, 99, -5, 5), [5]),
        ("math.stat(src:-1, min, max, mean)", (3, 2, 1, 0, 3), (0, 0, 0, 4, 9, 2), [2, 9, 5]),
        ("math.sqrt(dest:-1, x:-1)", (1, 2, 0), (0, 0, 81), [9]),
        ("math.sin(dest:-1, x:-1)", (1, 2, 0), (0, 0, 16384), [32767]),
        ("math.dot(dest, a:-1, b:-1, shift)", (2, 6, 4, 2, 0), (0, 0, 1, 2, 3, 4, 0), [11]),
    ],
)
def test_natives_take_addresses_and_lengths(signature, arguments, memory, result):
    code = "\n".join(f"push.s {argument}" for argument in arguments)
    ran = Ran(f"{code}\ncallnat 0", natives=signature, memory=memory)
    assert ran.said == []
    assert ran.machine.memory[: len(result)] == result


def test_a_native_beyond_memory_is_a_fault():
    assert Ran("push.s 9\npush.s 0\npush.s 60\ncallnat 0", natives="math.fill(d:-1, v)").said == [
        NodeError(6, "out of bounds")
    ]
