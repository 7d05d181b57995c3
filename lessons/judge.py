"""Judges a run of a lesson's mission (see `robots.judging`, which does it for pages too)."""

from __future__ import annotations

from collections.abc import Sequence

from lessons.lesson import Lesson
from robots.errors import Refused
from robots.judging import Foreseen, Judged, Mission, judged
from robots.judging import attempted as _attempted
from robots.judging import holds as _holds
from robots.judging import ideal_trace as ideal_trace
from robots.judging import mistake as _mistake
from robots.program.tree import Program
from robots.room import Verdict
from robots.views import ProgramText
from robots.world.goals import Attempt
from robots.world.trace import read_event


def judge(
    lesson: Lesson,
    text: ProgramText,
    landed: str | None = None,
    lines: Sequence[bytes] = (),
) -> Verdict:
    """The verdict on a program, and on the floor where the child tapped a cell.

    `lines` is the trace of the run, where it is whole; only free Python needs it.
    """
    try:
        program = lesson.program(text)
    except Refused:
        return Verdict(program=False, floor=None)
    trace = [read_event(line) for line in lines]
    return _verdict(judged(mission_of(lesson), program, landed, trace))


def mission_of(lesson: Lesson) -> Mission:
    """What a lesson's runs are judged by."""
    start = None if lesson.start is None else lesson.program(lesson.start)
    mistakes = [
        Foreseen(lesson.program(ProgramText(face="cards", content=one.program)), one.answer)
        for one in lesson.mistakes
    ]
    return Mission(lesson.facts.goals, lesson.mat, start, mistakes)


def attempted(lesson: Lesson, program: Program) -> Attempt:
    """Run a program on the lesson's mat in virtual time, without noise."""
    return _attempted(mission_of(lesson), program)


def holds(lesson: Lesson, attempt: Attempt) -> bool | None:
    """Whether every goal that the evidence can judge holds; None when it can judge none."""
    return _holds(mission_of(lesson), attempt)


def mistake(lesson: Lesson, attempt: Attempt) -> str | None:
    """The kind answer to a foreseen mistake that does the same as this attempt."""
    return _mistake(mission_of(lesson), attempt)


def _verdict(told: Judged) -> Verdict:
    return Verdict(told.program, told.floor, told.slid, told.arrived, told.mistake)
