"""Every shipped lesson: its solutions reach the goals, its start and foreseen mistakes do not."""

import pytest

from lessons.catalogue import catalogue, folders
from lessons.check import check_folder
from lessons.judge import attempted, holds, judge, mistake
from robots.program.check import check
from robots.program.faces import read_face
from robots.views import ProgramText
from web.commands.main import exit_code

LESSONS = catalogue()
SOLUTIONS = [(slug, text) for slug, lesson in LESSONS.items() for text in lesson.solutions]
MISTAKES = [(slug, item) for slug, lesson in LESSONS.items() for item in lesson.mistakes]
STARTS = [slug for slug, lesson in LESSONS.items() if lesson.start is not None]


def cards(text: str) -> ProgramText:
    return ProgramText(face="cards", content=text)


def test_the_first_missions_are_there():
    assert list(LESSONS) == ["touche-et-regarde", "la-chasse-au-bug", "repete"]


@pytest.mark.parametrize(
    ("cycle", "folder"), [*folders()], ids=lambda item: getattr(item, "name", "")
)
def test_a_lesson_has_no_fault(cycle, folder):
    assert check_folder(cycle, folder) == []


@pytest.mark.parametrize(("slug", "text"), SOLUTIONS)
def test_a_solution_is_right_and_its_program_has_no_problem(slug, text):
    lesson = LESSONS[slug]
    verdict = judge(lesson, text)
    assert (verdict.program, verdict.mistake) == (True, None)
    assert check(read_face(text.face, text.content), frozenset(lesson.facts.abilities)) == []


@pytest.mark.parametrize("slug", STARTS)
def test_a_start_does_not_reach_the_goals(slug):
    lesson = LESSONS[slug]
    assert lesson.start is not None
    assert holds(lesson, attempted(lesson, lesson.program(lesson.start))) is False


@pytest.mark.parametrize(("slug", "foreseen"), MISTAKES)
def test_a_foreseen_mistake_gets_its_own_kind_answer(slug, foreseen):
    lesson = LESSONS[slug]
    verdict = judge(lesson, cards(foreseen.program))
    assert (verdict.program, verdict.mistake) == (False, foreseen.answer)
    attempt = attempted(lesson, lesson.program(cards(foreseen.program)))
    assert mistake(lesson, attempt) == foreseen.answer


@pytest.mark.parametrize("slug", LESSONS)
def test_a_tap_elsewhere_says_that_the_robot_slid(slug):
    lesson = LESSONS[slug]
    right = judge(lesson, lesson.solutions[0])
    assert right.arrived is not None
    there = judge(lesson, lesson.solutions[0], landed=right.arrived)
    elsewhere = judge(lesson, lesson.solutions[0], landed="A1")
    assert (there.floor, there.slid) == (True, False)
    assert (elsewhere.program, elsewhere.floor, elsewhere.slid) == (True, False, True)


def test_the_command_finds_no_fault(capsys):
    assert exit_code(["lessons", "check"]) == 0
    assert capsys.readouterr() == ("", "")


def test_the_command_knows_its_lessons(capsys):
    assert exit_code(["lessons", "check", "nulle-part"]) == 64
    assert exit_code(["lessons", "--json"]) == 0
    assert '"slug":"repete"' in capsys.readouterr().out
