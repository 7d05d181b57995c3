"""Looks for robots: on serial ports whose numbers a driver knows, and on the air."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from robots.drivers.driver import Driver
from robots.drivers.registry import SIMULATED, driver_class, kinds
from robots.gateway.address import Address
from robots.transports.radio import has_radio
from robots.transports.serial import SerialPort, ports

if TYPE_CHECKING:
    from robots.transports.air import Sighting

PAUSE = 2.0
"""Seconds between two looks at the ports."""
LISTEN, REST = 1.5, 3.0
"""Seconds of a slot in which the air is listened to, and between two."""
SILENT_REST = 30.0
"""Seconds until the next try where the system's Bluetooth does not work."""
STRENGTHS = (-90, -78, -67, -55)
"""dBm from which a link's strength is 1, 2, 3, 4."""

logger = logging.getLogger("ribambelle.finder")


@dataclass(frozen=True, slots=True)
class Found:
    """A robot's address, and what tells it from others of its kind.

    On the air too: the `name` it gives itself, the `strength` of its signal (0..4), whether this
    machine holds it already.
    """

    address: Address
    hardware: str
    name: str = ""
    strength: int | None = None
    held: bool = False

    @property
    def on_air(self) -> bool:
        """Whether it was heard, not plugged in: it may be anybody's."""
        return self.address.place.startswith("ble:")

    @property
    def places(self) -> set[str]:
        """All that may stand after the @ of its address."""
        return {self.address.place, f"ble:{self.name}"} if self.name else {self.address.place}


def found() -> list[Found]:
    """The robots that are on USB now; takes some 10 ms."""
    return [
        Found(Address(kind, f"serial:{port.device}"), _hardware(port))
        for port in ports()
        for kind in kinds()
        if kind != SIMULATED and (port.vid, port.pid) in driver_class(kind).usb
    ]


async def found_on_the_air(seconds: float) -> list[Found]:
    """The robots that can be heard within so many seconds; at once [] without Bluetooth.

    Raises whatever the system's Bluetooth raises.
    """
    if not has_radio():
        return []
    from robots.transports.air import air  # its library takes its time: not where there is no radio

    drivers = [driver_class(kind) for kind in kinds() if kind != SIMULATED]
    return recognised(await air().listen(seconds), drivers)


def recognised(sightings: Iterable[Sighting], drivers: Iterable[type[Driver]]) -> list[Found]:
    """The robots among the devices that were seen, strongest first; each is of one kind."""
    there = [
        Found(
            Address(kind, f"ble:{seen.address}"),
            seen.address,
            seen.name,
            None if seen.rssi is None else _strength(seen.rssi),
            held=seen.rssi is None,
        )
        for seen in sightings
        if (kind := _kind(seen, drivers)) is not None
    ]
    return sorted(there, key=lambda robot: (-(robot.strength or 0), robot.hardware))


async def look_for_robots(
    may_look: Callable[[], bool], take: Callable[[list[Found]], None]
) -> None:
    """Look at the ports every 2 s while `may_look`, and give what is there."""
    while True:
        if may_look():
            take(await asyncio.to_thread(found))
        await asyncio.sleep(PAUSE)


async def listen_for_robots(
    may_look: Callable[[], bool], take: Callable[[list[Found]], None]
) -> None:
    """Listen to the air in slots while `may_look`, and give what is there."""
    works = True
    while True:
        rest = REST
        if may_look() and has_radio():
            try:
                _make_room(may_look)
                take(await found_on_the_air(LISTEN))
                works = True
            except Exception as problem:  # a system's Bluetooth may raise anything
                if works:
                    logger.info("no Bluetooth: %s", problem)
                works, rest = False, SILENT_REST
        await asyncio.sleep(rest)


def _make_room(may_look: Callable[[], bool]) -> None:
    """Whoever hunts a lost robot leaves the radio to those that run."""
    from robots.transports.air import air

    air().busy = lambda: not may_look()


def _kind(seen: Sighting, drivers: Iterable[type[Driver]]) -> str | None:
    for driver in drivers:
        sign = driver.advertised
        if sign is not None and sign.fits(seen.name, seen.services, seen.manufacturer):
            return driver.kind
    return None


def _strength(rssi: int) -> int:
    return sum(rssi >= least for least in STRENGTHS)


def _hardware(port: SerialPort) -> str:
    return port.serial_number or PurePath(port.device).name
