"""How often somebody may try to come in."""

from __future__ import annotations

import time
from collections import deque

MOST = 10
"""Tries in a minute, by everybody together."""
MINUTE = 60.0


class Attempts:
    """Counts tries, the right ones too. Times are monotonic."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()

    def may_try(self) -> bool:
        """Whether one may try now; counts as a try."""
        now = time.monotonic()
        while self._times and self._times[0] < now - MINUTE:
            self._times.popleft()
        if len(self._times) >= MOST:
            return False  # not counted, else who goes on guessing shuts the door for everybody
        self._times.append(now)
        return True
