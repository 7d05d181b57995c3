"""A child programs freely with a finger: a block of her own, a choice of three, a list."""

import pytest

from tests.web import class_story as story
from tests.web.class_story import count, gone, text, there
from tests.web.e2e import blocks
from tests.web.free_class import open_free_class

pytestmark = pytest.mark.browser

DEFINITION = ".blocklySvg .procedures_defnoreturn"
CALL, EACH, IF = (f".blocklySvg .{kind}" for kind in ("procedures_callnoreturn", "controls_forEach",
                                                      "controls_if"))  # fmt: skip
MORE = f"{IF} [aria-label='Ajouter un « sinon si »']"
PAPER, STARTED = ".blocklySvg .robot_python", "robot_when_started"
UNDO = ".worktools .flat:first-child"
APART = (470, 420)
"""Where a definition stands beside the stack, on a lying tablet."""
WHOLE = ".blocklyPath"
"""What a finger takes of a value block, which has no pictogram."""
LIST, FIRST_TEST, SECOND_TEST, SECOND_BODY = (250, 8), (70, 6), (80, 92), (18, 140)
"""Places on a loop and on a choice, from their corner, in pixels."""
WRITTEN = [
    "def danse(x):", "avancer(x)", "danse(1)", "for i in [1, 2]:", "danse(i)",
    'if obstacle("devant"):', "pass", "elif True:", "tourner_a_droite()",
]  # fmt: skip


@pytest.fixture
def tablet(screens, school):
    """A tablet in a class without a mission, on its blocks."""
    open_free_class(screens.teacher(), school.address)
    page = screens.tablet((1280, 800))
    story.join(page, "la tortue")
    page.tap("[aria-label=Blocs]")
    page.wait(there("#family_function"))
    return page


def test_she_builds_it_runs_it_reads_it_as_python_and_finds_it_again(tablet):
    make_a_block_with_an_input(tablet)
    use_it_for_each_of_a_list(tablet)
    choose_among_three(tablet)
    assert cells_it_drives(tablet) == 1 + 1 + 2
    assert as_python(tablet) == WRITTEN
    tablet.tap("[aria-label=Blocs]")
    tablet.wait(f"{count(CALL)} === 2 && {there(DEFINITION)} && {there(EACH)}")
    assert tablet.evaluate(count(".blocklySvg .robot_turn_right")) == 1


def test_an_input_gets_another_name_is_taken_away_and_comes_back(tablet):
    make_a_block_with_an_input(tablet)
    blocks.put(tablet, "function", "procedures_callnoreturn", blocks.below(tablet, STARTED))
    about_the_input(tablet, "[aria-label=Enlever]")
    tablet.wait(f"!{text(CALL)}.includes('1')")
    tablet.tap(UNDO)
    tablet.wait(f"{text(CALL)}.includes('x') && {text(CALL)}.includes('1')")
    about_the_input(tablet, "[aria-label=D’accord]", name="pas")
    tablet.wait(f"{text(CALL)}.includes('pas') && !{text(DEFINITION)}.includes('x')")
    tablet.tap(UNDO)
    tablet.wait(f"{text(CALL)}.includes('x') && !{text(DEFINITION)}.includes('pas')")


def test_a_choice_that_is_taken_away_leaves_what_was_in_it(tablet):
    blocks.put(tablet, "control", "controls_if", blocks.below(tablet, STARTED), number=1)
    tablet.tap(MORE)
    tablet.wait(f"{count(f'{IF} [aria-label^=Enlever]')} === 2")
    blocks.put(tablet, "move", "robot_turn_right", on(tablet, IF, SECOND_BODY))
    tablet.wait(there(f"{IF} .robot_turn_right"))
    tablet.tap(f"{IF} [aria-label^=Enlever]")
    tablet.wait(f"{gone(f'{IF} .robot_turn_right')} && {there('.blocklySvg .robot_turn_right')}")
    tablet.tap(UNDO)
    tablet.wait(there(f"{IF} .robot_turn_right"))


def test_python_among_blocks_is_written_in_a_page_of_its_own(tablet):
    tablet.tap("#family_function")
    tablet.tap(".blocklyFlyoutButton")
    tablet.tap("#family_function")
    blocks.put(tablet, "function", "robot_python", blocks.below(tablet, STARTED))
    tablet.tap(PAPER)
    tablet.tab.locator(".codequestion textarea").fill("class Robot:\n    pass")
    tablet.tap(".codequestion .go")
    tablet.wait(f"{text(PAPER)}.includes('class Robot:')")
    tablet.wait(f"{text(PAPER)}.includes('seulement')")


def about_the_input(page, key, name=None):
    page.tap(f"{DEFINITION} > .blocklyTextInputField ~ .blocklyTextInputField")
    if name is not None:
        page.tab.locator(".blockquestion input").fill(name)
    page.tap(f".blockquestion {key}")
    page.wait(gone(".blockquestion"))


def make_a_block_with_an_input(page):
    blocks.put(page, "function", "procedures_defnoreturn", APART)
    page.tap(f"{DEFINITION} [aria-label='Ajouter une entrée']")
    page.wait(f"{text(DEFINITION)}.includes('x')")
    blocks.put(page, "move", "robot_forward", blocks.inside(page, "procedures_defnoreturn"))
    onto(page, "function", "variables_get", f"{DEFINITION} .robot_forward .blocklyShadow")


def use_it_for_each_of_a_list(page):
    blocks.put(page, "function", "procedures_callnoreturn", blocks.below(page, STARTED))
    blocks.put(page, "list", "controls_forEach", blocks.below(page, "procedures_callnoreturn"))
    blocks.put(page, "list", "lists_create_with", on(page, EACH, LIST), grip=WHOLE)
    page.tap(f"{EACH} [aria-label='Enlever l’élément']")
    page.wait(f"{count(f'{EACH} .math_number')} === 2")
    blocks.put(page, "function", "procedures_callnoreturn", blocks.inside(page, "controls_forEach"))
    onto(page, "variable", "variables_get", f"{EACH} .procedures_callnoreturn .blocklyShadow")


def choose_among_three(page):
    blocks.put(page, "control", "controls_if", blocks.below(page, "controls_forEach"), number=1)
    page.tap(MORE)
    page.wait(f"{count(f'{IF} [aria-label^=Enlever]')} === 2")
    blocks.put(page, "sense", "robot_obstacle", on(page, IF, FIRST_TEST))
    blocks.put(page, "logic", "logic_boolean", on(page, IF, SECOND_TEST), grip=WHOLE)
    blocks.put(page, "move", "robot_turn_right", on(page, IF, SECOND_BODY))


def cells_it_drives(page):
    page.tap(story.GO)
    story.is_over(page)
    page.wait(there(story.TRAIL))
    return len(story.trail(page)) - 1


def as_python(page):
    page.tap("[aria-label=Python]")
    page.wait(f"{text('.cm-content')}?.includes('tourner')")
    lines = page.evaluate("document.querySelector('.cm-content').innerText").splitlines()
    return [line.strip() for line in lines if line.strip()]


def on(page, block, place):
    """A point of the window on a block."""
    x, y = blocks.corner(page, block)
    return x + place[0], y + place[1]


def onto(page, family, kind, shadow):
    """Put a value in the place of the one that is shown there at first."""
    blocks.put(page, family, kind, blocks.corner(page, shadow), grip=WHOLE)
