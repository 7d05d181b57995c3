"""Tablets on plain HTTP, under this machine's name in the school's network, without Internet."""

import pytest

from tests.web import class_story as story

pytestmark = pytest.mark.browser

LIT_BLOCK = ".blocklySvg .runoutline"
NEXT_KEY = """((place) => {
  const key = [...document.querySelectorAll(`${place} button`)].find((one) => {
    const name = one.getAttribute("aria-label") || one.textContent;
    return !one.disabled && one.offsetParent && !window.touched.includes(name);
  });
  if (!key) return null;
  const name = key.getAttribute("aria-label") || key.textContent;
  window.touched.push(name);
  key.click();
  return name;
})"""


@pytest.fixture
def pupil(browser, school):
    """A tablet that came in by the permanent link."""
    story.open_class(browser.page(school.way_in, 1280, 800))
    page = browser.page(school.for_tablets, 1280, 800)
    story.join(page, "le renard")
    return page


def touch_everything(page, place):
    """Touch each key that comes along there, once; the names of all that were ever touched."""
    page.evaluate("window.touched ||= []")
    while page.evaluate(f"{NEXT_KEY}({place!r})"):
        page.tab.wait_for_timeout(30)
    return page.evaluate("window.touched")


def test_tablets_join_write_cards_and_blocks_and_run_without_a_secure_context(pupil):
    assert pupil.evaluate("isSecureContext") is False
    story.empty(pupil)
    story.lay(pupil, "forward", "left", "forward")
    story.go(pupil)
    story.is_over(pupil)
    story.turn_to_blocks(pupil)
    story.go(pupil)
    pupil.wait(story.there(LIT_BLOCK))
    story.is_over(pupil)


def test_no_key_of_a_tablet_opens_a_tab_a_window_or_a_download(pupil):
    opened = []
    pupil.tab.on("popup", lambda page: opened.append(page.url))
    pupil.tab.on("download", lambda download: opened.append(download.url))
    pupil.tab.on("dialog", lambda dialog: opened.append(dialog.message))
    pupil.tab.on("filechooser", lambda _: opened.append("a file is asked for"))
    here = pupil.evaluate("location.href")
    touch_everything(pupil, ".keys")
    story.empty(pupil)
    story.lay(pupil, "forward")
    touched = touch_everything(pupil, "main")
    assert {"GO", "STOP", "Avance", "Blocs", "Cartes"} <= set(touched)
    assert pupil.evaluate(story.count("a, form, [target]")) == 0
    assert opened == []
    assert pupil.evaluate("location.href") == here
