"""A class in English: no screen says anything in French but what the lessons themselves say."""

import json
from pathlib import Path

import pytest

from tests.web.class_story import there

pytestmark = pytest.mark.browser

STRINGS = Path(__file__).parents[3] / "robots" / "strings"
FRENCH, ENGLISH = (
    json.loads((STRINGS / f"{name}.json").read_text("utf-8")) for name in ("fr", "en")
)
SEEN = """[...document.querySelectorAll('body *')].flatMap(e => [e.ariaLabel,
    ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data)]).filter(Boolean)"""
"""Every text of a page, and every name by which it is read aloud."""


def texts(language, *sections):
    """What a strings file says, where it says it in one piece."""
    found = [value for section in sections for value in language[section].values()]
    return {text for text in found if isinstance(text, str) and "{" not in text}


OURS = texts(ENGLISH, "screens", "pictures")
ONLY_FRENCH = texts(FRENCH, "screens", "pictures") - OURS


@pytest.fixture(scope="module")
def school(start_class):
    return start_class("--language", "en")


def speaks_english(page):
    seen = set(page.evaluate(SEEN))
    assert seen & OURS
    assert not seen & ONLY_FRENCH
    assert page.evaluate("document.documentElement.lang") == "en"


def test_every_page_speaks_english(browser, school):
    teacher = browser.page(school.way_in, 1280, 800, locale="en-GB")
    teacher.wait(there(".ms.sel .pill"))
    speaks_english(teacher)
    teacher.tap(".ms:nth-child(2) .pick")
    teacher.tap(".ms.sel .pill")
    teacher.wait(there(".teach .nobody .qr"))
    speaks_english(teacher)
    board = teacher.beside(f"{school.address}/board")
    board.wait(there(".deck .go"))
    speaks_english(board)
    tablet = browser.page(f"{school.address}/", 1024, 768, locale="en-GB")
    tablet.wait(there(".toyplace"))
    speaks_english(tablet)
    tablet.tap(".toyplace")
    tablet.tap(".joined .go")
    tablet.wait(there(".keys .key"))
    speaks_english(tablet)
    tablet.tap("[aria-label=Blocks]")
    tablet.wait(there(".blocklySvg"))
    speaks_english(tablet)
    assert (browser.errors, browser.elsewhere) == ([], [])
