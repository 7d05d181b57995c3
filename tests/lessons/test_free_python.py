"""Free Python is judged as far as its run and the part of its text that is read tell."""

import pytest

from lessons.catalogue import catalogue
from lessons.judge import attempted, ideal_trace, judge
from robots.program.faces import read_face
from robots.views import ProgramText
from robots.world.goals import Attempt, goal
from robots.world.shipped import shipped
from robots.world.trace import read_event

LESSON = catalogue()["repete"]
"""Its goals: at("maison"), uses("repeat"), len <= 5, bumps == 0."""
REPEATING = "for n in range(2):\n    forward()\nclass A: pass\n"
STRAIGHT = "forward()\nclass A: pass\n"
LONG = "forward()\n" * 6 + "class A: pass\n"


def python(text):
    return ProgramText(face="python", content=text)


def lines(right=True):
    """The trace of a run that was right, or of one that never left its place, as it was written."""
    program = LESSON.program(LESSON.solutions[0] if right else python("wait(1)\n"))
    return [event.as_line().encode() for event in ideal_trace(program, LESSON.mat)]


def told(text, wanted):
    mat = shipped()
    program = read_face("python", text)
    return goal(wanted)(Attempt([], program, None, mat.places, mat.cell_at, ""))


@pytest.mark.parametrize(
    ("text", "wanted", "holds"),
    [
        (REPEATING, 'uses("repeat")', True),
        (STRAIGHT, 'uses("repeat")', None),
        ("forward()\n", 'uses("repeat")', False),
        (REPEATING, 'forbids("repeat")', False),
        (STRAIGHT, 'forbids("repeat")', None),
        ("forward()\n", 'forbids("repeat", "if")', True),
        (STRAIGHT, "len <= 1", False),
        (STRAIGHT, "len <= 5", None),
        (STRAIGHT, "len >= 2", True),
        (STRAIGHT, "len >= 3", None),
        (STRAIGHT, "len == 2", None),
        (STRAIGHT, "len == 3", None),
        (STRAIGHT, "len == 1", False),
        (STRAIGHT, "bumps == 0", None),
        (STRAIGHT, "fixed_bug(2)", None),
    ],
)
def test_what_its_other_part_could_change_is_not_judged(text, wanted, holds):
    assert told(text, wanted) is holds


@pytest.mark.parametrize(
    ("text", "trace", "program"),
    [
        (LONG, lines(), False),
        (REPEATING, lines(), None),
        (REPEATING, lines(right=False), False),
        (REPEATING, [], None),
        (LONG, [], False),
    ],
)
def test_the_trace_of_its_run_is_judged_where_it_is_exact(text, trace, program):
    verdict = judge(LESSON, python(text), lines=trace)
    assert (verdict.program, verdict.floor) == (program, None)


def test_a_tap_on_the_floor_is_judged_as_for_any_run():
    home = attempted(LESSON, LESSON.program(LESSON.solutions[0])).trace[-1].pose.cell
    for trace in (lines(), []):
        assert judge(LESSON, python(REPEATING), home, trace).floor is True
        assert judge(LESSON, python(REPEATING), "A1", trace).floor is False


def test_an_event_is_read_as_it_was_written():
    for line in lines():
        assert read_event(line).as_line().encode() == line
