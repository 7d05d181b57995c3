"""Where a robot is thought to be, and how its habits are made up for."""

import pytest

from robots.gateway.estimate import Place
from robots.gateway.habits import Habit
from robots.gateway.moves import moves_of
from robots.gateway.picture_names import PICTURE_NAMES, next_name
from robots.world.robot import Move
from robots.world.shipped import shipped


def place(x=7.5, y=7.5, heading=0.0):
    return Place(x, y, heading)


def test_odometry_is_added_up_along_the_way():
    here = place()
    for cm, degrees in [(15, 0), (0, 90), (15, 0)]:
        here.add(cm, degrees)
    assert (here.x, here.y, here.heading) == pytest.approx((22.5, 22.5, 90))
    assert here.pose(shipped("plain")).cell == "B2"


def test_a_bend_goes_along_its_chord():
    here = place(0, 0)
    for _ in range(90):
        here.add(0.1745, 1)
    assert (here.x, here.y) == pytest.approx((10, 10), abs=0.01)


def test_what_lies_ahead_is_measured_along_the_heading():
    assert place().ahead(place(y=22.5)) == pytest.approx(15)
    assert place(heading=180).ahead(place(y=22.5)) == pytest.approx(-15)
    assert place(heading=90).ahead(place(y=22.5)) == pytest.approx(0)


def test_a_pose_turns_round_within_a_circle():
    assert place(heading=-90).pose(shipped("plain")).heading == 270


@pytest.mark.parametrize(
    ("word", "arguments", "heading", "moves"),
    [
        ("forward", {"steps": 2}, 0, [Move(cm=15), Move(cm=15)]),
        ("forward", {"steps": -1}, 0, [Move(cm=-15)]),
        ("backward", {"steps": 1.5}, 0, [Move(cm=-15), Move(cm=-7.5)]),
        ("forward", {"steps": 0}, 0, []),
        ("turn_left", {}, 0, [Move(degrees=-90)]),
        ("turn", {"degrees": 0}, 0, []),
        ("turn", {"degrees": 720}, 0, [Move(degrees=720)]),
        ("drive", {"cm": -4}, 0, [Move(cm=-4)]),
        ("go_east", {"steps": 1}, 0, [Move(degrees=90), Move(cm=15)]),
        ("go_west", {"steps": 1}, 0, [Move(degrees=-90), Move(cm=15)]),
        ("go_south", {"steps": 1}, 0, [Move(degrees=180), Move(cm=15)]),
        ("go_south", {"steps": 1}, 2, [Move(degrees=178), Move(cm=15)]),
        ("go_south", {"steps": 1}, -2, [Move(degrees=182), Move(cm=15)]),
        ("go_north", {"steps": -1}, 180, [Move(cm=15)]),
        ("go_north", {"steps": 1}, 358, [Move(cm=15)]),
    ],
)
def test_grid_words_are_driven_by_cells_and_shortest_turns(word, arguments, heading, moves):
    assert moves_of(word, arguments, heading, 15) == moves


def test_a_robot_that_always_goes_too_far_is_asked_for_less():
    habit = Habit(6)
    for _ in range(6):
        asked = habit.asked(-90)
        habit.learn(asked, asked - 3)
    assert habit.asked(-90) == pytest.approx(-87, abs=0.05)
    assert habit.asked(1) == 0.5


def test_one_wild_motion_is_no_habit():
    habit = Habit(6)
    habit.learn(90, 300)
    assert habit.asked(90) >= 84


def test_robots_get_different_picture_names_as_long_as_there_are_some():
    names = []
    for _ in range(len(PICTURE_NAMES) + 2):
        names.append(next_name(names))
    assert names[:-2] == list(PICTURE_NAMES)
    assert names[-2:] == ["pomme", "poire"]
