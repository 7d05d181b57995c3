"""Looks for robots on USB: serial ports whose numbers a driver knows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from robots.drivers.registry import SIMULATED, driver_class, kinds
from robots.gateway.address import Address
from robots.transports.serial import SerialPort, ports

PAUSE = 2.0
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Found:
    """A robot's address, and what tells it from others of its kind."""

    address: Address
    hardware: str


def found() -> list[Found]:
    """The robots that are on USB now; takes some 10 ms."""
    return [
        Found(Address(kind, f"serial:{port.device}"), _hardware(port))
        for port in ports()
        for kind in kinds()
        if kind != SIMULATED and (port.vid, port.pid) in driver_class(kind).usb
    ]


async def look_for_robots(
    may_look: Callable[[], bool], take: Callable[[list[Found]], None]
) -> None:
    """Look every 2 s while `may_look`, and give what is there."""
    while True:
        if may_look():
            take(await asyncio.to_thread(found))
        await asyncio.sleep(PAUSE)


def _hardware(port: SerialPort) -> str:
    return port.serial_number or PurePath(port.device).name
