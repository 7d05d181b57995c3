"""Blocks and Python beside each other: an edit in one is seen in the other, a choice too."""

import pytest

from tests.web import class_story as story
from tests.web.class_story import count, there
from tests.web.e2e.blocks import ids
from tests.web.e2e.writing import LINES, NUMBER, lines, marked, write
from tests.web.free_class import open_free_class

pytestmark = pytest.mark.browser

NUMBERS = """[...document.querySelectorAll(".blocklyBlockCanvas .blocklyText")]
  .map(text => Number(text.textContent)).filter(Boolean).sort((a, b) => a - b)"""
"""What the blocks' pills say."""
PLACE = (
    "document.querySelector('.blocklyBlockCanvas > .blocklyDraggable').getAttribute('transform')"
)
CHOSEN = "document.querySelector('.chosenoutline')?.parentNode.dataset.id"
FRAMED = "document.querySelector('.runoutline')?.parentNode.dataset.id"
THREE = "avancer(1)\navancer(2)\navancer(3)"


@pytest.fixture
def tablet(screens, school):
    """A tablet in a class without a mission, with both faces of a small program."""
    open_free_class(screens.teacher(), school.address)
    page = screens.tablet()
    story.join(page, "le renard")
    page.tap("[aria-label=Blocs]")
    page.wait(there(".blocklySvg"))
    page.tap(".besidekey")
    page.wait(there(".cm-content"))
    write(page, THREE)
    page.wait(f"{NUMBERS}.join() === '1,2,3'")
    return page


def pick(page, id):
    """Touch a block at its picture."""
    page.tap(f".blocklySvg [data-id='{id}'] > .blocklyImageField")


def test_a_line_that_is_changed_changes_its_block_and_no_other(tablet):
    before, place = ids(tablet, "robot_forward"), tablet.evaluate(PLACE)
    write(tablet, "\n")
    tablet.tab.keyboard.press("ArrowUp")
    tablet.tab.keyboard.press("End")
    tablet.tab.keyboard.type("\nallumer('rouge')")
    tablet.wait(there(".blocklySvg .robot_light"))
    tablet.tab.keyboard.press("Control+Home")
    tablet.tab.keyboard.press("End")
    tablet.tab.keyboard.press("ArrowLeft")
    tablet.tab.keyboard.type("0")
    tablet.wait(f"{NUMBERS}.join() === '2,3,10'")
    assert set(ids(tablet, "robot_forward")) == set(before)
    assert tablet.evaluate(PLACE) == place


def test_a_block_that_is_thrown_away_takes_its_line_along(tablet):
    pick(tablet, ids(tablet, "robot_forward")[1])
    tablet.tab.keyboard.press("Delete")
    tablet.wait(f"{count('.blocklySvg .robot_forward')} === 2")
    tablet.wait(f"{LINES}.length < 4 && {LINES}.join().includes('avancer(1),avancer(3)')")


def test_a_line_in_hand_shows_its_block_and_a_chosen_block_its_lines(tablet):
    first, second, third = ids(tablet, "robot_forward")
    tablet.tab.keyboard.press("ArrowUp")
    tablet.wait(f"{CHOSEN} === '{second}'")
    pick(tablet, third)
    tablet.wait(there(".cm-chosen"))
    assert marked(tablet, "cm-chosennumber") == "3"
    pick(tablet, first)
    tablet.wait("document.querySelector('.cm-chosen').textContent === 'avancer(1)'")


def test_the_line_and_the_block_that_run_are_both_lit(tablet):
    *_, third = ids(tablet, "robot_forward")
    story.go(tablet)
    line = NUMBER.format(mark="cm-runningnumber")
    tablet.wait(f"{FRAMED} === '{third}' && ({line}) === '3'", 20)
    story.stop(tablet)


def test_blocks_wait_pale_for_a_text_that_can_be_read(tablet):
    write(tablet, "\nif True")
    tablet.wait(there(".behind"))
    assert tablet.evaluate(f"{NUMBERS}.join()") == "1,2,3"
    tablet.tab.keyboard.type(":\navancer(4)")
    tablet.wait(f"{NUMBERS}.join() === '1,2,3,4'")
    assert not tablet.evaluate(there(".behind"))
    assert lines(tablet)[3] == "if True:"
