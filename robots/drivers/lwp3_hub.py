"""A LEGO hub on a Bluetooth link: what is attached to it, what it reads, and what it is told.

The hub itself tells what is attached (message 04): tables of ports differ from hub to hub. Writes
are spaced: Scratch sends at most 20 a second to these hubs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress

from robots.drivers.pacing import Pacing
from robots.errors import Refused
from robots.transports.gatt import Gatt
from robots.transports.transport import LinkLost
from robots.wire import lwp3, lwp3_hub
from robots.wire.lwp3 import CHARACTERISTIC, Operation, Property
from robots.wire.lwp3_hub import Attached, Detached, Done, Outcome, PortValue, Told

SPACING = 0.05
"""Seconds between two writes."""
QUIET_SECONDS = 0.15
"""A hub that tells of nothing attached for so long has told all."""
TELLING_SECONDS = 2.0
"""The longest that a hub takes to begin to tell."""
PAIR_SECONDS = 1.0
"""How long a hub may take to make a virtual port."""


class Hub:
    """The conversation with one hub.

    `devices`: port -> what is attached there; `pairs`: virtual port -> its two ports. `values`:
    port -> what its device said last, and `times` when. `changed` is called with each news.
    """

    def __init__(self, link: Gatt) -> None:
        self.link = link
        self.changed: Callable[[], None] = lambda: None
        self.news: Callable[[lwp3_hub.Said], None] = lambda said: None
        self._pacing = Pacing(SPACING)
        self._turn = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        self._forget()

    def _forget(self) -> None:
        self.fault: Refused | None = None
        self.devices: dict[int, int] = {}
        self.pairs: dict[int, tuple[int, int]] = {}
        self.values: dict[int, bytes] = {}
        self.times: dict[int, float] = {}
        self.properties: dict[int, bytes] = {}
        self.idle: set[int] = set()
        """Ports whose last order has come to its end."""

    # ---- the link --------------------------------------------------------------------------------

    async def open(self) -> None:
        """Open the link and learn what is attached; raises LinkLost or Refused(garbled)."""
        await self.link.open()
        self._forget()
        self._pacing = Pacing(SPACING)
        self._watch = asyncio.create_task(self._wake_when_lost())
        await self.link.subscribe(CHARACTERISTIC, self._hear)
        await self.wait_for(lambda: bool(self.devices), TELLING_SECONDS)
        while await self._told_more(len(self.devices)):
            pass
        await self.send(lwp3.property_message(Property.BATTERY, Operation.ENABLE), moves=False)
        await self.send(lwp3.property_message(Property.BUTTON, Operation.ENABLE), moves=False)

    async def _told_more(self, known: int) -> bool:
        return await self.wait_for(lambda: len(self.devices) != known, QUIET_SECONDS)

    async def close(self) -> None:
        """Close the link; never raises, may be called twice."""
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()
        await self._pacing.close()
        await self.link.close()

    @property
    def held(self) -> bool:
        """Whether the link stands."""
        return self._watch is not None and not self.link.lost.is_set()

    # ---- out -------------------------------------------------------------------------------------

    async def send(self, data: bytes, *, key: str = "", moves: bool = True) -> bool:
        """Send in turn (see `Pacing.send`); raises what ended the link."""
        self.check()
        return await self._pacing.send(lambda: self._write(data), key=key, moves=moves)

    async def stop(self, orders: Iterable[bytes]) -> None:
        """Send these before everything that waits; raises what ended the link."""
        self.check()
        await self._pacing.stop(*(lambda order=order: self._write(order) for order in orders))

    async def want(self, port: int, mode: int) -> None:
        """Be told what a port reads in a mode."""
        await self.send(lwp3.input_format(port, mode), moves=False)

    async def pair(self, first: int, second: int) -> int | None:
        """The virtual port of two motors, made if need be; None when the hub makes none."""
        wanted = (first, second)
        if wanted not in self.pairs.values():
            await self.send(lwp3.pair_ports(first, second), moves=False)
            await self.wait_for(lambda: wanted in self.pairs.values(), PAIR_SECONDS)
        return next((port for port, pair in self.pairs.items() if pair == wanted), None)

    async def _write(self, data: bytes) -> None:
        if len(data) > 4 and data[2] == lwp3.Type.OUTPUT:
            self.idle.discard(data[3])
        await self.link.write(CHARACTERISTIC, data)

    # ---- in --------------------------------------------------------------------------------------

    def ports(self, *devices: int) -> list[int]:
        """The ports of these devices, the lowest first."""
        return sorted(port for port, device in self.devices.items() if device in devices)

    def check(self) -> None:
        """Raise what ended the link, if something did."""
        if self.fault is not None:
            raise self.fault
        if self.link.lost.is_set():
            raise LinkLost(self.link.address)

    async def wait_for(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Wait for something that news bring, at most so long; raises what ended the link."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    self.check()
                    if ready():
                        return True
                    await self._turn.wait()
        self.check()
        return False

    def wake(self) -> None:
        """Let everybody who waits look again."""
        self._turn.set()
        self._turn = asyncio.Event()

    async def _wake_when_lost(self) -> None:
        await self.link.lost.wait()
        self.wake()

    def _hear(self, notification: bytes) -> None:
        try:
            for said in lwp3_hub.read(notification):
                self._take(said)
        except Refused as fault:
            self.fault = fault
            self.link.lost.set()
        self.wake()

    def _take(self, said: lwp3_hub.Said) -> None:
        match said:
            case Attached(port, device, None):
                self.devices[port] = device
            case Attached(port, _, (first, second)):
                self.pairs[port] = (first, second)
            case Detached(port):
                self.devices.pop(port, None)
                self.pairs.pop(port, None)
                self.values.pop(port, None)
            case PortValue(port, data):
                self.values[port] = data
                self.times[port] = asyncio.get_running_loop().time()
            case Told(name, _, data):
                self.properties[name] = data
            case Done(ports):
                self._note_done(ports)
        self.news(said)
        self.changed()

    def _note_done(self, ports: tuple[tuple[int, Outcome], ...]) -> None:
        for port, outcome in ports:
            if outcome & Outcome.STARTED:
                self.idle.discard(port)
            elif outcome & (Outcome.DONE | Outcome.IDLE):
                self.idle.add(port)
