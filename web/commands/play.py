"""Plays one checked program on one robot for the command line, and says how it ended."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from robots.drivers.simulated import simulated_body
from robots.errors import Code, Problem, Refused
from robots.program.scene import Scene
from robots.program.tree import Program
from robots.transports.recorder import Recording
from robots.world.mat import Mat
from robots.world.trace import Event, Recorder, Type, Value
from web.commands.events import EventLog
from web.commands.pace import halt_on_signals, play_fast, play_real

FINISHED, PROGRAM_FAILED, ROBOT_FAILED, STOPPED = 0, 1, 2, 3
"""Exit codes."""
SIMULATED = "simulated"
ROBOT_CODES = frozenset(
    {Code.ROBOT_BUSY, Code.ROBOT_LOST, Code.ROBOT_NOT_FOUND, Code.GARBLED, Code.NO_GATEWAY}
)


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line asked for. `sentence` makes a problem's text for its reader."""

    mat: Mat
    robot: str = SIMULATED
    fast: bool = False
    seed: int = 0
    timeout: float | None = None
    sentence: Callable[[Problem], str] = lambda problem: str(problem.code)
    recording: Recording | None = None

    def start(self) -> Mapping[str, Value]:
        """The fields of the `start` event that the robot does not know."""
        return {"robot": self.robot, "mat": self.mat.name, "seed": self.seed}


def play_simulated(program: Program, order: Order, log: EventLog) -> None:
    """Play on the simulated robot; raises Refused when the program cannot be compiled."""
    body = simulated_body(program, order.mat, order.seed)
    with halt_on_signals(lambda: log.broken) as halt:
        scene = Scene(order.sentence)
        scene.add(program, body, Recorder(log.write), order.start())
        if order.fast:
            play_fast(scene, order.timeout, halt)
        else:
            asyncio.run(play_real(scene, order.timeout, halt))


def refusal_code(refused: Refused) -> int:
    """The exit code when nothing was played."""
    robot = any(problem.code in ROBOT_CODES for problem in refused.problems)
    return ROBOT_FAILED if robot else PROGRAM_FAILED


def exit_code(last: Event | None) -> int:
    """The exit code that a trace's last event means."""
    if last is None:
        return ROBOT_FAILED
    if last.type is Type.FINISHED:
        return FINISHED
    if last.type is Type.ERROR:
        return ROBOT_FAILED if last.fields["code"] in ROBOT_CODES else PROGRAM_FAILED
    return ROBOT_FAILED if last.fields.get("by") == "link" else STOPPED
