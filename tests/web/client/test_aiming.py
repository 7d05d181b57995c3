"""A ball is aimed before it rolls: its light, the child's hands, one tap."""

import pytest

from tests.robots.emulated import emulated
from tests.web import class_story as story
from tests.web.started import soon

pytestmark = pytest.mark.browser


@pytest.fixture
def ball(tmp_path):
    with emulated("sphero_bolt", tmp_path) as robot:
        yield robot


def shines(robot):
    return any(robot.truth()["leds"]["tail"])


def test_a_ball_is_aimed_once_and_then_put_on_its_cell(chromium, start_class, ball, nothing_wrong):
    school = start_class("--robot", f"sphero_bolt@{ball.place}")
    teacher = chromium.page(school.way_in, 1280, 800)
    story.open_class(teacher)
    pupil = chromium.page(school.for_tablets, 1280, 800)
    story.join(pupil, "le renard")
    story.empty(pupil)
    story.lay(pupil, "forward")
    pupil.tap(".robotkey")
    pupil.tap(".robots .robot:last-child .take")

    pupil.tap(story.GO)
    pupil.wait(story.there(".aim .tick.ready"))
    assert soon(lambda: shines(ball))
    ball.press(turn=100)
    pupil.tap(".aim .tick.ready")
    pupil.wait(story.there(".place:not(.aim) .tick.ready"))
    assert soon(lambda: not shines(ball))
    pupil.tap(".place [aria-label='Revenir au programme']")

    pupil.tap(story.GO)
    pupil.wait(story.there(".place:not(.aim) .tick.ready"))
