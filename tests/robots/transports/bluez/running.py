"""A running stand-in, and the end of what bleak leaves behind."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from bleak.backends.bluezdbus import manager
from dbus_fast.aio import MessageBus

from tests.robots.transports.bluez.standin import BLUEZ, BlueZ


@contextlib.asynccontextmanager
async def stand_in(address: str) -> AsyncIterator[BlueZ]:
    """`org.bluez` on this bus, in this very loop."""
    bus = await MessageBus(address).connect()
    bluez = BlueZ(bus)
    await bus.request_name(BLUEZ)
    living = asyncio.create_task(bluez.live())
    try:
        yield bluez
    finally:
        await _let_go_of_bleak()
        doing = [living, *bluez.close()]
        living.cancel()
        await asyncio.wait(doing)
        bus.disconnect()
        with contextlib.suppress(Exception):
            await bus.wait_for_disconnect()


async def _let_go_of_bleak() -> None:
    """Close the bus that bleak keeps for each event loop: a test's loop ends here."""
    kept = manager._global_instances.pop(asyncio.get_running_loop(), None)
    if kept is not None and kept._bus is not None:
        kept._bus.disconnect()
        if kept._bus_watcher_task is not None:
            await asyncio.wait({kept._bus_watcher_task})
