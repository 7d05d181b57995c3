"""Any program that blocks can show comes back the same; no file whatever breaks the reader."""

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from robots.errors import Code, Refused
from robots.names import Names, Spelling
from robots.program.blocks import read_blocks, write_blocks
from robots.program.python.read import read_python
from robots.program.python.write import write_python
from robots.program.tree import (
    Assign,
    Call,
    ListOf,
    Literal,
    Print,
    Program,
    Stack,
    Variable,
    While,
)
from robots.world.trace import Event, Type
from tests.robots.playing import play
from tests.robots.program.trees import card_programs, python_programs
from tests.robots.program.trying import tries

pytestmark = pytest.mark.random

MANY = 40
NAMES = (
    "type", "id", "fields", "inputs", "next", "block", "shadow", "x", "y", "extraState", "data",
    "params", "name", "icons", "comment", "text",
)  # fmt: skip
TYPES = (
    "robot_forward", "robot_when_button", "robot_obstacle", "controls_if", "controls_repeat_ext",
    "math_number", "math_single", "text_join", "lists_getIndex", "text_getSubstring",
    "variables_set", "math_number_property", "logic_operation", "procedures_defreturn",
    "procedures_callreturn", "procedures_callnoreturn", "procedures_ifreturn", "robot_python",
    "robot_python_value", "lists_setIndex", "text_prompt_ext", "controls_forEach", "lists_sort",
)  # fmt: skip
KEYS = (
    "MODE", "WHERE", "TEXT", "STACK", "RETURN", "CONDITION", "VALUE", "ARG0", "LIST",
    "STEPS", "NAME", "IF0", "DO0", "ELSE", "TIMES", "DO", "NUM", "OP", "ADD0", "VAR", "AT1",
)  # fmt: skip

leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from(TYPES),
)
junk = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(NAMES + KEYS), inner, max_size=4),
        st.builds(
            lambda type, fields, inputs, under: {
                "type": type,
                "fields": fields,
                "inputs": {name: {"block": item} for name, item in inputs.items()},
                "next": {"block": under},
            },
            st.sampled_from(TYPES),
            st.dictionaries(st.sampled_from(KEYS), leaves, max_size=2),
            st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
            inner,
        ),
    ),
    max_leaves=20,
)


def again(program: Program) -> Program:
    return read_blocks(json.loads(json.dumps(write_blocks(program))))


def codes(refusable: Callable[[], object]) -> list[str]:
    """The codes with which something is refused, none when it is not."""
    try:
        refusable()
    except Refused as refused:
        return [str(problem.code) for problem in refused.problems]
    return []


def trace_of(program: Program) -> list[object]:
    """What a program does, told without the ids of its blocks."""
    try:
        events = play(*program.stacks, timeout=60)
    except Refused as refused:
        return [str(problem.code) for problem in refused.problems]
    told = [event for event in events if event.type is not Type.STEP]
    return [(event.type, event.t, told_by(event)) for event in told]


def told_by(event: Event) -> dict[str, object]:
    hidden = {"block", "text"} if event.type is Type.ERROR else {"block"}
    return {name: value for name, value in event.fields.items() if name not in hidden}


@given(card_programs)
@settings(tries(MANY))
def test_blocks_show_all_cards(program):
    assert again(program) == program


@given(python_programs)
@settings(tries(MANY))
@example(Program([Stack([Assign("x", Call("min", [ListOf([Variable("y")]), Literal(2)]))])]))
@example(Program([Stack([Print([Call("str", [Literal("a")]), Variable("y")])])]))
def test_blocks_show_all_that_python_says(program):
    said = read_python(write_python(program, Spelling(), Names()), Names())
    assert again(said) == said


@given(junk)
@settings(tries(MANY))
def test_no_json_breaks_the_reader(content):
    for blocks in (content, [content]):
        found = codes(lambda: read_blocks({"blocks": {"blocks": blocks}, "variables": content}))  # noqa: B023
        assert set(found) <= set(Code)


def test_ten_megabytes_of_json_are_read_or_refused_in_linear_time():
    stop = {"type": "robot_forward", "inputs": {"STEPS": {"shadow": {"type": "math_number"}}}}
    names = [{"id": str(number), "name": "x"} for number in range(100_000)]
    start = time.process_time()
    program = read_blocks({"blocks": {"blocks": [stop] * 10_000}, "variables": names})
    assert len(program.stacks) == 10_000
    assert time.process_time() - start < 5


def test_a_long_row_is_read_and_written_without_recursion():
    row = None
    for _ in range(5_000):
        row = {"type": "robot_stop"} | ({"next": {"block": row}} if row else {})
    program = read_blocks({"blocks": {"blocks": [row]}})
    assert len(program.stacks[0].body) == 5_000
    assert read_blocks(write_blocks(program)) == program


def test_forever_is_while_true():
    written = write_blocks(Program([Stack([While(Literal(True), [])])]))
    top = written["blocks"]["blocks"][0]
    assert (top["type"], top["fields"]) == ("controls_whileUntil", {"MODE": "WHILE"})
    assert top["inputs"]["BOOL"]["block"]["type"] == "logic_boolean"
