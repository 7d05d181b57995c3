"""The trace: what a run did, one event after another.

Every run, simulated or real, makes one trace; replay, goals, hints and exports read nothing else.
As JSON Lines, one event a line: `seq` 1, 2, 3... without gaps, `t` program time in seconds that
never falls, the pose (`x`, `y` in cm, `heading` in degrees clockwise from north in [0, 360),
`cell`) AT `t`, then the fields of the type. Numbers are rounded to 3 decimals.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

FORMAT = 1

Scalar = str | int | float | bool | None
Value = Scalar | list["Value"] | dict[str, "Value"]


class Type(StrEnum):
    """The types of events; the last three end a trace."""

    START = "start"
    STEP = "step"
    MOTION = "motion"
    BUMP = "bump"
    LIGHT = "light"
    NOTE = "note"
    SOUND = "sound"
    SAY = "say"
    PEN = "pen"
    READ = "read"
    SEND = "send"
    RECEIVE = "receive"
    INPUT = "input"
    LOST = "lost"
    BACK = "back"
    FINISHED = "finished"
    STOPPED = "stopped"
    ERROR = "error"


ENDS = frozenset({Type.FINISHED, Type.STOPPED, Type.ERROR})


# Nobody changes one; `frozen` would make each three times as slow to build.
@dataclass(slots=True, unsafe_hash=True)
class Pose:
    """Where a robot stands: cm from the mat's bottom left corner, degrees clockwise from north.

    `cell` is the name of the cell its centre lies in, None off the mat.
    """

    x: float
    y: float
    heading: float
    cell: str | None = None

    def fields(self) -> dict[str, Value]:
        """The pose as the fields of an event, rounded."""
        return {
            "x": rounded(self.x),
            "y": rounded(self.y),
            "heading": rounded_heading(self.heading),
            "cell": self.cell,
        }


@dataclass(slots=True, unsafe_hash=True)
class Event:
    """One event of a trace; `fields` are those of its type, already rounded."""

    seq: int
    t: float
    type: Type
    pose: Pose
    fields: dict[str, Value] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Value]:
        """The event as one JSON object, keys in their fixed order."""
        head: dict[str, Value] = {
            "seq": self.seq,
            "t": rounded(self.t),
            "type": str(self.type),
        }
        return head | self.pose.fields() | self.fields

    def as_line(self) -> str:
        """The event as one line of JSON, the same bytes for the same event everywhere."""
        return json.dumps(self.as_dict(), ensure_ascii=False, separators=(",", ":"))


class Recorder:
    """Writes the events of one run: counts `seq`, keeps `t` from falling, ends once.

    `sink` is called with every event, in order.
    """

    def __init__(self, sink: Callable[[Event], None]) -> None:
        self._sink = sink
        self._seq = 0
        self._t = 0.0
        self.ended = False

    def emit(self, type: Type, t: float, pose: Pose, /, **fields: Value) -> None:
        """Write one event at program time `t`; nothing is written after the end."""
        if self.ended:
            return
        self._seq += 1
        self._t = max(self._t, t)
        self.ended = type in ENDS
        clean = {name: _clean(value) for name, value in fields.items()}
        self._sink(Event(self._seq, self._t, type, pose, clean))


def read_event(line: str | bytes) -> Event:
    """An event as it was written; raises ValueError or LookupError for anything else."""
    told = json.loads(line)
    pose = Pose(told.pop("x"), told.pop("y"), told.pop("heading"), told.pop("cell"))
    return Event(told.pop("seq"), told.pop("t"), Type(told.pop("type")), pose, told)


def rounded(number: float) -> float | int:
    """A number as traces write it: 3 decimals, whole numbers without a point, never -0."""
    short = round(float(number), 3)
    return int(short) if short == int(short) else short


def rounded_heading(degrees: float) -> float | int:
    """A heading in [0, 360) after rounding."""
    short = rounded(degrees % 360.0)
    return 0 if short == 360 else short


def _clean(value: Value) -> Value:
    if isinstance(value, bool) or not isinstance(value, (int, float, list, dict)):
        return value
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items()}
    return rounded(value) if abs(value) < 1e15 else value
