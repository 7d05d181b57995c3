"""No program grows, nests, talks or keeps without end: each limit ends in a clear problem, soon."""

import time

import pytest

from robots.drivers.simulated import simulated_body
from robots.errors import Refused
from robots.program.scene import Scene, virtual
from robots.program.tree import (
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Compare,
    Evaluate,
    Function,
    If,
    ListOf,
    Literal,
    Own,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    SetItem,
    Stack,
    Variable,
)
from robots.world.shipped import shipped
from robots.world.trace import Recorder
from tests.robots.playing import do, forever, play, said, value_of

X, Y = Variable("x"), Variable("y")


def call(name, *values):
    return Call(name, [value_of(value) for value in values])


def ended(*body, functions=(), timeout=30.0):
    """The last event's fields; no step of the scene may take 10 ms of the processor."""
    trace, scene = [], Scene()
    whole = Program([Stack(list(body))], list(functions), face="python")
    scene.add(whole, simulated_body(whole, shipped()), Recorder(trace.append), {})
    now, costs = 0.0, [0.0, 0.0, 0.0]
    while not scene.ended and now < timeout:
        began = time.thread_time()
        due = scene.step(now)
        costs.append(time.thread_time() - began)
        now = max(now, due) if due is not None else timeout
    scene.stop("timeout", timeout)
    # A busy machine may disturb one or two of them.
    assert sorted(costs)[-3] < 0.010
    return trace[-1].fields


def append(value):
    return Evaluate(call("list.append", X, value))


HUGE = [
    [Assign("x", ListOf([])), forever(append(Literal(1)))],
    [Assign("x", ListOf([])), append(X), Print([X])],
    [Assign("x", ListOf([])), append(X), Assign("y", Compare("==", X, ListOf([X])))],
    [Assign("x", Literal("a")), forever(Assign("x", Binary("+", X, X)))],
    [Assign("x", Literal("a")), forever(Assign("x", Binary("+", call("str", X), call("str", X))))],
    [
        Assign("x", Literal("a")),
        forever(Assign("x", Binary("+", *[Binary("*", X, Literal(1))] * 2))),
    ],
    [Assign("x", Literal(3)), forever(Assign("x", Binary("*", X, X)))],
    [Assign("x", ListOf([])), forever(Assign("x", ListOf([X, X])))],
    [
        Assign("x", call("dict")),
        Assign("y", Literal(0)),
        forever(Change("y", Literal(1)), SetItem(X, Y, Y)),
    ],
    [forever(*[Assign("x", Binary("-", X, Binary("-", Literal(0), X)))] * 400)],
]


@pytest.mark.parametrize("body", HUGE)
def test_nothing_grows_for_ever(body):
    assert ended(Assign("x", Literal(3)), *body)["code"] == "limit"


def test_what_a_program_keeps_in_all_is_bounded():
    names = [f"v{number}" for number in range(200)]
    fill = [
        Assign(name, Binary("*", ListOf([Literal(0)]), Literal(900))) for name in names
    ]  # 180,000 items in all
    assert ended(*fill, forever(do("wait", seconds=1)))["code"] == "limit"


def test_what_functions_under_way_keep_counts_too():
    deep = Function(
        "f",
        [Parameter("n")],
        [
            Assign("p", Binary("*", ListOf([Variable("n")]), Literal(900))),
            Evaluate(Own("f", [Binary("+", Variable("n"), Literal(1))])),
            Return(Variable("p")),
        ],
        ["p"],
    )
    fields = ended(Evaluate(Own("f", [Literal(0)])), functions=[deep])
    assert fields["code"] == "limit"


def test_recursion_without_end_is_a_limit_of_its_own():
    again = Function("f", [], [Evaluate(Own("f"))])
    assert ended(Evaluate(Own("f")), functions=[again])["code"] == "limit"


def test_two_calls_at_each_level_let_the_others_in_and_take_program_time():
    chain = [Function("f", [], [Change("n", Literal(1))])] + [
        Function(f"f{level}", [], [Evaluate(Own(f"f{level - 1}" if level else "f"))] * 2)
        for level in range(40)
    ]
    assert ended(Assign("n", Literal(0)), Evaluate(Own("f39")), functions=chain, timeout=0.003) == {
        "by": "timeout"
    }


@pytest.mark.parametrize("word", [Print([Literal("bla")]), do("send", message="a")])
def test_talking_without_end_is_slow(word):
    fields = play(forever(word), timeout=1.0)[-1].fields
    assert fields == {"by": "timeout"}


def test_printing_has_an_end():
    trace, scene, whole = [], Scene(most_said=300), Program([Stack([forever(Print([Y]))])])
    scene.add(whole, simulated_body(whole, shipped()), Recorder(trace.append), {})
    virtual(scene, 60.0)
    assert (trace[-1].fields["code"], len(said(trace))) == ("limit", 300)


def test_loops_and_levels_and_terms_are_bounded():
    loops = [Assign("x", Literal(1))]
    for _ in range(16):
        loops = [Repeat(Literal(1), loops)]
    levels = [Assign("x", Literal(1))]
    for _ in range(51):
        levels = [If([Branch(Literal(True), levels)])]
    terms = Literal(1)
    for _ in range(1001):
        terms = Binary("+", terms, Literal(1))
    for body in (loops, levels, [Assign("x", terms)]):
        with pytest.raises(Refused) as caught:
            play(*body)
        assert caught.value.problems[0].code in ("too-deep", "too-big")
