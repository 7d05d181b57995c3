"""What runs and their scene know of each other: the clock, the turns, and what falls due."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from robots.errors import Problem
from robots.program.running import RunningStack


class Stage(Protocol):
    """What a run needs of its scene."""

    now: float
    most_said: int
    """What one run may say or print."""

    def ticket(self) -> int:
        """A number for the next turn: lower ones come first."""

    def reach(self, now: float) -> None:
        """Bring the clock to `now`, unless it stands still or something is still due before."""

    def freeze(self) -> None:
        """Stop the clock where it is."""

    def thaw(self, now: float) -> None:
        """Let the clock go on at `now`."""

    def settle(self) -> None:
        """Finish the runs that have nothing left to do."""

    def deliver(self, message: str) -> None:
        """Give a message to every run of the scene."""

    def sentence(self, problem: Problem) -> str:
        """The reader's sentence of a problem."""


class Due(NamedTuple):
    """The next thing a run has to do: when, and what (None: its body, or a look around)."""

    time: float
    rank: int
    ticket: int
    stack: RunningStack | None
