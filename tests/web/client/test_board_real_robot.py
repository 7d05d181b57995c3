"""The board alone, with no tablet, drives a real robot from the choice to the verdict."""

import pytest

from tests.robots.emulated import emulated
from tests.web import class_story as story
from tests.web.class_story import count, gone, text, there
from tests.web.started import soon

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_wrong")]

STAIR = ("Avance", "À droite", "Avance", "À gauche")
"""One stair of *Répète !*; the loop goes round four times by itself."""
SAID = "document.querySelector('.what[role=status]')?.textContent"
OVER_STORY = "document.querySelector('.outcomes')?.textContent"


@pytest.fixture(scope="module")
def thymio(tmp_path_factory):
    with emulated("thymio", tmp_path_factory.mktemp("thymio")) as robot:
        yield robot


@pytest.fixture(scope="module")
def school(start_class, thymio):
    return start_class("--robot", f"thymio@{thymio.place}")


@pytest.fixture(scope="module")
def board(browser, school):
    """The whiteboard, which is the only screen of the class, with *Répète !* on it."""
    page = browser.page(school.way_in, 1920, 1080)
    story.open_class(page, story.REPEAT)
    page.tap(".toboard")
    page.wait(there(".solo .deck"))
    return page


def key(board, name):
    board.tap(f".deck .words .key[aria-label='{name}']")


def write(board, *names):
    """Lay cards; a chain that stands there already goes first."""
    board.wait(there(".deck .words .key"))
    if board.evaluate(count(".line .pc")):
        board.tap(".deck .bkey[aria-label='Tout effacer']")
    for name in names:
        key(board, name)


@pytest.fixture
def with_thymio(board):
    """The real robot is the board's."""
    board.tap(".robotkey")
    board.tap(".robot[data-robot*='thymio'] .take")
    board.wait(there(".robotkey.mine"))


def take_screen(board):
    board.tap(".robotkey")
    board.tap(".robots .robot:first-child .take")
    board.wait(there(".robotkey:not(.mine)"))


def roll(board):
    """GO, put back, ready, GO."""
    board.tap(".deck .acts .go")
    board.wait(there(".place .go.asleep:disabled"))
    board.tap(".place .tick.ready")
    board.tap(".place .go.ready:not(.tick)")
    board.wait(there(".deck .stop"))


@pytest.mark.usefixtures("with_thymio")
def test_the_board_alone_plays_repete_on_a_real_robot_up_to_the_verdict(board, thymio):
    write(board, "Répète", *STAIR)
    roll(board)
    assert soon(lambda: any(thymio.truth().get("wheels", [0])))
    board.wait(there(".solo .mat g[fill='var(--run)']"))  # the soft edge of an estimate
    board.wait(there(".where.onboard"), 90)
    assert board.evaluate(gone(".where path[stroke-width='11']"))  # nothing prompts the answer
    board.tap("[data-cell=E5]")
    board.tap(".where .go.tick")
    assert board.wait(SAID) == "Mission réussie\N{NO-BREAK SPACE}!"
    board.tap(".place .onwards")
    assert board.wait(OVER_STORY) == "Mission réussie\N{NO-BREAK SPACE}!"


@pytest.mark.usefixtures("with_thymio")
def test_a_right_program_whose_robot_slid_is_said_to_be_right(board):
    write(board, "Répète", *STAIR)
    roll(board)
    board.wait(there(".where.onboard"), 90)
    for way in ("plus haut", "plus haut", "à droite"):
        board.tap(f".where .arrows [aria-label='Une case {way}']")
    board.tap(".where .go.tick")
    assert board.wait(SAID) == "Le programme est juste.Le robot a glissé."
    assert board.evaluate(there(".place circle[stroke='var(--done)']"))
    board.tap(".place .plainkey")
    board.wait(there(".place .tick.ready"))
    board.tap(".place .acts .quiet")
    board.wait(there(".deck .go"))


@pytest.mark.usefixtures("with_thymio")
def test_stop_on_the_board_stops_the_robot_and_asks_nothing(board, thymio):
    write(board, "Avance", "Avance", "Avance", "Avance")
    roll(board)
    assert soon(lambda: any(thymio.truth()["wheels"]))
    board.tap(".deck .stop")
    assert soon(lambda: not any(thymio.truth()["wheels"]), 2)
    board.wait(there(".deck .go:not(:disabled)"))
    assert board.evaluate(gone(".where"))
    assert board.evaluate(text(".outcomes")) == ""


@pytest.mark.usefixtures("with_thymio")
def test_a_board_that_is_loaded_again_in_mid_run_goes_on_showing_it(board, thymio):
    write(board, "Avance", "Avance")
    roll(board)
    board.go(board.evaluate("location.href"))
    board.wait(there(".deck .stop"))
    board.wait(there(".where.onboard"), 30)
    board.tap(".where .quiet[aria-label='Ne pas le dire']")
    board.wait(there(".deck .go"))


def test_another_board_shows_the_same_cards_and_the_same_run(board, browser, school):
    other = board.beside(f"{school.address}/board")
    write(board, "Avance", "À droite")
    other.wait(f"{count('.line .pc')} === 2")
    take_screen(board)
    board.tap(".deck .acts .go")
    other.wait(there(".deck .stop"))
    other.tab.close()
    board.wait(there(".deck .go"), 20)


def test_a_robot_that_a_group_drives_is_busy_and_names_nobody(board, browser, school):
    take_screen(board)
    pupil = browser.page(school.for_tablets, 1280, 800)
    story.join(pupil, "le renard")
    story.take_robot(pupil)
    board.tap(".robotkey")
    board.tap(".robot[data-robot*='thymio'] .take")
    board.wait(f"{text('.asked h1')} === 'Quelqu’un conduit déjà ce robot'")
    assert board.evaluate(there(".asked .ringbot .badge"))
    assert board.evaluate(gone(".asked .animal"))
    board.tap(".robots .robot:first-child .take")
    board.wait(there(".deck"))
    story.take_robot(pupil, "first-child")
    pupil.close()


def test_a_loop_goes_round_as_often_as_the_pen_says(board):
    write(board, "Répète", *STAIR)
    board.tap(".loop > .pick")
    board.tap(".numbers .bkey:nth-child(3)")
    board.tap(".counting .tick")
    take_screen(board)
    board.tap(".deck .acts .go")
    hint = "compte les marches, c’est le nombre de tours."
    board.wait(f"{OVER_STORY}.includes({hint!r})", 40)
