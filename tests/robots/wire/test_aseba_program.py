"""Programs for the Aseba virtual machine come out as a foreign compiler's do."""

import struct

import pytest

from robots.wire.aseba_program import FIRST_LOCAL, INIT, Assembler, Op

WATCHDOG = bytes.fromhex(
    "0500efff0500ffff10004a3000100aa006000010394000103a4000104a40000000104a40f41147400000"
)
"""What asebamassloader 1.6.99 sent for: timer0 every 500 ms: if alive == 0, stop; alive = 0."""
TIMER0 = FIRST_LOCAL - 15
ALIVE, LEFT, RIGHT, PERIOD = 74, 57, 58, 71


def test_the_captured_watchdog_is_assembled_word_for_word():
    code = Assembler()
    code.on(TIMER0)
    code.load(ALIVE)
    code.push(0)
    code.unless(Op.EQUAL, "else")
    for address in (LEFT, RIGHT):
        code.push(0)
        code.store(address)
    code.label("else")
    code.push(0)
    code.store(ALIVE)
    code.stop()
    code.on(INIT)
    code.push(0)
    code.store(ALIVE)
    code.push(500)
    code.store(PERIOD)
    code.stop()
    words = code.words()
    assert struct.pack(f"<{len(words)}H", *words) == WATCHDOG


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, [0x1000]), (-1, [0x1FFF]), (2047, [0x17FF]), (-2048, [0x1800]),
     (2048, [0x2000, 0x0800]), (-2049, [0x2000, 0xF7FF])],
)  # fmt: skip
def test_a_small_number_takes_one_word_and_a_large_one_two(number, words):
    code = Assembler()
    code.push(number)
    assert code.words() == [1, *words]


def test_a_native_gets_its_first_argument_last():
    code = Assembler()
    code.call(38, 5, 6)
    assert code.words() == [1, 0x1006, 0x1005, 0xC026]


def test_a_branch_may_lead_backwards():
    code = Assembler()
    code.label("again")
    code.load(3)
    code.load(4)
    code.unless(Op.LESS, "again")
    assert code.words() == [1, 0x3003, 0x3004, 0xA00E, 0xFFFE]
