"""Functions, lists, questions and Python among blocks: what they mean, and that they come back."""

import json
import time

import pytest

from robots.names import Names, Spelling
from robots.program.blocks import read_blocks, write_blocks
from robots.program.python.read import read_python
from robots.program.python.write import write_python
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Compare,
    Count,
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
    Return,
    SetItem,
    Stack,
    Template,
    Unary,
    Variable,
    When,
)
from tests.robots.program.blockly_json import (
    X,
    block,
    problem,
    row,
    statements,
    value,
    variable,
    workspace,
)

A, L = Variable("a"), Variable("l")
ONE, TWO, NONE = Literal(1), Literal(2), Literal(None)
TRUE = block("logic_boolean", {"BOOL": "TRUE"})


def kept(program):
    """The program as it comes back from its blocks."""
    return read_blocks(json.loads(json.dumps(write_blocks(program))))


def function(*body, name="f", parameters=(), local=()):
    return Function(name, [Parameter(item) for item in parameters], list(body), list(local))


def top(program):
    """The first block that is written."""
    return write_blocks(program)["blocks"]["blocks"][0]


def definition(type="procedures_defnoreturn", name="f", extra=None, **inputs):
    made = block(type, {"NAME": name}, **inputs)
    return made if extra is None else made | {"extraState": extra}


def functions(*tops, **more):
    return read_blocks(workspace(*tops, **more)).functions


# Functions --------------------------------------------------------------------------------------


def test_a_definition_is_a_function_with_its_parameters():
    params = {"params": [{"name": "n", "id": "%1"}, {"name": "b", "id": "%2"}]}
    shown = block("text_print", TEXT=block("variables_get", {"VAR": {"id": "%1"}}))
    listed = [{"name": "n", "id": "%1"}, {"name": "b", "id": "%2"}]
    made = definition(extra=params, STACK=shown) | {"id": "here", "x": 30, "y": 7}
    (found,) = functions(made, variables=listed)
    assert found == function(Print([Variable("n")]), parameters=["n", "b"])
    assert (found.id, found.x, found.y) == ("here", 30, 7)


def test_a_returned_value_is_the_last_statement():
    with_value = definition("procedures_defreturn", "f", RETURN=variable("a"))
    without = definition("procedures_defreturn", "g")
    lone = definition("procedures_defreturn", "h", {"hasStatements": False}, RETURN=1)
    assert functions(with_value, without, lone) == [
        function(Return(A)),
        function(Return(NONE), name="g"),
        function(Return(ONE), name="h"),
    ]


def test_calls_go_by_place_and_what_is_not_given_is_none():
    call = block("procedures_callreturn", ARG0=1)
    call["extraState"] = {"name": "F", "params": ["a", "b"]}
    done = block("procedures_callnoreturn") | {"extraState": {"name": "f"}}
    program = read_blocks(workspace(definition(), row(block("text_print", TEXT=call), done)))
    (stack,) = program.stacks
    assert stack.body == [Print([Own("f", [ONE, NONE])]), Evaluate(Own("f"))]


def test_mutations_of_older_files_are_xml():
    params = '<mutation><arg name="a&amp;b" varid="%1"></arg><arg name="c"></arg></mutation>'
    call = block("procedures_callnoreturn", ARG0=1)
    call["extraState"] = '<mutation name="f"><arg name="a&amp;b"/><arg name="c"/></mutation>'
    joined = block("text_join") | {"extraState": '<mutation items="1"></mutation>'}
    program = read_blocks(
        workspace(definition(extra=params), row(call, block("text_print", TEXT=joined)))
    )
    assert [item.name for item in program.functions[0].parameters] == ["a&b", "c"]
    assert program.stacks[0].body == [Evaluate(Own("f", [ONE, NONE])), Print([Literal("")])]


def test_a_return_that_may_be():
    value_given = block("procedures_ifreturn", CONDITION=variable("a"), VALUE=1)
    bare = block("procedures_ifreturn", CONDITION=variable("a"))
    bare["extraState"] = '<mutation value="0"></mutation>'
    (found,) = functions(definition("procedures_defreturn", STACK=row(value_given, bare)))
    assert found.body == [
        If([Branch(A, [Return(ONE)])]),
        If([Branch(A, [Return()])]),
        Return(NONE),
    ]


def test_two_functions_of_one_name_stay_two():
    first, second = functions(definition(), definition() | {"y": 9})
    assert (first.name, second.name) == ("f", "f2")


def test_a_disabled_function_is_passed_over():
    assert functions(definition() | {"enabled": False}, definition(name="g")) == [
        function(name="g")
    ]


BODIES = [
    [],
    [Return()],
    [Return(NONE)],
    [Return(ONE)],
    [Return(), Return(ONE)],
    [If([Branch(A, [Return(ONE)])])],
    [If([Branch(A, [Return()])]), Print([A])],
    [If([Branch(A, [Return(ONE)])], [Return(TWO)])],
    [If([Branch(A, [Print([A]), Return(A)])]), Return(A)],
    [ForEach(["a"], L, [If([Branch(A, [Return(A)])])]), Return(NONE)],
    [Evaluate(Own("f", [ONE])), Return(Own("f", [A]))],
    [Evaluate(Own("f", [], {"a": ONE}))],
    [Assign("b", Own("f", [A]))],
]


@pytest.mark.parametrize("body", BODIES)
def test_every_function_comes_back(body):
    program = Program([Stack([Evaluate(Own("f", [A]))])], [function(*body, parameters=["a"])])
    assert kept(program) == program


def test_what_a_definition_does_not_show_is_noted():
    parameters = [
        Parameter("a"),
        Parameter("b", Binary("//", ONE, TWO)),
        Parameter("c", ListOf([])),
    ]
    whole = Function("f", parameters, [Assign("d", A), Return(A, comment="end")], ["d"])
    whole.comment = "what it does"
    program = Program([], [whole, function(name="F")])
    (first, second) = kept(program).functions
    assert kept(program) == program
    assert (first.comment, first.body[-1].comment, second.name) == ("what it does", "end", "F")


def test_functions_stand_beside_the_stacks():
    program = Program([Stack([Print([ONE])])], [function(), function(name="g")])
    stack, *beside = write_blocks(program)["blocks"]["blocks"]
    assert all(item["x"] > stack["x"] + 200 for item in beside)
    assert beside[0]["y"] < beside[1]["y"]


def test_a_call_without_its_value_where_there_is_one_is_python():
    program = Program(
        [Stack([Evaluate(Own("f")), Print([ONE])])], [function(Return(ONE)), function(name="g")]
    )
    assert top(program)["fields"] == {"TEXT": "f()"}
    assert kept(program) == program


# Lists and questions ----------------------------------------------------------------------------


def at(mode, where, number=None):
    fields = {"MODE": mode, "WHERE": where}
    return block(
        "lists_getIndex", fields, VALUE=variable("l"), **({"AT": number} if number else {})
    )


@pytest.mark.parametrize(
    ("item", "meaning"),
    [
        (at("GET_REMOVE", "FIRST"), Call("list.pop", [L, Literal(0)])),
        (at("GET_REMOVE", "LAST"), Call("list.pop", [L])),
        (at("GET_REMOVE", "FROM_START", 3), Call("list.pop", [L, TWO])),
        (at("GET_REMOVE", "FROM_END", 1), Call("list.pop", [L, Literal(-1)])),
        (at("GET_REMOVE", "FROM_END", variable("a")),
         Call("list.pop", [L, Unary("-", Call("int", [A]))])),
        (at("GET_REMOVE", "RANDOM"), Call("blocks.take_random", [L])),
        (at("GET", "RANDOM"), Call("random.choice", [L])),
        (block("lists_indexOf", {"END": "LAST"}, VALUE=variable("l"), FIND=1),
         Call("blocks.last_index", [L, ONE])),
        (block("lists_indexOf"), Call("blocks.first_index", [Literal(""), ListOf([])])),
        (block("lists_sort", {"TYPE": "IGNORE_CASE", "DIRECTION": "-1"}, LIST=variable("l")),
         Call("blocks.sort", [L, Literal("IGNORE_CASE"), Literal(-1)])),
        (block("lists_reverse", LIST=variable("l")), Call("list", [Call("reversed", [L])])),
        (block("text_prompt", {"TYPE": "TEXT", "TEXT": "Name?"}), Ask(Literal("Name?"))),
        (block("text_prompt_ext", {"TYPE": "NUMBER"}, TEXT=variable("a")),
         Call("float", [Ask(A)])),
        (block("text_prompt_ext"), Ask()),
        (block("math_on_list", {"OP": "AVERAGE"}, LIST=variable("l")), Call("blocks.mean", [L])),
    ],
)  # fmt: skip
def test_values_of_lists_and_questions(item, meaning):
    assert value(item) == meaning
    program = Program([Stack([Assign("x", meaning)])])
    assert kept(program) == program
    assert "robot_python" not in json.dumps(write_blocks(program))


def put(mode, where, number=None):
    made = block("lists_setIndex", {"MODE": mode, "WHERE": where}, LIST=variable("l"), TO=TRUE)
    return (
        made
        if number is None
        else made | {"inputs": made["inputs"] | block("", AT=number)["inputs"]}
    )


@pytest.mark.parametrize(
    ("item", "meaning"),
    [
        (put("SET", "FIRST"), SetItem(L, Literal(0), Literal(True))),
        (put("SET", "LAST"), SetItem(L, Literal(-1), Literal(True))),
        (put("SET", "FROM_START", 3), SetItem(L, TWO, Literal(True))),
        (put("INSERT", "LAST"), Evaluate(Call("list.append", [L, Literal(True)]))),
        (put("INSERT", "FIRST"), Evaluate(Call("list.insert", [L, Literal(0), Literal(True)]))),
        (put("INSERT", "FROM_END", 1),
         Evaluate(Call("list.insert", [L, Literal(-1), Literal(True)]))),
        (put("SET", "RANDOM"), Evaluate(Call("blocks.set_random", [L, Literal(True)]))),
        (put("INSERT", "RANDOM"), Evaluate(Call("blocks.insert_random", [L, Literal(True)]))),
        (at("REMOVE", "FROM_END", 2), Evaluate(Call("list.pop", [L, Literal(-2)]))),
        (at("REMOVE", "RANDOM"), Evaluate(Call("blocks.take_random", [L]))),
        (block("controls_forEach", {"VAR": {"id": "x"}}, LIST=variable("l")),
         ForEach(["x"], L, [])),
    ],
)  # fmt: skip
def test_statements_of_lists(item, meaning):
    assert statements(item) == [meaning]
    program = Program([Stack([meaning])])
    assert kept(program) == program
    assert "robot_python" not in json.dumps(write_blocks(program))


def test_an_f_string_without_formats_is_joined_text():
    program = Program([Stack([Print([Template([A, Literal(" cm")])])])])
    assert top(program)["inputs"]["TEXT"]["block"]["type"] == "text_join"
    assert kept(program) == program


def test_what_lies_alone_and_does_something_is_done():
    call = block("procedures_callreturn") | {"extraState": {"name": "f"}}
    program = read_blocks(workspace(call, definition("procedures_defreturn")))
    assert program.stacks == [Stack([Evaluate(Own("f"))])]
    assert kept(program) == program
    assert top(program)["type"] == "procedures_callreturn"


def test_counting_by_decimals_is_python_too():
    loop = Count("x", ONE, TWO, Literal(0.5), [Print([X])])
    program = Program([Stack([loop], When("when_started"))])
    text = write_python(program, Spelling(), Names())
    assert "for x in blocks.count(1, 2, 0.5):" in text
    assert read_python(text, Names()) == program
    assert kept(program) == program


# Typed variables --------------------------------------------------------------------------------


def test_typed_variables_keep_their_types():
    listed = [
        {"name": "c", "id": "%1", "type": "Colour"},
        {"name": "n", "id": "%2", "type": "Number"},
    ]
    get = block("variables_get_dynamic", {"VAR": {"id": "%1"}})
    put_in = block("variables_set_dynamic", {"VAR": {"id": "%1"}}, VALUE=get)
    change = block("math_change", {"VAR": {"id": "%2"}}, DELTA=1)
    program = read_blocks(workspace(row(put_in, change), variables=listed))
    assert program.stacks[0].body == [Assign("c", Variable("c")), Change("n", ONE)]
    assert program.types == kept(program).types == {"c": "Colour", "n": "Number"}
    (first,) = write_blocks(program)["blocks"]["blocks"]
    assert first["type"] == "variables_set_dynamic"
    assert first["inputs"]["VALUE"]["block"]["type"] == "variables_get_dynamic"


def test_a_typed_variable_comes_without_its_type_where_blockly_would_throw_it_out():
    compared = Compare("==", Variable("c"), Literal("red"))
    for type in ("Colour", "Number"):
        program = Program([Stack([Print([compared])])], types={"c": type})
        test = top(program)["inputs"]["TEXT"]["block"]
        assert test["inputs"]["A"]["block"]["type"] == "variables_get"
        assert kept(program) == program


# Python among blocks ----------------------------------------------------------------------------


def python(text, type="robot_python"):
    return block(type, {"TEXT": text})


def test_a_python_block_is_read_into_real_nodes():
    text = 'd = {"a": 1}  # ages\nfor k in d:\n    print(k)\nimport os'
    found = statements(python(text) | {"id": "here", "icons": {"comment": {"text": "note"}}})
    assign, loop, other = found
    assert (assign.name, assign.comment) == ("d", "note\nages")
    assert isinstance(loop, ForEach)
    assert other == Opaque("import os")
    assert {item.id for item in (*found, loop.body[0], assign.value)} == {"here"}


def test_a_python_value_is_read_into_a_real_node():
    assert value(python("x // 2", "robot_python_value")) == Binary("//", X, TWO)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (python("if x"), "syntax"),
        (python("forwrd(2)"), "unknown-word"),
        (python("\ud800"), "bad-value"),
        (python("x" * 10_001), "too-big"),
        (python("(" * 200 + ")" * 200), "too-deep"),
        (block("text_print", TEXT=python("lambda: 3", "robot_python_value")), "not-taught"),
        (block("text_print", TEXT=python("", "robot_python_value")), "syntax"),
        (block("robot_python"), "bad-value"),
    ],
)
def test_a_fault_in_a_python_block_is_told_of_the_block(item, code):
    inner = item["inputs"]["TEXT"]["block"] if item["inputs"] else item
    inner["id"] = "here"
    assert problem(item) == (code, "here")


def test_a_python_block_calls_the_programs_functions():
    called = python("mon_carré(x // 2)")
    params = {"params": [{"name": "a", "id": "a"}]}
    program = read_blocks(workspace(definition(name="mon carré", extra=params), called))
    assert program.stacks[0].body == [Evaluate(Own("mon carré", [Binary("//", X, TWO)]))]
    assert kept(program) == program


# Bombs ------------------------------------------------------------------------------------------


def many(item, count=600):
    return [item] * count


@pytest.mark.parametrize(
    "tops",
    [
        many(python("x = 1\n" * 2000)),
        many(block("text_print", TEXT=block("text_join") | {"extraState": {"itemCount": 1000}})),
        many(block("procedures_callnoreturn") | {"extraState": {"params": ["a"] * 1000}}),
        many(definition(extra={"params": [{"name": "a"}] * 1001}), 1),
        many(block("procedures_callnoreturn") | {"extraState": '<arg name="a"' * 10_000}, 1),
    ],
)
def test_what_a_few_letters_make_many_of_is_too_big_at_once(tops):
    start = time.process_time()
    assert problem(*tops)[0] == "too-big"
    assert time.process_time() - start < 5


@pytest.mark.parametrize("data", ["{", '{"local":' + "[" * 9_000, '{"defaults": {"a": 3}}', "[1]"])
def test_notes_that_are_none_are_passed_over(data):
    params = {"params": [{"name": "a", "id": "a"}]}
    assert functions(definition(extra=params) | {"data": data}) == [function(parameters=["a"])]
