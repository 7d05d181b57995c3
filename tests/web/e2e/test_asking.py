"""A program asks: the question stands on the tablet, the answer drives, and STOP stays in reach."""

import pytest

from tests.web import class_story as story
from tests.web.class_story import gone, text, there
from tests.web.e2e.writing import empty, turn_to_python, write
from tests.web.free_class import open_free_class
from tests.web.started import soon

pytestmark = pytest.mark.browser

SHEET = ".answersheet"


@pytest.fixture
def tablet(screens, school):
    open_free_class(screens.teacher(), school.address)
    page = screens.tablet((960, 540))
    story.join(page, "le renard")
    page.tap("[aria-label=Blocs]")
    page.wait(there(".blocklySvg"))
    turn_to_python(page)
    empty(page)
    return page


def climbed(page):
    (_, bottom), *_, (_, top) = [*story.trail(page)[:1], *story.trail(page)]
    return abs(bottom - top)


def answer(page, written):
    page.wait(f"{text(SHEET + ' label span')} === 'combien ?'")
    page.tab.keyboard.type(written)
    page.tap(f"{SHEET} .tick")


def test_each_answer_drives_the_robot_and_the_same_question_comes_again(tablet):
    write(tablet, "for _ in range(2):\navancer(int(input('combien ?')))")
    story.go(tablet)
    answer(tablet, "1")
    tablet.wait(gone(SHEET))
    answer(tablet, "2")
    story.is_over(tablet)
    assert soon(lambda: round(climbed(tablet)) == 300)  # three cells, 100 of the drawing each


def test_a_program_that_waits_for_an_answer_stops_from_its_sheet(tablet):
    write(tablet, "input('combien ?')")
    story.go(tablet)
    tablet.wait(there(SHEET))
    tablet.tap(f"{SHEET} .stop")
    tablet.wait(gone(SHEET))
    story.is_over(tablet)
