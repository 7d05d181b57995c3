"""The runner: stacks, waiting, messages, events, steering, determinism."""

from pathlib import Path

import pytest

from robots.drivers.simulated import simulated_body
from robots.errors import Code, Problem
from robots.program.body import Activity
from robots.program.scene import Scene, virtual
from robots.program.tree import Assign, Binary, Literal, Repeat, Stack, Variable
from robots.world.shipped import shipped
from robots.world.trace import Pose, Recorder, Type
from tests.robots.playing import (
    do,
    forever,
    lines,
    mat,
    of,
    play,
    program,
    said,
    sense,
    values,
    wait_until,
    when,
)

GOLDEN = Path(__file__).parent / "traces" / "golden.jsonl"


class Started:
    """A scene with one simulated run, steered by hand."""

    def __init__(self, *parts, on=None):
        self.trace = []
        self.scene = Scene()
        whole, floor = program(*parts), on or shipped()
        body = simulated_body(whole, floor, 0)
        self.run = self.scene.add(whole, body, Recorder(self.trace.append), {"mat": floor.name})

    def until(self, now):
        """Step through everything due until `now`."""
        due = self.scene.step(now)
        while due is not None and due <= now:
            due = self.scene.step(now)
        return due


def golden_trace():
    return play(
        when(
            "when_started",
            do("light", "1.1", colour="red"),
            Repeat(
                Literal(2), [do("forward", "1.2.1", steps=2), do("turn_right", "1.2.2")], id="1.2"
            ),
            do("note", "1.3", pitch="C4", beats=1),
            do("send", "1.4", message="fini"),
            Assign("x", sense("obstacle", side="left"), id="1.5"),
            do("say", "1.6", text="là"),
        ),
        when("when_message", do("light_off", "2.1"), do("go_north", "2.2"), message="fini"),
    )


def test_a_trace_is_the_same_as_ever():
    assert lines(golden_trace()) == GOLDEN.read_text(encoding="utf-8")


def test_a_trace_is_numbered_without_gaps_and_time_never_falls():
    trace = golden_trace()
    assert [event.seq for event in trace] == list(range(1, len(trace) + 1))
    assert [event.t for event in trace] == sorted(event.t for event in trace)
    assert [event.type for event in trace if event.type in ("start", "finished")] == [
        trace[0].type,
        trace[-1].type,
    ]


def test_real_time_makes_the_same_trace_as_virtual_time():
    paced = Started(do("forward", steps=2), wait_until(sense("obstacle")), do("turn_left"))
    now = 0.0
    while not paced.run.ended and now < 60:
        paced.scene.step(now)
        now += 0.0137
        if now > 8:
            paced.run.stop("timeout", 8.0)
    fast = play(do("forward", steps=2), wait_until(sense("obstacle")), do("turn_left"), timeout=8.0)
    assert lines(paced.trace) == lines(fast)


def test_loose_stacks_run_one_after_another():
    trace = play(Stack([do("say", text="a"), do("wait", seconds=1)]), Stack([do("say", text="b")]))
    assert said(trace) == ["a", "b"]
    assert values(trace, Type.STEP, "stack") == [1, 1, 2]
    assert of(trace, Type.SAY)[1].t == 1.0


def test_beside_a_hat_loose_stacks_do_not_run():
    assert said(play(do("say", text="a"), when("when_started", do("say", text="b")))) == ["b"]


def test_in_python_the_top_level_runs_beside_the_hats():
    trace = play(do("say", text="a"), when("when_started", do("say", text="b")), face="python")
    assert said(trace) == ["a", "b"]


def test_stacks_take_turns_word_by_word():
    trace = play(
        when("when_started", *[do("say", text="a")] * 3),
        when("when_started", *[do("say", text="b")] * 3),
    )
    assert said(trace) == ["a", "b"] * 3


def test_a_stack_that_only_counts_lets_the_others_run():
    trace = play(
        when("when_started", forever(Assign("x", Literal(1)))),
        when("when_started", do("wait", seconds=0.01), do("say", text="b")),
        timeout=0.02,
    )
    assert said(trace) == ["b"]
    assert trace[-1].fields == {"by": "timeout"}


def test_ten_thousand_loop_turns_take_a_millisecond():
    trace = play(Repeat(Literal(1_000_000), [Assign("x", Literal(1))]))
    assert trace[-1].t == pytest.approx(0.1)


def test_motions_of_several_stacks_queue_for_the_robot():
    trace = play(
        when("when_started", do("forward", steps=2), do("say", text="a")),
        when("when_started", do("turn_right"), do("say", text="b")),
    )
    assert [event.t for event in of(trace, Type.MOTION)] == [0.0, 1.0, 2.0]
    assert [(event.t, event.fields["text"]) for event in of(trace, Type.SAY)] == [
        (2.0, "a"),
        (3.0, "b"),
    ]


def test_a_queued_motion_is_not_overtaken_by_the_next_of_the_same_stack():
    trace = play(
        when("when_started", do("forward"), do("forward")), when("when_started", do("turn_right"))
    )
    assert values(trace, Type.MOTION, "shape") == ["straight", "turn", "straight"]


def test_a_message_starts_the_stacks_of_every_run_of_the_scene():
    scene, traces, floor = Scene(), ([], []), shipped()
    sender = program(do("wait", seconds=1), do("send", message="go"))
    hearer = program(when("when_message", do("forward"), message="go"))
    for whole, trace in zip((sender, hearer), traces, strict=True):
        scene.add(whole, simulated_body(whole, floor, 0), Recorder(trace.append), {})
    virtual(scene)
    assert values(traces[0], Type.SEND, "message") == ["go"]
    assert [(event.t, event.fields["message"]) for event in of(traces[1], Type.RECEIVE)] == [
        (1.0, "go")
    ]
    assert len(of(traces[1], Type.MOTION)) == 1
    assert traces[1][-1].type == Type.FINISHED


def test_a_message_that_comes_while_its_stack_runs_is_dropped():
    trace = play(
        when(
            "when_started",
            do("send", message="go"),
            do("wait", seconds=1),
            do("send", message="go"),
        ),
        when("when_message", do("wait", seconds=5), message="go"),
    )
    assert len(of(trace, Type.SEND)) == 2
    assert len(of(trace, Type.RECEIVE)) == 1


def test_waiting_for_a_button_that_never_comes_ends_at_full_speed():
    trace = play(when("when_button", do("forward"), name="up"))
    assert [event.type for event in trace] == ["start", "finished"]


def test_a_button_starts_its_stack_and_again_only_after_it_was_let_go():
    started = Started(when("when_button", do("say", text="oui"), name="up"))
    for now, down in ((1.0, True), (2.0, True), (3.0, False), (4.0, True)):
        started.until(now)
        started.run.input("button.up", down, now)
        started.until(now)
    assert [event.t for event in of(started.trace, Type.SAY)] == [1.0, 4.0]
    assert len(of(started.trace, Type.INPUT)) == 4


def test_waiting_for_a_button_reads_it_every_50_ms():
    started = Started(wait_until(sense("button", name="up")), do("say", text="oui"))
    started.until(1.02)
    started.run.input("button.up", True, 1.02)
    started.until(3.0)
    assert of(started.trace, Type.SAY)[0].t == pytest.approx(1.05)
    assert [event.fields["value"] for event in of(started.trace, Type.READ)] == [False, True]


def test_an_obstacle_starts_its_stack_while_the_robot_moves():
    trace = play(
        when("when_started", do("forward", steps=4)),
        when("when_obstacle", do("say", text="mur")),
        on=mat(".", ".", "."),
    )
    (say,) = of(trace, Type.SAY)
    assert 1.0 <= say.t <= 2.0


def test_noise_starts_a_stack():
    started = Started(when("when_loud", do("say", text="chut")))
    started.until(1.0)
    started.run.input("sound_level", 80, 1.0)
    started.until(1.0)
    assert said(started.trace) == ["chut"]


def test_two_reads_of_one_word_are_50_ms_apart():
    trace = play(
        Assign("a", sense("distance")),
        Assign("b", sense("distance")),
        Assign("c", sense("heading")),
        do("say", text=Variable("b")),
    )
    assert of(trace, Type.SAY)[0].t == 0.05
    assert len(of(trace, Type.READ)) == 2


def test_variables_are_shared_and_none_at_first():
    trace = play(
        when(
            "when_started",
            do("say", text=Variable("x")),
            do("wait", seconds=1),
            Assign("x", Literal(3)),
        ),
        when("when_started", do("wait", seconds=2), do("say", text=Variable("x"))),
    )
    assert said(trace) == ["None", "3"]


def test_stop_takes_effect_at_once_with_the_robot_between_two_cells():
    started = Started(do("forward", steps=5))
    started.until(1.5)
    started.run.stop("teacher", 1.5)
    end = started.trace[-1]
    assert (end.type, end.t, end.fields) == ("stopped", 1.5, {"by": "teacher"})
    assert (end.pose.y, started.run.ended) == (30.0, True)
    assert started.until(10.0) is None
    assert started.trace[-1] is end


def test_a_failed_robot_ends_the_run_with_its_code():
    started = Started(do("forward", steps=5))
    started.until(1.0)
    started.run.fail(Problem(Code.ROBOT_LOST), 1.2)
    assert started.trace[-1].fields["code"] == "robot-lost"


def test_a_pause_leaves_no_gap_in_program_time():
    paused = Started(do("forward", steps=3), do("turn_left"))
    paused.until(1.5)
    paused.run.pause(1.5)
    assert paused.until(50.0) is None
    paused.run.resume(61.5)
    paused.until(100.0)
    assert lines(paused.trace) == lines(play(do("forward", steps=3), do("turn_left")))


def test_step_by_step_runs_one_word_at_a_time():
    stepped = Started(
        do("forward", "1.1"), do("light", "1.2", colour="red"), do("turn_left", "1.3")
    )
    stepped.run.pause(0.0)
    marks = []
    for now in (10.0, 20.0, 30.0):
        stepped.run.step_once(now)
        stepped.until(now + 5)
        marks.append((len(of(stepped.trace, Type.STEP)), stepped.run.mark))
    assert marks == [(1, "1.2"), (2, "1.3"), (3, "1.3")]
    assert stepped.run.ended


def test_the_mark_is_where_the_program_is():
    started = Started(do("forward", "1.1"), do("turn_left", "1.2"))
    started.until(0.5)
    assert started.run.mark == "1.1"
    started.until(1.5)
    assert started.run.mark == "1.2"


def test_one_step_of_the_scene_does_little_so_that_stop_gets_in():
    started = Started(forever(Assign("x", Binary("+", Literal(1), Literal(1)))))
    assert started.scene.step(3600.0) < 0.01


def test_a_flood_of_words_is_slowed_down():
    trace = play(forever(do("say", text="bla")), timeout=1.0)
    assert len(of(trace, Type.SAY)) <= 2200


@pytest.mark.parametrize("word", ["forward", "wait"])
def test_a_program_without_end_is_stopped_by_the_timeout(word):
    body = do(word) if word == "forward" else do(word, seconds=1)
    end = play(forever(body), timeout=12.5)[-1]
    assert (end.type, end.t, end.fields) == ("stopped", 12.5, {"by": "timeout"})


def test_the_pen_and_say_are_the_screens_own():
    trace = play(do("pen_down"), do("pen_colour", colour="blue"), do("pen_up"))
    assert [event.fields for event in of(trace, Type.PEN)] == [
        {"down": True, "colour": "black"},
        {"down": True, "colour": "blue"},
        {"down": False, "colour": "blue"},
    ]


def test_notes_take_half_a_second_a_beat():
    trace = play(do("note", pitch="F#5", beats=3), do("play", sound="beep"))
    assert of(trace, Type.NOTE)[0].fields == {"pitch": "F#5", "duration": 1.5}
    assert of(trace, Type.SOUND)[0].t == 1.5


class SlowRobot:
    """A body whose robot tells itself when a word is over."""

    kind, abilities, evidence = "lent", frozenset({"move"}), "odometry"

    def __init__(self):
        self.under_way, self.told = None, []

    def attach(self, recorder):
        pass

    def begin(self, word, arguments, now):
        self.told.append(word)
        self.under_way = Activity(done=word == "wheels")
        return self.under_way

    def read(self, word, arguments, now):
        return False

    def pose(self, now):
        return Pose(0.0, 0.0, 0.0)

    def due(self):
        return None

    def advance(self, now):
        pass

    def still(self, now):
        self.told.append("still")

    def input(self, name, value, now):
        pass


def real(*parts):
    trace, scene, body = [], Scene(), SlowRobot()
    run = scene.add(program(*parts), body, Recorder(trace.append), {})
    return trace, scene, body, run


def test_a_real_robots_word_is_over_when_the_robot_says_so():
    trace, scene, body, _ = real(do("forward"), do("say", text="fini"))
    assert scene.step(0.0) is None
    assert scene.step(2.0) is None
    body.under_way.done = True
    scene.step(3.25)
    assert of(trace, Type.SAY)[0].t == 3.25
    assert body.told == ["forward", "still"]


def test_a_real_robots_fault_ends_the_run():
    trace, scene, body, _ = real(do("forward", "1.1"))
    scene.step(0.0)
    body.under_way.problem = Problem(Code.ROBOT_LOST)
    body.under_way.done = True
    scene.step(1.0)
    assert trace[-1].fields == {"code": "robot-lost", "block": "1.1", "text": "robot-lost"}


def test_a_paused_real_robot_does_not_roll_on():
    _, scene, body, run = real(do("wheels", left=50, right=50), do("wait", seconds=9))
    scene.step(0.0)
    run.pause(1.0)
    run.resume(5.0)
    assert body.told == ["wheels", "still", "wheels"]
    assert scene.step(5.0) == pytest.approx(13.0)
