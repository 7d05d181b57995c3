"""What hands do to each robot kind's emulator: one file a kind, named like it, with its `HAND`."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib import import_module


@dataclass(frozen=True)
class Hand:
    """How a kind's emulator is made to sense something.

    `looks`: an ability, or `rest` (nothing to sense), to what the emulator is pressed with.
    `options`: where a kind is several robots, what its emulator is called with.
    `button`: one of its buttons, and `other` one that it may or may not have.
    `tilt`, `colour`: what our word gives when it is pressed so.
    `like`: the kind whose conversation and motions are its own too, line for line: what is tried
    there is not tried again here, only what a kind itself says.
    `driving`, `turning`: cm and degrees that it may be wrong by.
    """

    looks: dict[str, dict[str, object]] = field(default_factory=dict)
    options: tuple[str, ...] = ("",)
    button: str = "up"
    other: str = "down"
    tilt: str = "left"
    colour: str = "red"
    like: str = ""
    driving: float = 0.6
    turning: float = 4.0

    def look(self, what: str) -> dict[str, object]:
        """What it is pressed with; nothing when it needs nothing."""
        return self.looks.get(what, {})


def hand(kind: str) -> Hand:
    """The hand for a kind's emulator."""
    found = import_module(f"tests.robots.hands.{kind}").HAND
    assert isinstance(found, Hand)
    return found
