"""Judges a run of a mission: is the program right, and did the robot really get there.

A real run is judged twice and both are kept: the program in an ideal world (a run in virtual time),
and the floor (the cell that the child tapped). If the program is right and the robot is elsewhere,
it slid. Free Python cannot be run here: it is judged by the trace of its real run, as far as that
tells, and by the part of its text that is read as a program.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from lessons.lesson import Lesson
from robots.drivers.simulated import simulated_body
from robots.errors import Refused
from robots.program.measure import is_free
from robots.program.scene import Scene, virtual
from robots.program.tree import Program
from robots.room import Verdict
from robots.views import ProgramText
from robots.world.goals import Attempt
from robots.world.goals import judge as judge_goals
from robots.world.mat import Mat
from robots.world.trace import Event, Pose, Recorder, Type, read_event

TIMEOUT = 600.0
"""Program time in seconds after which an endless program is judged where it is."""
PATIENCE = 1.0
"""Wall time in seconds after which a program that only counts is judged where it is, too."""


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
    if is_free(program):
        return _judge_free(lesson, program, landed, [read_event(line) for line in lines])
    attempt = attempted(lesson, program)
    right = holds(lesson, attempt)
    floor = None if landed is None else holds(lesson, _tapped(attempt, landed))
    arrived = attempt.trace[-1].pose.cell
    return Verdict(
        program=right,
        floor=floor,
        slid=bool(right and landed is not None and landed != arrived),
        arrived=arrived,
        mistake=None if right else mistake(lesson, attempt),
    )


def _judge_free(
    lesson: Lesson, program: Program, landed: str | None, trace: list[Event]
) -> Verdict:
    """The verdict on free Python: what its run and its text leave open is not judged."""
    evidence = str(trace[0].fields.get("evidence", "")) if trace else ""
    attempt = _attempt(lesson, program, trace, evidence)
    told = judge_goals(lesson.facts.goals, attempt).values()
    right = False if False in told else None if None in told or not told else True
    end = trace[-1] if trace else Event(1, 0.0, Type.FINISHED, lesson.mat.start_pose())
    floor = (
        None if landed is None else holds(lesson, _tapped(replace(attempt, trace=[end]), landed))
    )
    arrived = end.pose.cell if evidence == "exact" else None
    return Verdict(program=right, floor=floor, arrived=arrived)


def attempted(lesson: Lesson, program: Program) -> Attempt:
    """Run a program on the lesson's mat in virtual time, without noise."""
    return _attempt(lesson, program, ideal_trace(program, lesson.mat), "exact")


def _attempt(lesson: Lesson, program: Program, trace: list[Event], evidence: str) -> Attempt:
    start = None if lesson.start is None else lesson.program(lesson.start)
    return Attempt(trace, program, start, lesson.mat.places, lesson.mat.cell_at, evidence)


def holds(lesson: Lesson, attempt: Attempt) -> bool | None:
    """Whether every goal that the evidence can judge holds; None when it can judge none."""
    told = [held for held in judge_goals(lesson.facts.goals, attempt).values() if held is not None]
    return all(told) if told else None


def mistake(lesson: Lesson, attempt: Attempt) -> str | None:
    """The kind answer to a foreseen mistake that does the same as this attempt."""
    for foreseen in lesson.mistakes:
        other = lesson.program(ProgramText(face="cards", content=foreseen.program))
        if other == attempt.program or _did(attempted(lesson, other)) == _did(attempt):
            return foreseen.answer
    return None


def ideal_trace(program: Program, mat: Mat) -> list[Event]:
    """The trace of a program in a world without noise, as fast as it goes."""
    trace: list[Event] = []
    scene = Scene()
    body = simulated_body(program, replace(mat, noise=0.0), 0)
    scene.add(program, body, Recorder(trace.append), start={})
    until = time.monotonic() + PATIENCE
    virtual(scene, TIMEOUT, lambda: "timeout" if time.monotonic() > until else None)
    return trace


def _did(attempt: Attempt) -> tuple[object, ...]:
    return (attempt.path(), sum(event.type == "bump" for event in attempt.trace))


def _tapped(attempt: Attempt, cell: str) -> Attempt:
    """The attempt as the floor tells it: only where it ended, by the child's tap."""
    end = attempt.trace[-1]
    there = replace(end, pose=Pose(end.pose.x, end.pose.y, end.pose.heading, cell))
    return replace(attempt, trace=[there], evidence="tap")
