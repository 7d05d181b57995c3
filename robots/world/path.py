"""The cells a run came by, read from its trace."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from robots.world.trace import ENDS, Event, Type

CellAt = Callable[[float, float], str | None]
"""The name of the cell under a point (x, y in cm), None off the mat."""

STEP_CM = 1.0
STEP_DEGREES = 5.0
_TAKES_OVER = ENDS | {Type.MOTION, Type.BUMP}


def path_cells(trace: Sequence[Event], cell_at: CellAt) -> list[str | None]:
    """The cells the robot's centre stood on, in order, each named once as long as it stays."""
    cells: list[str | None] = []
    for cell in _under(trace, cell_at):
        if not cells or cells[-1] != cell:
            cells.append(cell)
    return cells


def _under(trace: Sequence[Event], cell_at: CellAt) -> Iterator[str | None]:
    for index, event in enumerate(trace):
        yield event.pose.cell
        if event.type == Type.MOTION:
            for x, y in _points(event, _cut(trace, index)):
                yield cell_at(x, y)


def _cut(trace: Sequence[Event], index: int) -> float:
    """When something else takes over from a motion at the latest; light or sound do not."""
    later = (event for event in trace[index + 1 :] if event.type in _TAKES_OVER)
    return next((event.t for event in later), trace[index].t)


def _points(event: Event, cut: float) -> Iterator[tuple[float, float]]:
    """Points at most a centimetre apart along a motion, as far as it was really driven."""
    speed, turning = _number(event, "speed"), _number(event, "turning")
    planned = event.fields.get("duration")
    elapsed = cut - event.t
    duration = min(elapsed, planned) if isinstance(planned, (int, float)) else elapsed
    count = math.ceil(max(abs(speed) * duration / STEP_CM, abs(turning) * duration / STEP_DEGREES))
    x, y, heading = event.pose.x, event.pose.y, event.pose.heading
    pause = duration / count if count else 0.0
    for index in range(count):
        middle = math.radians(heading + turning * pause * (index + 0.5))
        x += speed * pause * math.sin(middle)
        y += speed * pause * math.cos(middle)
        yield x, y


def _number(event: Event, name: str) -> float:
    value = event.fields.get(name)
    return float(value) if isinstance(value, (int, float)) else 0.0
