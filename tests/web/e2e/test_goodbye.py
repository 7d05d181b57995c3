"""When a class closes, its tablets are as if it had never been."""

import json

import pytest

from tests.web import class_story as story
from tests.web.e2e.kept import KEPT

pytestmark = pytest.mark.browser

EMPTY = '[{},{},"",[]]'


@pytest.fixture
def teacher(screens):
    page = screens.teacher()
    story.open_class(page, story.BUG_HUNT)
    return page


@pytest.fixture
def tablet(screens, teacher):
    """A tablet whose program has been changed and run."""
    page = screens.tablet()
    story.join(page, "la tortue", "le lion")
    story.empty(page)
    story.lay(page, "forward")
    story.go(page)
    story.is_over(page)
    return page


def is_forgotten(page):
    page.wait(f"{story.there('.join')} || {story.text('h1')} === 'La classe n’est pas ouverte'")
    page.wait(f"JSON.stringify(await {KEPT}) === {json.dumps(EMPTY)}")


def test_a_tablet_keeps_nothing_of_a_class_that_is_closed(tablet, teacher, school):
    assert tablet.evaluate(f"JSON.stringify(await {KEPT})") != EMPTY
    story.close_class(teacher, school.address)
    is_forgotten(tablet)
    story.open_class(teacher, story.BUG_HUNT)
    tablet.wait(story.there(".join .toyplace"))
    assert not tablet.evaluate(story.there(".toyplace.mine, .garland .g:not(.free)"))


def test_a_tablet_that_slept_keeps_nothing_either(tablet, teacher, school):
    tablet.leave()
    story.close_class(teacher, school.address)
    tablet.come_back(school.for_tablets)
    is_forgotten(tablet)


def test_a_tablet_that_slept_into_the_next_class_keeps_nothing_either(tablet, teacher, school):
    tablet.leave()
    story.close_class(teacher, school.address)
    story.open_class(teacher, story.BUG_HUNT)
    tablet.come_back(school.for_tablets)
    is_forgotten(tablet)
