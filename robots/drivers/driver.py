"""The abstract driver: one file a robot kind subclasses it, and subclassing is registering.

A driver speaks in continuous motions (cm, degrees, percent); the gateway makes the grid words out
of them by driving cells. Leaving `async with driver` always stops the robot first.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from robots.drivers.stays import Stays
from robots.program.tree import Program
from robots.transports.transport import Link, Transport
from robots.world.trace import Value


class StopGuarantee(StrEnum):
    """How a robot comes to rest when the gateway is killed."""

    OWN = "own"
    """A watchdog in the robot stops it (within 2 s)."""
    BOUNDED = "bounded"
    """Every motion command ends by itself within 1 s and is renewed."""
    RECONNECT = "reconnect"
    """The next gateway, or a guardian, reconnects and stops it (target 5 s)."""


@dataclass(frozen=True, slots=True)
class Advertised:
    """How a Bluetooth kind is recognised on the air: all that is given here must hold.

    `services`: UUIDs, one of which it tells. `names`: how its name may begin. `manufacturer`: the
    company whose data it tells; where `data` is given, one of those numbers stands at `data_at`.
    """

    services: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    manufacturer: int | None = None
    data_at: int = 0
    data: frozenset[int] = frozenset()

    def fits(self, name: str, services: Collection[str], told: Mapping[int, bytes]) -> bool:
        """Whether what a device tells is what this kind tells; nothing given fits nobody."""
        if not (self.services or self.names or self.manufacturer is not None):
            return False
        return (
            (not self.services or not self.services.isdisjoint(services))
            and (not self.names or name.startswith(self.names))
            and (self.manufacturer is None or self._fits_data(told.get(self.manufacturer)))
        )

    def _fits_data(self, told: bytes | None) -> bool:
        if told is None or not self.data:
            return told is not None
        return len(told) > self.data_at and told[self.data_at] in self.data


class Driver(ABC):
    """One robot of one kind, over one link.

    `abilities` are words' abilities (`robots.abilities`); one that is connected may narrow its own
    to what is built into it. `heard` is called, from the event loop,
    whenever a reading changed. `usb` are the vendor and product numbers of the serial ports of the
    robot and its dongle. `lost` is set when the link is gone; every wait ends then with `LinkLost`.
    `battery` is 0..100, None where the robot does not tell.
    """

    kind: ClassVar[str]
    abilities: frozenset[str]
    stop_guarantee: ClassVar[StopGuarantee]
    usb: ClassVar[frozenset[tuple[int, int]]] = frozenset()
    """USB vendor and product numbers of the serial ports behind which this kind may be."""
    link: ClassVar[type[object]] = Transport
    """What it speaks over: a byte pipe, or `Gatt` (Bluetooth LE)."""
    advertised: ClassVar[Advertised | None] = None
    """How it is recognised on the air; None where it has no Bluetooth LE."""
    cm_per_percent: ClassVar[float] = 0.3
    """cm/s at 1 % speed, straight on: what screens expect of a motion under way."""
    degrees_per_percent: ClassVar[float] = 1.8
    """Degrees/s of a turn on the spot at 1 % speed."""
    aims: ClassVar[bool] = False
    """Its front cannot be seen: somebody must aim it after each connection (`aim`, `set_front`)."""
    keeps: ClassVar[bool] = False
    """Whether a program can stay in it and run with the link gone (`keep`)."""
    kinds: ClassVar[dict[str, type[Driver]]] = {}

    def __init_subclass__(cls) -> None:
        if "kind" in cls.__dict__:
            Driver.kinds[cls.kind] = cls

    def __init__(self, link: Link) -> None:
        self.transport: Link = link
        self.heard: Callable[[], None] = lambda: None
        self.battery: int | None = None
        self.name = ""
        self.aimed = not self.aims
        """Whether its front is known since it was connected."""

    @property
    def lost(self) -> asyncio.Event:
        """Set when the link is gone."""
        return self.transport.lost

    @abstractmethod
    async def connect(self) -> None:
        """Open the link, make the robot's acquaintance, make its stop safe.

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

    async def aim(self, on: bool) -> None:
        """Let hands turn it, its back marked by a light; or hold its heading again."""
        raise NotImplementedError

    async def set_front(self) -> None:
        """Take the way it looks now as its front, and end the aiming."""
        raise NotImplementedError

    async def face_front(self) -> None:
        """Look along its front again before a program begins, where hands cannot turn it."""
        return

    async def keep(self, program: Program, flash: bool = False) -> Stays:
        """Leave a program in the robot, which begins at once; `flash`: at each power-on too.

        It goes on when the link is closed; `stop` and `connect` end it. Raises Refused with all
        that the robot cannot do alone, or LinkLost.
        """
        raise NotImplementedError

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.disconnect()
