import json
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robots.errors import Problem, Refused
from robots.languages import sentence
from robots.program import read
from robots.program.check import check
from robots.program.faces import face_of, read_face, write_face
from robots.program.tree import (
    Ask,
    Assign,
    Branch,
    Compare,
    Do,
    Evaluate,
    ForEach,
    Function,
    If,
    ListOf,
    Literal,
    Opaque,
    Own,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    Sense,
    SetItem,
    Stack,
    Template,
    Variable,
    When,
    While,
)
from robots.program.walk import every_node
from tests.robots.program.trees import card_programs, python_programs


def read_cards(*cards: object, when: object = None) -> Program:
    stack = {"do": list(cards)} | ({} if when is None else {"when": when})
    return read(json.dumps({"cards": 1, "stacks": [stack]}).encode(), "essai.json")


def refusal(content: object) -> tuple[str, str]:
    """The code and the place of the refusal of a file."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    with pytest.raises(Refused) as caught:
        read(data, "essai.json")
    (problem,) = caught.value.problems
    return str(problem.code), problem.where


def stack_of(*cards: object) -> dict:
    return {"cards": 1, "stacks": [{"do": list(cards)}]}


def test_every_card_is_read():
    forward, seen = {"word": "forward"}, {"word": "obstacle", "side": "left"}
    program = read_cards(
        {"word": "forward", "steps": 2},
        {"repeat": 4, "do": [forward]},
        {"if": seen, "do": [forward], "else": [{"word": "stop"}]},
        {"wait_for": {"word": "button", "name": "centre"}},
        {"forever": True, "do": []},
        when={"word": "when_button", "name": "up"},
    )
    assert program.stacks == [
        Stack(
            [
                Do("forward", {"steps": Literal(2)}),
                Repeat(Literal(4), [Do("forward")]),
                If(
                    [Branch(Sense("obstacle", {"side": Literal("left")}), [Do("forward")])],
                    [Do("stop")],
                ),
                While(Sense("button", {"name": Literal("centre")}), [], until=True),
                While(Literal(True), []),
            ],
            When("when_button", {"name": Literal("up")}),
        )
    ]


def test_a_cards_id_is_its_path_and_else_counts_on():
    stop = {"word": "stop"}
    program = read_cards(stop, {"if": {"word": "bumped"}, "do": [stop, stop], "else": [stop]})
    choice = program.stacks[0].body[1]
    assert [item.id for item in choice.branches[0].body] == ["1.2.1", "1.2.2"]
    assert choice.otherwise[0].id == "1.2.3"
    assert (program.stacks[0].id, choice.id) == ("1", "1.2")


@pytest.mark.parametrize(
    ("card", "code", "where"),
    [
        ({"word": "fly"}, "unknown-word", "1.1"),
        ({"word": "obstacle"}, "unknown-word", "1.1"),
        ({"fly": 3}, "unknown-block", "1.1"),
        (7, "unknown-block", "1.1"),
        ({"word": "forward", "speed": 3}, "bad-value", "1.1"),
        ({"word": "forward", "steps": [1]}, "bad-value", "1.1"),
        ({"repeat": 2, "do": [{"word": "stop"}, {"word": "fly"}]}, "unknown-word", "1.1.2"),
        ({"repeat": -1, "do": []}, "bad-value", "1.1"),
        ({"repeat": 1.5, "do": []}, "bad-value", "1.1"),
        ({"repeat": True, "do": []}, "bad-value", "1.1"),
        ({"repeat": 2, "do": "stop"}, "broken-file", "1.1"),
        ({"forever": 1, "do": []}, "bad-value", "1.1"),
        ({"if": {"word": "forward"}, "do": []}, "unknown-word", "1.1"),
        ({"wait_for": {"button": "up"}}, "unknown-block", "1.1"),
        ({"word": "say", "text": "\ud800"}, "bad-value", "1.1"),
        ({"word": "say", "text": "a" * 10_001}, "too-big", "1.1"),
    ],
)
def test_a_wrong_card_is_named_by_its_path(card, code, where):
    assert refusal(stack_of(card)) == (code, where)


@pytest.mark.parametrize(
    ("content", "code", "where"),
    [
        (b'{"cards": 1,\n"stacks": [', "broken-file", "2"),
        (b"", "broken-file", "1"),
        (b'{"cards": 1,\n\xff', "broken-file", "2"),
        (b'{"cards": NaN, "stacks": []}', "broken-file", ""),
        (b'{"cards": 1, "stacks": [' + b"9" * 5_000 + b"]}", "bad-value", ""),
        (b"[" * 100_000, "too-deep", ""),
        (b" " * 2_000_001, "too-big", ""),
        ({"cards": 1}, "broken-file", ""),
        ({"cards": 2, "stacks": []}, "newer-format", ""),
        ({"cards": "1", "stacks": []}, "unknown-format", ""),
        ({"card": 1}, "unknown-format", ""),
        ([1], "unknown-format", ""),
        (stack_of(*[{"word": "stop"}] * 10_001), "too-big", "1"),
        ({"cards": 1, "stacks": [{"when": {"word": "stop"}, "do": []}]}, "unknown-word", "1"),
    ],
)
def test_a_file_that_is_no_program_is_refused(content, code, where):
    assert refusal(content) == (code, where)


def test_cards_inside_one_another_without_end_are_refused():
    card: dict = {"word": "stop"}
    for _ in range(60):
        card = {"repeat": 1, "do": [card]}
    assert refusal(stack_of(card))[0] == "too-deep"


def test_a_file_of_another_kind_is_refused():
    with pytest.raises(Refused, match="unknown-format"):
        read(b"", "essai.txt")


def test_a_files_face_is_told_by_its_suffix_and_content():
    assert face_of(b'{"cards": 1}', "a.json") == "cards"
    assert face_of(b'{"blocks": {}}', "a.json") == "blocks"
    assert face_of(b"{", "A.PY") == "python"


# Writing -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item",
    [
        Assign("x", Literal(1), id="7"),
        Do("forward", {"steps": Variable("x")}, id="7"),
        Repeat(Variable("x"), [], id="7"),
        Repeat(Literal(2.5), [], id="7"),
        While(Compare("<", Literal(1), Literal(2)), [], id="7"),
        While(Sense("bumped"), [Do("stop")], until=True, id="7"),
        If([Branch(Variable("x"), [])], id="7"),
    ],
)
def test_what_cards_cannot_show_is_named(item):
    program = Program([Stack([Do("stop"), Repeat(Literal(2), [item])])])
    with pytest.raises(Refused) as caught:
        write_face(program, "cards")
    (problem,) = caught.value.problems
    assert (str(problem.code), problem.where) == ("not-shown", "7")


def test_the_arms_of_an_if_become_cards_inside_its_else():
    bumped, line = Sense("bumped"), Sense("on_line")
    item = If([Branch(bumped, [Do("stop")]), Branch(line, [])], [Do("forward")])
    program = Program([Stack([item])])
    written = json.loads(write_face(program, "cards"))
    inner = {"if": {"word": "on_line"}, "do": [], "else": [{"word": "forward"}], "elif": True}
    assert written["stacks"][0]["do"] == [
        {"if": {"word": "bumped"}, "do": [{"word": "stop"}], "else": [inner]}
    ]
    assert read_face("cards", json.dumps(written)) == program


def test_an_arm_that_has_got_company_is_a_card_like_any_other():
    inner = {"if": {"word": "on_line"}, "do": [], "elif": True}
    program = read_cards({"if": {"word": "bumped"}, "do": [], "else": [inner, {"word": "stop"}]})
    assert program.stacks[0].body == [
        If([Branch(Sense("bumped"), [])], [If([Branch(Sense("on_line"), [])]), Do("stop")])
    ]


def test_the_types_of_variables_are_kept():
    program = Program([Stack([Do("stop")])], types={"x": "Number"})
    assert read_face("cards", write_face(program, "cards")).types == {"x": "Number"}


_functions = st.lists(
    st.builds(
        Function,
        st.just("f"),
        st.lists(st.builds(Parameter, st.just("x")), max_size=1),
        st.just([Return(Literal(1))]),
        st.just(["y"]),
    ),
    max_size=1,
)
_beside = st.sampled_from(
    [
        Do("stop"),
        If([]),
        Opaque("import os"),
        Evaluate(Own("f")),
        ForEach(["x"], ListOf([]), []),
        SetItem(Variable("x"), Literal(0), Literal(1)),
        If([Branch(Sense("bumped"), []), Branch(Sense("on_line"), [])]),
        Repeat(Literal(2.5), []),
        Print([Template([Literal("a")])]),
        Do("say", {"text": Ask()}),
    ]
)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(card_programs, python_programs),
    _functions,
    st.lists(_beside, max_size=2),
    st.dictionaries(st.sampled_from("xy"), st.sampled_from(["Number", "String"])),
)
def test_cards_show_a_program_whole_or_say_where_they_cannot(program, functions, more, types):
    program = deepcopy(replace(program, functions=functions, types=types))
    program.stacks[0].body += deepcopy(more)
    nodes = {str(number): node for number, node in enumerate(every_node(program))}
    for number, node in nodes.items():
        node.id = number
    try:
        copy = read_face("cards", write_face(program, "cards"))
    except Refused as refused:
        (problem,) = refused.problems
        assert str(problem.code) == "not-shown"
        assert problem.where in nodes
        assert sentence(problem) != sentence(Problem(problem.code))
    else:
        assert (copy, copy.types) == (program, types)


def test_what_cards_cannot_show_stands_at_its_own_place():
    item = Do("say", {"text": Variable("x", id="8")}, id="7")
    with pytest.raises(Refused) as caught:
        write_face(Program([Stack([item])]), "cards")
    (problem,) = caught.value.problems
    assert (problem.where, problem.details["reason"]) == ("8", "cards-variable")


def test_comments_and_places_are_kept():
    stack = Stack([Do("stop", comment="un")], When("when_started"), x=10, y=-2.5, comment="deux")
    copy = read_face("cards", write_face(Program([stack], comment="trois"), "cards"))
    again = copy.stacks[0]
    assert (again.x, again.y, again.comment, copy.comment) == (10, -2.5, "deux", "trois")
    assert again.body[0].comment == "un"


@settings(deadline=None, max_examples=50)
@given(card_programs)
def test_any_program_of_cards_is_read_back_as_it_was(program):
    assert read_face("cards", write_face(program, "cards")) == program


_keys = st.sampled_from(
    ["word", "steps", "repeat", "do", "if", "else", "wait_for", "forever", "when", "comment", "x"]
)
_leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3),
    st.sampled_from(["forward", "obstacle", "when_button", "up", "front", 1, 10**400]),
)  # fmt: skip
_json = st.recursive(
    _leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_keys, inner, max_size=4)),
    max_leaves=20,
)


@pytest.mark.random
@settings(deadline=None, max_examples=200)
@given(st.lists(st.dictionaries(_keys, _json), max_size=3), _json)
def test_any_json_is_read_or_refused(stacks, version):
    for content in ({"cards": 1, "stacks": stacks}, {"cards": version, "stacks": version}):
        try:
            program = read(json.dumps(content).encode(), "essai.json")
        except Refused:
            continue
        check(program)
        assert read_face("cards", write_face(program, "cards")) == program
