"""What every simulated robot is: it follows a plan, one segment after another, and tells events."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from robots.world.segment import Segment
from robots.world.trace import Pose, Type, Value

if TYPE_CHECKING:
    from robots.world.world import World

Tell = Callable[[Type, float, Pose, dict[str, Value]], None]
"""Takes the events of a robot: the type, the time, the pose then, the type's fields."""
REFUSED_TAKES = 1.0
"""Seconds that a refused step takes, like any other step."""


class Move(NamedTuple):
    """One part of a plan: straight on by `cm` or by `cells`, or a turn by `degrees` (clockwise)."""

    cm: float = 0.0
    degrees: float = 0.0
    cells: int = 0


class Robot(ABC):
    """A robot on a mat. Times are program times; the caller lets it live with `advance`."""

    radius: float

    def __init__(self, world: World, pose: Pose) -> None:
        self.world = world
        self.tell: Tell = lambda *_: None
        self._x, self._y, self._heading = pose.x, pose.y, pose.heading
        self._segment: Segment | None = None
        self._placed_on: Segment | None = None
        self._placed_at = 0.0
        self._placed = pose.x, pose.y, pose.heading
        self._plan: deque[Move] = deque()
        self._over: Callable[[], None] = lambda: None
        self._bumped = False
        world.robots.append(self)

    # ---- where it is -----------------------------------------------------------------------------

    def pose(self, now: float) -> Pose:
        """Where it is at `now`."""
        x, y, heading = self.place(now)
        return Pose(x, y, heading, self.world.mat.cell_at(x, y))

    def place(self, now: float) -> tuple[float, float, float]:
        """x, y and heading at `now`."""
        segment = self._segment
        if segment is None:
            return self._x, self._y, self._heading
        # One reading asks for it several times.
        if segment is self._placed_on and now == self._placed_at:
            return self._placed
        duration = segment.duration
        if duration is not None and now >= segment.t + duration:
            self._placed = self._landing(segment)
        else:
            self._placed = segment.after(max(0.0, now - segment.t))
        self._placed_on, self._placed_at = segment, now
        return self._placed

    def take_bump(self) -> bool:
        """Whether it bumped since this was last asked."""
        bumped, self._bumped = self._bumped, False
        return bumped

    # ---- its plan --------------------------------------------------------------------------------

    def follow(self, moves: Iterable[Move], now: float, over: Callable[[], None]) -> None:
        """Follow a plan in place of the one under way; `over` is called when it is done."""
        self.advance(now)
        self._plan = deque(moves)
        self._over = over
        if self._segment is None or self._segment.duration is None:
            self._settle_at(now)
            self._next(now)

    def due(self) -> float | None:
        """When something of the plan ends, None when nothing is under way or it has no end."""
        segment = self._segment
        if segment is None or segment.duration is None:
            return None
        return segment.t + segment.duration

    def advance(self, now: float) -> None:
        """Live until `now`."""
        while (end := self.due()) is not None and end <= now:
            segment = self._segment
            assert segment is not None
            self._x, self._y, self._heading = self._landing(segment)
            self._segment = None
            self._arrived(segment, end)
            self._next(end)

    def halt(self, now: float) -> None:
        """Stand still at once, wherever that is; the plan is dropped."""
        self.advance(now)
        self._settle_at(now)
        self._plan.clear()
        self._finish()

    def _next(self, now: float) -> None:
        """Begin the plan's next move that takes time."""
        while self._plan:
            if self._begin(self._plan.popleft(), now):
                return
        self._finish()

    def _finish(self) -> None:
        over, self._over = self._over, lambda: None
        over()

    def _settle_at(self, now: float) -> None:
        self._x, self._y, self._heading = self.place(now)
        self._segment = None

    def _go(self, segment: Segment, planned: Segment | None = None) -> None:
        """Follow a segment and tell it; `planned` is what it was before something stood there."""
        self._segment = segment
        if segment.moves:
            self._tell_motion(planned or segment)

    def _stand(self, now: float, seconds: float) -> None:
        self._segment = Segment(now, self._x, self._y, self._heading, 0.0, 0.0, seconds)

    def _tell_motion(self, segment: Segment) -> None:
        target: dict[str, Value] | None = None
        if segment.duration is not None:
            x, y, heading = self._landing(segment)
            target = Pose(x, y, heading, self.world.mat.cell_at(x, y)).fields()
        self.tell(
            Type.MOTION,
            segment.t,
            self.pose(segment.t),
            {
                "shape": segment.shape,
                "duration": segment.duration,
                "to": target,
                "speed": segment.speed,
                "turning": segment.turning,
            },
        )

    def _tell_still(self, now: float) -> None:
        """Tell that motion under way is cut short: a motion that takes no time."""
        self._tell_motion(Segment(now, *self.place(now), 0.0, 0.0, 0.0))

    def _tell_bump(self, now: float, side: str, into: str | None) -> None:
        self._bumped = True
        self.tell(Type.BUMP, now, self.pose(now), {"side": side, "into": into})

    # ---- what kinds of robots differ in ----------------------------------------------------------

    @abstractmethod
    def _begin(self, move: Move, now: float) -> bool:
        """Begin a move; False when it takes no time."""

    @abstractmethod
    def _landing(self, segment: Segment) -> tuple[float, float, float]:
        """Where a segment with an end ends."""

    @abstractmethod
    def _arrived(self, segment: Segment, now: float) -> None:
        """A segment has ended by itself; the robot stands at its end."""
