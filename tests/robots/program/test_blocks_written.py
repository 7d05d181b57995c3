"""Programs written as Blockly's JSON: ids, places, defaults, and what no block says."""

import json
from copy import deepcopy

import pytest

from robots.abilities import WORDS, Kind, Role
from robots.program.blocks import read_blocks, write_blocks
from robots.program.tree import (
    Assign,
    Binary,
    Branch,
    Call,
    Compare,
    DictOf,
    Do,
    Evaluate,
    ForEach,
    Function,
    If,
    Jump,
    Literal,
    Opaque,
    Program,
    Sense,
    SetItem,
    Stack,
    Template,
    TupleOf,
    Unpack,
    Variable,
    While,
)
from tests.robots.program.blockly_json import X, block, row, workspace

ONE, TWO = Literal(1), Literal(2)


def test_words_are_written_as_the_convention_says():
    program = read_blocks(
        workspace(
            row(
                block("robot_when_started") | {"id": "hat"},
                block("robot_forward", {"STEPS": 2}) | {"id": "go"},
                block("robot_pen_colour", {"COLOUR": "red"}) | {"id": "pen"},
            )
            | {"x": 10, "y": 20}
        )
    )
    shadow = {"type": "math_number", "id": "b1", "fields": {"NUM": 2}}
    pen = {"type": "robot_pen_colour", "id": "pen", "fields": {"COLOUR": "red"}}
    go = {"type": "robot_forward", "id": "go", "inputs": {"STEPS": {"shadow": shadow}}}
    go["next"] = {"block": pen}
    hat = {"type": "robot_when_started", "id": "hat", "x": 10, "y": 20, "next": {"block": go}}
    # The number came from a field of the block `go`: its own block needs an id of its own.
    assert write_blocks(program) == {
        "blocks": {"languageVersion": 0, "blocks": [hat]},
        "ribambelle": {"format": 1},
    }


def test_an_argument_that_is_left_out_shows_its_default_and_stays_left_out():
    program = read_blocks(workspace(block("robot_forward")))
    written = write_blocks(program)
    steps = written["blocks"]["blocks"][0]["inputs"]["STEPS"]
    assert steps["shadow"]["fields"] == {"NUM": 1}
    assert "block" not in steps
    assert read_blocks(written) == program
    steps["shadow"]["fields"]["NUM"] = 3
    assert read_blocks(written).stacks[0].body[0].arguments == {"steps": Literal(3)}


def test_every_value_input_of_a_word_has_a_shadow():
    given = {Kind.NUMBER: X, Kind.TEXT: X, Kind.PITCH: Literal("C4"), Kind.COLOUR: Literal("red")}
    for word in WORDS.values():
        needed = [item for item in word.arguments if item.default is None and not item.choices]
        arguments = {item.name: given.get(item.kind, Literal("A1")) for item in needed}
        if word.role is not Role.DOING:
            continue
        written = write_blocks(Program([Stack([Do(word.name, arguments)])]))
        inputs = written["blocks"]["blocks"][0].get("inputs", {})
        assert all("shadow" in content for content in inputs.values()), word.name
        numbers = [item for item in word.arguments if item.kind is Kind.NUMBER]
        assert {item.name.upper() for item in numbers} <= inputs.keys(), word.name


def test_every_block_gets_an_id_of_its_own():
    line = deepcopy(read_blocks(workspace(row(*[block("robot_forward", STEPS=1)] * 3))))
    for item in line.stacks[0].body:
        item.id = "7"
    line.face = "python"
    text = json.dumps(write_blocks(line))
    ids = [part.split('"')[0] for part in text.split('"id": "')[1:]]
    assert len(ids) == len(set(ids)) == 6


def test_stacks_without_places_are_laid_out_in_their_order():
    program = read_blocks(workspace(*[row(block("robot_stop"), block("robot_stop"))] * 3))
    heights = [top["y"] for top in write_blocks(program)["blocks"]["blocks"]]
    assert heights == sorted(heights)
    assert len(set(heights)) == 3


def test_a_program_that_never_had_a_place_keeps_off_the_edge():
    program = read_blocks(workspace(block("robot_stop")))
    (top,) = write_blocks(program)["blocks"]["blocks"]
    assert top["x"] >= 20
    assert top["y"] >= 20


D = Variable("d")
PYTHON = [
    (Do("light", {"colour": X}), "light(x)"),
    (Assign("x", Binary("+", Literal("a"), X)), '"a" + x'),
    (Assign("x", Compare("<", Literal("a"), ONE)), '"a" < 1'),
    (Assign("x", Binary("//", X, TWO)), "x // 2"),
    (Assign("x", Call("sorted", [X])), "sorted(x)"),
    (Assign("x", Literal(2**70)), str(2**70)),
    (Assign("x", DictOf([ONE], [X])), "{1: x}"),
    (Assign("x", TupleOf([ONE, X])), "(1, x)"),
    (Assign("x", Template([Call("format", [X, Literal(".2f")])])), 'f"{x:.2f}"'),
    (Assign("x", Call("item", [X, D])), "x[d]"),
    (SetItem(X, Literal("a"), ONE), 'x["a"] = 1'),
    (Unpack(["x", "d"], Call("item", [X, ONE])), "x, d = x[1]"),
    (ForEach(["x", "d"], X, [Do("stop")]), "for x, d in x:\n    stop()"),
    (Evaluate(Call("list.sort", [X])), "x.sort()"),
    (Opaque("class A:\n    pass"), "class A:\n    pass"),
]


@pytest.mark.parametrize(("item", "text"), PYTHON)
def test_what_blockly_cannot_say_is_a_python_block(item, text):
    program = Program([Stack([item])])
    written = write_blocks(program)
    (top,) = written["blocks"]["blocks"]
    value = top.get("inputs", {}).get("VALUE", {}).get("block", top)
    kind = "robot_python" if value is top else "robot_python_value"
    assert (value["type"], value["fields"]) == (kind, {"TEXT": text})
    assert read_blocks(written) == program


def test_only_the_smallest_value_that_blockly_cannot_say_is_python():
    test = Compare(">", Binary("//", X, TWO), ONE)
    written = write_blocks(Program([Stack([While(test, [Do("stop")])])]))
    (loop,) = written["blocks"]["blocks"]
    compared = loop["inputs"]["BOOL"]["block"]
    assert (loop["type"], compared["type"]) == ("controls_whileUntil", "logic_compare")
    assert compared["inputs"]["A"]["block"]["fields"] == {"TEXT": "x // 2"}
    assert loop["inputs"]["DO"]["block"]["type"] == "robot_stop"


def test_a_value_of_the_wrong_type_is_python_where_blockly_would_throw_it_out():
    program = Program([Stack([If([Branch(Sense("distance"), [])])])])
    written = write_blocks(program)
    test = written["blocks"]["blocks"][0]["inputs"]["IF0"]["block"]
    assert test["fields"] == {"TEXT": "distance()"}
    assert read_blocks(written) == program


def test_what_stands_under_a_break_stays_there():
    program = Program([Stack([While(Literal(True), [Jump("break"), Do("stop")])])])
    written = write_blocks(program)
    leave = written["blocks"]["blocks"][0]["inputs"]["DO"]["block"]
    assert (leave["type"], leave["fields"]) == ("robot_python", {"TEXT": "break"})
    assert read_blocks(written) == program


def test_names_that_are_no_names_in_python_are_the_pupils_again():
    names = ["mon compte", "mon_compte", "for", "speed", "A", "a", "été"]
    body = [Assign(name, Binary("//", Variable(name), TWO)) for name in names]
    program = Program([Stack(body)], [Function("mon carré", [], [])])
    written = write_blocks(program)
    shown = [entry["name"].lower() for entry in written["variables"]]
    assert len(set(shown)) == len(names)
    assert read_blocks(written) == program
