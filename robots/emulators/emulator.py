"""What every robot made of software is: bytes in, bytes out, time passes, somebody presses it.

An emulator has no clock and no socket: `advance` tells it the time (seconds, from 0 on), `say` is
where its bytes go. `robots.emulators.serving` gives it both; a test gives it what it likes.
Subclassing registers the kind.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import ClassVar

from robots.world.mat import Mat


class Emulator(ABC):
    """A robot of one kind on a mat of its own.

    `options` are texts, as a command line gives them; unknown ones and wrong values raise
    ValueError. `drop` is called when the robot wants the link cut.
    """

    kind: ClassVar[str]
    scheme: ClassVar[str] = "tcp"
    """The transport by which hosts open what its process listens on."""
    kinds: ClassVar[dict[str, type[Emulator]]] = {}

    def __init_subclass__(cls) -> None:
        if "kind" in cls.__dict__:
            Emulator.kinds[cls.kind] = cls

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        self.mat = mat
        self.say: Callable[[bytes], None] = lambda data: None
        self.drop: Callable[[], None] = lambda: None

    @abstractmethod
    def linked(self) -> None:
        """A host has opened the link."""

    @abstractmethod
    def unlinked(self) -> None:
        """The link is gone. What goes on then is the robot's own affair."""

    @abstractmethod
    def receive(self, data: bytes) -> None:
        """Bytes have come; raises Refused with `garbled` when they can mean nothing."""

    @abstractmethod
    def advance(self, now: float) -> None:
        """Live until `now`."""

    @abstractmethod
    def press(self, name: str, value: object) -> None:
        """Somebody does something to the robot; raises KeyError, TypeError or ValueError."""

    @abstractmethod
    def truth(self) -> dict[str, object]:
        """Where it really is and what it does, as plain data for a report."""
