"""What the whole class sees on the whiteboard shames nobody."""

import re

import pytest

from tests.web import class_story as story

pytestmark = pytest.mark.browser

UNKIND = re.compile(
    r"\b(lente?|bloquée?|coincée?|fau(x|sse)|erreurs?|ratée?|perdue?|retard|mauvaise?|échec"
    r"|tromp\w*|obstacle|slow|stuck|wrong)\b",
    re.IGNORECASE,
)
SEEN_AND_SAID = """[document.body.innerText,
  ...[...document.querySelectorAll("[aria-label], [title], title")]
    .map((one) => one.getAttribute("aria-label") || one.getAttribute("title") || one.textContent)
].join("\\n")"""


@pytest.fixture
def class_with_two_runs(browser, school):
    """A run into the edge of the mat, and one that ends elsewhere; the teacher's page."""
    teacher = browser.page(school.way_in, 1280, 800)
    story.open_class(teacher)
    for animal, words in (("le renard", ["right", "forward"]), ("la vache", ["forward"])):
        pupil = browser.page(school.address, 1280, 800)
        story.join(pupil, animal)
        story.empty(pupil)
        story.lay(pupil, *words)
        story.go(pupil)
        story.is_over(pupil)
    return teacher


def test_the_board_names_no_child_and_calls_nobody_slow_stuck_or_wrong(class_with_two_runs, school):
    board = class_with_two_runs.beside(f"{school.address}/board")
    story.pick_runs(board, 2)
    board.wait(f"{story.count('.classboard .mat')} === 2")
    seen = board.evaluate(SEEN_AND_SAID)
    assert "Rejouer" in seen
    assert UNKIND.search(seen) is None
    assert not [animal for animal in ("renard", "vache") if animal in seen]
    assert board.evaluate(story.count(".animal")) == 0
