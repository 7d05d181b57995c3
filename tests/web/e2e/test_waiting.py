"""A pause that the child puts before a line or a block: the run waits there, and goes on."""

import pytest

from tests.web import class_story as story
from tests.web.class_story import there
from tests.web.e2e.test_python_face import free_tablet
from tests.web.e2e.writing import marked, paste

pytestmark = pytest.mark.browser

FORWARD = ".blocklyBlockCanvas .robot_forward .lighttext"
GO_ON = "[aria-label=Continuer]"
NUMBER = ".cm-lineNumbers .cm-gutterElement:nth-child({at})"


def test_a_run_waits_at_the_line_and_at_the_block_that_a_tap_marked(screens, school):
    page = free_tablet(screens, school, (1280, 800))
    paste(page, "print(1)\nforward(1)\nprint(2)")
    page.tap(NUMBER.format(at=3))
    page.wait(there(".cm-stop"))
    page.tap(story.GO)
    page.wait(there(GO_ON))
    assert marked(page, "cm-runningnumber") == ""
    page.tap(GO_ON)
    story.is_over(page)
    page.tap(".face button:nth-child(2)")
    page.wait(there(FORWARD))
    page.tap(FORWARD)
    page.tap("[aria-label='Attendre ici']")
    page.wait(there(".stopsign"))
    page.tap(story.GO)
    page.wait(there(GO_ON))
    page.wait(there(".runoutline"))
    page.tap(GO_ON)
    story.is_over(page)
