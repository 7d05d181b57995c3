"""The grid robot: the worked examples of the conventions."""

import pytest

from robots.program.tree import Assign, Variable
from robots.world.trace import Type
from tests.robots.playing import do, mat, of, play, said, sense, values


def test_a_step_moves_one_cell_in_one_second():
    (motion,) = of(play(do("forward")), Type.MOTION)
    assert motion.as_dict() | {"seq": 0} == {
        "seq": 0, "t": 0, "type": "motion", "x": 7.5, "y": 7.5, "heading": 0, "cell": "A1",
        "shape": "straight", "duration": 1, "speed": 15, "turning": 0,
        "to": {"x": 7.5, "y": 22.5, "heading": 0, "cell": "A2"},
    }  # fmt: skip


def test_one_free_cell_then_a_wall_is_one_motion_and_two_bumps():
    trace = play(do("forward", steps=3), on=mat(".", ".", more='start = { cell = "A1" }'))
    assert [event.type for event in of(trace, Type.MOTION, Type.BUMP)] == ["motion", "bump", "bump"]
    assert values(trace, Type.BUMP, "into") == [None, None]
    assert trace[-1].t == 3.0


def test_a_bump_names_the_refused_cell_and_the_side():
    trace = play(do("backward"), on=mat("..", "#.", more='start = { cell = "A2" }'))
    (bump,) = of(trace, Type.BUMP)
    assert bump.fields == {"side": "back", "into": "A1"}


def test_a_wall_between_cells_stops_the_robot():
    trace = play(do("forward"), on=mat(".", ".", more='walls = [["A1", "A2"]]'))
    assert values(trace, Type.BUMP, "into") == ["A2"]


@pytest.mark.parametrize(
    ("word", "turning", "end"),
    [("go_north", [], "A2"), ("go_east", [90], "B1"), ("go_west", [-90], "A1")],
)
def test_absolute_words_turn_the_shortest_way_then_move(word, turning, end):
    trace = play(do(word))
    turns = [event for event in of(trace, Type.MOTION) if event.fields["shape"] == "turn"]
    assert [event.fields["turning"] for event in turns] == turning
    assert trace[-1].pose.cell == end


def test_a_half_turn_is_one_motion_of_two_seconds_by_the_right():
    trace = play(do("go_south"), on=mat(".", ".", more='start = { cell = "A2" }'))
    turn = of(trace, Type.MOTION)[0]
    assert (turn.fields["turning"], turn.fields["duration"]) == (90, 2)
    assert (trace[-1].pose.heading, trace[-1].pose.cell) == (180.0, "A1")


@pytest.mark.parametrize(("word", "cell"), [("forward", "A1"), ("backward", "A3")])
def test_negative_steps_are_the_opposite_move(word, cell):
    trace = play(do(word, steps=-1), on=mat(".", ".", ".", more='start = { cell = "A2" }'))
    assert trace[-1].pose.cell == cell


def test_no_steps_take_no_time():
    trace = play(do("forward", steps=0))
    assert trace[-1].t == 0.0
    assert not of(trace, Type.MOTION)


def test_half_a_step_is_a_bad_value():
    end = play(do("forward", "1.1", steps=1.5))[-1]
    assert (end.type, end.fields["code"], end.fields["block"]) == ("error", "bad-value", "1.1")


def test_a_cell_may_have_another_size():
    trace = play(do("forward"), on=mat(".", ".", more="cell_cm = 20"))
    assert of(trace, Type.MOTION)[0].fields["to"]["y"] == 30
    assert trace[-1].t == 1.0


def test_obstacle_looks_at_the_next_cell_on_each_side():
    sides = ("front", "right", "back", "left")
    trace = play(
        *(Assign(side, sense("obstacle", side=side)) for side in sides), on=mat("..", ".#")
    )
    assert values(trace, Type.READ, "value") == [False, True, True, True]


def test_distance_is_the_free_way_ahead():
    trace = play(Assign("x", sense("distance")), do("say", text=Variable("x")))
    assert said(trace) == ["75"]


def test_a_bump_is_told_once():
    trace = play(
        do("backward"),
        Assign("a", sense("bumped")),
        do("wait", seconds=1),
        Assign("b", sense("bumped")),
    )
    assert values(trace, Type.READ, "value") == [True, False]


def test_a_robot_knows_where_it_is():
    floor = mat("m.", "..", more='legend = { m = "maison" }\nplaces = { parc = ["A1", "B1"] }')
    ask = [Assign(name, sense("at", place=name)) for name in ("maison", "parc", "A1", "B2")]
    assert values(play(*ask, on=floor), Type.READ, "value") == [False, True, True, False]


def test_an_unknown_place_is_a_bad_value():
    assert play(Assign("x", sense("at", place="lune")))[-1].fields["code"] == "bad-value"


def test_the_floor_has_colours_and_lines():
    floor = mat(
        "..",
        more='legend = {}\nlines = [{ points = [[0, 7.5], [15, 7.5]], colour = "black" }]',
    )
    ask = [Assign("a", sense(word)) for word in ("on_line", "ground", "colour")]
    trace = play(*ask, do("go_east"), *ask, on=floor)
    assert values(trace, Type.READ, "value") == [True, 0, "black", False, 100, "none"]
