"""Judges a run of a mission: is the program right, and did the robot really get there.

A real run is judged twice and both are kept: the program in an ideal world (a run in virtual time),
and the floor (the cell that the child tapped). If the program is right and the robot is elsewhere,
it slid. Free Python cannot be run so: it is judged by the trace of its real run, as far as that
tells, and by the part of its text that is read as a program.

The server judges with it, and so does a page without a server in its own Python.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from robots.drivers.simulated import simulated_body
from robots.program.measure import is_free
from robots.program.scene import Scene, virtual
from robots.program.tree import Program
from robots.world.goals import Attempt
from robots.world.goals import judge as judge_goals
from robots.world.mat import Mat
from robots.world.trace import Event, Pose, Recorder, Type

TIMEOUT = 600.0
"""Program time in seconds after which an endless program is judged where it is."""
PATIENCE = 1.0
"""Wall time in seconds after which a program that only counts is judged where it is, too."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A foreseen wrong program and the kind answer to it."""

    program: Program
    answer: str


@dataclass(frozen=True, slots=True)
class Mission:
    """What a mission is judged by: its goals (see `goals.py`), mat, start and foreseen mistakes."""

    goals: Sequence[str]
    mat: Mat
    start: Program | None = None
    mistakes: Sequence[Foreseen] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """What a mission says of a run; None where the evidence does not tell."""

    program: bool | None
    floor: bool | None = None
    slid: bool = False
    arrived: str | None = None
    mistake: str | None = None


def judged(
    mission: Mission, program: Program, landed: str | None = None, trace: Sequence[Event] = ()
) -> Judged:
    """Judge a program, and the floor where the child tapped a cell.

    `trace` is that of the run, where it is whole; only free Python needs it.
    """
    if is_free(program):
        return _judged_free(mission, program, landed, list(trace))
    attempt = attempted(mission, program)
    right = holds(mission, attempt)
    floor = None if landed is None else holds(mission, _tapped(attempt, landed))
    arrived = attempt.trace[-1].pose.cell
    return Judged(
        program=right,
        floor=floor,
        slid=bool(right and landed is not None and landed != arrived),
        arrived=arrived,
        mistake=None if right else mistake(mission, attempt),
    )


def _judged_free(
    mission: Mission, program: Program, landed: str | None, trace: list[Event]
) -> Judged:
    """The verdict on free Python: what its run and its text leave open is not judged."""
    evidence = str(trace[0].fields.get("evidence", "")) if trace else ""
    attempt = _attempt(mission, program, trace, evidence)
    told = judge_goals(mission.goals, attempt).values()
    right = False if False in told else None if None in told or not told else True
    end = trace[-1] if trace else Event(1, 0.0, Type.FINISHED, mission.mat.start_pose())
    here = replace(attempt, trace=[end])
    floor = None if landed is None else holds(mission, _tapped(here, landed))
    arrived = end.pose.cell if evidence == "exact" else None
    return Judged(program=right, floor=floor, arrived=arrived)


def attempted(mission: Mission, program: Program) -> Attempt:
    """Run a program on the mission's mat in virtual time, without noise."""
    return _attempt(mission, program, ideal_trace(program, mission.mat), "exact")


def holds(mission: Mission, attempt: Attempt) -> bool | None:
    """Whether every goal that the evidence can judge holds; None when it can judge none."""
    told = [held for held in judge_goals(mission.goals, attempt).values() if held is not None]
    return all(told) if told else None


def mistake(mission: Mission, attempt: Attempt) -> str | None:
    """The kind answer to a foreseen mistake that does the same as this attempt."""
    for foreseen in mission.mistakes:
        other = foreseen.program
        if other == attempt.program or _did(attempted(mission, other)) == _did(attempt):
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


def _attempt(mission: Mission, program: Program, trace: list[Event], evidence: str) -> Attempt:
    mat = mission.mat
    return Attempt(trace, program, mission.start, mat.places, mat.cell_at, evidence)


def _did(attempt: Attempt) -> tuple[object, ...]:
    return (attempt.path(), sum(event.type == "bump" for event in attempt.trace))


def _tapped(attempt: Attempt, cell: str) -> Attempt:
    """The attempt as the floor tells it: only where it ended, by the child's tap."""
    end = attempt.trace[-1]
    there = replace(end, pose=Pose(end.pose.x, end.pose.y, end.pose.heading, cell))
    return replace(attempt, trace=[there], evidence="tap")
