"""The abstract link to a robot, and the byte pipe, the commonest sort of it.

An address is what stands after the `@` of a robot's address: `serial:/dev/ttyACM0`,
`tcp:localhost:33333`, `ble:NAME`. Each transport file registers the scheme it opens by
subclassing.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import ClassVar, Self


class LinkLost(ConnectionError):
    """The link to the robot is gone, or never came."""


class Link(ABC):
    """A link to one robot: it opens, it closes, it may be lost; subclasses say what it carries.

    `lost` is set once when the link goes; every wait on a link ends then with `LinkLost`.
    """

    scheme: ClassVar[str]
    schemes: ClassVar[dict[str, type[Link]]] = {}

    def __init_subclass__(cls) -> None:
        if "scheme" in cls.__dict__:
            Link.schemes[cls.scheme] = cls

    def __init__(self, address: str) -> None:
        self.address = address
        self.lost = asyncio.Event()

    @abstractmethod
    async def open(self) -> None:
        """Open the link, a new one when there was one before; raises LinkLost."""

    @abstractmethod
    async def close(self) -> None:
        """Close the link; never raises, and may be called twice."""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class Transport(Link):
    """A byte pipe to one robot: one way out (`send`), one way in (`receive`)."""

    @abstractmethod
    async def send(self, data: bytes) -> None:
        """Send all the bytes, in order; raises LinkLost."""

    @abstractmethod
    async def receive(self) -> bytes:
        """The next bytes that came, at least one; raises LinkLost."""
