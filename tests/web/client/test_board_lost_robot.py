"""What breaks while the board runs: a robot falls silent, a part restarts, the class closes."""

import os
import signal

import pytest

from tests.robots.emulated import emulated
from tests.web import class_story as story
from tests.web.browsers.chromium import Chromium
from tests.web.class_story import count, gone, text, there
from tests.web.e2e.kept import KEPT
from tests.web.started import Started

pytestmark = pytest.mark.browser

FOUR = ["Avance"] * 4


@pytest.fixture
def browser():
    chromium = Chromium()
    yield chromium
    assert chromium.errors == []
    chromium.close()


@pytest.fixture
def school(tmp_path):
    started = Started(tmp_path / "school")
    yield started
    started.end()


def lay(board, names):
    for name in names:
        board.tap(f".deck .words .key[aria-label='{name}']")
    board.wait(f"{count('.line .pc')} === {len(names)}")


def test_a_robot_that_is_lost_in_its_run_is_looked_for_and_the_program_kept(browser, tmp_path):
    with emulated("thymio", tmp_path) as thymio:
        school = Started(tmp_path / "school", "--robot", f"thymio@{thymio.place}")
        try:
            board = browser.page(school.way_in, 1920, 1080)
            story.open_class(board, story.REPEAT)
            board.tap(".toboard")
            lay(board, FOUR)
            board.tap(".robotkey")
            board.tap(".robot[data-robot*='thymio'] .take")
            board.tap(".deck .acts .go")
            board.tap(".place .tick.ready")
            board.tap(".place .go.ready:not(.tick)")
            board.wait(there(".deck .stop"))
            thymio.vanish()
            looked_for = "On cherche le robot.\\nLe programme est gardé."
            board.wait(f"{text('.line .said')} === '{looked_for}'", 20)
            board.wait(there(".deck .acts .go:disabled"), 20)
            assert board.evaluate(gone(".where"))
            assert board.evaluate(count(".line .pc")) == len(FOUR)
        finally:
            school.end()


def test_a_class_that_closes_leaves_nothing_on_a_board_that_runs(browser, school):
    teacher = browser.page(school.way_in, 1280, 800)
    story.open_class(teacher, story.TOUCH)
    board = teacher.beside(f"{school.address}/board")
    lay(board, FOUR)
    board.tap(".deck .acts .go")
    board.wait(there(".deck .stop"))
    story.close_class(teacher, school.address)
    board.wait(there(".choosing .missions"))
    board.tap(".choosing .mission")
    board.wait(there(".solo .deck"))
    assert board.evaluate(count(".line .pc")) == 0
    assert board.evaluate(gone(".deck .stop"))


def test_a_class_that_closes_while_its_board_is_off_leaves_nothing_on_it(browser, school):
    teacher = browser.page(school.way_in, 1280, 800)
    story.open_class(teacher, story.TOUCH)
    board = browser.page(school.another_way_in(), 1920, 1080)
    board.go(f"{school.address}/board")
    board.wait(there(".solo .deck"))
    server = school.child("web.server")
    os.kill(server, signal.SIGSTOP)
    lay(board, FOUR)
    board.wait(f"(await {KEPT})[3].length === {len(FOUR)}")
    board.leave()
    os.kill(server, signal.SIGCONT)
    story.close_class(teacher, school.address)
    story.open_class(teacher, story.TOUCH)
    board.come_back(f"{school.address}/board")
    board.wait(there(".solo .deck"))
    board.wait(f"(await {KEPT})[3].length === 0")
    assert board.evaluate(count(".line .pc")) == 0
    assert not served(board, f"{school.address}/board", count(".line .pc"))


def served(board, address, expression):
    """What an expression is when the page is opened anew: what the server has kept shows then."""
    board.reopen(address)
    board.wait(there(".solo .deck"))
    return board.evaluate(expression)


def test_cards_and_choices_outlive_a_server_and_a_gateway_that_start_again(browser, school):
    board = browser.page(school.way_in, 1920, 1080)
    story.open_class(board, story.TOUCH)
    board.tap(".toboard")
    lay(board, FOUR)
    board.tap(".deck .acts .go")
    board.wait(there(".deck .stop"))
    school.kill("robots.gateway")
    board.wait(f"{text('.line .said')} === 'Les robots redémarrent'")
    board.wait(there(".deck .acts .go:not(:disabled)"), 30)
    school.kill("web.server")
    board.wait(there(".pausing"))
    board.wait(there(".deck .acts .go:not(:disabled)"), 30)
    assert board.evaluate(count(".line .pc")) == len(FOUR)
    assert board.evaluate(there(".deck .bkey[aria-label='Annuler']:not(:disabled)"))
    board.tap(".deck .acts .go")
    board.wait(there(".deck .stop"))
