"""A program that stays in a robot: what it tells while there is a link.

A driver whose kind can keep programs says so (`Driver.keeps`) and gives a `Stays` when it left one
in its robot (`Driver.keep`). With the link gone the program goes on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from robots.errors import Problem


class State(StrEnum):
    """How it is with a program that stays."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    HALTED = "halted"
    """Somebody stopped it at the robot."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a program told of itself: where its stacks are, by their numbers from 1."""

    state: State
    blocks: Mapping[int, str] = field(default_factory=dict)
    problem: Problem | None = None
    """What ended it, when it failed."""


class Stays(ABC):
    """A program in a robot; `told` is called, from the event loop, with what it tells by itself.

    That is at most ten times a second: a step that lasts shorter may not be told.
    """

    def __init__(self) -> None:
        self.told: Callable[[Told], None] = lambda told: None

    @abstractmethod
    async def look(self) -> Told:
        """Ask it; raises LinkLost when the robot does not answer."""
