"""No program can keep the compiler, and with it every robot of a room, for seconds."""

import time
from random import Random

import pytest

from robots.errors import Code, Refused
from robots.program.compile import compile_program
from robots.program.faces import read_face

STACKS, EACH = 100, 9


def assigning(stacks, each):
    """Stacks that assign variables of their own."""
    hats = (
        f"@when_started\ndef s{stack}():\n"
        + "".join(f"    v{stack * each + item} = {item}\n" for item in range(each))
        for stack in range(stacks)
    )
    return read_face("python", "\n".join(hats))


def test_many_stacks_with_many_variables_compile_at_once():
    program = assigning(STACKS, EACH)
    began = time.process_time()
    compile_program(program, Random(0))
    assert time.process_time() - began < 1.0


@pytest.mark.parametrize("program", [assigning(501, 1), assigning(20, 51)], ids=["stacks", "names"])
def test_what_would_take_the_compiler_long_is_too_big(program):
    with pytest.raises(Refused) as refused:
        compile_program(program, Random(0))
    assert refused.value.problems[0].code is Code.TOO_BIG


def test_stacks_still_share_their_variables():
    text = (
        "@when_started\ndef a():\n    x = 3\n\n\n@when_started\ndef b():\n    wait(1)\n    y = x\n"
    )
    compiled = compile_program(read_face("python", text), Random(0))
    first, second = (stack.start() for stack in compiled.stacks)
    with pytest.raises(StopIteration):
        first.send(None)
    second.send(None)
    with pytest.raises(StopIteration):
        second.send(None)
    assert compiled.variables() == {"x": 3, "y": 3}
