"""Checks a lesson as its author would wish: solutions pass, starts and foreseen mistakes do not."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from lessons.judge import attempted, holds, mistake
from lessons.lesson import Lesson, read_lesson
from robots.abilities import WORDS
from robots.errors import Code, Problem, Refused
from robots.program.measure import length
from robots.program.tree import Program
from robots.views import ProgramText
from robots.world.goals import goal

CONSTRUCTS = frozenset(
    {
        "repeat", "forever", "if", "wait_for", "while", "count", "logic", "maths", "text", "list",
        "variable", "print", "function", "python",
    }
)  # fmt: skip
"""What a mission can offer beside words; the blocks' toolbox has the same list."""


def check_folder(cycle: str, folder: Traversable) -> list[Problem]:
    """Every fault of a lesson's folder, as problems whose `where` is a file of it."""
    try:
        lesson = read_lesson(folder, cycle)
        return list(check(lesson))
    except Refused as refused:
        return list(refused.problems)


def check(lesson: Lesson) -> Iterator[Problem]:
    """Every fault of a lesson that could be read."""
    for text in lesson.facts.goals:
        goal(text)
    yield from _unknown_words(lesson)
    yield from _solutions(lesson)
    yield from _start(lesson)
    yield from _mistakes(lesson)


def _fault(where: str, reason: str, **details: str | int | float) -> Problem:
    return Problem(Code.BAD_LESSON, where, {"reason": reason, **details})


def _unknown_words(lesson: Lesson) -> Iterator[Problem]:
    for word in lesson.facts.words:
        if word not in WORDS and word not in CONSTRUCTS:
            yield _fault("lesson.toml", f"unknown word {word}")


def _solutions(lesson: Lesson) -> Iterator[Problem]:
    if not lesson.solutions:
        yield _fault("solution.json", "there is none")
    for text in lesson.solutions:
        program = lesson.program(text)
        if holds(lesson, attempted(lesson, program)) is not True:
            yield _fault(f"solution ({text.face})", "does not reach the goals")
        yield from _too_long(lesson, program)


def _too_long(lesson: Lesson, program: Program) -> Iterator[Problem]:
    limit = lesson.facts.limit
    if limit is not None and length(program) > limit:
        yield _fault("solution", f"has {length(program)} cards, the limit is {limit}")


def _start(lesson: Lesson) -> Iterator[Problem]:
    if lesson.start and holds(lesson, attempted(lesson, lesson.program(lesson.start))):
        yield _fault("start", "already reaches the goals")


def _mistakes(lesson: Lesson) -> Iterator[Problem]:
    for number, foreseen in enumerate(lesson.mistakes, 1):
        program = lesson.program(ProgramText(face="cards", content=foreseen.program))
        attempt = attempted(lesson, program)
        if holds(lesson, attempt):
            yield _fault("mistakes.toml", f"mistake {number} reaches the goals")
        elif mistake(lesson, attempt) != foreseen.answer:
            yield _fault("mistakes.toml", f"mistake {number} gets another one's answer")
