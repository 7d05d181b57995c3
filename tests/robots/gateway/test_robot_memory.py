"""A robot is called today what its sticker says since last time."""

import json

import pytest

from robots.gateway.picture_names import PICTURE_NAMES
from robots.gateway.robot_memory import FILE, RobotMemory


def test_a_robot_keeps_its_name_over_a_restart_whatever_comes_first(tmp_path):
    before = RobotMemory(tmp_path)
    first = before.name_for("thymio/1", [])
    second = before.name_for("thymio/2", [first])
    after = RobotMemory(tmp_path)
    assert after.name_for("thymio/2", []) == second != first
    assert after.name_for("thymio/1", [second]) == first


def test_a_new_robot_gets_no_absent_robots_name(tmp_path):
    RobotMemory(tmp_path).name_for("thymio/1", [])
    assert RobotMemory(tmp_path).name_for("mbot/1", []) == PICTURE_NAMES[1]


def test_when_every_name_is_borne_those_of_absent_robots_go_round(tmp_path):
    memory = RobotMemory(tmp_path)
    everyone = []
    for number in range(len(PICTURE_NAMES)):
        everyone.append(memory.name_for(f"thymio/{number}", everyone))
    assert sorted(everyone) == sorted(PICTURE_NAMES)
    assert memory.name_for("mbot/1", everyone[1:]) == everyone[0]
    assert memory.name_for("thymio/0", [*everyone[1:], everyone[0]]) in PICTURE_NAMES


@pytest.mark.parametrize("broken", [b"", b"no json", b'{"names": [1]}', b'{"format": 2}'])
def test_a_broken_file_costs_the_names_alone(tmp_path, broken):
    (tmp_path / FILE).write_bytes(broken)
    assert RobotMemory(tmp_path).name_for("thymio/1", []) == PICTURE_NAMES[0]
    assert json.loads((tmp_path / FILE).read_text())["names"] == {"thymio/1": PICTURE_NAMES[0]}


def test_a_folder_that_takes_nothing_costs_no_robot(tmp_path):
    memory = RobotMemory(tmp_path / "gone")
    assert memory.name_for("thymio/1", []) == PICTURE_NAMES[0]
