"""The screens that are connected, each with its role; and the line by which they are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from robots.messages import ClassState, Role
from robots.views import Message
from web.server.pace import Bucket


class Line(Protocol):
    """How messages leave: to screens, and to gateways."""

    def tell(self, to: Sequence[str], message: Message) -> None:
        """Tell these connections."""

    def command(self, connection: str, message: Message) -> None:
        """Tell a gateway on one of its connections."""

    def follow(self, connection: str, run: str) -> None:
        """From now on this screen gets the run's events."""

    def unfollow(self, run: str) -> None:
        """Nobody gets the run's events any more."""

    def unfollow_others(self, connection: str, runs: Collection[str]) -> None:
        """From now on a screen gets no run's events but those of `runs`."""

    def is_busy(self, connection: str) -> bool:
        """Whether something that was told still waits to be taken."""

    def is_slow(self, connection: str) -> bool:
        """Whether this connection goes over plain HTTP because websockets are blocked."""


@dataclass(slots=True)
class Screen:
    """One connection of a browser."""

    id: str
    page: str
    role: Role
    seat: str | None = None
    bucket: Bucket = field(default_factory=Bucket)
    words: Bucket = field(default_factory=lambda: Bucket(rate=80.0, burst=160.0))
    """For what its own program says: a run does fifty words a second at the most."""
    thinking: int = 0
    """What it has asked that threads are still busy with."""
    shown: ClassState | None = None
    """The class as it was last told."""


class Screens:
    """Every screen that is connected."""

    def __init__(self) -> None:
        self._screens: dict[str, Screen] = {}

    def add(self, screen: Screen) -> None:
        """A screen has come."""
        self._screens[screen.id] = screen

    def remove(self, connection: str) -> Screen | None:
        """A screen has gone."""
        return self._screens.pop(connection, None)

    def get(self, connection: str) -> Screen | None:
        """The screen of a connection."""
        return self._screens.get(connection)

    def all(self) -> list[Screen]:
        """Every screen."""
        return list(self._screens.values())

    def at(self, seat: str) -> Iterable[Screen]:
        """The screens of a seat."""
        return [screen for screen in self._screens.values() if screen.seat == seat]
