"""A WeDo 2.0 hub on a Bluetooth link: what is attached, what it reads, silence noticed.

Motors go on until they are told otherwise, so a link that fails tells them to stop, as far as it
still carries anything, before it is closed. The hub is asked for its battery all the time: that is
how it is known to be there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from robots.drivers.pacing import Pacing
from robots.errors import Refused
from robots.transports.gatt import Gatt
from robots.transports.transport import LinkLost
from robots.wire import wedo2

SPACING = 0.05
"""Seconds between two writes: Scratch sends at most 20 a second."""
ASKING_SECONDS, ANSWER_SECONDS = 0.4, 1.2
"""How often the hub is asked, and how long it may take to answer."""
QUIET_SECONDS = 0.2
"""So long after it was asked, it has told all that is attached."""
STILL_SECONDS = 0.3
"""How long the last stop may take to go out."""


class Hub:
    """The conversation with one hub; `ended` is called when it fails, `changed` with each news.

    `devices`: port -> what is attached; `values`: port -> what it read last.
    """

    def __init__(self, link: Gatt) -> None:
        self.link = link
        self.ended: Callable[[], None] = lambda: None
        self.changed: Callable[[], None] = lambda: None
        self.fault: LinkLost | Refused | None = LinkLost()
        self.devices: dict[int, int] = {}
        self.values: dict[int, bytes] = {}
        self.button = False
        self.battery: int | None = None
        self._pacing = Pacing(SPACING)
        self._asker: asyncio.Task[None] | None = None
        self._failing: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the link, still the motors, learn what is attached; LinkLost, Refused(garbled)."""
        await self.link.open()
        self.fault, self._pacing = None, Pacing(SPACING)
        self.devices.clear()
        self.values.clear()
        self.button = False
        try:
            await self._learn()
        except LinkLost:
            self.check()  # what the hub said may have been the reason
            raise
        self._asker = asyncio.create_task(self._keep_asking())

    async def _learn(self) -> None:
        await self.still()
        for characteristic, take in (
            (wedo2.ATTACHED, self._take_attached),
            (wedo2.BUTTON, self._take_button),
            (wedo2.VALUES, self._take_value),
        ):
            await self.link.subscribe(characteristic, self._hears(take))
        self._take_battery(await self.link.read(wedo2.BATTERY))
        await asyncio.sleep(QUIET_SECONDS)
        self.check()

    async def close(self) -> None:
        """Close the link; never raises, may be called twice."""
        self.fault = self.fault or LinkLost(self.link.address)
        asker, self._asker = self._asker, None
        if asker is not None and asker is not asyncio.current_task():
            asker.cancel()
        await self._pacing.close()
        await self.link.close()
        self.link.lost.set()

    def check(self) -> None:
        """Raise what ended the link, if anything did."""
        if self.fault is None and self.link.lost.is_set():
            self.fault = LinkLost(self.link.address)
        if self.fault is not None:
            raise self.fault

    async def tell(self, *outputs: bytes, key: str = "", moves: bool = False) -> bool:
        """Send outputs together, in turn; False when a stop overtook them. Raises the fault."""
        self.check()
        return await self._pacing.send(lambda: self._write(*outputs), key=key, moves=moves)

    async def listen(self, form: bytes) -> None:
        """Choose a device's mode."""
        self.check()
        await self._pacing.send(lambda: self.link.write(wedo2.INPUT, form), moves=False)

    async def still(self) -> None:
        """Stop motors and sound before everything else; raises the fault."""
        self.check()
        await self._pacing.stop(self._write_still)

    async def fail(self, fault: LinkLost | Refused) -> None:
        """End the link for a reason; the motors are told to stop first."""
        if self.fault is not None:
            return
        self.fault = fault
        with suppress(LinkLost, Refused, TimeoutError):
            async with asyncio.timeout(STILL_SECONDS):
                await self._pacing.stop(self._write_still)
        await self.close()
        self.ended()

    async def _write(self, *outputs: bytes) -> None:
        for output in outputs:
            await self.link.write(wedo2.OUTPUT, output)

    async def _write_still(self) -> None:
        await self._write(*(wedo2.motor(port, wedo2.BRAKE) for port in (1, 2)), wedo2.silence())

    async def _keep_asking(self) -> None:
        try:
            while True:
                await asyncio.sleep(ASKING_SECONDS)
                async with asyncio.timeout(ANSWER_SECONDS):
                    self._take_battery(await self.link.read(wedo2.BATTERY))
                self.check()
        except TimeoutError:
            await self.fail(LinkLost(self.link.address))
        except (LinkLost, Refused) as fault:
            if self.fault is fault:
                self.fault = None  # it was noticed by `check`: its end is still to be made
            await self.fail(fault)

    # ---- in --------------------------------------------------------------------------------------

    def _hears(self, take: Callable[[bytes], None]) -> Callable[[bytes], None]:
        def heard(data: bytes) -> None:
            try:
                take(data)
            except Refused as fault:
                self._failing = asyncio.create_task(self.fail(fault))
            else:
                self.changed()

        return heard

    def _take_attached(self, data: bytes) -> None:
        attached = wedo2.read_attached(data)
        if attached.device is None:
            self.devices.pop(attached.port, None)
            self.values.pop(attached.port, None)
        else:
            self.devices[attached.port] = attached.device

    def _take_button(self, data: bytes) -> None:
        self.button = wedo2.read_button(data)

    def _take_value(self, data: bytes) -> None:
        port, reading = wedo2.read_value(data)
        self.values[port] = reading

    def _take_battery(self, data: bytes) -> None:
        self.battery = wedo2.read_battery(data)
