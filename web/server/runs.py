"""The runs of a class, present and past: their state, without their events."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from robots.errors import Code, refuse
from robots.room import RunState, Verdict
from robots.views import Fault, ProgramText

State = Literal["starting", "running", "paused", "finished", "stopped", "error", "refused"]
UNDER_WAY: frozenset[State] = frozenset({"starting", "running", "paused"})
KEPT = 3
"""Runs of one seat that are kept."""


@dataclass(slots=True)
class Played:
    """One run."""

    run: str
    seat: str
    robot: str
    gateway: str
    lease: int
    program: ProgramText
    mat: str
    lesson: str | None
    state: State = "starting"
    block: str = ""
    question: str | None = None
    """What it asks for now."""
    faults: list[Fault] = field(default_factory=list)
    landed: str | None = None
    verdict: Verdict | None = None
    stepwise: bool = False
    screen: str | None = None
    """The connection of the tablet that runs its program, where that is so."""
    held: bool = True
    """Its gateway is there, or has said since it came back that it still has this run."""

    @property
    def under_way(self) -> bool:
        """Whether it still goes on."""
        return self.state in UNDER_WAY

    def shown(self) -> RunState:
        """The run as screens get it."""
        return RunState(
            run=self.run,
            seat=self.seat,
            robot=self.robot,
            program=self.program,
            mat=self.mat,
            state=self.state,
            block=self.block,
            faults=self.faults,
            landed=self.landed,
            verdict=self.verdict,
        )


class Runs:
    """Every run that is kept, by its name, the oldest first."""

    def __init__(self, runs: Iterable[Played] = ()) -> None:
        self._runs = {run.run: run for run in runs}

    def all(self) -> list[Played]:
        """The runs, the oldest first."""
        return list(self._runs.values())

    def get(self, run: str | None) -> Played | None:
        """A run by its name."""
        return self._runs.get(run) if run is not None else None

    def one(self, run: str) -> Played:
        """A run by its name; raises Refused(bad-message) when there is none."""
        found = self._runs.get(run)
        if found is None:
            raise refuse(Code.BAD_MESSAGE, run)
        return found

    def add(self, run: Played) -> None:
        """Keep a new run."""
        self._runs[run.run] = run

    def under_way(self, seat: str | None = None, gateway: str | None = None) -> list[Played]:
        """The runs that go on: all, or those of a seat or a gateway."""
        return [
            run
            for run in self._runs.values()
            if run.under_way and seat in (None, run.seat) and gateway in (None, run.gateway)
        ]

    def on_robot(self, robot: str) -> Played | None:
        """The run that goes on on a robot."""
        return next((run for run in self.under_way() if run.robot == robot), None)

    def on_board(self, chosen: Iterable[str]) -> list[str]:
        """What the board shows when these runs were chosen for it.

        Of each one's seat the last run, as the board goes on with the next ones, too; but two runs
        of one seat are compared as they are.
        """
        known = [run for run in map(self.get, chosen) if run is not None]
        if len({run.seat for run in known}) == len(known):
            known = [self._last(run.seat) or run for run in known]
        return [run.run for run in known]

    def _last(self, seat: str) -> Played | None:
        mine = [run for run in self._runs.values() if run.seat == seat and run.state != "refused"]
        return mine[-1] if mine else None

    def prune(self, seat: str, wanted: Iterable[str]) -> list[Played]:
        """Drop a seat's oldest runs, except those that go on or are `wanted`; the dropped ones."""
        mine = [run for run in self._runs.values() if run.seat == seat]
        spared = set(wanted)
        old = [run for run in mine[:-KEPT] if not run.under_way and run.run not in spared]
        for run in old:
            del self._runs[run.run]
        return old


def new_name() -> str:
    """A name that no run ever had."""
    return f"run-{secrets.token_hex(6)}"
