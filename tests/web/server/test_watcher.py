"""A teacher whose link is on the air looks on and stops, and nothing else."""

import msgspec
import pytest

from robots.messages import Done, Failure, RunSteer, StopRobots
from robots.views import ProgramText
from tests.web.server.told import Told
from web.server.answering import answer
from web.server.app import DESKS
from web.server.card import Card
from web.server.classroom import Classroom, Here
from web.server.connections import Screen
from web.server.entrance import Entrance
from web.server.journal import Journal
from web.server.runs import Played
from web.server.showing import shown

assert DESKS


@pytest.fixture
def line():
    return Told()


@pytest.fixture
def room(tmp_path, line):
    journal = Journal(tmp_path)
    room = Classroom(journal, line, Entrance("secret", Card(tmp_path)), Here("server", [], 0))
    room.open(None)
    gateway = room.gateways.named("classe")
    gateway.stream, gateway.control, gateway.greeted = "stream", "control", True
    program = ProgramText("python", "forward()")
    room.runs.add(Played("r", "s1", "simulated", "classe", 0, program, "plain", None, "running"))
    yield room
    journal.close()


@pytest.mark.parametrize("action", ["pause", "resume", "step", "slow", "normal"])
def test_a_watcher_does_not_steer(room, line, action):
    assert isinstance(said(room, "steer", run="r", action=action), Failure)
    assert line.commands == []


def test_a_watcher_stops_one_and_all(room, line):
    assert said(room, "steer", run="r", action="stop") == Done()
    assert said(room, "stop_all") == Done()
    assert line.commands == [
        ("control", RunSteer("r", "stop", "teacher")),
        ("control", StopRobots("teacher")),
    ]


def test_a_watcher_sees_the_whole_class_and_on_a_board_what_boards_show(room):
    room.runs.get("r").landed = "A1"
    assert shown(room, Screen("1", "teacher", "watcher")).runs[0].landed == "A1"
    assert shown(room, Screen("1", "board", "watcher")).runs[0].landed is None


def said(room, event, **fields):
    payload = msgspec.json.encode(fields).decode()
    return answer(room, Screen("1", "teacher", "watcher"), event, payload)
