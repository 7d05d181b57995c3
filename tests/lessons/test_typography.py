"""French sets ? ! : ; and « » apart, by a narrow space at which no line breaks."""

import re

import pytest

from lessons.catalogue import catalogue
from lessons.typography import typeset

LOOSE = re.compile(r"[^|] [?!:;»]|« ")


@pytest.mark.parametrize(
    ("written", "set_apart"),
    [
        ("Répète !", "Répète\u202f!"),
        ("Pareil ? Oui : deux ; non.", "Pareil\u202f? Oui\u202f: deux\u202f; non."),
        ("Dis « quoi ? » **fort** :", "Dis «\u202fquoi\u202f?\u202f» **fort**\u202f:"),
        ("| :-- | --: |", "| :-- | --: |"),
        ("a != b, http://x, 12:30", "a != b, http://x, 12:30"),
        ("déjà\u00a0!", "déjà\u00a0!"),
    ],
)
def test_the_sign_stays_with_its_word(written, set_apart):
    assert typeset(written) == set_apart
    assert typeset(set_apart) == set_apart


def texts(lesson):
    facts = lesson.facts
    yield from (facts.title, facts.aim, lesson.teacher, lesson.pupil, *facts.materials)
    yield from facts.differentiation.values()
    yield from (page.text for page in facts.pages)
    yield from (mistake.answer for mistake in lesson.mistakes)
    yield from (hint.text for hint in lesson.hints)


@pytest.mark.parametrize("lesson", catalogue().values(), ids=lambda lesson: lesson.slug)
def test_no_lesson_lets_a_line_break_before_a_sign(lesson):
    assert [text for text in texts(lesson) if LOOSE.search(text)] == []


def test_programs_stay_as_they_are_written():
    (repete,) = [lesson for lesson in catalogue().values() if lesson.slug == "repete"]
    assert not any("\u202f" in mistake.program for mistake in repete.mistakes)
