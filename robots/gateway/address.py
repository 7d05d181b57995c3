"""From a robot's address to its driver: `KIND@TRANSPORT`, or `KIND@emulator`.

Split at the first `@`, then at the first `:`. An emulator is a process of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from robots.drivers.driver import Driver
from robots.drivers.registry import driver_class
from robots.errors import Code, refuse
from robots.gateway.emulator import Emulator
from robots.transports.addresses import transport_of
from robots.transports.recorder import Recording, recorded
from robots.world.trace import Pose

EMULATOR = "emulator"


@dataclass(frozen=True, slots=True)
class Address:
    """A robot's address, its two parts apart."""

    kind: str
    place: str
    """A transport's address, or "emulator"."""

    def __str__(self) -> str:
        return f"{self.kind}@{self.place}"


def read_address(text: str) -> Address:
    """Read `KIND@TRANSPORT`; raises Refused(robot-not-found) for anything else."""
    kind, at, place = text.partition("@")
    if not (kind and at and place):
        raise refuse(Code.ROBOT_NOT_FOUND, robot=text)
    driver_class(kind)
    return Address(kind, place)


class Opener:
    """Makes the driver of an address, again after each loss; holds the emulator it may need."""

    def __init__(self, address: Address, mat: str, recording: Recording | None = None) -> None:
        self.address, self._mat, self._recording = address, mat, recording
        self.driver: Driver | None = None
        self._opened = ""
        self._emulator: Emulator | None = None

    async def open(self) -> Driver:
        """A connected driver: the same one as before, unless its emulator is a new one.

        Raises LinkLost (nobody there), or Refused: `robot-not-found`, `garbled`.
        """
        place = await self._place()
        if self.driver is None or place != self._opened:
            self.driver = _driver(self.address.kind, place, self._recording)
            self._opened = place
        await self.driver.connect()
        return self.driver

    def put_down(self, pose: Pose) -> None:
        """Put an emulator there; real robots are put down by hands."""
        if self._emulator is not None:
            self._emulator.put_down(pose)

    async def close(self) -> None:
        """Stop the robot, close the link, end the emulator; never raises."""
        if self.driver is not None:
            await self.driver.disconnect()
        if self._emulator is not None:
            await self._emulator.end()
        if self._recording is not None:
            self._recording.close()

    async def _place(self) -> str:
        if self.address.place != EMULATOR:
            return self.address.place
        if self._emulator is None or not self._emulator.runs:
            self._emulator = Emulator(self.address.kind, self._mat)
            await self._emulator.start()
        return self._emulator.place


def _driver(kind: str, place: str, recording: Recording | None) -> Driver:
    """A driver over a link of the sort that it speaks; raises Refused(robot-not-found)."""
    driver, link = driver_class(kind), transport_of(place)
    if not isinstance(link, driver.link):
        raise refuse(Code.ROBOT_NOT_FOUND, robot=f"{kind}@{place}")
    return driver(link if recording is None else recorded(link, recording))
