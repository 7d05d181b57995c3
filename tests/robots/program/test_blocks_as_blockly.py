"""Every built-in block of the real Blockly: what it means, and that Blockly loads what we write.

Blockly runs in Node, the Python that it generates in Python; what that prints is what a program
says here. Where theirs fails, ours may go on, but says what theirs said first.
"""

import json
import math
import re
from copy import deepcopy
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings

from robots.abilities import WORDS, Kind
from robots.errors import Code, Refused
from robots.names import Names, Spelling
from robots.program.blocks import read_blocks, write_blocks
from robots.program.python.read import read_python
from robots.program.python.write import write_python
from robots.program.tree import Do, Literal, Sense, When
from robots.program.walk import every_node
from tests.robots.program.blockly_json import block, row, variable, workspace
from tests.robots.program.blockly_made import (
    BY_HAND,
    ONLY_IN_MUTATORS,
    Maker,
    all_variants,
    assigned,
    list_of,
    listed,
)
from tests.robots.program.blockly_peer import Blockly
from tests.robots.program.saying import said_by
from tests.robots.program.trees import card_programs, python_programs

pytestmark = pytest.mark.node
TRIES, WHOLE, MANY = 3, 240, 100
INSIDE = ("procedures_ifreturn", "controls_flow_statements")
"""What stands in a function or in a loop only."""
MENUS = (Kind.CHOICE, Kind.COLOUR, Kind.PLACE)
KINDER = (Code.LIMIT,)
"""What ours refuses and Python does not: a number, a text or a list that has grown too big."""


@cache
def the_blockly() -> Blockly:
    return Blockly()


@pytest.fixture(scope="module", autouse=True)
def blockly():
    yield the_blockly()
    the_blockly().close()
    the_blockly.cache_clear()


@pytest.fixture(scope="module")
def variants(blockly):
    return all_variants(blockly)


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def same(ours: list[str], theirs: list[str]) -> bool:
    """Whether the lines are the same, but for the last digits of decimals: ours have 12."""
    return len(ours) == len(theirs) and all(map(_alike, ours, theirs))


def _alike(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    pairs = zip(_NUMBER.findall(ours), _NUMBER.findall(theirs), strict=False)
    close = all(math.isclose(float(a), float(b), rel_tol=1e-9, abs_tol=1e-12) for a, b in pairs)
    return close and _NUMBER.sub("", ours) == _NUMBER.sub("", theirs)


def agree(blockly: Blockly, made: dict, answers: tuple[str, ...] = ()) -> None:
    """Blockly's Python and ours print the same; Blockly loads what we write of it."""
    theirs, failed = blockly.run(made, answers)
    program = read_blocks(made)
    ours, problem = said_by(program, answers)
    told = f"{json.dumps(made)}\n{failed}\n{problem}\n{blockly.code(made)}"
    if problem in KINDER:
        assert same(ours, theirs[: len(ours)]), told
    elif failed is None:
        assert problem is None, told
        assert same(ours, theirs), told
    else:
        assert same(ours[: len(theirs)], theirs), told
    again(blockly, program)


def again(blockly: Blockly, program) -> None:
    """What is written is loaded by Blockly, kept by its editor, and read as the same program."""
    written = write_blocks(program)
    assert read_blocks(written) == program, json.dumps(written)
    kept = blockly.loaded(written)
    assert types(kept) == types(written), json.dumps([written, kept])
    assert read_blocks(kept) == chosen(program), json.dumps([written, kept])


def chosen(program):
    """The same program with all its choices made: the menus of a block always show one."""
    whole = deepcopy(program)
    for node in every_node(whole):
        if isinstance(node, (Do, Sense, When)):
            for argument in WORDS[node.word].arguments:
                if argument.kind in MENUS and argument.default is not None:
                    node.arguments.setdefault(argument.name, Literal(argument.default))
    return whole


def types(content: object) -> list[str]:
    """The types of all blocks of a workspace, in no order."""
    found, pending = [], [content.get("blocks", {}).get("blocks", [])]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            found += [item["type"]] if "type" in item and ("id" in item) else []
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return sorted(found)


def shown(*items: dict) -> dict:
    """The variables set, blocks, and all variables shown."""
    start = [assigned("n", block("math_number", {"NUM": 3})),
             assigned("t", block("text", {"TEXT": "le robot"})),
             assigned("l", list_of((4, 1, "b", 4, 10))),
             assigned("b", block("logic_boolean"))]  # fmt: skip
    end = [block("text_print", None, TEXT=variable(name)) for name in "ntlb"]
    return listed(row(*start, *items, *end))


# One block at a time ------------------------------------------------------------------------------


def test_every_built_in_block_is_known(blockly, variants):
    """A newer Blockly with a block that we do not know is told here."""
    unknown = {variant["type"] for variant in variants if _is_unknown(variant)}
    assert not unknown
    assert set(blockly.types()) - {item["type"] for item in variants} == ONLY_IN_MUTATORS


def _is_unknown(variant: dict) -> bool:
    made = {name: variant[name] for name in ("type", "extraState") if name in variant}
    fields = dict(variant.get("fields") or {})
    if "VAR" in fields:
        fields["VAR"] = {"id": "n"}
    try:
        read_blocks(workspace(made | {"fields": fields}))
    except Refused as refused:
        return refused.problems[0].code is Code.UNKNOWN_BLOCK
    return False


def test_each_block_in_each_shape_says_what_blocklys_python_says(blockly, variants):
    luck = Random(1)
    maker = Maker(luck, variants)
    for variant in variants:
        if variant["type"].startswith(BY_HAND) or variant["type"] in INSIDE:
            continue
        for attempt in range(TRIES):
            made = maker.filled(variant, attempt % 2)
            statement = made if variant["previous"] else block("text_print", None, TEXT=made)
            agree(blockly, shown(statement), ("7", "12.5", "x"))


@pytest.mark.parametrize("part", range(6))
def test_whole_programs_say_what_blocklys_python_says(blockly, variants, part):
    for seed in range(part * WHOLE // 6, (part + 1) * WHOLE // 6):
        made = Maker(Random(seed), variants).whole()
        agree(blockly, made, ("1", "2", "3") * 20)


def test_whole_programs_say_the_same_in_python_and_in_blocks_again(variants):
    for seed in range(WHOLE // 4):
        program = read_blocks(Maker(Random(seed), variants).whole())
        said = said_by(program, ("1", "2", "3") * 20)[0]
        python = read_python(write_python(program, Spelling(), Names()), Names())
        assert said_by(python, ("1", "2", "3") * 20)[0] == said
        blocks = read_blocks(write_blocks(python))
        assert blocks == python
        assert said_by(blocks, ("1", "2", "3") * 20)[0] == said


# What Blockly loads -------------------------------------------------------------------------------


@given(card_programs)
@settings(deadline=None, max_examples=MANY)
def test_blockly_loads_all_that_cards_show(program):
    again(the_blockly(), program)


@given(python_programs)
@settings(deadline=None, max_examples=MANY)
def test_blockly_loads_all_that_python_says(program):
    again(the_blockly(), read_python(write_python(program, Spelling(), Names()), Names()))


# By hand ------------------------------------------------------------------------------------------


def printed(value: dict) -> dict:
    return block("text_print", None, TEXT=value)


def text(value: str) -> dict:
    return block("text", {"TEXT": value})


def call(name: str, *given: dict, gives: bool = True, params: tuple[str, ...] = ()) -> dict:
    made = block("procedures_callreturn" if gives else "procedures_callnoreturn")
    made["extraState"] = {"name": name} | ({"params": list(params)} if params else {})
    made["inputs"] = {f"ARG{index}": {"block": item} for index, item in enumerate(given)}
    return made


def define(name: str, *body: dict, params: tuple[str, ...] = (), gives: dict | None = None) -> dict:
    made = block("procedures_defnoreturn" if gives is None else "procedures_defreturn")
    made["fields"] = {"NAME": name}
    if params:
        made["extraState"] = {"params": [{"name": item, "id": item} for item in params]}
    made["inputs"] = {"STACK": {"block": row(*body)}} if body else {}
    if gives:
        made["inputs"]["RETURN"] = {"block": gives}
    return made | {"x": 500, "y": 0}


def leave(test: dict, value: dict | None = None, *, gives: bool = True) -> dict:
    made = block("procedures_ifreturn")
    made["extraState"] = f'<mutation value="{int(gives)}"></mutation>'
    made["inputs"] = {"CONDITION": {"block": test}}
    return made | {"inputs": made["inputs"] | ({"VALUE": {"block": value}} if value else {})}


def less(left: dict, right: int) -> dict:
    return block("logic_compare", {"OP": "LT"}, A=left, B=right)


def minus(left: dict, right: int) -> dict:
    return block("math_arithmetic", {"OP": "MINUS"}, A=left, B=right)


A, N = variable("a"), variable("n")
COUNTED = define(
    "factorial",
    leave(less(A, 2), block("math_number", {"NUM": 1})),
    params=("a",),
    gives=block("math_arithmetic", {"OP": "MULTIPLY"}, A=A,
                B=call("factorial", minus(A, 1), params=("a",))),
)  # fmt: skip
BY_HAND_MADE = {
    "a function calls itself": [COUNTED, printed(call("factorial", N, params=("a",)))],
    "a call is of a function whatever its capitals": [
        define("Jump High", printed(text("up"))), call("jump high", gives=False)],
    "a parameter hides the variable of its name": [
        define("hide", assigned("n", text("in")), printed(N), params=("n",)),
        row(call("hide", text("given"), gives=False, params=("n",)), printed(N))],
    "a function changes the variables of the program": [
        define("grow", block("math_change", {"VAR": {"id": "n"}}, DELTA=5)),
        row(call("grow", gives=False), call("grow", gives=False), printed(N))],
    "what is not given is None": [
        define("show", printed(A), params=("a",)), call("show", gives=False, params=("a",))],
    "a function ends early, with nothing": [
        define("stop", leave(less(N, 9), gives=False), printed(text("late"))),
        row(call("stop", gives=False), printed(text("then")))],
    "an empty return gives None": [define("none", gives={}), printed(call("none"))],
    "a return without a value in a function that gives one": [
        define("some", leave(less(N, 9)), gives=text("end")), printed(call("some"))],
    "a return from within a loop": [
        define("seek", block("controls_forEach", {"VAR": {"id": "j"}}, LIST=list_of((1, 2, 3)),
                             DO=row(leave(less(N, 9), variable("j")), printed(text("no")))),
               gives=text("none")), printed(call("seek"))],
    "a call that lies alone is done": [
        define("loud", printed(text("loud")), gives=N), call("loud")],
    "what lies alone takes its item": [
        assigned("l", list_of((1, 2))),
        block("lists_getIndex", {"MODE": "GET_REMOVE", "WHERE": "LAST"}, VALUE=variable("l"))
        | {"y": 300}, printed(variable("l")) | {"y": 600}],
    "a name with two meanings": [
        define("n", printed(text("function n"))), row(call("n", gives=False), printed(N))],
    "typed variables": [row(
        block("variables_set_dynamic", {"VAR": {"id": "typed"}}, VALUE=7),
        block("text_append", {"VAR": {"id": "typed"}}, TEXT=text("!")),
        printed(block("variables_get_dynamic", {"VAR": {"id": "typed"}})))],
    "values whose type hangs on a choice": [row(
        printed(block("text_changeCase", {"CASE": "UPPERCASE"}, TEXT=block(
            "lists_split", {"MODE": "JOIN"}, INPUT=list_of(("a", "b")), DELIM=text("-"))
            | {"extraState": {"mode": "JOIN"}})),
        printed(block("math_on_list", {"OP": "SUM"}, LIST=block(
            "math_on_list", {"OP": "MODE"}, LIST=list_of((3, 3, 1)))
            | {"extraState": '<mutation op="MODE"></mutation>'})),
        printed(block("math_arithmetic", {"OP": "ADD"}, A=1, B=block(
            "text_prompt_ext", {"TYPE": "NUMBER"}, TEXT=text("?"))
            | {"extraState": '<mutation type="NUMBER"></mutation>'})))],
    "luck among one": [row(
        assigned("l", list_of((4,))),
        block("lists_setIndex", {"MODE": "SET", "WHERE": "RANDOM"}, LIST=variable("l"),
              TO=text("a")),
        block("lists_setIndex", {"MODE": "INSERT", "WHERE": "RANDOM"}, LIST=variable("l"),
              TO=text("b")),
        printed(variable("l")))],
    "nothing under a break is done": [block(
        "controls_repeat_ext", None, TIMES=3,
        DO=row(printed(N), block("controls_flow_statements", {"FLOW": "BREAK"})))],
    "what is disabled is not done": [row(
        printed(text("a")), printed(text("b")) | {"disabledReasons": ["MANUALLY_DISABLED"]},
        printed(text("c")) | {"collapsed": True})],
    "a number beyond what JavaScript can count": [
        printed(block("math_number", {"NUM": 123456789012345678})),
        printed(block("math_number", {"NUM": 1e22}))],
}  # fmt: skip


@pytest.mark.parametrize("told", BY_HAND_MADE)
def test_by_hand(blockly, told):
    tops = [{"y": 100 + 100 * index, "x": 10} | top for index, top in enumerate(BY_HAND_MADE[told])]
    start = assigned("n", block("math_number", {"NUM": 5})) | {"y": 0}
    agree(blockly, listed(start, *tops), ("2.5",))
