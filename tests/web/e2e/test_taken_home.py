"""A lesson taken home: one file, opened on a telephone, without a server and without a network."""

import pytest

from tests.web import class_story as story
from tests.web.class_story import gone, there
from tests.web.e2e.writing import turn_to_python
from web.commands.main import exit_code

pytestmark = pytest.mark.browser

PHONE = (360, 640)
AWAKE = there(".gobig:not([disabled])")
PATH = ["Avance"] * 5
"""The solution, as its cards are called."""
SLOWLY = 60.0
"""Seconds: Python starts in the file itself, and the machine may have much to do."""
BOXES = """(() => {
  const [hint, mat] = [".keephint", "svg.mat"].map((name) => document.querySelector(name));
  return [hint.getBoundingClientRect().bottom, mat.getBoundingClientRect().top];
})()"""
STORED = """(async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length])()"""


@pytest.fixture
def phone(chromium, tmp_path, nothing_wrong):
    """A telephone without a network, on which the file has been opened."""
    file = tmp_path / "lesson.html"
    assert exit_code(["takehome", "touche-et-regarde", "--output", str(file)]) == 0
    phone = chromium.page("about:blank", *PHONE)
    phone.tab.context.set_offline(True)
    phone.go(file.as_uri())
    yield phone
    phone.close()


def test_a_program_is_made_played_kept_in_a_file_and_opened_again(phone, tmp_path):
    for card in PATH:
        phone.tap(f".keys .key[aria-label='{card}']")
    phone.wait(there(".keephint"))
    bottom, top = phone.evaluate(BOXES)
    assert bottom <= top
    phone.wait(AWAKE, SLOWLY)
    phone.tap(story.GO)
    phone.wait(there(".notice.is-check"), SLOWLY)
    assert len(story.trail(phone)) > 1

    kept = tmp_path / "kept.json"
    with phone.tab.expect_download() as saving:
        phone.tap(".keepkey")
    assert saving.value.suggested_filename == "touche-et-regarde.json"
    saving.value.save_as(kept)
    phone.wait(gone(".keephint"))
    story.empty(phone)
    phone.tab.locator("input[type=file]").set_input_files(kept)
    phone.wait(f"{story.count('.chains .link .pick')} === {len(PATH)}", SLOWLY)
    assert story.cards(phone) == PATH
    story.turn_to_blocks(phone)
    turn_to_python(phone)
    assert phone.evaluate(STORED) == [0, 0, "", 0]
