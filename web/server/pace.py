"""How fast one connection may ask: so many messages at once, then so many a second."""

from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Bucket:
    """Holds up to `burst` tokens and gains `rate` a second; each message takes one."""

    rate: float = 30.0
    burst: float = 90.0
    _left: float = field(init=False)
    _at: float = field(init=False)
    spent: bool = field(default=False, init=False)
    """Whether the last token that was asked for was not there."""

    def __post_init__(self) -> None:
        self._left = self.burst
        self._at = time.monotonic()

    def take(self) -> bool:
        """Take a token; False when there is none."""
        now = time.monotonic()
        self._left = min(self.burst, self._left + (now - self._at) * self.rate)
        self._at = now
        self.spent = self._left < 1.0
        if not self.spent:
            self._left -= 1.0
        return not self.spent
