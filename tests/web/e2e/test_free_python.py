"""Python that only the tablet can run drives a robot of the room, word by word, and it stops."""

import pytest

from tests.web import class_story as story
from tests.web.e2e.wheels import STILL_WITHIN, rolled_on, rolls
from tests.web.e2e.writing import empty, turn_to_python, write
from tests.web.free_class import open_free_class
from tests.web.started import soon

pytestmark = pytest.mark.browser

FOR_EVER = "squares = [n * n for n in range(3)]\nwheels(30, 30)\nwhile True:\npass"
"""A comprehension is outside the taught Python: the tablet's own Python runs it."""


@pytest.fixture
def tablet(screens, school):
    open_free_class(screens.teacher(), school.address)
    page = screens.tablet()
    story.join(page, "le renard")
    story.turn_to_blocks(page)
    turn_to_python(page)
    empty(page)
    story.ask_for_robot(page, "thymio")
    return page


def test_it_drives_a_robot_of_the_room(tablet, thymio):
    write(tablet, "light([c for c in ['red', 'green']][1])\ndrive(5)")
    story.roll(tablet)
    assert soon(lambda: rolls(thymio))
    story.leave_where(tablet)
    assert not rolls(thymio)


def test_stop_stills_its_wheels_whatever_the_program_does(tablet, thymio):
    write(tablet, FOR_EVER)
    story.roll(tablet)
    assert soon(lambda: rolls(thymio))
    place = thymio.here()
    story.stop(tablet)
    assert rolled_on(thymio, place) <= STILL_WITHIN


def test_a_tablet_that_is_gone_stills_its_wheels(tablet, thymio, screens):
    write(tablet, FOR_EVER)
    story.roll(tablet)
    assert soon(lambda: rolls(thymio))
    place = thymio.here()
    tablet.tab.goto("about:blank")
    assert rolled_on(thymio, place) <= STILL_WITHIN
