"""Pause, step, breakpoints, stop, and how several stacks share a run."""

import time

import pytest

from robots.drivers.simulated import simulated_body
from robots.program.functions import planned
from robots.program.scene import Scene, virtual
from robots.program.tree import (
    Assign,
    Binary,
    Change,
    Evaluate,
    Function,
    Literal,
    Own,
    Print,
    Program,
    Repeat,
    Return,
    Stack,
    Variable,
    While,
)
from robots.world.shipped import shipped
from robots.world.trace import Recorder, Type
from tests.robots.playing import do, forever, lines, of, play, said, sense, when

X = Variable("x")


def started(whole, breakpoints=(), scene=None):
    trace = []
    scene = scene or Scene()
    body = simulated_body(whole, shipped(), 0)
    run = scene.add(whole, body, Recorder(trace.append), {}, breakpoints=breakpoints)
    return trace, scene, run


def through(scene, now=0.0):
    """Step until nothing is due any more."""
    while (due := scene.step(now)) is not None:
        now = max(now, due)
    return now


COUNTING = Program(
    [
        Stack(
            [
                Assign("x", Literal(0), id="1"),
                Repeat(Literal(3), [Change("x", Literal(1), id="3"), Print([X], id="4")], id="2"),
            ]
        )
    ]
)


def test_a_breakpoint_pauses_before_its_statement_each_time():
    trace, scene, run = started(COUNTING, ["4"])
    for turn in range(3):
        through(scene)
        assert (scene.paused, run.mark, len(said(trace))) == (True, "4", turn)
        run.resume(0.0)
    through(scene)
    assert said(trace) == ["1", "2", "3"]
    assert run.ended


def test_the_trace_is_the_same_with_breakpoints_and_without():
    trace, scene, run = started(COUNTING, ["1", "2", "3"])
    while not run.ended:
        through(scene)
        run.resume(0.0)
    plain, scene, _ = started(COUNTING)
    virtual(scene)
    assert lines(trace) == lines(plain)


def test_a_breakpoint_in_a_function_that_never_waits_pauses_there():
    leaf = Function("f", [], [Assign("x", Literal(1), id="9"), Return(X, id="10")])
    whole = Program([Stack([Print([Own("f")], id="1")])], [leaf])
    assert not planned(whole, frozenset())["f"].waits
    trace, scene, run = started(whole, ["10"])
    through(scene)
    assert (scene.paused, run.mark, said(trace)) == (True, "10", [])
    run.resume(0.0)
    through(scene)
    assert said(trace) == ["1"]


def test_from_a_breakpoint_one_word_is_one_step():
    trace, scene, run = started(COUNTING, ["2"])
    through(scene)
    run.step_once(0.0)
    through(scene)
    assert (scene.paused, said(trace)) == (True, ["1"])


def test_a_breakpoint_at_a_loop_pauses_at_each_test():
    loop = While(Literal(True), [do("wait", "2", seconds=1)], id="1")
    _, scene, run = started(Program([Stack([loop])]), ["2"])
    through(scene)
    run.resume(0.0)
    now = through(scene)
    assert (scene.paused, now) == (True, 1.0)


@pytest.mark.parametrize("functions", [False, True], ids=["loops", "calls"])
def test_thirty_stacks_share_a_run_fairly(functions):
    calls = [Evaluate(Own("f"))] if functions else []
    wait = Function("f", [], [Repeat(Literal(1), [])])
    stacks = [
        when(
            "when_started",
            Assign(f"x{i}", Literal(0)),
            forever(Change(f"x{i}", Literal(1)), *calls),
        )
        for i in range(30)
    ]
    _, scene, run = started(Program(stacks, [wait]))
    virtual(scene, 0.005)
    counts = list(run.variables.values())
    assert min(counts) / max(counts) >= 0.9


def test_thirty_programs_share_a_scene_fairly_and_stop_within_ten_milliseconds():
    scene = Scene()
    whole = Program([Stack([Assign("x", Literal(0)), forever(Change("x", Literal(1)))])])
    runs = [started(whole, scene=scene)[2] for _ in range(30)]
    costs, now = [], 0.0
    for _ in range(300):
        began = time.thread_time()
        now = scene.step(now)
        costs.append(time.thread_time() - began)
    counts = [run.variables["x"] for run in runs]
    assert min(counts) / max(counts) >= 0.9
    assert sorted(costs)[-3] < 0.010
    scene.stop("pupil", now)
    assert scene.ended


def test_a_fault_is_told_where_it_is_though_another_stack_ran_meanwhile():
    twice = Binary("-", sense("heading"), sense("heading"))  # the second one waits a moment
    trace = play(
        when("when_started", Assign("x", Binary("/", twice, Literal(0)), id="1.1")),
        when("when_started", do("wait", "2.1", seconds=1)),
    )
    assert (trace[-1].fields["code"], trace[-1].fields["block"]) == ("bad-value", "1.1")


def test_messages_go_between_the_programs_of_a_scene():
    scene = Scene()
    first, *_ = started(Program([Stack([do("send", message="hop")])]), scene=scene)
    heard = when("when_message", do("say", text="reçu"), message="hop")
    second, *_ = started(Program([heard]), scene=scene)
    virtual(scene, 5.0)
    assert said(second) == ["reçu"]
    assert [event.type for event in second] == ["start", "receive", "step", "say", "finished"]
    assert of(first, Type.SEND)


def test_messages_sent_back_and_forth_take_program_time():
    trace = play(
        when("when_started", do("send", message="a")),
        when("when_message", do("send", message="b"), message="a"),
        when("when_message", do("wait", seconds=0), do("send", message="a"), message="b"),
        timeout=2.0,
    )
    assert len(of(trace, Type.SEND)) < 10_000


def test_the_same_seed_makes_the_same_bytes_with_many_stacks():
    def bytes_of():
        stacks = [
            when("when_started", *[do("say", text=str(i)), do("wait", seconds=0.01 * i)] * 3)
            for i in range(10)
        ]
        return lines(play(*stacks, seed=3))

    assert bytes_of() == bytes_of()
