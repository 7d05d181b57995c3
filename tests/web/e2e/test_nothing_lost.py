"""What a child has made stays: through a closed tab, a server that sleeps, undo, another face."""

import os
import signal

import pytest

from tests.web import class_story as story
from tests.web.e2e import blocks
from tests.web.e2e.kept import KEPT

pytestmark = pytest.mark.browser

UNDO, REDO = "[aria-label=Annuler]", "[aria-label=Refaire]"


@pytest.fixture
def tablet(screens):
    """A tablet in "Répète !", where a child sits."""
    teacher = screens.teacher()
    story.open_class(teacher, story.REPEAT)
    page = screens.tablet()
    story.join(page, "la tortue")
    return page


@pytest.fixture
def asleep(school):
    """The server answers nobody until it is woken."""
    server = school.child("web.server")
    yield lambda awake: os.kill(server, signal.SIGCONT if awake else signal.SIGSTOP)
    os.kill(server, signal.SIGCONT)


def has(*wanted):
    """An expression: these cards lie in the chain."""
    names = "card => card.getAttribute('aria-label')"
    laid = f"[...document.querySelectorAll('.chains .link .pick')].map({names}).join()"
    return f"{laid} === '{','.join(wanted)}'"


def has_blocks(kind, count):
    return f"{story.count(f'.blocklySvg .{kind}')} === {count}"


def test_a_closed_tab_gives_the_program_back(tablet, school):
    story.lay(tablet, "forward", "right")
    tablet.leave()
    tablet.come_back(school.for_tablets)
    tablet.wait(has("Avance", "À droite"))


def test_a_gesture_that_the_server_never_heard_is_still_there(tablet, school, asleep):
    story.lay(tablet, "forward")
    asleep(awake=False)
    story.lay(tablet, "left")
    tablet.wait(f"(await {KEPT})[3].some(gesture => gesture.program.content.includes('turn_left'))")
    tablet.leave()
    asleep(awake=True)
    tablet.come_back(school.for_tablets)
    tablet.wait(has("Avance", "À gauche"))


def test_cards_are_taken_back_and_laid_again(tablet):
    story.lay(tablet, "forward", "right")
    tablet.tap(UNDO)
    tablet.wait(has("Avance"))
    tablet.tap(UNDO)
    tablet.wait(has())
    tablet.tap(REDO)
    tablet.tap(REDO)
    tablet.wait(has("Avance", "À droite"))


def test_blocks_are_taken_back_and_hung_in_again(tablet):
    story.turn_to_blocks(tablet)
    blocks.add(tablet, "move", "robot_forward", blocks.below(tablet, "robot_when_started"))
    tablet.tap(UNDO)
    tablet.wait(has_blocks("robot_forward", 0))
    tablet.tap(REDO)
    tablet.wait(has_blocks("robot_forward", 1))
    tablet.wait(f"{story.count(blocks.ALONE)} === 1")


def test_from_cards_to_blocks_and_back_nothing_changes(tablet):
    story.lay(tablet, "forward", "right", "left")
    story.set_number(tablet, 1, 2)
    tablet.tap(".keys .key[aria-label=Répète]")
    story.lay(tablet, "forward")
    made = has("Avance 2", "À droite", "À gauche", "Répète 4", "Avance")
    tablet.wait(made)
    story.turn_to_blocks(tablet)
    tablet.wait(has_blocks("robot_forward", 2))
    story.turn_to_cards(tablet)
    tablet.wait(made)


def test_blocks_are_shown_as_cards_and_given_back(tablet, school):
    story.turn_to_blocks(tablet)
    blocks.add(tablet, "control", "controls_repeat_ext", blocks.below(tablet, "robot_when_started"))
    blocks.add(tablet, "move", "robot_turn_left", blocks.inside(tablet, "controls_repeat_ext"))
    tablet.leave()
    tablet.come_back(school.for_tablets)
    tablet.wait(has_blocks("robot_turn_left", 1))
    story.turn_to_cards(tablet)
    tablet.wait(has("Répète 4", "À gauche"))


LEFT_OVER = """new Promise(then => {
  const open = indexedDB.open("ribambelle");
  open.onsuccess = () => {
    const store = open.result.transaction("gestures", "readwrite").objectStore("gestures");
    const program = {face: "python", content: "stop()"};
    store.put({gesture: "old", seat: "s9-last-week", program, order: 1}).onsuccess = () => then(1);
  };
})"""


def test_a_gesture_that_is_refused_for_good_keeps_no_later_one_back(tablet, school):
    story.lay(tablet, "forward")
    tablet.wait(f"(await {KEPT})[3].length === 0")
    tablet.evaluate(LEFT_OVER)
    tablet.reopen(school.for_tablets)
    tablet.wait(has("Avance"))
    story.lay(tablet, "left")
    tablet.wait(f"(await {KEPT})[3].length === 0", 6)
