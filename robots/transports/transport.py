"""The abstract transport: bytes out, bytes in, and word of the link's loss.

An address is what stands after the `@` of a robot's address: `serial:/dev/ttyACM0`,
`tcp:localhost:33333`. Each transport file registers the scheme it opens by subclassing.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import ClassVar, Self


class LinkLost(ConnectionError):
    """The link to the robot is gone, or never came."""


class Transport(ABC):
    """A byte pipe to one robot. Three verbs (`open`, `send`, `close`), one way in (`receive`).

    `lost` is set once when the link goes; every wait on a transport ends then with `LinkLost`.
    """

    scheme: ClassVar[str]
    schemes: ClassVar[dict[str, type[Transport]]] = {}

    def __init_subclass__(cls) -> None:
        if "scheme" in cls.__dict__:
            Transport.schemes[cls.scheme] = cls

    def __init__(self, address: str) -> None:
        self.address = address
        self.lost = asyncio.Event()

    @abstractmethod
    async def open(self) -> None:
        """Open the link; raises LinkLost when nobody answers."""

    @abstractmethod
    async def send(self, data: bytes) -> None:
        """Send all the bytes, in order; raises LinkLost."""

    @abstractmethod
    async def receive(self) -> bytes:
        """The next bytes that came, at least one; raises LinkLost."""

    @abstractmethod
    async def close(self) -> None:
        """Close the link; never raises, and may be called twice."""

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
