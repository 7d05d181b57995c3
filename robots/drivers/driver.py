"""The abstract driver: one file a robot kind subclasses it, and subclassing is registering.

A driver speaks in continuous motions (cm, degrees, percent); the gateway makes the grid words out
of them by driving cells. Leaving `async with driver` always stops the robot first.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import ClassVar, Self

from robots.transports.transport import Transport
from robots.world.trace import Value


class StopGuarantee(StrEnum):
    """How a robot comes to rest when the gateway is killed."""

    OWN = "own"
    """A watchdog in the robot stops it (within 2 s)."""
    BOUNDED = "bounded"
    """Every motion command ends by itself within 1 s and is renewed."""
    RECONNECT = "reconnect"
    """The next gateway, or a guardian, reconnects and stops it (target 5 s)."""


class Driver(ABC):
    """One robot of one kind, over one transport.

    `abilities` are words' abilities (`robots.abilities`). `heard` is called, from the event loop,
    whenever a reading changed. `usb` are the vendor and product numbers of the serial ports of the
    robot and its dongle. `lost` is set when the link is gone; every wait ends then with `LinkLost`.
    `battery` is 0..100, None where the robot does not tell.
    """

    kind: ClassVar[str]
    abilities: ClassVar[frozenset[str]]
    stop_guarantee: ClassVar[StopGuarantee]
    usb: ClassVar[frozenset[tuple[int, int]]] = frozenset()
    """USB vendor and product numbers of the serial ports behind which this kind may be."""
    cm_per_percent: ClassVar[float] = 0.3
    """cm/s at 1 % speed, straight on: what screens expect of a motion under way."""
    degrees_per_percent: ClassVar[float] = 1.8
    """Degrees/s of a turn on the spot at 1 % speed."""
    kinds: ClassVar[dict[str, type[Driver]]] = {}

    def __init_subclass__(cls) -> None:
        if "kind" in cls.__dict__:
            Driver.kinds[cls.kind] = cls

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.heard: Callable[[], None] = lambda: None
        self.battery: int | None = None
        self.name = ""

    @property
    def lost(self) -> asyncio.Event:
        """Set when the link is gone."""
        return self.transport.lost

    @abstractmethod
    async def connect(self) -> None:
        """Open the transport, make the robot's acquaintance, make its stop safe.

        Raises LinkLost (nobody there) or Refused with `garbled` (somebody else is there).
        """

    @abstractmethod
    async def disconnect(self) -> None:
        """Stop the robot, then close the link; never raises, may be called twice."""

    @abstractmethod
    async def stop(self) -> None:
        """Still everything at once: wheels, sound. Overtakes whatever is under way."""

    async def drive(self, cm: float, percent: float) -> float:
        """Drive straight (negative: backwards) at `percent` speed; the cm really driven."""
        raise NotImplementedError

    async def turn(self, degrees: float, percent: float) -> float:
        """Turn on the spot, clockwise for positive; the degrees really turned."""
        raise NotImplementedError

    async def wheels(self, left: float, right: float) -> None:
        """Run the wheels (percent, -100..100) until the next motion; returns at once."""
        raise NotImplementedError

    def odometry(self) -> tuple[float, float]:
        """Distance in cm and rotation in degrees that the robot made since it was last asked."""
        return (0.0, 0.0)

    async def do(self, word: str, arguments: Mapping[str, Value]) -> None:
        """Do a word that is no motion: light, light_off, note, play. Returns when it is over."""
        raise NotImplementedError

    def read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        """The latest reading of a sensing word, in the word's units."""
        raise NotImplementedError

    async def identify(self) -> None:
        """Let the robot show itself: a light, a sound."""
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.disconnect()
