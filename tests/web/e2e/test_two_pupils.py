"""Two pupils, a teacher and a board: what one child makes a robot do is seen on every screen."""

import pytest

from tests.web import class_story as story
from tests.web.e2e import blocks
from tests.web.e2e.conftest import UPRIGHT
from tests.web.e2e.steps import Watch
from tests.web.e2e.wheels import STILL_WITHIN, rolled_on, rolls
from tests.web.started import soon

pytestmark = pytest.mark.browser

CAT, DOG = 1, 2
"""Their numbers in the class."""


@pytest.fixture
def room(screens):
    """The four screens, each where its story begins."""
    teacher = screens.teacher()
    story.open_class(teacher, story.REPEAT)
    board = screens.board(teacher)
    cat, dog = screens.tablet(), screens.tablet(UPRIGHT)
    story.join(cat, "le chat")
    story.join(dog, "le chien")
    return teacher, board, cat, dog


def lay_a_corner(cat):
    """Forward 2, right, forward 1, with cards."""
    story.lay(cat, "forward", "right", "forward")
    story.set_number(cat, 1, 2)
    assert story.cards(cat) == ["Avance 2", "À droite", "Avance"]


def build_a_staircase(dog):
    """Repeat 4 times: forward, right, forward, left; with blocks. The steps of its run."""
    story.turn_to_blocks(dog)
    blocks.add(dog, "control", "controls_repeat_ext", blocks.below(dog, "robot_when_started"))
    blocks.add(dog, "move", "robot_forward", blocks.inside(dog, "controls_repeat_ext"))
    blocks.add(dog, "move", "robot_turn_right", blocks.below(dog, "robot_forward"))
    blocks.add(dog, "move", "robot_forward", blocks.below(dog, "robot_turn_right"))
    blocks.add(dog, "move", "robot_turn_left", blocks.below(dog, "robot_forward"))
    up, along = blocks.ids(dog, "robot_forward")
    (right,), (left,) = blocks.ids(dog, "robot_turn_right"), blocks.ids(dog, "robot_turn_left")
    return [up, right, along, left] * 4


def start_and_pause(cat, dog):
    """Both start, and pause in their first step until the board is there; what resumes them."""
    story.roll(cat)
    cat.tap("main.busy [aria-label=Pause]")
    dog.tap(".slowkey")
    story.go(dog)
    dog.tap("main.busy [aria-label=Pause]")
    resume = "main.busy [aria-label=Continuer]"
    for page in (cat, dog):
        page.wait(story.there(resume))

    def go_on():
        cat.tap(resume)
        dog.tap(resume)
        dog.tap("main.busy .slowkey.on")

    return go_on


def go_on(page):
    """From the pause on, at the run's own speed."""
    page.tap("main.busy [aria-label=Continuer]")
    page.tap("main.busy .slowkey.on")


def hide_from_board(teacher):
    """The teacher takes both runs off the board."""
    for number in (CAT, DOG):
        story.open_group(teacher, number)
        teacher.tap(".group .acts .pill.strong")
        teacher.wait(story.gone(".group .acts .pill.strong"))
        teacher.tap(".sheettop .quiet")


def is_over(page):
    return not page.evaluate(story.there("main.busy"))


def test_all_four_screens_show_the_same_step_of_each_run(room):
    """Each child looks at the other's run while it goes, as teacher and board do."""
    teacher, board, cat, dog = room
    lay_a_corner(cat)
    story.set_number(cat, 1, 3)
    stairs = build_a_staircase(dog)
    for page in (cat, dog):
        page.tap(".slowkey")  # so that the pause comes in its first step
        story.go(page)
        page.tap("main.busy [aria-label=Pause]")
        page.wait(story.there("[aria-label=Continuer]"))
    story.pick_runs(board, 2)
    ours, theirs = story.run_of(cat), story.run_of(dog)

    story.watch(dog)
    watch = Watch({ours: (cat, dog, teacher, board)})
    go_on(cat)
    watch.until(lambda: is_over(cat))
    assert watch.agreed == {ours: ["1.1", "1.2", "1.3"]}

    assert dog.evaluate(story.there(".watching .stop"))  # her own run waits, and its STOP is there
    story.stop_watching(dog)
    assert story.run_of(dog) == theirs
    story.watch(cat)
    watch = Watch({theirs: (cat, dog, teacher, board)})
    go_on(dog)
    watch.until(lambda: is_over(dog))
    assert watch.agreed == {theirs: stairs}

    hide_from_board(teacher)
    cat.wait(story.there(story.GO))  # back at her own work, without a tap
    assert story.cards(cat) == ["Avance 3", "À droite", "Avance"]
    assert cat.evaluate(story.gone(".watchkey"))


@pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
def test_every_screen_shows_each_step_and_the_teacher_stops_all(room, screens, thymio):
    teacher, board, cat, dog = room
    lay_a_corner(cat)
    story.ask_for_robot(cat, "thymio")
    stairs = build_a_staircase(dog)

    go_on = start_and_pause(cat, dog)
    story.pick_runs(board, 2)
    ours, theirs = story.run_of(cat), story.run_of(dog)
    watch = Watch({ours: (cat, teacher, board), theirs: (dog, teacher, board)})
    go_on()
    watch.until(lambda: is_over(dog) and cat.evaluate(story.there(".where")))
    assert watch.agreed == {ours: ["1.1", "1.2", "1.3"], theirs: stairs}
    story.say_where(cat, "B3")

    third = screens.tablet()
    story.join(third, "le renard")
    story.ask_for_robot(third, "thymio")
    third.wait(story.there(".busyrobot .team[aria-label*='le chat']"))
    assert third.evaluate(story.text("h1")) == "Quelqu’un conduit déjà ce robot"

    cat.tap(".onwards")
    story.roll(cat)
    story.go(dog)
    assert soon(lambda: rolls(thymio))
    place = thymio.here()
    teacher.tap(".stopall")
    assert rolled_on(thymio, place) <= STILL_WITHIN
    for page in (cat, dog):
        page.wait(story.gone("main.busy"))
    for number in (CAT, DOG):
        state = story.text(f".tile[data-seat='{number}'] .st b")
        teacher.wait(f"{state} === 'Arrêté'")
