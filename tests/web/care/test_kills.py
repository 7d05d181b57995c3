"""kill -9 of a part in mid-run, under a robot that lives on by itself."""

import re
import time

import pytest

from tests.robots.emulated import emulated
from tests.web import class_story as story
from tests.web.started import Started

pytestmark = pytest.mark.browser

STILL_WITHIN = 2.0
"""Seconds (issue, "silence stops robots")."""
TURNS = 12
"""As many cards as the mission allows: the robot turns for as many seconds."""
WATCH = """(() => {
  window.said = [];
  const look = () => document.querySelectorAll("[role=status]").forEach((one) => {
    if (!window.said.includes(one.textContent)) window.said.push(one.textContent);
  });
  const all = { subtree: true, childList: true, characterData: true };
  new MutationObserver(look).observe(document, all);
})()"""
PAUSE, ASLEEP = "Une petite pause", "Les robots (se réveillent|redémarrent)"


@pytest.fixture
def thymio(tmp_path):
    with emulated("thymio", tmp_path) as robot:
        yield robot


@pytest.fixture
def school(tmp_path, thymio):
    started = Started(tmp_path / "school", "--robots", "0", "--robot", f"thymio@{thymio.place}")
    yield started
    started.end()


@pytest.fixture
def screens(browser, school):
    """A teacher, a pupil whose robot turns on the spot, and the board that shows this run."""
    teacher = browser.page(school.way_in, 1280, 800)
    story.open_class(teacher, story.BUG_HUNT)
    pupil = browser.page(school.address, 1280, 800)
    story.join(pupil, "le renard")
    story.empty(pupil)
    story.lay(pupil, *["right"] * TURNS)
    story.take_robot(pupil)
    story.roll(pupil)
    story.show_on_board(teacher)
    board = teacher.beside(f"{school.address}/board")
    story.see_class(board)
    pages = {"pupil": pupil, "teacher": teacher, "board": board}
    for page in pages.values():
        page.evaluate(WATCH)
    return pages


def still_after(thymio, place, seconds):
    """Seconds of the robot's own clock until its wheels stood for good."""
    time.sleep(seconds)
    lines = thymio.lines_since(place)
    rolling = [line["t"] for line in lines if any(line["wheels"])]
    assert rolling, "it did not roll when the part was killed"
    assert lines[-1]["t"] > rolling[-1] + 1, "the report goes on after it"
    return rolling[-1] - lines[0]["t"]


def says(pages, sentence):
    for name, page in pages.items():
        told = page.evaluate("window.said")
        assert any(re.search(sentence, one) for one in told), f"{name} only says {told}"


def work_is_intact(pupil):
    pupil.wait(f"{story.count('.chains .link .pick')} === {TURNS}")


def rolls_again(thymio, pupil):
    """A new run, up to its end."""
    story.leave_where(pupil)
    story.empty(pupil)
    story.lay(pupil, "right", "left")
    place = thymio.here()
    story.roll(pupil)
    pupil.wait(story.there(".where"), 30)
    assert any(any(line["wheels"]) for line in thymio.lines_since(place))


@pytest.mark.parametrize(("part", "sentence"), [("robots.gateway", ASLEEP), ("web.server", PAUSE)])
def test_wheels_stand_work_is_kept_and_screens_come_back(thymio, school, screens, part, sentence):
    assert any(thymio.truth()["wheels"])
    place = thymio.here()
    school.kill(part)
    assert still_after(thymio, place, STILL_WITHIN + 2) <= STILL_WITHIN
    says(screens, sentence)
    for page in screens.values():
        page.wait(story.gone(".pausing") + " && " + story.gone(".screen.waiting"))
        page.wait(f"!/{sentence}/.test(document.body.textContent)")
    work_is_intact(screens["pupil"])
    rolls_again(thymio, screens["pupil"])
