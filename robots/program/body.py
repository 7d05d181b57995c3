"""What a program drives: the seam between the runner and a robot, simulated or real.

A body does no waiting of its own. The runner begins a doing word and gets an `Activity`; it tells
the body what time it is and asks when the body next has something to tell. A simulated body knows
the end of everything it begins; a real one learns it from its robot and then wakes its runner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from robots.errors import Problem
from robots.world.trace import Pose, Recorder, Value


@dataclass(slots=True)
class Activity:
    """A doing word under way.

    `end` is the program time at which it is over, None while that is not known (a real robot sets
    `done` when it is). A word that is over at once has `done` from the start. `problem` is set when
    the word failed; the run then ends with that error.
    """

    end: float | None = None
    done: bool = False
    problem: Problem | None = None

    def over(self, now: float) -> bool:
        """Whether the word is over at program time `now`."""
        return self.done or (self.end is not None and now >= self.end)


class Body(Protocol):
    """A robot that a program drives. All times are program times in seconds."""

    kind: str
    abilities: frozenset[str]
    evidence: str
    """How its poses are known: "exact" (simulated) or "odometry"."""

    def attach(self, recorder: Recorder) -> None:
        """Write what the robot does (motion, bump, light, note, sound) to this run's trace."""

    def begin(self, word: str, arguments: Mapping[str, Value], now: float) -> Activity:
        """Begin a doing word (never say, wait, send, pen); raises Refused for bad-value."""
        ...

    def read(self, word: str, arguments: Mapping[str, Value], now: float) -> Value:
        """What a sensing word gives at `now`; raises Refused."""
        ...

    def pose(self, now: float) -> Pose:
        """Where the robot is at `now`, or is thought to be."""
        ...

    def due(self) -> float | None:
        """The next time at which the body has something to tell (a bump in mid-motion), or None."""
        ...

    def advance(self, now: float) -> None:
        """Let the body live until `now`: write the events that fell due."""

    def still(self, now: float) -> None:
        """Stop every motion and sound at `now`; what was under way is over."""

    def input(self, name: str, value: Value, now: float) -> None:
        """Something from outside: a simulated button (`button.up`), a clap (`sound_level`)."""
