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
def take_home(chromium, tmp_path, nothing_wrong):
    """Opens a mission's file on a telephone without a network."""
    phones = []

    def opened(*options):
        file = tmp_path / "lesson.html"
        assert exit_code(["takehome", *options, "--output", str(file)]) == 0
        phones.append(chromium.page("about:blank", *PHONE))
        phones[-1].tab.context.set_offline(True)
        phones[-1].go(file.as_uri())
        return phones[-1]

    yield opened
    for phone in phones:
        phone.close()


def test_a_program_is_made_played_kept_in_a_file_and_opened_again(take_home, tmp_path):
    phone = take_home("touche-et-regarde")
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


def test_a_lesson_begins_with_its_own_program_which_needs_not_be_kept(take_home):
    phone = take_home("la-chasse-au-bug", "--cards-only")
    phone.wait(f"{story.count('.chains .link .pick')} > 1")
    phone.wait(there(".tools .flat:not([disabled])"))
    assert phone.evaluate(gone(".keephint"))
    phone.tap(".tools .flat[aria-label='Tout enlever']")
    phone.wait(there(".keephint"))
