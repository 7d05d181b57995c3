"""Programs as Blockly's JSON: what each block means, and what is refused."""

import pytest

from robots.errors import Refused
from robots.program.blocks import read_blocks, write_blocks
from robots.program.tree import (
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Choice,
    Compare,
    Count,
    Do,
    If,
    Jump,
    ListOf,
    Literal,
    Logic,
    Print,
    Repeat,
    Sense,
    Unary,
    Variable,
    When,
    While,
)
from tests.robots.playing import do, sense
from tests.robots.program.blockly_json import (
    X,
    block,
    number,
    problem,
    row,
    statements,
    value,
    variable,
    workspace,
)

# Our own words ----------------------------------------------------------------------------------


def test_a_word_takes_its_number_from_a_shadow_a_block_or_a_plain_field():
    shadow = block("robot_forward", STEPS=2)
    put_in = block("robot_forward", STEPS=variable())
    over = block("robot_forward", STEPS=number(9) | {"block": variable()})
    field = block("robot_forward", {"STEPS": 3})
    written = block("robot_forward", {"STEPS": "4"})
    bare = block("robot_forward")

    assert statements(shadow, put_in, over, field, written, bare) == [
        do("forward", steps=2),
        do("forward", steps=X),
        do("forward", steps=X),
        do("forward", steps=3),
        do("forward", steps=4),
        do("forward"),
    ]


def test_closed_choices_are_fields_with_canonical_values():
    test = block("robot_obstacle", {"SIDE": "left"})
    assert statements(
        block("robot_light", {"COLOUR": "#00ff00"}), block("controls_if", IF0=test)
    ) == [do("light", colour="#00ff00"), If([Branch(sense("obstacle", side="left"), [])])]


def test_a_hat_starts_what_stands_under_it():
    hat = row(block("robot_when_button", {"NAME": "up"}), block("robot_turn_left"))
    (stack,) = read_blocks(workspace(hat)).stacks
    assert stack.when == When("when_button", {"name": Literal("up")})
    assert stack.body == [do("turn_left")]


def test_ids_comments_and_places_are_kept():
    turn = block("robot_turn_left") | {
        "id": "a#%{`1",
        "icons": {"comment": {"text": "ici", "pinned": True}},
        "x": 12,
        "y": 30.5,
    }
    (stack,) = read_blocks(workspace(turn)).stacks
    (item,) = stack.body
    assert (item.id, item.comment, stack.x, stack.y) == ("a#%{`1", "ici", 12, 30.5)


def test_a_block_without_an_id_can_still_be_named():
    (stack,) = read_blocks(workspace(row(block("robot_stop"), block("robot_stop")))).stacks
    first, second = (item.id for item in stack.body)
    assert first
    assert second not in ("", first)


def test_loose_stacks_run_from_top_to_bottom_as_in_blockly():
    def at(x, y, steps):
        return block("robot_forward", STEPS=steps) | {"x": x, "y": y}

    program = read_blocks(workspace(at(0, 300, 3), at(200, 20, 2), at(0, 25, 1)))
    assert [stack.body for stack in program.stacks] == [
        [do("forward", steps=steps)] for steps in (1, 2, 3)
    ]


@pytest.mark.parametrize("how", [{"enabled": False}, {"disabledReasons": ["MANUALLY_DISABLED"]}])
def test_disabled_blocks_are_passed_over(how):
    off = block("robot_unheard_of") | how
    test = {"block": block("robot_bumped") | how}
    assert statements(block("robot_stop"), off, block("controls_if", IF0=test)) == [
        do("stop"),
        If([Branch(Literal(False), [])]),
    ]


def test_values_that_lie_about_do_nothing():
    assert read_blocks(workspace(variable(), block("robot_distance"))).stacks == []


# Blockly's control ------------------------------------------------------------------------------


def test_loops_mean_what_blocklys_generator_writes():
    stop, inside = block("robot_stop"), [do("stop")]
    true = block("logic_boolean", {"BOOL": "TRUE"})
    line = block("robot_on_line")
    assert statements(
        block("controls_repeat_ext", TIMES=4, DO=stop),
        block("controls_repeat", {"TIMES": 2.7}, DO=stop),
        block("controls_whileUntil", {"MODE": "WHILE"}, BOOL=true, DO=stop),
        block("controls_whileUntil", {"MODE": "UNTIL"}, BOOL=line),
        block("controls_for", {"VAR": {"id": "x"}}, FROM=1, TO=10, BY=2, DO=stop),
        block("controls_for", {"VAR": {"id": "x"}}),
        block("controls_repeat_ext"),
        block("controls_whileUntil"),
    ) == [
        Repeat(Literal(4), inside),
        Repeat(Literal(2), inside),
        While(Literal(True), inside),
        While(Sense("on_line"), [], until=True),
        Count("x", Literal(1), Literal(10), Literal(2), inside),
        Count("x", Literal(0), Literal(0), Literal(1), []),
        Repeat(Literal(0), []),
        While(Literal(False), []),
    ]


def test_an_if_has_as_many_branches_as_it_holds():
    bumped = block("robot_bumped")
    whole = block(
        "controls_if", IF0=bumped, DO0=block("robot_stop"), IF1=bumped, ELSE=block("robot_stop")
    )
    whole["extraState"] = {"elseIfCount": 1, "hasElse": True}
    short = block("controls_ifelse", IF0=bumped, ELSE=block("robot_stop"))
    test, stop = Sense("bumped"), [Do("stop")]
    assert statements(whole, short) == [
        If([Branch(test, stop), Branch(test, [])], stop),
        If([Branch(test, [])], stop),
    ]


def test_jumps():
    leave = block("controls_flow_statements", {"FLOW": "BREAK"})
    again = block("controls_flow_statements", {"FLOW": "CONTINUE"})
    assert statements(leave, again) == [Jump("break"), Jump("continue")]


# Blockly's values -------------------------------------------------------------------------------

ONE, TWO = Literal(1), Literal(2)
PI = Call("math.pi", [])


@pytest.mark.parametrize(
    ("item", "meaning"),
    [
        (block("math_number", {"NUM": 5.0}), Literal(5)),
        (block("math_number", {"NUM": "1e3"}), Literal(1000)),
        (block("math_number"), Literal(0)),
        (block("text", {"TEXT": "é"}), Literal("é")),
        (block("logic_boolean", {"BOOL": "FALSE"}), Literal(False)),
        (block("logic_null"), Literal(None)),
        (block("logic_compare", {"OP": "NEQ"}, A=1, B=variable()), Compare("!=", ONE, X)),
        (block("logic_negate"), Unary("not", Literal(True))),
        (block("logic_operation", {"OP": "OR"}, A=variable()), Logic("or", X, Literal(False))),
        (block("logic_operation", {"OP": "AND"}, B=variable()), Logic("and", Literal(True), X)),
        (
            block("logic_operation", {"OP": "OR"}),
            Logic("or", Literal(False), Literal(False)),
        ),
        (block("logic_ternary", IF=variable(), THEN=1), Choice(X, ONE, Literal(None))),
        (block("math_arithmetic", {"OP": "POWER"}, A=variable(), B=2), Binary("**", X, TWO)),
        (block("math_single", {"OP": "ROOT"}, NUM=2), Call("math.sqrt", [TWO])),
        (block("math_single", {"OP": "ABS"}, NUM=variable()), Call("float", [Call("abs", [X])])),
        (block("math_single", {"OP": "NEG"}, NUM=1), Unary("-", ONE)),
        (block("math_single", {"OP": "POW10"}, NUM=1), Binary("**", Literal(10.0), ONE)),
        (
            block("math_trig", {"OP": "SIN"}, NUM=variable()),
            Call("math.sin", [Binary("*", Binary("/", X, Literal(180.0)), PI)]),
        ),
        (
            block("math_trig", {"OP": "ATAN"}, NUM=variable()),
            Call("math.degrees", [Call("math.atan", [X])]),
        ),
        (block("math_constant", {"CONSTANT": "PI"}), PI),
        (
            block("math_number_property", {"PROPERTY": "EVEN"}, NUMBER_TO_CHECK=variable()),
            Compare("==", Binary("%", X, TWO), Literal(0)),
        ),
        (
            block("math_number_property", {"PROPERTY": "DIVISIBLE_BY"}, NUMBER_TO_CHECK=6),
            Literal(False),
        ),
        (block("math_round", {"OP": "ROUNDUP"}, NUM=variable()), Call("math.ceil", [X])),
        (block("math_modulo", DIVIDEND=variable(), DIVISOR=2), Binary("%", X, TWO)),
        (
            block("math_constrain", VALUE=variable(), LOW=1, HIGH=2),
            Call("min", [Call("max", [X, ONE]), TWO]),
        ),
        (block("math_random_int", FROM=1, TO=2), Call("random.randint", [ONE, TWO])),
        (block("math_random_float"), Call("random.random", [])),
        (block("math_on_list", {"OP": "SUM"}, LIST=variable()), Call("sum", [X])),
        (block("text_join") | {"extraState": {"itemCount": 0}}, Literal("")),
        (
            block("text_join", ADD0=block("text", {"TEXT": "a"}), ADD1=variable()),
            Binary("+", Literal("a"), Call("str", [X])),
        ),
        (block("text_length", VALUE=variable()), Call("len", [X])),
        (block("text_isEmpty", VALUE=variable()), Unary("not", Call("len", [X]))),
        (
            block("text_indexOf", {"END": "FIRST"}, VALUE=variable(), FIND=variable("y")),
            Binary("+", Call("str.find", [X, Variable("y")]), ONE),
        ),
        (block("text_charAt", VALUE=variable(), AT=3), Call("item", [X, TWO])),
        (
            block("text_charAt", {"WHERE": "FROM_END"}, VALUE=variable(), AT=variable("y")),
            Call("item", [X, Unary("-", Call("int", [Variable("y")]))]),
        ),
        (
            block(
                "text_getSubstring", {"WHERE1": "FROM_START", "WHERE2": "FROM_END"},
                STRING=variable(), AT1=2, AT2=2,
            ),
            Call("part", [X, ONE, Literal(-1)]),
        ),
        (block("text_changeCase", {"CASE": "TITLECASE"}, TEXT=variable()), Call("str.title", [X])),
        (block("text_trim", {"MODE": "RIGHT"}, TEXT=variable()), Call("str.rstrip", [X])),
        (
            block("lists_create_with", ADD0=1) | {"extraState": {"itemCount": 2}},
            ListOf([ONE, Literal(None)]),
        ),
    ],
)  # fmt: skip
def test_values_mean_what_blocklys_generator_writes(item, meaning):
    assert value(item) == meaning
    program = read_blocks(workspace(block("variables_set", {"VAR": {"id": "x"}}, VALUE=item)))
    assert read_blocks(write_blocks(program)) == program


def test_variables_are_known_by_id_and_called_by_name():
    listed = [{"id": "%1", "name": "score"}, {"id": "%2", "name": "score"}]
    set_to, change = (
        block("variables_set", {"VAR": {"id": "%1"}}, VALUE=1),
        block("math_change", {"VAR": {"id": "%2"}}, DELTA=2),
    )
    append = block("text_append", {"VAR": {"id": "%1"}}, TEXT=block("text", {"TEXT": "!"}))
    shown = block("text_print", TEXT=block("variables_get", {"VAR": {"id": "%2"}}))
    program = read_blocks(workspace(row(set_to, change, append, shown), variables=listed))
    assert program.stacks[0].body == [
        Assign("score", ONE),
        Change("score2", TWO),
        Assign("score", Binary("+", Call("str", [Variable("score")]), Literal("!"))),
        Print([Variable("score2")]),
    ]


# What is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize("type", ["robot_fly", "motion_movesteps", "controls_if_else", ""])
def test_an_unknown_block_is_named(type):
    with pytest.raises(Refused) as refused:
        read_blocks(workspace(row(block("robot_stop"), block(type) | {"id": "here"})))
    (found,) = refused.value.problems
    assert (str(found.code), found.where, found.details["name"]) == ("unknown-block", "here", type)


def test_a_newer_file_is_refused():
    assert problem(ribambelle={"format": 2}) == ("newer-format", "")
    assert read_blocks(workspace(ribambelle={"format": 1}, colour="any")).stacks == []


@pytest.mark.parametrize("data", [None, 3, [], "blocks", {}, {"cards": 1}])
def test_what_is_no_workspace_is_unknown(data):
    with pytest.raises(Refused) as refused:
        read_blocks(data)
    assert refused.value.problems[0].code == "unknown-format"


@pytest.mark.parametrize(
    "top",
    [
        3,
        {"id": "a"},
        {"type": 7},
        {"type": "robot_stop", "inputs": []},
        {"type": "robot_stop", "fields": 3},
        {"type": "robot_stop", "next": [1]},
        {"type": "robot_stop", "icons": {"comment": 3}},
        {"type": "controls_if", "inputs": {"IF0": {"block": 4}}},
        {"type": "controls_repeat_ext", "inputs": {"DO": {"block": variable()}}},
        row(block("robot_stop"), block("robot_when_started")),
        block("variables_set"),
        block("text_join") | {"extraState": {"itemCount": -1}, "type": "text_join"},
    ],
)
def test_what_is_not_of_blocklys_shape_is_a_broken_file(top):
    assert problem(top)[0] == "broken-file"


@pytest.mark.parametrize(
    "item",
    [
        block("math_number", {"NUM": "seven"}),
        block("math_number", {"NUM": float("inf")}),
        block("math_number", {"NUM": 10**400}),
        block("math_number", {"NUM": [1]}),
        block("logic_compare", {"OP": "ALIKE"}, A=1, B=2),
        block("logic_compare", {"OP": ["EQ"]}, A=1, B=2),
        block("text", {"TEXT": "\ud800"}),
        block("text_charAt", {"WHERE": "UNDER"}),
    ],
)
def test_values_that_cannot_be_are_refused(item):
    assert problem(block("text_print", TEXT=item))[0] == "bad-value"


def test_too_many_and_too_deep():
    deep = block("robot_stop")
    for _ in range(60):
        deep = block("controls_repeat_ext", TIMES=1, DO=deep)
    assert problem(deep)[0] == "too-deep"
    nested = block("math_number", {"NUM": 1})
    for _ in range(60):
        nested = block(
            "math_number_property",
            {"PROPERTY": "DIVISIBLE_BY"},
            NUMBER_TO_CHECK=nested,
            DIVISOR=nested,
        )
    assert problem(block("text_print", TEXT=nested))[0] == "too-deep"
    assert problem(*[block("robot_stop")] * 10_001)[0] == "too-big"
    assert problem(block("text_join") | {"extraState": {"itemCount": 10**9}})[0] == "too-big"
