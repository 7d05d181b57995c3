"""The radio of this machine: who advertises, and whose turn it is to use it.

Scans are short slots that all who look for something share, and no slot lies over a connecting:
looking for an absent robot holds a present one up for a slot at most.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from bleak import BleakAdapter, BleakScanner
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData

SLOT_SECONDS = 2.0
"""The longest that a scan goes on before others get the radio."""
BUSY_SLOT_SECONDS, BUSY_REST_SECONDS = 0.5, 2.0
"""A slot, and the time between two, while other robots of this machine run."""
START_SECONDS = 3.0
"""How long the system's Bluetooth may take to begin or to end a scan."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a Bluetooth LE device tells of itself; `rssi` in dBm, None for one we are linked to."""

    address: str
    name: str
    services: tuple[str, ...] = ()
    manufacturer: dict[int, bytes] = field(default_factory=dict)
    rssi: int | None = None
    device: BLEDevice | None = field(default=None, compare=False, repr=False)


Fits = Callable[[Sighting], bool]


@dataclass(slots=True, eq=False)
class _Hunt:
    """Somebody looks for something: it is over with the first sighting that fits."""

    fits: Fits
    found: asyncio.Future[Sighting]

    def see(self, sighting: Sighting) -> None:
        if not self.found.done() and self.fits(sighting):
            self.found.set_result(sighting)

    def fail(self, problem: Exception) -> None:
        if not self.found.done():
            self.found.set_exception(problem)


class Air:
    """The radio, for one event loop (Bluetooth libraries want one for ever)."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        """Held while something uses the radio alone: a scan, or a connecting."""
        self.busy: Callable[[], bool] = lambda: False
        """Whether robots run that a scan would disturb."""
        self._hunts: list[_Hunt] = []
        self._scanning: asyncio.Task[None] | None = None
        self._enough = asyncio.Event()
        """Set when a hunt is over: whoever found something may want to connect at once."""

    async def find(self, fits: Fits, seconds: float) -> Sighting:
        """The first device that fits, one this machine is still linked to first.

        Raises TimeoutError when none came, and whatever the system's Bluetooth raises.
        """
        for sighting in await _linked():
            if fits(sighting):
                return sighting
        hunt = _Hunt(fits, asyncio.get_running_loop().create_future())
        self._hunts.append(hunt)
        if self._scanning is None or self._scanning.done():
            self._scanning = asyncio.create_task(self._scan())
        try:
            async with asyncio.timeout(seconds):
                return await hunt.found
        finally:
            self._hunts.remove(hunt)
            self._enough.set()

    async def listen(self, seconds: float) -> list[Sighting]:
        """All that can be seen within so many seconds, each device as it told itself last.

        Raises whatever the system's Bluetooth raises.
        """
        seen: dict[str, Sighting] = {}

        def keep(sighting: Sighting) -> bool:
            seen[sighting.address] = sighting
            return False

        try:
            await self.find(keep, seconds)
        except TimeoutError:
            return list(seen.values())
        return []

    async def _scan(self) -> None:
        """Scan in slots as long as somebody hunts; what goes wrong ends every hunt."""
        while self._hunts:
            try:
                async with self.turn:
                    if self._hunts:
                        await self._slot()
            except Exception as problem:
                for hunt in self._hunts:
                    hunt.fail(problem)
                return
            # Whoever waits for the radio has it now.
            await asyncio.sleep(BUSY_REST_SECONDS if self.busy() else 0)

    async def _slot(self) -> None:
        self._enough.clear()
        scanner = BleakScanner(self._saw)
        async with asyncio.timeout(START_SECONDS):
            await scanner.start()
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(BUSY_SLOT_SECONDS if self.busy() else SLOT_SECONDS):
                    await self._enough.wait()
        finally:
            async with asyncio.timeout(START_SECONDS):
                await scanner.stop()

    def _saw(self, device: BLEDevice, told: AdvertisementData) -> None:
        sighting = Sighting(
            device.address,
            told.local_name or device.name or "",
            tuple(told.service_uuids),
            dict(told.manufacturer_data),
            told.rssi,
            device,
        )
        for hunt in self._hunts:
            hunt.see(sighting)


async def _linked() -> list[Sighting]:
    """The devices that this machine is linked to, whoever did it: they advertise no more.

    A program that was killed leaves its robots so (BlueZ keeps the link).
    """
    try:
        async with asyncio.timeout(START_SECONDS):
            adapter = await BleakAdapter.get()
            devices = await adapter.get_connected_devices()
    except NotImplementedError:  # not every system can tell
        return []
    return [_held(device) for device in devices]


def _held(device: BLEDevice) -> Sighting:
    """A device with what the system still knows of its advertising (BlueZ does)."""
    known = device.details.get("props", {}) if isinstance(device.details, dict) else {}
    told = {company: bytes(data) for company, data in known.get("ManufacturerData", {}).items()}
    services = tuple(str(service).lower() for service in known.get("UUIDs", ()))
    return Sighting(device.address, device.name or "", services, told, device=device)


_AIRS: WeakKeyDictionary[asyncio.AbstractEventLoop, Air] = WeakKeyDictionary()


def air() -> Air:
    """The radio of this event loop."""
    return _AIRS.setdefault(asyncio.get_running_loop(), Air())
