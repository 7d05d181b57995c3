"""One display and no tablet: a mission from its picture to its success, with the pen."""

import pytest

from tests.web import class_story as story
from tests.web.e2e.conftest import WHITEBOARD

pytestmark = pytest.mark.browser

FLOWER = 5
"""Cells from the start to the flower, all to the east."""
SUCCESS = "Mission réussie\u00a0!"
SAID = story.text(".outcomes")


@pytest.fixture
def board(screens, school):
    """The teacher's browser on the board's page, before any mission is chosen."""
    page = screens.open(school.another_way_in(), WHITEBOARD)
    page.wait(story.there(".home"))
    page.go(f"{school.address}/board")
    page.wait(story.there(".choosing"))
    return page


def open_mission(board):
    """Choose "Touche et regarde", plant the flag on the flower, and lay a card for each step."""
    board.tap(f".choosing .mission[aria-label*='{story.TOUCH}']")
    board.tap(".deck [aria-label='Déplacer le drapeau']")
    move_to_flower(board)
    board.wait(story.there(".mat[data-flag=F1]"))
    board.tap(".deck .tick")
    for laid in range(FLOWER):
        board.wait(f"{story.count('.line .pc')} === {laid}")
        board.tap(".deck .words .key[aria-label=Avance]")
    board.wait(f"{story.count('.line .pc')} === {FLOWER}")


def move_to_flower(board):
    """With the four arrows: the first tap puts it on the start."""
    for _ in range(1 + FLOWER):
        board.tap(".arrows .east")


def test_the_pen_alone_plays_a_mission_to_its_success(board):
    open_mission(board)
    board.tap(".deck .go")
    board.wait(story.there(".deck.busy .stop"))
    assert board.wait(SAID, 20) == SUCCESS


def test_a_closed_robot_is_pressed_key_by_key_and_told_where_it_stands(board):
    open_mission(board)
    board.tap(".deck .robotkey")
    board.tap(".robots .take[aria-label^=Bee-Bot]")
    shown = f"{story.text('.comp .ask')} + ' ' + {story.text('.comp .mem b')}"
    assert "efface" in board.wait(f"{story.there('.comp')} && {shown}")
    for held in range(1 + FLOWER):
        board.tap(".did")  # clear, then each step
        board.wait(f"{story.text('.comp .mem b')} === '{held}'")
    assert "GO" in board.evaluate(shown)
    board.tap(".did")
    board.wait(f"{story.text('.did')}.includes('arrêté')")
    board.tap(".did")
    board.wait(story.there(".where .go:disabled"))
    move_to_flower(board)
    board.tap(".where .go")
    assert board.wait(SAID, 20) == SUCCESS
