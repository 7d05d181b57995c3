"""The program's own functions: what they are given, keep and give, and who waits."""

from random import Random

import pytest

from robots.drivers.simulated import simulated_body
from robots.errors import Refused
from robots.program.compile import compile_program
from robots.program.functions import planned
from robots.program.scene import Scene, virtual
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Branch,
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
    Stack,
    Variable,
)
from robots.world.shipped import shipped
from robots.world.trace import Recorder, Type
from tests.robots.playing import do, of, said, value_of

N, X = Variable("n"), Variable("x")


def function(name, *body, given=(), local=()):
    parameters = [item if isinstance(item, Parameter) else Parameter(item) for item in given]
    return Function(name, parameters, list(body), list(local))


def own(name, *arguments, **named):
    values = {key: value_of(value) for key, value in named.items()}
    return Own(name, [value_of(item) for item in arguments], values)


def played(functions, *body, asks=False, timeout=3600.0):
    trace = []
    whole = Program([Stack(list(body))], functions, face="python")
    scene, floor = Scene(), shipped()
    scene.add(whole, simulated_body(whole, floor, 0), Recorder(trace.append), {}, asks=asks)
    virtual(scene, timeout)
    return trace


def plus(left, right):
    return Binary("+", value_of(left), value_of(right))


def test_a_function_gives_what_it_returns_and_returns_early():
    sign = function(
        "sign", If([Branch(Compare("<", N, Literal(0)), [Return(Literal("moins"))])]),
        Return(Literal("plus")), given=["n"],
    )  # fmt: skip
    trace = played([sign], Print([own("sign", -3)]), Print([own("sign", 3)]))
    assert said(trace) == ["moins", "plus"]


def test_without_a_return_a_function_gives_none():
    assert said(played([function("rien")], Print([own("rien")]))) == ["None"]


def test_parameters_go_by_place_by_name_and_by_default():
    take = function(
        "f", Return(ListOf([Variable("a"), Variable("b"), Variable("c")])),
        given=["a", Parameter("b", Literal(2)), Parameter("c", Literal("z"))],
    )  # fmt: skip
    calls = [own("f", 1), own("f", 1, 5), own("f", 1, c=9), own("f", c=1, a=3)]
    assert said(played([take], *(Print([call]) for call in calls))) == [
        "[1, 2, 'z']", "[1, 5, 'z']", "[1, 2, 9]", "[3, 2, 1]",
    ]  # fmt: skip


def test_locals_live_in_each_call_and_the_rest_is_the_programs():
    inner = function("f", Assign("x", plus(N, 1)), Assign("y", X), given=["n"], local=["x"])
    trace = played(
        [inner], Assign("x", Literal(7)), Evaluate(own("f", 1)), Print([X, Variable("y")])
    )
    assert said(trace) == ["7 2"]


def test_functions_call_themselves_and_one_another():
    less = Compare("<", N, Literal(2))
    fib = function(
        "fib", If([Branch(less, [Return(N)])]),
        Return(plus(own("fib", plus(N, -1)), own("fib", plus(N, -2)))),
        given=["n"],
    )  # fmt: skip
    assert said(played([fib], Print([own("fib", 15)]))) == ["610"]


@pytest.mark.parametrize("depth", [198, 250])
def test_calls_go_two_hundred_deep_and_no_deeper(depth):
    deep = function(
        "f", If([Branch(Compare("==", N, Literal(0)), [Return(Literal("fond"))])]),
        Return(own("f", Binary("-", N, Literal(1)))), given=["n"],
    )  # fmt: skip
    last = played([deep], Print([own("f", depth)]))
    if depth < 200:
        assert said(last) == ["fond"]
    else:
        assert last[-1].fields["code"] == "limit"


def test_a_function_that_waits_lets_the_others_in():
    slow = function("f", do("wait", seconds=1), do("say", text="a"))
    trace = played([slow], Repeat(Literal(2), [Evaluate(own("f"))]))
    assert [event.t for event in of(trace, Type.SAY)] == [1.0, 2.0]


def test_calls_take_program_time_and_are_seen_to_end():
    again = function("f", Evaluate(own("g")), given=())
    other = function("g", Evaluate(own("h")), Evaluate(own("h")))
    leaf = function("h", Assign("x", Literal(1)))
    loop = Repeat(Literal(100_000), [Evaluate(own("f"))])
    assert played([again, other, leaf], loop, timeout=0.005)[-1].fields == {"by": "timeout"}


def test_small_functions_that_never_wait_are_plain_ones():
    leaf = function("f", Return(plus(N, 1)), given=["n"])
    looped = function("g", Repeat(Literal(3), [Assign("x", own("f", 1))]))
    whole = Program([Stack([Evaluate(own("g"))])], [leaf, looped])
    plans = planned(whole, frozenset())
    assert (plans["f"].waits, plans["g"].waits) == (False, True)
    (stack,) = compile_program(whole, Random(0)).stacks
    with pytest.raises(StopIteration):
        next(stack.start())


def test_the_place_of_a_fault_is_right_after_a_call():
    leaf = function("f", Return(Literal(0), id="2"))
    trace = played([leaf], Assign("x", Binary("/", Literal(1), own("f")), id="5"))
    assert (trace[-1].fields["code"], trace[-1].fields["block"]) == ("bad-value", "5")


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (own("f"), "bad-value"), (own("f", 1, 2), "bad-value"), (own("f", 1, n=1), "bad-value"),
        (own("f", x=1), "bad-value"), (own("g"), "unknown-word"),
    ],
)  # fmt: skip
def test_a_wrong_call_is_refused(call, code):
    with pytest.raises(Refused) as caught:
        played([function("f", given=["n"])], Print([call]))
    assert caught.value.problems[0].code == code


@pytest.mark.parametrize("default", [ListOf([]), X, Binary("/", Literal(1), Literal(0))])
def test_a_default_is_a_written_value(default):
    with pytest.raises(Refused) as caught:
        played([function("f", given=[Parameter("n", default)])])
    assert caught.value.problems[0].details["reason"] == "fixed"


def test_asking_where_nobody_answers_is_no_input():
    fields = played([], Assign("x", Ask(Literal("Ton nom ?")), id="4"))[-1].fields
    assert (fields["code"], fields["block"]) == ("no-input", "4")


def test_an_answer_reaches_the_stack_that_asked_first():
    trace = []
    body = [Assign("x", Ask(Literal("Ton nom ?"))), Print([Literal("Salut"), X])]
    whole, scene = Program([Stack(body)], face="python"), Scene()
    run = scene.add(whole, simulated_body(whole, shipped()), Recorder(trace.append), {}, asks=True)
    assert scene.step(0.0) is None
    assert run.asked == "Ton nom ?"
    run.input("input", "Léa", 2.5)
    assert run.asked is None
    scene.step(2.5)
    assert of(trace, Type.INPUT)[0].fields == {"name": "input", "value": "Léa"}
    assert [(event.t, event.fields["text"]) for event in of(trace, Type.SAY)] == [
        (2.5, "Salut Léa")
    ]


def test_a_run_that_waits_for_an_answer_is_stopped_at_once():
    trace = []
    whole, scene = Program([Stack([Assign("x", Ask())])]), Scene()
    run = scene.add(whole, simulated_body(whole, shipped()), Recorder(trace.append), {}, asks=True)
    scene.step(0.0)
    run.stop("pupil", 1.0)
    assert trace[-1].fields == {"by": "pupil"}
    assert run.asked is None
