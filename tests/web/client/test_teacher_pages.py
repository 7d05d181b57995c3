"""A teacher's day in a real browser, on a class that was really started."""

import time

import pytest

from tests.web import class_story as story

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_wrong")]

RUNNING = "document.querySelector('.deck.busy') !== null"
VERDICT = '"verdict":{'
TELLINGS = """(() => {
  window.told = [];
  const strip = document.querySelector(".outcomes");
  const keep = () => strip.textContent && told.push(strip.textContent);
  new MutationObserver(keep).observe(strip, { childList: true, subtree: true });
})()"""
"""Keeps all that the board tells of a run, in order."""
SAID = "document.querySelector('.outcomes')?.textContent"


@pytest.fixture(scope="module")
def teacher(browser, school):
    """The teacher's screen, with no class open yet."""
    return browser.page(school.way_in, 1280, 800)


@pytest.fixture
def open_class(teacher, school):
    """The class's page, with the first mission; the class is closed afterwards."""
    teacher.go(f"{school.address}/today")
    teacher.tap(".ms.sel .pill")
    teacher.wait("document.querySelector('.teach .code b')?.textContent.length === 4")
    yield teacher
    teacher.go(f"{school.address}/class")
    teacher.tap("button.cmd:nth-of-type(3)")
    teacher.tap(".closing .pill.strong")
    teacher.wait("location.pathname === '/today'")


def to_board(page):
    page.tap(".toboard")
    page.tab.wait_for_url("**/board")


def play(page):
    """Go to the board and lay the five cards of the first mission."""
    to_board(page)
    lay_five(page)


def lay_five(page):
    page.wait("document.querySelectorAll('.deck .words .key').length === 1")
    for _ in range(5):
        page.tap(".deck .words .key")
    page.wait("document.querySelectorAll('.line .pc').length === 5")


def test_a_newcomer_sees_a_mission_run_four_taps_after_the_first_page(open_class):
    to_board(open_class)
    open_class.tap(".deck .words .key")
    open_class.tap(".deck .go")
    open_class.wait(RUNNING)


def test_the_board_alone_plays_a_mission_up_to_its_verdict(open_class):
    play(open_class)
    open_class.tap("[data-cell=F1]")
    open_class.tap(".deck .go")
    open_class.wait(RUNNING)
    assert open_class.wait(SAID, 20) == "Mission réussie\N{NO-BREAK SPACE}!"


def test_a_verdict_that_takes_its_time_is_the_first_thing_that_is_told(open_class, school):
    board = open_class.beside(f"{school.address}/board")
    late = []

    def through(line):
        server = line.connect_to_server()

        def pass_on(message):
            if VERDICT in str(message) and not late:
                late.append(message)
                time.sleep(0.8)
            line.send(message)

        server.on_message(pass_on)

    board.tab.route_web_socket("**/socket.io/**", through)
    board.go(f"{school.address}/board")
    board.wait(f"{SAID} === ''")
    board.evaluate(TELLINGS)
    lay_five(board)
    board.tap("[data-cell=F1]")
    board.tap(".deck .go")
    board.wait(RUNNING)
    board.wait(SAID, 20)
    assert late
    assert board.evaluate("told")[0] == "Mission réussie\N{NO-BREAK SPACE}!"
    board.tab.close()


def test_stop_on_the_board_stops_and_gives_the_keys_back(open_class):
    play(open_class)
    open_class.tap(".deck .go")
    open_class.tap(".deck .stop")
    open_class.wait("document.querySelector('.deck .go:not(:disabled)') !== null")


def test_the_board_walks_a_closed_robot_to_where_it_stands(open_class):
    play(open_class)
    open_class.tap(".robotkey")
    open_class.tap(".robots .robot:nth-child(3) .take")
    open_class.wait("document.querySelector(`.robotback [fill='#2F68C8']`)")  # the blue one
    clear_five_steps_go_and_stopped = 8
    for _ in range(clear_five_steps_go_and_stopped):
        open_class.tap(".did")
    open_class.tap("[data-cell=D1]")
    open_class.tap(".where .go")
    said = open_class.wait(SAID, 20)
    assert said == "Le programme est juste.Le robot a glissé."


def test_the_board_replays_its_run_on_one_ribbon(open_class):
    play(open_class)
    open_class.tap(".deck .go")
    open_class.wait(SAID, 20)
    open_class.tap(".ways .bkey:nth-of-type(2)")
    open_class.tap(".picking .choice")
    open_class.tap(".picking .go")
    open_class.wait("document.querySelectorAll('.ribbon .bar').length === 5")
    open_class.tap(".ribbon .bar:nth-of-type(2)")
    lit = "[...document.querySelectorAll('.prog .link')].findIndex(l => l.matches('.now'))"
    open_class.wait(f"{lit} === 1")


def test_a_mission_that_is_too_long_is_not_offered(teacher, school):
    teacher.go(f"{school.address}/today")
    offered = "document.querySelectorAll('.ms').length"
    teacher.wait(f"{offered} === 3")
    teacher.tap(".mins button:nth-of-type(2)")
    assert teacher.wait(f"{offered} === 2")
    teacher.tap(".mins button:nth-of-type(2)")


def test_the_printed_sheet_leads_back_to_the_class(open_class):
    open_class.tap("a.cmd")
    open_class.wait("document.querySelector('main h1') && location.pathname.endsWith('/sheet')")
    open_class.tap(".back")
    open_class.wait("document.querySelector('.teach') !== null")


def test_another_screen_comes_in_with_the_code_and_only_with_it(browser, school, open_class):
    open_class.tap("button.cmd:nth-of-type(2)")
    code = open_class.wait("document.querySelector('.device .bigcode')?.textContent")
    other = browser.page(f"{school.address}/board", 1280, 800)
    type_code(other, "0" * 6 if code != "0" * 6 else "1" * 6)
    other.wait("document.querySelector('.enter .told').textContent !== ''")
    browser.errors.clear()  # the browser notes that the wrong code was refused
    type_code(other, code)
    other.tab.wait_for_selector(".solo")


def test_a_robot_is_touched_then_a_group_and_it_is_theirs(browser, school, open_class):
    tablet = browser.page(school.for_tablets, 960, 540)
    story.join(tablet, "le hibou")
    open_class.tap("[aria-label='Les robots'].flatkey")
    open_class.tap(".owned .take")
    open_class.tap(".givento .grp")
    open_class.wait(story.there(".owners .animal"))
    tablet.wait(story.there(".robotkey .picname, .robotkey [data-name=pomme]"))
    open_class.tap(".owned .take")
    open_class.tap(".givento [aria-label^='Reprendre']")
    open_class.wait(story.gone(".owners .animal"))
    open_class.tab.emulate_media(media="print")
    others = "document.querySelectorAll('.teach header, .robotshelf, .teach footer')"
    assert open_class.evaluate(f"[...{others}].every(e => e.offsetParent === null)")
    width = "document.querySelector('.sticker').offsetWidth / 96 * 25.4"
    printed = open_class.evaluate(width)
    open_class.tab.emulate_media(media="screen")
    assert printed == pytest.approx(45, abs=0.3)


def test_closing_leaves_nothing_of_the_class_on_a_screen(browser, school, teacher):
    teacher.go(f"{school.address}/today")
    teacher.tap(".ms.sel .pill")
    teacher.tap("button.cmd:nth-of-type(3)")
    assert "oubliés" in teacher.wait("document.querySelector('.closing ul')?.textContent")
    teacher.tap(".closing .pill.strong")
    teacher.wait("location.pathname === '/today'")
    teacher.wait("document.querySelector('.ms.cont') === null")


def type_code(page, code):
    for digit in code:
        page.wait("document.querySelector('.digit:not(:disabled)') !== null")
        page.evaluate(
            "[...document.querySelectorAll('.digit')]"
            f".find(key => key.textContent === '{digit}').click()"
        )


def test_a_card_is_made_and_printed_alone_in_a_credit_cards_size(open_class):
    open_class.tap("button.cmd:nth-of-type(2)")
    open_class.tap(".device a.pill")
    open_class.tap(".cardpage .pill.strong")
    open_class.wait("document.querySelector('.waycard .qr svg') !== null")
    open_class.tab.emulate_media(media="print")
    printed = "document.querySelector('main').innerText.trim()"
    card = "document.querySelector('.waycard').innerText.trim()"
    assert open_class.evaluate(printed) == open_class.evaluate(card) != ""
    width = "document.querySelector('.waycard').offsetWidth / 96 * 25.4"
    assert open_class.evaluate(width) == pytest.approx(85.6, abs=0.3)
    open_class.tab.emulate_media(media="screen")
    open_class.tap(".cardpage .quiet")
    open_class.wait("document.querySelector('.teach') !== null")


def test_a_card_that_opens_nothing_says_so_and_asks_for_the_code(browser, school):
    other = browser.page(f"{school.address}/enter?card=old", 960, 540)
    assert "carte" in other.wait("document.querySelector('.enter .told')?.textContent")
    assert other.evaluate("location.search") == ""
    browser.errors.clear()  # the browser notes that the card was refused
