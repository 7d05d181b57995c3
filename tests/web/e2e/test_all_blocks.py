"""A child programs freely with a finger: a block of her own, a choice of three, a list."""

import http.client
from urllib.parse import urlsplit

import pytest
import socketio

from tests.web import class_story as story
from tests.web.class_story import count, text, there
from tests.web.e2e import blocks

pytestmark = pytest.mark.browser

DEFINITION = ".blocklySvg .procedures_defnoreturn"
CALL, EACH, IF = (f".blocklySvg .{kind}" for kind in ("procedures_callnoreturn", "controls_forEach",
                                                      "controls_if"))  # fmt: skip
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
    open_free_class(school)
    page = screens.tablet((1280, 800))
    story.join(page, "la tortue")
    page.tap("[aria-label=Blocs]")
    page.wait(there("#family_function"))
    return page


def open_free_class(school):
    way = urlsplit(school.another_way_in())
    line = http.client.HTTPConnection(way.hostname, way.port)
    line.request("GET", f"{way.path}?{way.query}")
    cookie = line.getresponse().headers["Set-Cookie"].partition(";")[0]
    line.close()
    with socketio.SimpleClient() as teacher:
        page, only = {"page": "teacher", "token": ""}, ["websocket"]
        teacher.connect(school.address, headers={"Cookie": cookie}, auth=page, transports=only)
        assert teacher.call("open_class", {"lesson": None})["code"]


def test_she_builds_it_runs_it_reads_it_as_python_and_finds_it_again(tablet):
    make_a_block_with_an_input(tablet)
    use_it_for_each_of_a_list(tablet)
    choose_among_three(tablet)
    assert cells_it_drives(tablet) == 1 + 1 + 2
    assert as_python(tablet) == WRITTEN
    tablet.tap("[aria-label=Blocs]")
    tablet.wait(f"{count(CALL)} === 2 && {there(DEFINITION)} && {there(EACH)}")
    assert tablet.evaluate(count(".blocklySvg .robot_turn_right")) == 1


def make_a_block_with_an_input(page):
    blocks.put(page, "function", "procedures_defnoreturn", APART)
    page.tap(f"{DEFINITION} [aria-label='Ajouter une entrée']")
    page.wait(f"{text(DEFINITION)}.includes('x')")
    blocks.put(page, "move", "robot_forward", blocks.inside(page, "procedures_defnoreturn"))
    onto(page, "function", "variables_get", f"{DEFINITION} .robot_forward .blocklyShadow")


def use_it_for_each_of_a_list(page):
    blocks.put(
        page, "function", "procedures_callnoreturn", blocks.below(page, "robot_when_started")
    )
    blocks.put(page, "list", "controls_forEach", blocks.below(page, "procedures_callnoreturn"))
    blocks.put(page, "list", "lists_create_with", on(page, EACH, LIST), grip=WHOLE)
    page.tap(f"{EACH} [aria-label='Enlever l’élément']")
    page.wait(f"{count(f'{EACH} .math_number')} === 2")
    blocks.put(page, "function", "procedures_callnoreturn", blocks.inside(page, "controls_forEach"))
    onto(page, "variable", "variables_get", f"{EACH} .procedures_callnoreturn .blocklyShadow")


def choose_among_three(page):
    blocks.put(page, "control", "controls_if", blocks.below(page, "controls_forEach"), number=1)
    page.tap(f"{IF} [aria-label='Ajouter un « sinon si »']")
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
