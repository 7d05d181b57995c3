"""One program, three faces: any tree comes back the same from each, and does the same in each."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from robots.drivers.simulated import simulated_body
from robots.errors import Code, Refused
from robots.languages import names
from robots.names import Spelling
from robots.program.faces import read_face, write_face
from robots.program.python.identifiers import renamed
from robots.program.python.write import identifiers_of
from robots.program.scene import Scene, virtual
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Assign,
    Call,
    Change,
    Count,
    Do,
    Literal,
    Program,
    Stack,
    Unary,
    Variable,
    When,
    While,
)
from robots.program.walk import every_node, statements
from robots.world.shipped import shipped
from robots.world.trace import Recorder, Type
from tests.robots.program.trees import (
    FAMILIES,
    card_programs,
    ending_programs,
    python_programs,
    whole_programs,
)
from tests.robots.program.trying import tries

pytestmark = pytest.mark.random

FACES = ("cards", "blocks", "python")
SIX = [(one, other) for one in FACES for other in FACES if one != other]


def beside(first: Program, second: Program) -> Program:
    """The stacks of two programs, in one."""
    return Program(first.stacks + second.stacks, first.functions + second.functions)


def with_comments(program: Program, marked: list[int]) -> Program:
    """A program whose statements, stacks and functions here and there have a comment."""
    nodes = [*statements(program), *program.stacks, *program.functions]
    for number in marked:
        nodes[number % len(nodes)].comment = f"remarque {number}"
    return program


def remarked(made: st.SearchStrategy[Program]) -> st.SearchStrategy[Program]:
    return st.builds(with_comments, made, st.lists(st.integers(0, 40), max_size=4))


several = st.builds(beside, whole_programs(), card_programs)
programs = remarked(st.one_of(card_programs, python_programs, whole_programs(), several))
"""Any program, with comments."""
shown_by_cards = remarked(card_programs)
block_programs = st.one_of(python_programs, whole_programs(FAMILIES - {"templates"}))


def again(program: Program, *faces: str) -> Program:
    """A program written and read in each of these faces, one after another."""
    for face in faces:
        program = read_face(face, write_face(program, face))
    return program


def shows(program: Program, face: str) -> bool:
    """Whether a face shows a program; when not it says so of a node of the program."""
    try:
        write_face(program, face)
    except Refused as refused:
        (problem,) = refused.problems
        assert problem.code == Code.NOT_SHOWN
        assert problem.where in {node.id for node in every_node(program)} - {""}
        return False
    return True


def remarks(program: Program) -> Counter[str]:
    texts = "\n".join(node.comment for node in every_node(program))
    return Counter(filter(None, texts.split("\n")))


def counters(program: Program) -> list[str]:
    """The names that a program gives to what only counts."""
    return [getattr(item, "name", "") for item in statements(program)]


# The tree -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("one", "other"), SIX)
@settings(tries(8), suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_program_survives_from_one_face_to_the_other_and_back(one, other, data):
    program = data.draw(shown_by_cards if "cards" in (one, other) else programs)
    said = again(program, "python")
    first = again(said, one)
    second = again(first, other)
    last = again(second, one)
    assert said == first == second == last
    assert remarks(program) == remarks(first) == remarks(second) == remarks(last)
    assert counters(said) == counters(last)


@settings(tries(12), suppress_health_check=list(HealthCheck))
@given(block_programs)
def test_what_blocks_say_comes_back_from_python_with_the_pupils_names(program):
    blocks = again(program, "blocks")
    back = again(blocks, "python")
    called = identifiers_of(blocks, Spelling(), names())
    for name in spoken(blocks):
        called(name)
    for node in every_node(back):
        renamed(node, called)
    for function in back.functions:
        function.local = sorted(map(called.variable_of, function.local))
    assert back == as_python_says(blocks)


def spoken(program: Program) -> list[str]:
    """The names of the variables of a program."""
    nodes = list(every_node(program))
    several = [name for node in nodes for name in getattr(node, "names", [])]
    kinds = (Variable, Assign, Change, Count)
    return several + [node.name for node in nodes if isinstance(node, kinds)]


def as_python_says(program: Program) -> Program:
    """A program with what Blockly has two forms for and Python one.

    Counting by -2 is counting by 2, as a range says the direction; "while not" is "until"; minus 5
    is -5.
    """
    copy = deepcopy(program)
    for node in every_node(copy):
        for name in node.__dataclass_fields__:
            setattr(node, name, _signed(getattr(node, name)))
    for item in statements(copy):
        if isinstance(item, Count) and _is_range(item) and isinstance(item.by, Literal):
            assert isinstance(item.by.value, int)
            item.by.value = abs(item.by.value)
        test = item.test if isinstance(item, While) and not item.until else None
        if isinstance(test, Unary) and test.operator == "not":
            item.test, item.until = test.operand, True
    return copy


def _signed(part: object) -> object:
    """A part of a node, with minus a written number as a number."""
    if isinstance(part, list):
        return [_signed(item) for item in part]
    if isinstance(part, dict):
        return {name: _signed(item) for name, item in part.items()}
    number = part.operand if isinstance(part, Unary) and part.operator == "-" else None
    value = number.value if isinstance(number, Literal) else None
    fits = isinstance(value, (int, float)) and not isinstance(value, bool)
    return Literal(-value) if fits and value > 0 else part


def _is_range(item: Count) -> bool:
    """Whether Python counts so with a range of its own."""
    return "blocks.count" not in write_face(Program([Stack([item])]), "python").split(":")[0]


@settings(tries(12), suppress_health_check=list(HealthCheck))
@given(programs)
def test_blocks_and_python_show_every_program_and_cards_say_why_not(program):
    for face in ("blocks", "python"):
        read = again(program, face)
        assert shows(read, "blocks")
        assert shows(read, "python")
        shows(read, "cards")


@given(card_programs)
@settings(tries(12))
def test_cards_show_all_that_came_from_cards(program):
    assert again(program, "cards", "blocks", "cards", "python", "cards") == program


@pytest.mark.parametrize("name", TAUGHT)
def test_every_function_keeps_all_that_it_is_given(name):
    values = [Literal(0), Literal("a"), Variable("x"), Literal(None)]
    taught = TAUGHT[name]
    for count in range(taught.least, (taught.most or taught.least + 2) + 1):
        for given_ in product(values, repeat=min(count, 2)):
            call = Call(name, [*given_, *[Literal(1)] * (count - 2)])
            program = Program([Stack([Assign("y", call)], When("when_started"))])
            try:
                said = again(program, "python")
            except Refused:  # Python does not take that at all
                continue
            assert again(said, "blocks") == said
            assert again(said, "blocks", "python") == said


# What it does -------------------------------------------------------------------------------------


def trace_of(program: Program) -> list[tuple[object, ...]]:
    """What a program does on the plain mat, without what tells the faces apart."""
    trace: list[tuple[object, ...]] = []
    scene, floor = Scene(), shipped()

    def told(event) -> None:
        if event.type is not Type.STEP:
            fields = {name: value for name, value in event.fields.items() if name != "block"}
            trace.append((event.type, event.t, event.pose, fields))

    try:
        scene.add(program, simulated_body(program, floor, 3), Recorder(told), {"seed": 3})
        virtual(scene, 20.0 if _takes_time(program) else 0.001)
    except Refused as refused:
        return [(problem.code,) for problem in refused.problems]
    return trace


def _takes_time(program: Program) -> bool:
    """Whether no loop of a program goes round for nothing, which takes long to run."""
    loops = [item for item in statements(program) if isinstance(item, While)]
    waits = [loop.until and not loop.body for loop in loops]
    moves = [any(isinstance(inner, Do) for inner in loop.body) for loop in loops]
    return all(map(any, zip(waits, moves, strict=True)))


@settings(tries(12), suppress_health_check=list(HealthCheck))
@given(programs)
def test_any_program_does_the_same_in_each_face(program):
    expected = trace_of(program)
    faces = FACES if shows(again(program, "python"), "cards") else ("blocks", "python")
    for face in faces:
        assert trace_of(again(program, face)) == expected, face


@settings(tries(12), suppress_health_check=list(HealthCheck))
@given(ending_programs)
def test_a_program_without_faults_does_all_of_it_in_each_face(program):
    expected = trace_of(program)
    assert expected[-1][0] in (Type.FINISHED, Type.STOPPED)
    for one, other in (("blocks", "python"), ("python", "blocks")):
        assert trace_of(again(program, one)) == trace_of(again(program, one, other)) == expected


def test_a_face_names_what_it_cannot_show():
    program = read_face("python", "forward()\nx = 1\n")
    assert not shows(program, "cards")
