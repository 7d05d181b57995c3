"""A piece of motion whose every point is known: straight, a turn on the spot, or an arc."""

from __future__ import annotations

from dataclasses import dataclass

from robots.world.trigonometry import PI, sine_cosine

DEGREES = 180.0 / PI


# Nobody changes one; `frozen` would make each three times as slow to build.
@dataclass(slots=True, unsafe_hash=True)
class Segment:
    """Motion from a point at constant speeds: `speed` in cm/s, `turning` in degrees/s clockwise.

    `duration` is None for an open-ended one. A segment without speeds is a robot that stands still
    for a while.
    """

    t: float
    x: float
    y: float
    heading: float
    speed: float
    turning: float
    duration: float | None

    @property
    def end(self) -> float | None:
        """The program time at which it ends."""
        return None if self.duration is None else self.t + self.duration

    @property
    def shape(self) -> str:
        """Its name in a trace."""
        if not self.turning:
            return "straight"
        return "arc" if self.speed else "turn"

    @property
    def moves(self) -> bool:
        """Whether anything changes along it."""
        return bool(self.speed or self.turning)

    def after(self, seconds: float) -> tuple[float, float, float]:
        """x, y and heading that many seconds after its start."""
        turned = self.turning * seconds
        if not self.speed:
            return self.x, self.y, (self.heading + turned) % 360.0
        sine, cosine = sine_cosine(self.heading)
        if not self.turning:
            way = self.speed * seconds
            return self.x + way * sine, self.y + way * cosine, self.heading
        radius = self.speed / self.turning * DEGREES
        sine_end, cosine_end = sine_cosine(self.heading + turned)
        x = self.x + radius * (cosine - cosine_end)
        y = self.y + radius * (sine_end - sine)
        return x, y, (self.heading + turned) % 360.0
