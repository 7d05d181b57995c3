"""The robot of a tablet that has gone is free for others, unless it still runs."""

import gevent
import msgspec
import pytest

from robots.messages import ClassState, Done, Failure, Release, RunSteer
from robots.room import RobotState
from robots.views import ProgramText
from tests.web.server.live import ROBOT
from tests.web.server.told import Told
from web.server.answering import answer
from web.server.app import DESKS
from web.server.card import Card
from web.server.classroom import Classroom, Here
from web.server.connections import Screen
from web.server.entrance import Entrance
from web.server.journal import Journal
from web.server.runs import Played
from web.server.seats import BOARD

assert DESKS
LEFT = 0.1
ENDLESS = ProgramText("python", "while True:\n    turn_left()\n")


@pytest.fixture
def line():
    return Told()


@pytest.fixture
def room(tmp_path, line):
    """Two pupils; the first holds the room's one robot."""
    journal = Journal(tmp_path)
    entrance = Entrance("secret", Card(tmp_path))
    room = Classroom(journal, line, entrance, Here("server", "", 0), left=LEFT)
    room.open(None)
    gateway = room.gateways.named("classe")
    gateway.stream, gateway.control, gateway.greeted = "stream", "control", True
    gateway.robots = [RobotState(ROBOT, "thymio", "pomme", "ready", ["move"], real=True)]
    for name, animal in (("one", "renard"), ("two", "chat")):
        screen = Screen(name, "pupil", "visitor")
        room.arrive(screen)
        room.seat(screen, room.seats.join([animal]).place)
    assert taken(room, "one") == Done()
    yield room
    journal.close()


def test_it_is_shown_as_free_after_a_while_and_a_tap_takes_it(room, line):
    gone = room.screens.get("one").seat
    gevent.sleep(0.06)
    assert shown_holder(line) == gone
    room.leave("one")
    assert "robot-busy" in str(taken(room, "two"))
    gevent.sleep(LEFT + 0.2)
    assert shown_holder(line) is None
    assert taken(room, "two") == Done()
    assert room.leases.of_robot(ROBOT).seat == room.screens.get("two").seat
    assert any(isinstance(told, Release) for _, told in line.commands)


def test_a_board_that_has_gone_gives_its_robot_up_as_a_tablet_does(room, line):
    one = room.screens.get("one")
    assert said(room, one, "choose_robot", seat=one.seat, robot=None) == Done()
    room.arrive(Screen("board", "board", "board", BOARD))
    assert taken(room, "board") == Done()
    assert "robot-busy" in str(taken(room, "two"))
    room.leave("board")
    assert "robot-busy" in str(taken(room, "two"))
    with gevent.Timeout(5):
        while room.holder(ROBOT) is not None:
            gevent.sleep(0.02)
    assert taken(room, "two") == Done()


def test_it_stays_with_a_tablet_that_comes_back_in_time(room, line):
    seat = room.screens.get("one").seat
    room.leave("one")
    room.arrive(Screen("again", "pupil", "pupil", seat))
    gevent.sleep(LEFT + 0.2)
    assert shown_holder(line) == seat
    assert isinstance(taken(room, "two"), Failure)


def test_a_run_without_end_keeps_it_until_the_teacher_stops_it(room, line):
    seat = room.screens.get("one").seat
    run = Played("r", seat, ROBOT, "classe", 1, ENDLESS, "plain", None, "running")
    room.begin(run)
    room.leave("one")
    gevent.sleep(LEFT + 0.2)
    assert shown_holder(line) == seat
    assert isinstance(taken(room, "two"), Failure)
    stopped = said(room, Screen("t", "teacher", "teacher"), "steer", run="r", action="stop")
    assert stopped == Done()
    assert ("control", RunSteer("r", "stop", "teacher")) in line.commands
    room.end(run, "stopped")
    gevent.sleep(0.2)
    assert shown_holder(line) is None
    assert taken(room, "two") == Done()


def shown_holder(line):
    """Who drives the robot, as the second tablet was told last."""
    states = [told for told in line.screens["two"] if isinstance(told, ClassState)]
    return states[-1].robots[0].holder


def taken(room, name):
    screen = room.screens.get(name)
    return said(room, screen, "choose_robot", seat=screen.seat, robot=ROBOT)


def said(room, screen, event, **fields):
    return answer(room, screen, event, msgspec.json.encode(fields).decode())
