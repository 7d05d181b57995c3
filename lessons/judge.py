"""Judges a run of a mission: is the program right, and did the robot really get there.

A real run is judged twice and both are kept: the program in an ideal world (a run in virtual time),
and the floor (the cell that the child tapped). If the program is right and the robot is elsewhere,
it slid.
"""

from __future__ import annotations

import time
from dataclasses import replace

from lessons.lesson import Lesson
from robots.drivers.simulated import simulated_body
from robots.errors import Refused
from robots.program.scene import Scene, virtual
from robots.program.tree import Program
from robots.room import Verdict
from robots.views import ProgramText
from robots.world.goals import Attempt
from robots.world.goals import judge as judge_goals
from robots.world.mat import Mat
from robots.world.trace import Event, Pose, Recorder

TIMEOUT = 600.0
"""Program time in seconds after which an endless program is judged where it is."""
PATIENCE = 1.0
"""Wall time in seconds after which a program that only counts is judged where it is, too."""


def judge(lesson: Lesson, text: ProgramText, landed: str | None = None) -> Verdict:
    """The verdict on a program, and on the floor where the child tapped a cell."""
    try:
        program = lesson.program(text)
    except Refused:
        return Verdict(program=False, floor=None)
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


def attempted(lesson: Lesson, program: Program) -> Attempt:
    """Run a program on the lesson's mat in virtual time, without noise."""
    trace = ideal_trace(program, lesson.mat)
    start = None if lesson.start is None else lesson.program(lesson.start)
    return Attempt(trace, program, start, lesson.mat.places, lesson.mat.cell_at)


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
