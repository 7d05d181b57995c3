"""A Scratch project is opened: what maps comes over, the rest is named."""

import pytest

from robots.errors import Problem
from robots.languages import sentence
from robots.program import read
from robots.program.check import check
from robots.program.faces import open_file, read_face, write_face
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Choice,
    Compare,
    Do,
    Evaluate,
    Function,
    If,
    ListOf,
    Literal,
    Logic,
    Own,
    Parameter,
    Program,
    Repeat,
    Return,
    Sense,
    SetItem,
    Stack,
    Statement,
    Unary,
    Variable,
    When,
    While,
)
from robots.world.trace import Type
from tests.robots.playing import play, said
from tests.robots.program.scratch.projects import (
    block,
    menu,
    project,
    sb3,
    sprite,
    variable,
)

FLAG = block("event_whenflagclicked")
MOVE = block("motion_movesteps", {"STEPS": 60})
SCORE, NAMES = ("score", "score-"), ("noms", "noms-")
DATA = {"variables": {"score-": ["score", 0]}, "lists": {"noms-": ["noms", ["Léa", "7"]]}}


def opened(*scripts: list, **more: object) -> tuple[Program, list[Problem]]:
    return open_file(sb3(project(sprite("Chat", *scripts, **more))), "jeu.sb3")


def body(*rows: dict, **more: object) -> list[Statement]:
    """What one script under the flag is, its data set before; nothing was left out."""
    program, remarks = opened([FLAG, *rows], **more)
    assert remarks == []
    return program.stacks[0].body


def n(value: object) -> Literal:
    return Literal(value)  # type: ignore[arg-type]


def drive(cm: float) -> Do:
    return Do("drive", {"cm": n(cm)})


def not_(test: dict) -> dict:
    return block("operator_not", {"OPERAND": test})


X = Variable("score")
THING = "TOUCHINGOBJECTMENU"
EDGE = block("sensing_touchingobject", {THING: menu("sensing_touching", **{THING: "_edge_"})})
WALL = Sense("obstacle", {"side": Literal("front")})
SPACE = block("sensing_keypressed", {
    "KEY_OPTION": menu("sensing_keyoptions", KEY_OPTION="space")})  # fmt: skip


@pytest.mark.parametrize(
    ("row", "statement"),
    [
        (MOVE, drive(15)),
        (block("motion_movesteps", {"STEPS": -10}), drive(-2.5)),
        (block("motion_turnright", {"DEGREES": 15}), Do("turn", {"degrees": n(15)})),
        (block("motion_turnleft", {"DEGREES": 15}), Do("turn", {"degrees": n(-15)})),
        (
            block("motion_pointindirection", {"DIRECTION": 90}),
            Do("turn", {"degrees": Binary("-", Binary("%", Binary("+", Binary(
                "-", n(90), Sense("heading")), n(180)), n(360)), n(180))}),
        ),
        (block("control_wait", {"DURATION": 1.5}), Do("wait", {"seconds": n(1.5)})),
        (block("control_repeat", {"TIMES": 4, "SUBSTACK": [MOVE]}), Repeat(n(4), [drive(15)])),
        (block("control_forever", {"SUBSTACK": [MOVE, MOVE]}), While(n(True), [drive(15)] * 2)),
        (
            block("control_if_else", {"CONDITION": EDGE, "SUBSTACK": [MOVE], "SUBSTACK2": [MOVE]}),
            If([Branch(WALL, [drive(15)])], [drive(15)]),
        ),
        (block("control_if"), If([Branch(n(False), [])])),
        (block("control_wait_until", {"CONDITION": SPACE}),
         While(Sense("button", {"name": n("centre")}), [], until=True)),
        (block("control_repeat_until", {"CONDITION": EDGE, "SUBSTACK": [MOVE]}),
         While(WALL, [drive(15)], until=True)),
        (block("event_broadcast", {"BROADCAST_INPUT": [11, "fête", "id"]}),
         Do("send", {"message": n("fête")})),
        (block("looks_say", {"MESSAGE": "Bonjour"}), Do("say", {"text": n("Bonjour")})),
        (block("pen_penDown"), Do("pen_down")),
        (block("pen_setPenColorToColor", {"COLOR": [9, "#FF0000"]}),
         Do("pen_colour", {"colour": n("#ff0000")})),
        (block("music_playNoteForBeats", {"NOTE": menu("note", NOTE="60"), "BEATS": 0.25}),
         Do("note", {"pitch": n(60), "beats": n(0.5)})),
        (block("sensing_askandwait", {"QUESTION": "Qui ?"}), Assign("answer", Ask(n("Qui ?")))),
    ],
)  # fmt: skip
def test_what_maps_comes_over(row, statement):
    assert body(row) == [statement]


@pytest.mark.parametrize(
    ("row", "statement"),
    [
        (block("data_setvariableto", {"VALUE": "12"}, VARIABLE=SCORE), Assign("score", n(12))),
        (block("data_setvariableto", {"VALUE": "007"}, VARIABLE=SCORE), Assign("score", n("007"))),
        (block("data_changevariableby", {"VALUE": variable("score")}, VARIABLE=SCORE),
         Change("score", X)),
        (block("data_addtolist", {"ITEM": "Zoé"}, LIST=NAMES),
         Evaluate(Call("list.append", [Variable("noms"), n("Zoé")]))),
        (block("data_deleteoflist", {"INDEX": 1}, LIST=NAMES),
         Evaluate(Call("list.pop", [Variable("noms"), n(0)]))),
        (block("data_deleteoflist", {"INDEX": "last"}, LIST=NAMES),
         Evaluate(Call("list.pop", [Variable("noms"), n(-1)]))),
        (block("data_deletealloflist", LIST=NAMES), Assign("noms", ListOf([]))),
        (block("data_insertatlist", {"INDEX": 2, "ITEM": 5}, LIST=NAMES),
         Evaluate(Call("list.insert", [Variable("noms"), n(1), n(5)]))),
        (block("data_replaceitemoflist", {"INDEX": variable("score"), "ITEM": 5}, LIST=NAMES),
         SetItem(Variable("noms"), Binary("-", X, n(1)), n(5))),
    ],
)  # fmt: skip
def test_variables_and_lists_come_over_and_lists_begin_at_0(row, statement):
    say = block("looks_say", {"MESSAGE": variable("score")})
    first = [Assign("score", n(0)), Assign("noms", ListOf([n("Léa"), n(7)]))]
    rows = body(row, say, **DATA)
    assert [item for item in rows if item not in first] == [statement, Do("say", {"text": X})]
    assert rows[0] == first[0]


def op(name: str, field: str = "", /, **inputs: object) -> dict:
    return block(f"operator_{name}", inputs, **({"OPERATOR": field} if field else {}))


TEXT = Call("str", [X])


@pytest.mark.parametrize(
    ("value", "expression"),
    [
        (op("add", NUM1=1, NUM2=variable("score")), Binary("+", n(1), X)),
        (op("mod", NUM1=7, NUM2=2), Binary("%", n(7), n(2))),
        (op("random", FROM=1, TO=6), Call("random.randint", [n(1), n(6)])),
        (op("random", FROM=1, TO=1.5), Call("random.uniform", [n(1), n(1.5)])),
        (op("join", STRING1="a", STRING2=variable("score")),
         Call("str.join", [n(""), ListOf([n("a"), X])])),
        (op("letter_of", LETTER=1, STRING=variable("score")), Call("item", [TEXT, n(0)])),
        (op("length", STRING="mot"), Call("len", [n("mot")])),
        (op("contains", STRING1="Pomme", STRING2=variable("score")),
         Call("contains", [n("pomme"), Call("str.lower", [TEXT])])),
        (op("round", NUM=2.5), Call("math.floor", [Binary("+", n(2.5), n(0.5))])),
        (op("mathop", "sqrt", NUM=9), Call("math.sqrt", [n(9)])),
        (op("mathop", "sin", NUM=90), Call("math.sin", [Call("math.radians", [n(90)])])),
        (op("lt", OPERAND1=variable("score"), OPERAND2="50"), Compare("<", X, n(50))),
        (op("and", OPERAND1=EDGE), Logic("and", WALL, n(False))),
        (op("not", OPERAND=EDGE), Unary("not", WALL)),
        (block("data_itemoflist", {"INDEX": 1}, LIST=NAMES),
         Call("item", [Variable("noms"), n(0)])),
        (block("data_itemoflist", {"INDEX": "random"}, LIST=NAMES),
         Call("random.choice", [Variable("noms")])),
        (block("data_lengthoflist", LIST=NAMES), Call("len", [Variable("noms")])),
        (block("data_itemnumoflist", {"ITEM": "7"}, LIST=NAMES),
         Choice(Call("contains", [Variable("noms"), n(7)]),
                Binary("+", Call("list.index", [Variable("noms"), n(7)]), n(1)), n(0))),
        (block("sensing_touchingcolor", {"COLOR": [9, "#ff0000"]}),
         Compare("==", Sense("colour"), n("red"))),
        (block("motion_direction"), Sense("heading")),
        (block("sensing_answer"), Variable("answer")),
    ],
)  # fmt: skip
def test_values_come_over(value, expression):
    said = body(block("looks_say", {"MESSAGE": value}), **DATA)[-1]
    assert isinstance(said, Do)
    assert said.arguments["text"] == expression


def test_scripts_begin_by_the_flag_keys_and_messages():
    program, remarks = opened(
        [FLAG, MOVE],
        [block("event_whenkeypressed", KEY_OPTION="up arrow"), MOVE],
        [block("event_whenbroadcastreceived", BROADCAST_OPTION=("fête", "id")), MOVE],
    )
    assert remarks == []
    assert [stack.when for stack in program.stacks] == [
        When("when_started"),
        When("when_button", {"name": n("up")}),
        When("when_message", {"message": n("fête")}),
    ]
    assert [stack.x for stack in program.stacks] == [0, 100, 200]


JUMP = {"proccode": "saut de %s pas", "argumentids": '["i"]', "argumentnames": '["score"]'}


def jump(*rows: dict) -> list[dict]:
    prototype = {**block("procedures_prototype"), "mutation": JUMP, "shadow": True}
    return [block("procedures_definition", {"custom_block": prototype}), *rows]


def test_own_blocks_are_functions_whose_values_hide_no_variable():
    steps = block("argument_reporter_string_number", VALUE="score")
    define = jump(block("motion_movesteps", {"STEPS": steps}),
                  block("control_stop", STOP_OPTION="this script"))  # fmt: skip
    call = {**block("procedures_call", {"i": 40}), "mutation": JUMP}
    program, remarks = opened(define, [FLAG, call], **DATA)
    moved = Do("drive", {"cm": Binary("/", Variable("score 2"), n(4))})
    assert remarks == []
    assert program.functions == [Function("saut de pas", [Parameter("score 2")], [moved, Return()])]
    assert program.stacks[0].body == [Evaluate(Own("saut de pas", [n(40)]))]


def test_a_script_that_ends_in_its_middle_is_a_function_that_returns():
    stop = block("control_stop", STOP_OPTION="this script")
    test = block("control_if", {"CONDITION": EDGE, "SUBSTACK": [stop]})
    program, remarks = opened([FLAG, test, MOVE], [FLAG, MOVE, stop])
    assert remarks == []
    assert program.functions == [
        Function("script", [], [If([Branch(WALL, [Return()])]), drive(15)])
    ]
    assert [stack.body for stack in program.stacks] == [[Evaluate(Own("script"))], [drive(15)]]


# What does not come over --------------------------------------------------------------------------

GOTO, CLONE = block("motion_gotoxy", {"X": 0, "Y": 0}), block("control_create_clone_of")


def told(remarks: list[Problem]) -> list[tuple[object, ...]]:
    assert all(problem.remark and str(problem.code) == "left-out" for problem in remarks)
    return [(problem.details["reason"], problem.details.get("block")) for problem in remarks]


def test_what_has_no_like_here_is_named_and_noted_where_it_stood():
    program, remarks = opened([FLAG, GOTO, MOVE, CLONE])
    assert told(remarks) == [("block", "motion_gotoxy"), ("block", "control_create_clone_of")]
    (moved,) = program.stacks[0].body
    assert (moved, moved.comment) == (
        drive(15), "Scratch : aller à x: y:\nScratch : créer un clone")  # fmt: skip
    assert sentence(remarks[0], "fr") == (
        "Le bloc Scratch « aller à x: y: » de « Chat » n’existe pas ici : je l’ai laissé de côté."
    )
    assert "go to x: y:" in sentence(remarks[0], "en")


def test_a_value_that_has_no_like_takes_its_statement_with_it_but_never_what_it_holds():
    mouse = block("sensing_mousex")
    move = block("motion_movesteps", {"STEPS": mouse})
    held = block("control_if", {"CONDITION": op("gt", OPERAND1=mouse, OPERAND2=3),
                                "SUBSTACK": [MOVE]})  # fmt: skip
    program, remarks = opened([FLAG, move, held])
    assert told(remarks) == [("block", "sensing_mousex")] * 2
    assert program.stacks[0].body == [If([Branch(n(False), [drive(15)])])]


def test_an_empty_mouth_keeps_its_note():
    program, remarks = opened([FLAG, block("control_forever", {"SUBSTACK": [GOTO]})])
    assert program.stacks[0].body[0].comment == "Scratch : aller à x: y:"
    assert len(remarks) == 1


def test_hats_and_loose_values_that_have_no_like_are_named():
    program, remarks = opened(
        [block("event_whenthisspriteclicked"), MOVE], [block("sensing_mousex")], [MOVE]
    )
    assert told(remarks) == [
        ("block", "event_whenthisspriteclicked"), ("block", "sensing_mousex")]  # fmt: skip
    assert program.stacks == [Stack([], When("when_started")), Stack([drive(15)])]
    assert program.comment == "Scratch : quand ce sprite est cliqué\nScratch : souris x"


def test_the_sprite_with_the_most_scripts_comes_over():
    small, large = sprite("Balle", [FLAG, MOVE]), sprite("Chat", [FLAG], [FLAG, GOTO])
    program, remarks = open_file(sb3(project(small, large)), "jeu.SB3")
    assert len(program.stacks) == 2
    assert told(remarks) == [("sprite", None), ("block", "motion_gotoxy")]
    assert "Balle" in sentence(remarks[0], "fr")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (block("event_broadcastandwait", {"BROADCAST_INPUT": [11, "a", "i"]}), "and-wait"),
        (block("control_stop", STOP_OPTION="all"), "stop-all"),
        (block("sound_play", {"SOUND_MENU": menu("sound_sounds_menu", SOUND_MENU="Miaou")}),
         "sound"),
        (block("looks_say", {"MESSAGE": op("equals", OPERAND1="Oui", OPERAND2="oui")}), "letters"),
        (block("looks_say", {"MESSAGE": block("sensing_distanceto")}), "distance"),
    ],
)  # fmt: skip
def test_what_means_something_else_here_is_named_once(row, reason):
    program, remarks = opened([FLAG, row, row])
    assert [first for first, _ in told(remarks)] == [reason]
    assert len(program.stacks[0].body) == 2
    assert "{" not in sentence(remarks[0], "fr")


def test_comments_come_over():
    notes = {"c": {"blockId": "b1", "text": "tout droit"}}
    program, _ = opened([FLAG, MOVE], comments=notes)
    assert program.stacks[0].body[0].comment == "tout droit"


def test_an_opened_project_is_blocks_like_any_other():
    square = block("control_repeat", {"TIMES": 4, "SUBSTACK": [
        MOVE, block("motion_turnright", {"DEGREES": 90})]})  # fmt: skip
    data = sb3(project(sprite("Chat", [FLAG, square])))
    program = read(data, "carré.sb3")
    assert check(program) == []
    assert read_face("blocks", write_face(program, "blocks")) == program
    assert "drive(15)" in write_face(program, "python")


def test_a_project_does_what_it_does_in_scratch():
    def say(value: object) -> dict:
        return block("looks_say", {"MESSAGE": value})

    items = block("data_listcontents", LIST=NAMES)
    last = block("data_itemoflist", {"INDEX": "last"}, LIST=NAMES)
    place = block("data_itemnumoflist", {"ITEM": "5"}, LIST=NAMES)
    program, _ = opened([
        FLAG,
        block("data_addtolist", {"ITEM": "Zoé"}, LIST=NAMES),
        block("data_insertatlist", {"INDEX": 2, "ITEM": 5}, LIST=NAMES),
        block("data_replaceitemoflist", {"INDEX": 1, "ITEM": "Max"}, LIST=NAMES),
        say(items), say(last), say(place),
        block("data_deleteoflist", {"INDEX": 1}, LIST=NAMES),
        say(block("data_lengthoflist", LIST=NAMES)),
        block("data_changevariableby", {"VALUE": 3}, VARIABLE=SCORE),
        say(op("letter_of", LETTER=2, STRING=op("join", STRING1="a", STRING2=variable("score")))),
        block("motion_pointindirection", {"DIRECTION": -90}),
        say(block("motion_direction")),
    ], **DATA)  # fmt: skip
    trace = play(*program.stacks, face="blocks")
    assert said(trace) == ["Max 5 7 Zoé", "Zoé", "2", "3", "3", "270"]
    assert trace[-1].type is Type.FINISHED
