"""The differential robot: speeds, arcs, contacts, rays and noise."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robots.program.tree import Assign
from robots.world.differential import RADIUS, DifferentialRobot
from robots.world.trace import Pose, Type
from robots.world.world import World
from tests.robots.playing import do, lines, mat, of, play, sense, values, when

OPEN = mat(*["." * 40] * 40, more='start = { cell = "T20" }')
NOISY = mat(*["." * 9] * 9, more='noise = 0.1\nstart = { cell = "E5" }')


def test_half_speed_is_15_cm_and_90_degrees_a_second():
    trace = play(do("drive", cm=30), do("turn", degrees=-180), on=OPEN)
    drive, turn = of(trace, Type.MOTION)
    assert (drive.fields["speed"], drive.fields["duration"]) == (15, 2)
    assert (turn.fields["turning"], turn.fields["duration"]) == (-90, 2)
    assert trace[-1].t == 4.0


def test_speed_changes_both():
    trace = play(do("speed", percent=100), do("drive", cm=-30), do("turn", degrees=90), on=OPEN)
    assert values(trace, Type.MOTION, "duration") == [1, 0.5]
    assert values(trace, Type.MOTION, "speed") == [-30, 0]


def test_a_forward_step_is_one_motion_of_a_cell():
    trace = play(do("speed", percent=50), do("forward", steps=2), on=OPEN)
    (motion,) = of(trace, Type.MOTION)
    assert motion.fields["duration"] == 2
    assert motion.fields["to"]["y"] - motion.pose.y == 30


def test_absolute_words_turn_then_drive():
    trace = play(do("speed", percent=50), do("go_west"), on=OPEN)
    assert values(trace, Type.MOTION, "shape") == ["turn", "straight"]
    assert trace[-1].pose.heading == 270.0


def test_wheels_return_at_once_and_last_until_stop():
    trace = play(do("wheels", left=50, right=50), do("wait", seconds=2), do("stop"), on=OPEN)
    first, last = of(trace, Type.MOTION)
    assert (first.fields["duration"], first.fields["to"]) == (None, None)
    assert (last.t, last.fields["duration"], last.fields["speed"]) == (2.0, 0, 0)
    assert trace[-1].pose.y - trace[0].pose.y == pytest.approx(30)


def test_wheels_end_with_the_program():
    trace = play(do("wheels", left=50, right=50), on=OPEN)
    assert trace[-1].t == 0.0


def test_unequal_wheels_make_an_arc():
    trace = play(do("wheels", left=60, right=40), do("wait", seconds=3), on=OPEN)
    (motion,) = of(trace, Type.MOTION)
    assert motion.fields["shape"] == "arc"
    # The wheels are 30/pi cm apart: 6 cm/s of difference turn 36 degrees a second.
    assert motion.fields["turning"] == pytest.approx(36)
    assert trace[-1].pose.heading == pytest.approx(108)


def test_a_motion_that_meets_the_edge_ends_there_with_one_bump():
    trace = play(do("drive", cm=200), do("say", text="fini"), on=mat("..."))
    (motion,) = of(trace, Type.MOTION)
    (bump,) = of(trace, Type.BUMP)
    assert motion.fields["to"]["y"] == pytest.approx(15 - RADIUS)
    assert bump.fields == {"side": "front", "into": None}
    assert bump.t == pytest.approx((7.5 - RADIUS) / 15)
    assert trace[-1].t == bump.t


def test_driving_on_against_a_wall_bumps_each_time_and_takes_a_second():
    trace = play(*[do("drive", cm=20)] * 3, on=mat("."))
    assert len(of(trace, Type.MOTION)) == 1
    assert len(of(trace, Type.BUMP)) == 3
    assert trace[-1].t == pytest.approx(2 + (7.5 - RADIUS) / 15)


def test_a_bump_names_the_blocked_cell():
    trace = play(do("drive", cm=20), on=mat("#", ".", more='start = { cell = "A1" }'))
    assert values(trace, Type.BUMP, "into") == ["A2"]


def test_rolling_wheels_stop_at_a_wall():
    trace = play(do("wheels", left=50, right=50), do("wait", seconds=60))
    assert len(of(trace, Type.BUMP)) == 1
    assert trace[-1].pose.y == pytest.approx(90 - RADIUS)


def test_a_robot_that_touches_a_wall_can_drive_along_it():
    trace = play(
        do("turn", degrees=-90),
        do("drive", cm=20),
        do("turn", degrees=90),
        do("drive", cm=50),
    )
    assert len(of(trace, Type.BUMP)) == 1
    assert trace[-1].pose.y == pytest.approx(57.5)


def test_an_arc_from_along_a_wall_into_it_is_refused_at_once():
    world = World(mat(*["." * 6] * 6))
    robot = DifferentialRobot(world, Pose(RADIUS, 45.0, 0.0))
    bumps = []
    robot.tell = lambda type, *_: bumps.append(type)
    robot.roll(40, 60, 0.0)
    assert bumps == [Type.BUMP]
    robot.roll(60, 40, 1.0)
    assert bumps == [Type.BUMP, Type.MOTION]


@settings(max_examples=200, deadline=None)
@given(
    x=st.floats(6, 84), y=st.floats(6, 84), heading=st.floats(0, 359),
    left=st.integers(-100, 100), right=st.integers(-100, 100),
)  # fmt: skip
def test_no_motion_ever_leaves_the_mat_or_enters_a_blocked_cell(x, y, heading, left, right):
    floor = mat("......", "......", "..#...", "......", "......", "......")
    world = World(floor)
    if _clearance(x, y) < RADIUS:
        return
    robot = DifferentialRobot(world, Pose(x, y, heading))
    robot.roll(left, right, 0.0)
    for tick in range(200):
        robot.advance(tick * 0.1)
        px, py, _ = robot.place(tick * 0.1)
        assert _clearance(px, py) > RADIUS - 0.01


def _clearance(x, y):
    """From the walls of the mat above: its edge, and the cell C4."""
    dx, dy = max(30 - x, 0, x - 45), max(45 - y, 0, y - 60)
    return min(x, y, 90 - x, 90 - y, math.hypot(dx, dy))


def test_rays_see_walls_from_the_rim():
    sides = ("front", "right", "back", "left")
    trace = play(
        do("speed", percent=50),
        Assign("d", sense("distance")),
        *(Assign(side, sense("obstacle", side=side)) for side in sides),
        on=mat("...", "..."),
    )
    # Straight ahead: 30 - 7.5 - 5.5 cm.
    assert values(trace, Type.READ, "value") == [17, False, False, True, True]


def test_nothing_seen_is_the_reach():
    trace = play(do("speed", percent=50), Assign("d", sense("distance")), on=OPEN)
    assert values(trace, Type.READ, "value") == [100]


def test_the_ground_sensors_see_a_line_ahead():
    floor = mat(
        "......", "......",
        more='lines = [{ points = [[0, 20], [90, 20]], colour = "black" }]',
    )  # fmt: skip
    ask = [Assign("a", sense("on_line")), Assign("b", sense("ground"))]
    trace = play(*ask, do("drive", cm=8.5), *ask, on=floor)
    assert values(trace, Type.READ, "value") == [False, 100, True, 0]


def test_noise_keeps_a_motion_one_segment_and_follows_the_seed():
    moves = [do("drive", cm=20), do("turn", degrees=90), do("drive", cm=20)]
    first = play(*moves, on=NOISY, seed=1)
    assert len(of(first, Type.MOTION)) == 3
    assert lines(first) == lines(play(*moves, on=NOISY, seed=1))
    assert lines(first) != lines(play(*moves, on=NOISY, seed=2))
    assert of(first, Type.MOTION)[0].fields["shape"] == "arc"


def test_the_word_stop_of_another_stack_cuts_a_drive_short():
    trace = play(
        when("when_started", do("drive", cm=60), do("say", text="arrêté")),
        when("when_started", do("wait", seconds=1), do("stop")),
        on=OPEN,
    )
    assert of(trace, Type.SAY)[0].t == 1.0
    assert trace[-1].pose.y - trace[0].pose.y == pytest.approx(15)
