"""A LEGO motor that counts its degrees: it follows a power or a speed, for ever or to an end.

Real motors of this make are slowed to their end by their hub, and stand within a degree or two.
"""

from __future__ import annotations

from math import exp

TICK = 0.01
"""Seconds between two looks of the hub at its motors."""
CATCHING_UP = 1.0 - exp(-TICK / 0.03)
"""The part of the speed it lacks that a motor gains in one tick."""
SLOWING = 12.0
"""Degrees/s for each degree left: how a hub lets a motor come to its end."""
CREEPING = 15.0
"""It does not go slower than this (degrees/s) before it is there."""


class Motor:
    """One motor. `position` and `speed` are degrees and degrees/s, `fastest` what 100 % is."""

    def __init__(self, fastest: float, gain: float = 1.0) -> None:
        self.position = self.speed = 0.0
        self.percent = 0
        """What it is told now: its speed, with the way as its sign."""
        self.held = False
        """Somebody holds it fast."""
        self._fastest, self._gain = fastest, gain
        self._left: float | None = None
        self._until: float | None = None

    @property
    def busy(self) -> bool:
        """Whether it is at an order that has an end."""
        return self._left is not None or self._until is not None

    def run(self, percent: int) -> None:
        """Run until told otherwise."""
        self.percent, self._left, self._until = max(-100, min(100, percent)), None, None

    def run_until(self, percent: int, until: float) -> None:
        """Run until a time."""
        self.run(percent)
        self._until = until

    def run_degrees(self, percent: int, degrees: float) -> None:
        """Turn by an angle."""
        self.run(percent)
        self._left = abs(degrees)

    def tick(self, now: float) -> bool:
        """Live for one tick; whether an order came to its end."""
        wanted = self._wanted()
        self.speed += (wanted - self.speed) * CATCHING_UP
        if self.held or (not wanted and abs(self.speed) < 5.0):
            self.speed = 0.0
        step = self.speed * TICK
        if self._left is not None and self.speed * self.percent >= 0:
            step = min(self._left, abs(step)) * (1 if step > 0 else -1)
            self._left -= abs(step)
        self.position += step
        ended = self._left is not None and self._left <= 0.5
        ended = ended or (self._until is not None and now >= self._until)
        if ended:
            self.run(0)
        return ended

    def _wanted(self) -> float:
        wanted = self.percent / 100.0 * self._fastest * self._gain
        if self._left is None:
            return wanted
        limit = max(CREEPING, self._left * SLOWING)
        return max(-limit, min(limit, wanted))
