"""Closed robots' data files: what ships is right, what is wrong is refused by name."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from robots.companions import companions, read_companion, read_folder
from robots.errors import Code, Refused


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of our own with the shipped bee and its drawings."""
    for item in files("robots.companions").iterdir():
        if item.name.startswith("bee_bot"):
            (tmp_path / item.name).write_bytes(item.read_bytes())
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    """Change the bee's file; the old text must be there."""
    file = folder / "bee_bot.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def reason(folder: Path) -> str:
    """Why the bee's file is refused."""
    with pytest.raises(Refused) as caught:
        read_companion(folder, "bee_bot.toml")
    (problem,) = caught.value.problems
    assert problem.code is Code.BAD_CONFIG
    assert problem.where == "bee_bot.toml"
    return str(problem.details["reason"])


def test_the_two_floor_robots_of_french_nursery_schools_ship() -> None:
    assert [robot.kind for robot in companions()] == ["bee_bot", "blue_bot"]


def test_a_floor_robot_keeps_forty_steps_of_fifteen_centimetres_and_appends() -> None:
    for robot in companions():
        assert (robot.memory, robot.step_cm, robot.turn_degrees, robot.appends) == (
            40,
            15,
            90,
            True,
        )


def test_a_floor_robot_has_its_seven_keys_and_a_french_name() -> None:
    seven = {"forward", "backward", "turn_left", "turn_right", "pause", "clear", "go"}
    for robot in companions():
        assert {key.does for key in robot.keys} == seven
        assert robot.names["fr"]


def test_the_drawings_stand_alone_and_load_nothing() -> None:
    for robot in companions():
        for drawing in (robot.picture, robot.back):
            assert drawing.startswith("<svg ")
            assert "viewBox" in drawing
            assert "var(" not in drawing
            assert "href" not in drawing
            assert "<script" not in drawing


def test_no_two_keys_lie_on_one_another() -> None:
    for robot in companions():
        for first in robot.keys:
            for other in robot.keys:
                apart = ((first.x - other.x) ** 2 + (first.y - other.y) ** 2) ** 0.5
                assert first is other or apart > first.radius + other.radius


def test_another_robot_is_added_by_its_files_alone(folder: Path) -> None:
    text = (folder / "bee_bot.toml").read_text(encoding="utf-8")
    (folder / "ladybird.toml").write_text(text.replace("memory = 40", "memory = 16"), "utf-8")
    found = {robot.kind: robot.memory for robot in read_folder(folder)}
    assert found == {"bee_bot": 40, "ladybird": 16}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("memory = 40", "memory = 0", "memory"),
        ("memory = 40", "memory = 'many'", "memory"),
        ("memory = 40", "", "memory"),
        ("step_cm = 15", "step_cm = -1", "step_cm"),
        ("turn_degrees = 90", "turn_degrees = 400", "turn_degrees"),
        ("appends = true", "appends = true\nwheels = 2", "wheels"),
        ("format = 1", "format = 2", "format"),
        ('does = "forward"', 'does = "fly"', "fly"),
        ('does = "forward"', 'does = "backward"', "backward"),
        ('id = "forward"', 'id = "left"', "left"),
        ('does = "clear"', 'does = "forward"', "forward"),
        ("x = 50", "x = 150", "x"),
        ('fr = "Bee-Bot"', 'de = "Bee-Bot"', "names.fr"),
        ("[names]", "[names", ""),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(folder: Path, old: str, new: str, said: str) -> None:
    change(folder, old, new)
    assert said in reason(folder)


def test_a_back_without_a_key_to_clear_is_refused(folder: Path) -> None:
    text = (folder / "bee_bot.toml").read_text(encoding="utf-8")
    head, *keys = text.split("[[keys]]")
    kept = [key for key in keys if '"clear"' not in key]
    (folder / "bee_bot.toml").write_text("[[keys]]".join([head, *kept]), encoding="utf-8")
    assert reason(folder) == "keys: clear"


def test_a_drawing_that_is_missing_is_refused(folder: Path) -> None:
    (folder / "bee_bot_back.svg").unlink()
    assert "bee_bot_back.svg" in reason(folder)


def test_a_file_that_is_no_text_is_refused(folder: Path) -> None:
    shutil.copyfile(folder / "bee_bot.svg", folder / "bee_bot.toml")
    reason(folder)
    (folder / "bee_bot.toml").write_bytes(b"\xff\xfe\x00")
    reason(folder)
