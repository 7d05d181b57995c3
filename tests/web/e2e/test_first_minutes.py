"""A newcomer is in a running mission within eight taps of the page that opens by itself."""

import pytest

from tests.web import class_story as story

pytestmark = pytest.mark.browser

MOST = 8


class Hand:
    """Counts its taps."""

    def __init__(self):
        self.taps = 0

    def tap(self, page, *selectors):
        for selector in selectors:
            self.taps += 1
            page.tap(selector)


def test_the_teacher_alone_at_the_board(screens):
    teacher, hand = screens.teacher(), Hand()
    hand.tap(teacher, ".ms.sel .pill", ".toboard", ".deck .words .key", ".deck .go")
    teacher.wait(story.there(".deck.busy .stop"))
    assert hand.taps <= MOST


def test_the_teacher_and_one_tablet(screens):
    teacher, tablet, hand = screens.teacher(), screens.tablet(), Hand()
    hand.tap(teacher, ".tablets .toybox")
    number = teacher.wait(
        f"[...document.querySelectorAll('.ms .tt')].findIndex(t => t.textContent === '{BUGS}') + 1"
    )
    hand.tap(teacher, f".ms:nth-child({number}) .pick", ".ms.sel .pill")
    hand.tap(tablet, ".toyplace[aria-label='la tortue']", ".joined .go", story.GO)
    tablet.wait(story.there(story.STOP))
    teacher.wait(f"{story.text('.tile .st b')} === 'Roule'")
    assert hand.taps <= MOST


BUGS = story.BUG_HUNT
