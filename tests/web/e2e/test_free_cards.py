"""Free play with cards: every card is laid by touch, and a hint is told after the run."""

import json

import pytest

from tests.web import class_story as story
from tests.web.class_story import gone, there
from tests.web.free_class import open_free_class

pytestmark = pytest.mark.browser

MORE = "D’autres cartes"
COMPASS = "Aller vers le haut, le bas, la gauche ou la droite du tapis"
FIRST = ["Avance", "Recule", "À gauche", "À droite", "Allume"]
UPRIGHT = ["Vers le haut", "Vers le bas", "Vers la gauche", "Vers la droite"]
SECOND = ["Attends que", "Attends", "Joue un son", "Note", "Éteins"]


@pytest.fixture
def tablet(screens, school):
    open_free_class(screens.teacher(), school.address)
    page = screens.tablet()
    story.join(page, "le renard")
    return page


def press(page, *names):
    for name in names:
        page.tap(f".keys [aria-label='{name}']")


def laid(page):
    names = (
        "[...document.querySelectorAll('.chains .pick')].map(one => one.getAttribute('aria-label'))"
    )
    return json.loads(page.evaluate(f"JSON.stringify({names})"))


def test_every_card_of_both_pages_is_laid_by_touch(tablet):
    press(tablet, *FIRST, COMPASS, *UPRIGHT, MORE, *SECOND, "Toujours", "Si")
    tablet.wait(f"{story.count('.chains .pick')} === 16")
    assert [name.split("\xa0")[0] for name in laid(tablet)] == [
        *FIRST[:4], "Allume rouge", *UPRIGHT, "Attends que Obstacle", "Attends 1", *SECOND[2:],
        "Toujours", "Si Obstacle",
    ]  # fmt: skip


def test_a_condition_gets_its_other_way(tablet):
    press(tablet, MORE, "Si")
    tablet.tap(".chains .pick")
    tablet.tap(".chains .link.chosen .pick")
    tablet.tap(".cardsheet .choice[aria-label='Si, sinon']")
    tablet.tap(".cardsheet .tick")
    tablet.wait(f"{gone('.cardsheet')} && {there('.held.else .hole')}")
    press(tablet, MORE)
    tablet.tap(".held.else .hole")
    press(tablet, "À droite")
    tablet.wait(there(".held.else .pick[aria-label='À droite']"))


def test_what_hardly_anybody_means_is_hinted_at_after_the_run(tablet):
    press(tablet, "À droite")
    story.go(tablet)
    story.is_over(tablet)
    tablet.wait(there(".notice.is-fault"))
    assert tablet.evaluate(story.text(".notice .text")).startswith("Tourner fait pivoter")
    assert tablet.evaluate(there(".link.now[data-block='1.1']"))
    tablet.tap(".notice")
    tablet.wait(f"{gone('.notice')} && {gone('.link.now')}")
