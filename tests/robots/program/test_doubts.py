"""The remarks: what hardly anybody means is told, what somebody may well mean is not."""

import pytest
from hypothesis import given, settings

from lessons.catalogue import catalogue
from robots.languages import languages, sentence
from robots.program.check import check
from robots.program.faces import read_face, write_face
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
    Expression,
    Function,
    If,
    Jump,
    Literal,
    Logic,
    Opaque,
    Own,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    Sense,
    Stack,
    Statement,
    Unary,
    Variable,
    When,
    While,
)
from robots.program.walk import every_node
from tests.robots.playing import do, forever, program, sense, wait_until, when
from tests.robots.program.trees import card_programs, python_programs


def n(value: object, id: str = "") -> Literal:
    return Literal(value, id=id)  # type: ignore[arg-type]


def x(id: str = "", name: str = "x") -> Variable:
    return Variable(name, id=id)


def compared(operator: str, left: Expression, right: Expression) -> Compare:
    return Compare(operator, left, right, id="b")


def doubts(whole: Program) -> list[tuple[object, str]]:
    """Reason and place of each remark."""
    problems = [problem for problem in check(whole) if str(problem.code) == "doubtful"]
    assert all(problem.remark for problem in problems)
    return [(item.details["reason"], item.where) for item in problems]


def told(*parts: Statement | Stack) -> list[tuple[object, str]]:
    return doubts(program(*parts))


def own(*parts: Statement, functions: list[Function]) -> Program:
    return Program([Stack(list(parts), When("when_started"))], functions)


GO = do("forward")
SET = Assign("x", n(1))


def asking(test: Expression) -> tuple[Statement, ...]:
    """A program that asks this about `x`, which holds whatever somebody answers."""
    return (Assign("x", Call("int", [Ask()])), If([Branch(test, [GO], id="b")]), Print([x()]))


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((forever(GO), do("light_off", "b")), "after-forever"),
        ((Repeat(n(2), [Jump("break"), do("stop", "b")]),), "after-jump"),
        ((Repeat(n(0), [GO], id="b"),), "repeat-none"),
        ((Repeat(n(-2), [GO], id="b"),), "repeat-none"),
        ((Repeat(n(1), [GO], id="b"),), "repeat-once"),
        ((Repeat(n(4), [], id="b"), GO), "empty-loop"),
        ((While(n(True), [], id="b"),), "empty-loop"),
        ((If([Branch(sense("bumped"), [])], id="b"),), "empty-if"),
        (asking(n(True)), "always"),
        (asking(n(False)), "never"),
        (asking(compared("<", n(2), n(1))), "never"),
        (asking(compared("==", x(), x())), "always"),
        (asking(Unary("not", compared("==", x(), x()), id="b")), "never"),
        (
            asking(Logic("and", compared("<", x(), n(3)), compared(">", x(), n(5)), id="b")),
            "never",
        ),
        (
            asking(Logic("or", compared("!=", x(), n(3)), compared("!=", x(), n(5)), id="b")),
            "always",
        ),
        ((SET, If([Branch(compared("==", x(), n("3")), [GO])])), "text-number"),
        ((Assign("x", Ask()), If([Branch(compared("==", x(), n(3)), [GO])])), "answer-number"),
        ((If([Branch(compared("==", sense("colour"), n("rose pâle")), [GO])]),), "not-given"),
        ((SET, While(compared("<", x(), n(3)), [GO], id="b")), "unchanged"),
        ((SET, wait_until(compared("==", x(), n(3)), "b")), "unchanged"),
        ((Print([x("b")]),), "unset"),
        ((Assign("vitesse", n(1)), Print([x("b", "vitese")]), Print([x("", "vitesse")])),
         "unset-near"),
        ((Assign("x", n(1), id="b"),), "unread"),
        ((Change("x", n(1), id="b"),), "unread"),
        ((do("send", "b", message="fête"),), "unheard"),
        ((Stack([GO], When("when_message", {"message": n("a")}, id="b")),), "unsent"),
        ((do("send", "b", message="danser"), when("when_message", GO, message="Danser")),
         "message-near"),
        ((do("turn_right", "b"), do("turn_right")), "only-turns"),
        ((GO, do("turn", "b", degrees=2)), "small-turn"),
        ((do("drive", "b", cm=2),), "small-drive"),
        ((do("wait", "b", seconds=1000),), "long-wait"),
        ((do("forward", "b", steps=90),), "many-steps"),
        ((when("when_started", GO), Stack([GO], When("when_started", id="b"))), "two-drivers"),
    ],
)  # fmt: skip
def test_what_hardly_anybody_means_is_remarked(parts, reason):
    assert told(*parts) == [(reason, "b")]


@pytest.mark.parametrize(
    "parts",
    [
        (While(n(True), [GO, If([Branch(sense("bumped"), [Jump("break")])])]), do("stop")),
        (forever(Repeat(n(2), [do("turn_left"), GO])),),
        (wait_until(sense("bumped")), GO),
        asking(compared("<", x(), n(3))),
        asking(Logic("and", compared(">", x(), n(3)), compared("<", x(), n(5)))),
        asking(Logic("or", compared("<", x(), n(3)), compared(">", x(), n(3)))),
        asking(Logic("and", compared(">=", x(), n(3)), compared("<=", x(), n(3)))),
        (SET, While(compared("<", x(), n(3)), [Change("x", n(1))])),
        (SET, While(compared("<", x(), n(3)), [If([Branch(sense("bumped"), [Jump("break")])])])),
        (
            Assign("x", Call("list.copy", [Variable("x")])),
            While(x(), [Evaluate(Call("list.pop", [x()]))]),
        ),
        (SET, wait_until(compared("==", x(), n(3))), when("when_obstacle", Change("x", n(1)))),
        (Assign("x", sense("colour")), If([Branch(compared("==", x(), n("red")), [GO])])),
        (Count("i", n(1), n(4), n(1), [GO]),),
        (SET, Assign("x", n("trois")), If([Branch(compared("==", x(), n("3")), [GO])])),
        (do("turn", degrees=90), do("light", colour="red")),
        (Repeat(n(180), [do("turn", degrees=2), do("drive", cm=1)]),),
        (when("when_started", GO), when("when_started", do("light", colour="red"))),
        (when("when_started", GO), when("when_obstacle", do("turn_left"))),
        (do("send", message=Variable("x")), SET, when("when_message", GO, message="a")),
        (Opaque("global x"), Print([x()])),
    ],
)
def test_what_somebody_may_mean_is_not(parts):
    assert told(*parts) == []


def test_a_loop_that_never_waits_is_no_fault():
    assert told(SET, forever(Change("x", n(1)), Print([x()]))) == []


SQUARE = Function("carré", [Parameter("cm"), Parameter("n", n(4))], [do("drive", cm=x("", "cm")),
                  Repeat(x("", "n"), [GO])])  # fmt: skip
ADD = Function("plus", [Parameter("x")], [Return(Binary("+", x(), n(1)))])


def faults(whole: Program) -> list[tuple[str, str, object]]:
    problems = [problem for problem in check(whole) if not problem.remark]
    return [(str(item.code), item.where, item.details.get("reason")) for item in problems]


def call(name: str, *arguments: Expression, **named: Expression) -> Evaluate:
    return Evaluate(Own(name, list(arguments), named, id="b"))


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (call("carré", n(3)), []),
        (call("carré", n(3), n(4)), []),
        (call("carré", n(3), n=n(2)), []),
        (call("carré", cm=n(3)), []),
        (call("carré"), [("bad-value", "b", "count")]),
        (call("carré", n(1), n(2), n(3)), [("bad-value", "b", "count")]),
        (call("carré", n(1), cm=n(2)), [("bad-value", "b", "count")]),
        (call("carré", n(1), x=n(2)), [("bad-value", "b", "count")]),
        (call("carre", n(1)), [("unknown-word", "b", "near")]),
        (call("zut"), [("unknown-word", "b", None)]),
        (Return(n(1), id="b"), [("syntax", "b", "return")]),
    ],
)
def test_calls_of_own_functions_are_checked(item, expected):
    assert faults(own(item, functions=[SQUARE])) == expected


def test_two_functions_of_one_name_are_told_apart_from_none():
    twice = Function("carré", [], [], id="b")
    assert faults(own(call("carré", n(1)), functions=[SQUARE, twice])) == [
        ("bad-value", "b", "twice")
    ]
    doubled = Function("f", [Parameter("x"), Parameter("x")], [], id="b")
    assert faults(own(call("f", n(1), n(2)), functions=[doubled])) == [("bad-value", "b", "twice")]


def test_functions_are_bounded_and_keep_their_jumps_in_their_loops():
    deep: Statement = GO
    for _ in range(51):
        deep = If([Branch(sense("bumped"), [deep])])
    assert faults(own(call("f"), functions=[Function("f", [], [deep])])) == [("too-deep", "", None)]
    jump = Function("f", [], [Jump("break", id="b")])
    assert faults(own(Repeat(n(2), [call("f")]), functions=[jump])) == [("syntax", "b", "jump")]
    many = [Function("f", [], [GO] * 6000), Function("g", [], [GO] * 6000)]
    assert faults(own(functions=many)) == [("too-big", "", None)]


def test_functions_that_nobody_calls_or_that_give_nothing_are_remarked():
    idle = Function("f", [], [call("f")], id="b")
    assert doubts(own(GO, functions=[idle])) == [("uncalled", "b")]
    assert doubts(own(Print([Own("carré", [n(1)], id="b")]), functions=[SQUARE])) == [
        ("gives-nothing", "b")
    ]
    assert doubts(own(Print([Own("plus", [n(1)])]), functions=[ADD])) == []


def test_the_lessons_solutions_have_no_remark():
    read = [
        (lesson.slug, read_face(text.face, text.content))
        for lesson in catalogue().values()
        for text in lesson.solutions
    ]
    assert read
    assert [(slug, check(whole)) for slug, whole in read if check(whole)] == []


@settings(max_examples=40, deadline=None)
@given(python_programs)
def test_any_program_is_looked_through(whole):
    assert all(problem.remark for problem in check(whole) if str(problem.code) == "doubtful")


@settings(max_examples=40, deadline=None)
@given(card_programs)
def test_what_is_told_of_cards_stands_at_a_card(whole):
    read = read_face("cards", write_face(whole, "cards"))
    places = {node.id for node in every_node(read)}
    assert {problem.where for problem in check(read)} <= places


def test_each_remark_has_its_sentence_in_each_language():
    reasons = [
        check(program(*parts))[0]
        for parts in ((do("turn_right"),), (Repeat(n(0), [GO]),), (Print([x()]),))
    ]
    for language in languages():
        assert len({sentence(problem, language) for problem in reasons}) == 3


def test_a_large_program_is_looked_through_at_once():
    def counting(name: str) -> Statement:
        loop = While(compared("<", x("", name), n(3)), [Change(name, n(1))])
        return Repeat(n(2), [Assign(name, Sense("distance")), loop])

    rows = [counting(f"x{number}") for number in range(800)]
    assert doubts(program(*rows)) == []


def test_nobody_is_told_a_thousand_remarks():
    rows = [Print([x(str(number), f"x{number}")]) for number in range(1000)]
    assert len(told(*rows)) == 25


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("for i in range(1, 4):\n    forward()", 3),
        ("for i in range(1, 4):\n    print(i)", None),
        ("for i in range(4):\n    forward()", None),
        ("for i in range(0, 4):\n    forward()", None),
        ("for i in range(1, 9, 2):\n    forward()", None),
        ("for _ in range(1, 4):\n    forward()", None),
    ],
)
def test_a_range_from_one_stops_one_short(text, turns):
    found = [problem for problem in check(read_face("python", text)) if not turns or problem.where]
    assert [problem.details.get("turns") for problem in found] == ([turns] if turns else [])
    for problem in found:
        assert "range(4)" in sentence(problem, "fr")
        assert "range(4)" in sentence(problem, "en")
    counted = read_face("blocks", write_face(read_face("python", text), "blocks"))
    assert not [problem for problem in check(counted) if problem.details.get("reason") == "range"]
