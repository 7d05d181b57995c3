"""A tiny Bluetooth LE robot for the tests of its links: an echo, a name plate, nothing else.

Run as a program it is an emulator's process: `python -m tests.robots.tiny_gatt tiny`.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator

from robots.emulators.__main__ import main
from robots.emulators.gatt import Advertisement, GattEmulator
from robots.emulators.serving import Life, serve_tcp
from robots.transports.addresses import transport_of
from robots.transports.gatt import uuid16
from robots.world.shipped import shipped

SERVICE = "9a8b0001-6d5e-4f10-9c8d-7e6f5a4b3c2d"
ECHO = "9a8b0002-6d5e-4f10-9c8d-7e6f5a4b3c2d"
PLATE = "9a8b0003-6d5e-4f10-9c8d-7e6f5a4b3c2d"
BATTERY, LEVEL = uuid16(0x180F), uuid16(0x2A19)
COMPANY = 0xFFFF


class Tiny(GattEmulator):
    """Echoes what is written, has a readable plate, tells its battery to who subscribes."""

    kind = "tiny"
    services = {
        SERVICE: {
            ECHO: frozenset({"write", "write-without-response", "notify"}),
            PLATE: frozenset({"read", "write"}),
        },
        BATTERY: {LEVEL: frozenset({"read", "notify"})},
    }
    advertised = Advertisement("Tiny 7", (SERVICE,), {COMPANY: b"\x01\x07"})
    largest_write = 100

    def __init__(self, mat=None, options=None) -> None:
        super().__init__(mat or shipped("plain"), options)
        self.plate = b"tiny"
        self.got: list[bytes] = []

    def wrote(self, characteristic: str, data: bytes) -> None:
        if characteristic == PLATE:
            self.plate = data
        else:
            self.got.append(data)
            self.notify(ECHO, data)

    def value(self, characteristic: str) -> bytes:
        return self.plate if characteristic == PLATE else b"\x64"

    def subscribed(self, characteristic: str) -> None:
        if characteristic == LEVEL:
            self.notify(LEVEL, b"\x63")

    def advance(self, now: float) -> None:
        pass

    def truth(self) -> dict[str, object]:
        return {"plate": self.plate.hex()}


@contextlib.asynccontextmanager
async def tiny_link() -> AsyncIterator[tuple]:
    """A link, still closed, to a tiny robot that is served in this process; and that robot."""
    tiny = Tiny()
    server, port = await serve_tcp(Life(tiny, None), "127.0.0.1", 0)
    link = transport_of(f"gatt:127.0.0.1:{port}")
    try:
        yield link, tiny
    finally:
        await link.close()
        server.close()
        await asyncio.sleep(0)


if __name__ == "__main__":
    sys.exit(main())
