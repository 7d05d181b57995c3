"""Any program that may stay in a Thymio computes there what the runner computes."""

from copy import deepcopy

import pytest
from hypothesis import assume, given

from robots.drivers.thymio_board import FAILED, RUNNING
from robots.drivers.thymio_code import HIGHEST, Fault
from robots.errors import Refused
from robots.program.compile import compile_program
from robots.program.tree import Assign, Do, If, Print, Program, Statement
from robots.program.walk import bodies
from tests.robots.drivers.kept import Kept
from tests.robots.program.trees import ending_programs
from tests.robots.program.trying import tries

pytestmark = pytest.mark.random

NAMES = "xyi"


def quiet(program: Program) -> Program:
    """The same without what needs a screen, and without motions, which take their time."""
    program = deepcopy(program)
    for home in [*program.functions, *program.stacks]:
        _quieten(home.body)
    return program


def _quieten(body: list[Statement]) -> None:
    for place, item in enumerate(body):
        if isinstance(item, Print):
            body[place] = Assign("p", item.values[0])
        elif isinstance(item, Do):
            body[place] = If([])
        for row in bodies(item):
            _quieten(row)


def computed(program: Program) -> dict[str, object]:
    """What the runner makes of the variables."""
    compiled = compile_program(program, None)
    for stack in compiled.stacks:
        for _ in stack.start():
            pass
    return compiled.variables()


@tries(10)
@given(ending_programs)
def test_it_computes_what_the_runner_computes(program):
    program = quiet(program)
    try:
        kept = Kept(program)
    except Refused:
        assume(False)
    expected = computed(program)
    kept.run(0.2)
    while kept.state == RUNNING:
        kept.run(0.1)
    big = any(abs(value) > HIGHEST for value in expected.values() if isinstance(value, int))
    if kept.state == FAILED:
        assert kept.reports[-1][1][1] == Fault.SIZE
        assume(False)
    assert not big
    for name in NAMES:
        assert kept.value(name) == expected[name]
