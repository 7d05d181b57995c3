"""The grid robot: it stands on cells, looks along the grid, steps a cell and turns a quarter.

A step and a quarter turn take 1 s, a half turn 2 s. A step into an edge, a wall, a blocked cell or
another robot is refused: one bump, 1 s, and it stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from robots.world.cells import Cell, cell_name
from robots.world.robot import REFUSED_TAKES, Move, Robot
from robots.world.segment import Segment
from robots.world.trace import Pose

if TYPE_CHECKING:
    from robots.world.world import World

STEP_TAKES = 1.0
"""Seconds a cell."""
TURNING = 90.0
"""Degrees a second."""
_AHEAD: tuple[Cell, ...] = ((0, 1), (1, 0), (0, -1), (-1, 0))
"""The neighbour north, east, south and west."""
_SIDES = {"front": 0, "right": 1, "back": 2, "left": 3}


class GridRobot(Robot):
    """A robot on cells. Moves are whole cells and quarter turns; headings are 0, 90, 180, 270."""

    def __init__(self, world: World, pose: Pose) -> None:
        super().__init__(world, pose)
        self.radius = world.mat.cell_cm / 2.0
        self._heading = _quarter(pose.heading) * 90.0

    def cell(self, now: float) -> Cell:
        """Column and row that its middle is on at `now`."""
        x, y, _ = self.place(now)
        size = self.world.mat.cell_cm
        return int(x // size), int(y // size)

    def cells_taken(self, now: float) -> tuple[Cell, Cell]:
        """The cells that it stands on at `now` or is on its way to."""
        if self._segment is None or self._segment.end is None:
            return (self.cell(now),) * 2
        return self.cell(now), self.cell(self._segment.end)

    def neighbour(self, side: str, now: float) -> tuple[Cell, Cell]:
        """Its cell and the next one on that side."""
        column, row = self.cell(now)
        east, north = _AHEAD[(_quarter(self.place(now)[2]) + _SIDES[side]) % 4]
        return (column, row), (column + east, row + north)

    def obstacle(self, side: str, now: float) -> bool:
        """Whether the next cell on that side is blocked, walled, off the mat or taken."""
        return self._closed(*self.neighbour(side, now), now)

    def free_ahead(self, now: float) -> int:
        """How many free cells lie before it."""
        here, there = self.neighbour("front", now)
        free, east, north = 0, there[0] - here[0], there[1] - here[1]
        while not self._closed(here, there, now):
            here, there = there, (there[0] + east, there[1] + north)
            free += 1
        return free

    def stop(self, now: float) -> float | None:
        """Drop the plan after the cell or turn under way; when that is over, None if it stands."""
        self.advance(now)
        self._plan.clear()
        return self.due()

    def _closed(self, here: Cell, there: Cell, now: float) -> bool:
        return self.world.mat.closed(here, there) or self.world.taken(there, self, now)

    def _begin(self, move: Move, now: float) -> bool:
        if move.degrees:
            turning = TURNING if move.degrees > 0 else -TURNING
            self._go(self._from_here(now, 0.0, turning, abs(move.degrees) / TURNING))
            return True
        if not move.cells:
            return False
        forward = 1 if move.cells > 0 else -1
        self._plan.appendleft(Move(cells=move.cells - forward))
        self._step(forward, now)
        return True

    def _step(self, forward: int, now: float) -> None:
        side = "front" if forward > 0 else "back"
        here, there = self.neighbour(side, now)
        if self._closed(here, there, now):
            into = cell_name(*there) if self.world.mat.inside(*there) else None
            self._tell_bump(now, side, into)
            self._stand(now, REFUSED_TAKES)
        else:
            speed = self.world.mat.cell_cm / STEP_TAKES
            self._go(self._from_here(now, speed * forward, 0.0, STEP_TAKES))

    def _from_here(self, now: float, speed: float, turning: float, duration: float) -> Segment:
        return Segment(now, self._x, self._y, self._heading, speed, turning, duration)

    def _arrived(self, segment: Segment, now: float) -> None:
        """Nothing to tell: its bumps come before a step, never after."""

    def _landing(self, segment: Segment) -> tuple[float, float, float]:
        """The middle of the cell, exactly."""
        x, y, heading = segment.after(segment.duration or 0.0)
        size = self.world.mat.cell_cm
        middle = self.world.mat.centre(int(x // size), int(y // size))
        return *middle, _quarter(heading) * 90.0


def _quarter(heading: float) -> int:
    """The direction that a heading is nearest to: 0 north, 1 east, 2 south, 3 west."""
    return round(heading / 90.0) % 4
