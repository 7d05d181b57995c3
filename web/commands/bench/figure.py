"""What a published figure is, and the watch that tells whether the machine was free."""

from __future__ import annotations

import os
import platform
import time
from types import TracebackType
from typing import Self

import msgspec

FREE = 0.9
"""Below this share of the processor while measuring, the figure was starved."""


class Figure(msgspec.Struct, frozen=True):
    """One figure: its value, and where there is one how it compares with something known."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    """The value divided by that of `against`."""
    against: str = ""
    versions: dict[str, str] = msgspec.field(
        default_factory=lambda: {"python": platform.python_version()}
    )
    starved: bool = False
    """The machine had other things to do: do not trust the value."""


class Watch:
    """Times a block of work that only computes: `seconds`, of them `cpu`, was it starved."""

    seconds: float = 0.0
    cpu: float = 0.0
    starved: bool = False

    def __enter__(self) -> Self:
        self._wall, self._cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(
        self,
        _: type[BaseException] | None,
        __: BaseException | None,
        ___: TracebackType | None,
    ) -> None:
        self.seconds = time.perf_counter() - self._wall
        self.cpu = time.process_time() - self._cpu
        self.starved = self.cpu < FREE * self.seconds


def is_busy() -> bool:
    """Whether others want half of the processors or more; not known everywhere."""
    load = getattr(os, "getloadavg", None)
    return load is not None and load()[0] > (os.cpu_count() or 1) / 2
