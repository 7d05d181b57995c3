"""The abstract Bluetooth LE link: named values (characteristics) that are written, read and heard.

Characteristics are named by their full, lower-case 128-bit UUID; `uuid16` makes one of the short
numbers of the Bluetooth SIG. A robot has each of them once.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping

from robots.errors import Code, refuse
from robots.transports.transport import Link

SMALLEST_WRITE = 20
"""Bytes of one write that every Bluetooth LE robot takes (an ATT MTU of 23, less 3)."""

Heard = Callable[[bytes], None]
"""What is called with each notification, from the event loop."""


def uuid16(number: int) -> str:
    """The full UUID of a number that the Bluetooth SIG assigned (0..0xffff)."""
    return f"{number:08x}-0000-1000-8000-00805f9b34fb"


class Gatt(Link):
    """A Bluetooth LE link to one robot.

    What the robot has is known once the link is open: `name` is the one it advertises, `flags`
    say what may be done with each characteristic (BlueZ's words: `read`, `write`,
    `write-without-response`, `notify`, `indicate`), `largest_write` is how many bytes one write
    without response may have. Subscriptions end with the link: subscribe again after `open`.
    """

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.name = ""
        self.flags: Mapping[str, frozenset[str]] = {}
        self.largest_write = SMALLEST_WRITE

    @abstractmethod
    async def write(self, characteristic: str, data: bytes, *, response: bool = False) -> None:
        """Write a value, in order; with `response`, return when the robot has taken it.

        Raises LinkLost, Refused(garbled) when the robot has no such characteristic (somebody else
        is there), and ValueError for more than `largest_write` bytes without a response.
        """

    @abstractmethod
    async def read(self, characteristic: str) -> bytes:
        """Ask for a value; raises LinkLost, or Refused(garbled) when there is none such."""

    @abstractmethod
    async def subscribe(self, characteristic: str, heard: Heard) -> None:
        """Hear every later notification of a value; raises LinkLost or Refused(garbled)."""

    def _need(self, characteristic: str, *flags: str) -> None:
        """Raise Refused(garbled) unless the robot has that characteristic with one of the flags."""
        if not self.flags.get(characteristic, frozenset()) & set(flags):
            raise refuse(Code.GARBLED, robot=self.name or self.address)

    def _check_write(self, characteristic: str, data: bytes, response: bool) -> None:
        self._need(characteristic, "write" if response else "write-without-response")
        if not response and len(data) > self.largest_write:
            raise ValueError(f"{len(data)} bytes in one write, {self.largest_write} at most")
