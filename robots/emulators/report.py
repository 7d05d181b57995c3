"""Writes what an emulator really does, as JSON Lines: twenty times a second, and at each change."""

from __future__ import annotations

import json
from typing import IO

EVERY = 0.05
"""Seconds between two lines while nothing changes but the pose."""
_CHANGES = ("targets", "leds", "sound")


class Report:
    """A report into a file, flushed line by line, so that it stays whole when somebody dies."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._last: list[object] = []
        self._due = 0.0

    def look(self, now: float, truth: dict[str, object]) -> None:
        """Write the truth if it is time, or if something changed."""
        facts = [truth.get(name) for name in _CHANGES]
        if now < self._due and facts == self._last:
            return
        self._last, self._due = facts, now + EVERY
        self._file.write(json.dumps(truth) + "\n")
        self._file.flush()
