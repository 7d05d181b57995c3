"""Robots on a serial port, by USB cable or dongle. Address: the port's name (`/dev/ttyACM0`).

115200 baud, 8N1. DTR stays asserted: a Thymio speaks over USB only while the port is open so.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import serial
import serial_asyncio_fast
from serial.tools import list_ports

from robots.transports.pipe import Pipe, PipeTransport

BAUD = 115_200


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A port of this machine; `vid` and `pid` are None where it is not on USB."""

    device: str
    vid: int | None
    pid: int | None
    serial_number: str | None


def ports() -> list[SerialPort]:
    """The serial ports of this machine, by name; may take some 10 ms."""
    return sorted(
        (SerialPort(p.device, p.vid, p.pid, p.serial_number) for p in list_ports.comports()),
        key=lambda port: port.device,
    )


class SerialTransport(PipeTransport):
    """A serial port, held by nobody else while it is open."""

    scheme = "serial"

    async def _connect(self, pipe: Pipe) -> asyncio.Transport:
        port = await asyncio.to_thread(_open, self.address)
        loop = asyncio.get_running_loop()
        link, _ = await serial_asyncio_fast.connection_for_serial(loop, lambda: pipe, port)
        return link


def _open(device: str) -> serial.Serial:
    """Open the port; modem lines that it has not (a pty) are left alone."""
    port = serial.Serial(baudrate=BAUD, exclusive=True, timeout=0, write_timeout=0)
    port.port = device
    port.open()
    try:
        port.dtr = True
    except OSError:
        return port
    return port
