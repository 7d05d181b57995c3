import pytest

from robots.program.check import check
from robots.program.tree import (
    Assign,
    Binary,
    Call,
    Do,
    Expression,
    If,
    Jump,
    Literal,
    Program,
    Repeat,
    Sense,
    Stack,
    Statement,
    Unary,
    Variable,
    When,
)
from tests.robots.playing import do, program, sense, when


def told(*parts: Statement | Stack, abilities=None, places=frozenset()) -> list[tuple]:
    """Code, place and reason of every fault."""
    problems = check(program(*parts), abilities, places)
    return [
        (str(item.code), item.where, item.details.get("reason"))
        for item in problems
        if not item.remark
    ]


def test_a_right_program_has_no_problem():
    assert told(do("forward", steps=2), do("light", colour="#aabbcc"), do("say", text=3)) == []


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        (do("fly", "b"), ("unknown-word", "b", None)),
        (do("obstacle", "b"), ("unknown-word", "b", None)),
        (do("drive", "b"), ("bad-value", "b", "missing")),
        (do("note", "b", pitch="C4"), ("bad-value", "b", "missing")),
        (do("stop", "b", steps=1), ("bad-value", "b", "extra")),
        (do("wait", "b", seconds=-1), ("bad-value", "b", "range")),
        (do("speed", "b", percent=101), ("bad-value", "b", "range")),
        (do("light", "b", colour="marron"), ("bad-value", "b", None)),
        (do("play", "b", sound="bang"), ("bad-value", "b", None)),
        (do("note", "b", pitch="H4", beats=1), ("bad-value", "b", None)),
        (do("forward", "b", steps="deux"), ("bad-value", "b", None)),
        (do("forward", "b", steps=1.5), ("bad-value", "b", "whole")),
        (do("forward", "b", steps=10**16), ("bad-value", "b", None)),
        (Assign("x", Call("fly", [], id="b")), ("not-taught", "b", "name")),
        (Assign("x", Call("abs", [], id="b")), ("bad-value", "b", "count")),
        (Jump("break", id="b"), ("syntax", "b", "jump")),
        (If([], [Jump("continue", id="b")]), ("syntax", "b", "jump")),
    ],
)
def test_a_wrong_word_or_value_is_told_where_it_stands(item, problem):
    assert told(Repeat(Literal(2), [Do("stop")]), If([], [item])) == [problem]


def test_a_value_that_is_calculated_is_left_to_the_run():
    assert (
        told(do("wait", seconds=Unary("-", Literal(1))), do("forward", steps=Variable("x"))) == []
    )


def test_a_robot_that_moves_freely_takes_parts_of_a_step():
    assert told(do("forward", steps=1.5), do("drive", cm=1)) == []
    assert told(do("forward", steps=2.0)) == []


def test_what_the_robot_lacks_is_told_at_every_place():
    parts = [do("forward", "a"), do("light", "b", colour="red"), Assign("x", sense("distance"))]
    parts[2].value.id = "c"
    assert told(*parts, do("say", text="oui"), abilities=frozenset({"move"})) == [
        ("word-lacking", "b", None),
        ("word-lacking", "c", None),
    ]
    assert told(when("when_loud"), abilities=frozenset({"move"}))[0][0] == "word-lacking"


def test_a_place_must_be_on_the_mat():
    asks = [Assign("x", Sense("at", {"place": Literal(name)}, id=name)) for name in ("lune", "A1")]
    assert told(*asks, places=frozenset({"A1"})) == [("bad-value", "lune", "place")]
    assert told(*asks) == []


def test_a_loose_stack_beside_a_hat_is_only_remarked():
    loose = Stack([do("stop", "b")])
    (remark,) = check(Program([loose, when("when_started")], face="blocks"))
    assert (str(remark.code), remark.where, remark.remark) == ("loose-stack", "b", True)
    assert check(Program([loose, Stack([])], face="blocks")) == []


def test_an_event_takes_written_values_only():
    hat = Stack([], When("when_message", {"message": Variable("x", id="b")}))
    assert told(hat) == [("bad-value", "b", "fixed")]


def nested(levels: int, inner: Statement) -> Statement:
    for _ in range(levels):
        inner = Repeat(Literal(1), [inner])
    return inner


def test_fifteen_loops_may_stand_inside_one_another():
    assert told(nested(15, do("stop"))) == []
    assert told(nested(16, do("stop")))[0][::2] == ("too-deep", "loops")


def test_fifty_levels_may_stand_inside_one_another():
    def ifs(levels: int) -> Statement:
        item: Statement = do("stop")
        for _ in range(levels - 1):
            item = If([], [item])
        return item

    assert told(ifs(50)) == []
    assert told(ifs(51)) == [("too-deep", "", None)]


def test_values_without_end_are_too_deep_and_do_no_harm():
    value: Expression = Literal(1)
    for _ in range(20_000):
        value = Binary("+", value, Literal(1))
    assert told(Assign("x", value, id="b")) == [("too-deep", "b", "terms")]
    inside: Expression = Literal(1)
    for _ in range(20_000):
        inside = Unary("-", inside)
    assert told(Assign("x", inside, id="b")) == [("too-deep", "b", None)]


def test_too_many_blocks_are_too_big():
    assert told(*[do("stop") for _ in range(10_001)])[0][0] == "too-big"
