"""Python on a tablet: written with help, run, mended at its line, kept, and shown as blocks."""

import json

import pytest

from tests.web import class_story as story
from tests.web.class_story import gone, text, there
from tests.web.e2e.writing import KEYBOARD, choose, empty, lines, marked, turn_to_python, write
from tests.web.free_class import open_free_class
from tests.web.started import soon

pytestmark = pytest.mark.browser

SMALL = (960, 540)
WHOLE = """[...document.querySelectorAll(".cm-line, .codekey")].map(e => [e.className.split(" ")[0],
  e.getBoundingClientRect()]).map(([name, r]) => [name, r.top, r.bottom, r.width, r.height])"""


@pytest.fixture
def tablet(screens, school):
    return free_tablet(screens, school, (1280, 800))


def free_tablet(screens, school, size, before=""):
    """A tablet in a class without a mission, with an empty text."""
    open_free_class(screens.teacher(), school.address)
    page = screens.tablet(size)
    if before:
        page.tab.add_init_script(before)
        page.go(school.for_tablets)
    story.join(page, "le renard")
    page.tap("[aria-label=Blocs]")
    page.wait(there(".blocklySvg"))
    turn_to_python(page)
    return page


def test_a_word_is_offered_explained_and_run_with_its_line_lit(tablet):
    write(tablet, "av")
    assert "tout droit" in tablet.wait(text(".cm-completionInfo"))
    choose(tablet, "avancer")
    tablet.tab.keyboard.type("2")
    assert lines(tablet) == ["avancer(2)"]
    story.go(tablet)
    tablet.wait(there(".cm-line.cm-running"))
    assert marked(tablet, "cm-runningnumber") == "1"
    story.is_over(tablet)
    tablet.wait(there(".notice"))
    assert soon(lambda: story.trail(tablet)[-1][1] < story.trail(tablet)[0][1])
    (left, _), *_, (there_left, _) = story.trail(tablet)
    assert there_left == left


def test_the_values_of_a_word_are_offered_in_its_language(tablet):
    write(tablet, 'allumer("r')
    choose(tablet, "rouge")
    assert lines(tablet) == ['allumer("rouge")']


def test_canonical_names_are_offered_to_those_who_type_them(tablet):
    write(tablet, "forw")
    tablet.tab.wait_for_timeout(400)
    assert tablet.evaluate(gone(".cm-tooltip-autocomplete"))
    empty(tablet)
    write(tablet, "forward(1)\n")
    tablet.tab.wait_for_timeout(900)
    assert marked(tablet, "cm-mendnumber") is None


def test_an_error_is_told_at_its_line_and_mended_by_a_tap(tablet):
    write(tablet, 'avancer(1)\nif obstacle("devant")\navancer(1)')
    tablet.wait(there(".cm-sentence"))
    assert marked(tablet, "cm-mendnumber") == "2"
    assert "deux-points" in tablet.evaluate(text(".cm-sentence p"))
    assert tablet.evaluate("document.querySelectorAll('.cm-sentence').length") == 1
    tablet.tap(story.GO)
    assert "Ligne 2" in tablet.wait(text(".notice .text"))
    tablet.tap(".cm-sentence .pill")
    assert lines(tablet)[1] == 'if obstacle("devant"):'


def test_a_text_with_an_error_is_kept_as_it_is(tablet, school):
    write(tablet, "avancer(1\ntourner")
    kept = lines(tablet)
    tablet.wait(there(".cm-sentence"))
    tablet.tap(".face button:nth-child(2)")
    tablet.wait(there(".notice"))
    assert lines(tablet) == kept
    tablet.reopen(school.for_tablets)
    tablet.wait(there(".cm-content"))
    assert lines(tablet) == kept


def test_other_faces_show_it_and_lose_nothing(tablet):
    write(tablet, "for tour in range(3):\navancer(2)")
    before = lines(tablet)
    tablet.tap(".face button:nth-child(2)")
    tablet.wait(there(".blocklySvg .controls_repeat_ext"))
    tablet.tap(".face button:nth-child(1)")
    tablet.wait(there("main.cards .chains .link"))
    tablet.tap("[aria-label=Blocs]")
    tablet.wait(there(".blocklySvg .controls_repeat_ext"))
    turn_to_python(tablet)
    assert [line for line in lines(tablet) if line] == before


def test_code_keys_type_what_a_finger_lacks(tablet):
    for name in ("Guillemet", "Curseur à droite", "Égal", "Ouvrir une parenthèse", "Tiret bas"):
        tablet.tap(f".codekey[aria-label='{name}']")
    assert lines(tablet) == ['""=(_)']
    tablet.tap(".codekey[aria-label='Décaler la ligne vers la droite']")
    assert lines(tablet) == ['    ""=(_)']
    tablet.tab.wait_for_timeout(600)  # what is done in one go is taken back in one go
    tablet.tap(".codekey[aria-label='Ramener la ligne vers la gauche']")
    tablet.tap(".codekey[aria-label='Annuler']")
    assert lines(tablet) == ['    ""=(_)']
    assert tablet.evaluate("document.activeElement.className").startswith("cm-content")


@pytest.mark.parametrize("keyboard", ["", KEYBOARD], ids=["alone", "above a keyboard"])
def test_six_lines_and_the_code_keys_are_in_sight_on_a_small_screen(screens, school, keyboard):
    page = free_tablet(screens, school, SMALL, keyboard)
    write(page, "\n".join(f"a{number} = {number}" for number in range(8)))
    page.tab.keyboard.press("Control+Home")
    page.tab.wait_for_timeout(300)
    height = SMALL[1] / 2 if keyboard else SMALL[1]
    whole = [place for place in page.evaluate(WHOLE) if place[1] >= 0 and place[2] <= height]
    keys = [place for place in whole if place[0] == "codekey"]
    top = min(place[1] for place in keys)
    assert len(keys) == 15
    assert all(place[3] >= 48 and place[4] >= 48 for place in keys), json.dumps(keys)
    assert len([place for place in whole if place[0] == "cm-line" and place[2] <= top]) >= 6


def test_a_keyboard_alone_comes_into_the_text_and_out_again(tablet):
    write(tablet, "avancer(1)")
    tablet.tab.keyboard.press("Tab")
    assert lines(tablet)[0].startswith(" ") or lines(tablet)[0].endswith(" ")
    tablet.tab.keyboard.press("Escape")
    tablet.tab.keyboard.press("Tab")
    assert not tablet.evaluate("document.activeElement.className").startswith("cm-content")


def test_free_python_is_told_at_its_line_and_runs_on_the_tablet_alone(tablet):
    write(tablet, "steps = [n for n in (1, 1)]\nfor n in steps:\navancer(n)")
    tablet.wait(there(".cm-freenumber"))
    assert tablet.evaluate(gone(".cm-sentence"))
    story.go(tablet)
    tablet.wait(there(".cm-line.cm-running"), 40)
    story.is_over(tablet)
    tablet.wait(there(".notice"))
    assert story.run_of(tablet).startswith("here-")
    assert soon(lambda: story.trail(tablet)[-1][1] < story.trail(tablet)[0][1])


def test_free_python_that_never_waits_stops_at_once(tablet):
    write(tablet, "numbers = [n for n in (1, 2)]\nwhile True:\npass")
    tablet.wait(there(".cm-freenumber"))
    story.go(tablet)
    tablet.wait("document.querySelector('main').dataset.run?.startsWith('here-')", 40)
    story.stop(tablet)


def test_free_python_asks_on_the_screen(tablet):
    write(tablet, 'n = [int(a) for a in input("Combien ?")]\navancer(n[0])')
    tablet.wait(there(".cm-freenumber"))
    tablet.tap(story.GO)
    tablet.wait(there(".answersheet input"), 40)
    tablet.tab.keyboard.type("2")
    tablet.tap(".answersheet .tick")
    story.is_over(tablet)
    tablet.wait(there(".notice"))
    assert soon(lambda: story.trail(tablet)[-1][1] < story.trail(tablet)[0][1])


def test_what_is_no_cards_says_which_line_and_offers_the_blocks(tablet):
    write(tablet, "avancer(1)\nx = 2\navancer(x)")
    tablet.wait(there(".face .pale"))
    tablet.tab.locator(".face .pale").tap(force=True)  # it says why not
    assert "Ligne 2" in tablet.wait(text(".notice .text"))
    tablet.tap(".notice")
    tablet.wait(there("main.blk:not(.pyt) .blocklySvg .robot_forward"))
