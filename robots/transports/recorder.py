"""Writes what goes over a link into a file: one JSON object a line, one line a frame.

`{"t": seconds since the link was opened first, "dir": "out"|"in", "hex": "..."}`, and for
Bluetooth LE `characteristic`; `read` marks the answer to a question, `response` a write that the
robot confirmed. A byte pipe's frame is what was sent or came at once, not what its protocol means.
"""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import IO, Literal

import msgspec

from robots.transports.gatt import Gatt, Heard
from robots.transports.transport import Link, Transport

Direction = Literal["out", "in"]


class Frame(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: `out` went to the robot, `in` came from it."""

    t: float
    dir: Direction
    hex: str
    characteristic: str | None = None
    read: bool = False
    response: bool = False

    @property
    def data(self) -> bytes:
        """The bytes; raises ValueError when `hex` is not hexadecimal."""
        return bytes.fromhex(self.hex)


class Recording:
    """A file of frames, made with the first of them, whole line by line whatever happens.

    A robot is not stopped by a full disk: `problem` is what went wrong, and no more is written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: OSError | None = None
        self._file: IO[bytes] | None = None
        self._start = time.monotonic()

    def begin(self) -> None:
        """The link opens: time runs from here."""
        if self._file is None and self.problem is None:
            self._start = time.monotonic()
            try:
                self._file = self.path.open("wb", buffering=0)
            except OSError as problem:
                self.problem = problem

    def note(
        self,
        direction: Direction,
        data: bytes,
        characteristic: str | None = None,
        *,
        read: bool = False,
        response: bool = False,
    ) -> None:
        """Write one frame."""
        if self._file is None:
            return
        t = round(time.monotonic() - self._start, 6)
        frame = Frame(t, direction, bytes(data).hex(), characteristic, read, response)
        line = msgspec.json.encode(frame) + b"\n"
        try:
            if self._file.write(line) != len(line):  # the disk took a part of it
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as problem:
            self.problem = problem
            self.close()

    def close(self) -> None:
        """Close the file; may be called twice."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError as problem:
                self.problem = problem


def recorded(link: Link, recording: Recording) -> Link:
    """The same link, of the same sort, whose frames are written down; raises TypeError."""
    match link:
        case Transport():
            return RecordedTransport(link, recording)
        case Gatt():
            return RecordedGatt(link, recording)
    raise TypeError(f"a link of an unknown sort: {link!r}")


class RecordedTransport(Transport):
    """A byte pipe that is written down."""

    def __init__(self, link: Transport, recording: Recording) -> None:
        super().__init__(link.address)
        self.lost = link.lost
        self._link, self._recording = link, recording

    async def open(self) -> None:
        """Open the link; raises LinkLost."""
        self._recording.begin()
        await self._link.open()

    async def send(self, data: bytes) -> None:
        """Send all the bytes, in order; raises LinkLost."""
        self._recording.note("out", data)
        await self._link.send(data)

    async def receive(self) -> bytes:
        """The next bytes that came; raises LinkLost."""
        data = await self._link.receive()
        self._recording.note("in", data)
        return data

    async def close(self) -> None:
        """Close the link; never raises."""
        await self._link.close()


class RecordedGatt(Gatt):
    """A Bluetooth LE link that is written down."""

    def __init__(self, link: Gatt, recording: Recording) -> None:
        super().__init__(link.address)
        self.lost = link.lost
        self._link, self._recording = link, recording

    async def open(self) -> None:
        """Open the link and learn what the robot has; raises LinkLost."""
        self._recording.begin()
        await self._link.open()
        self.name, self.flags = self._link.name, self._link.flags
        self.largest_write = self._link.largest_write

    async def write(self, characteristic: str, data: bytes, *, response: bool = False) -> None:
        """Write a value; raises as the link does."""
        self._recording.note("out", data, characteristic, response=response)
        await self._link.write(characteristic, data, response=response)

    async def read(self, characteristic: str) -> bytes:
        """Ask for a value; raises as the link does."""
        data = await self._link.read(characteristic)
        self._recording.note("in", data, characteristic, read=True)
        return data

    async def subscribe(self, characteristic: str, heard: Heard) -> None:
        """Hear a value's notifications from now on; raises as the link does."""

        def hear(data: bytes) -> None:
            self._recording.note("in", data, characteristic)
            heard(data)

        await self._link.subscribe(characteristic, hear)

    async def close(self) -> None:
        """Close the link; never raises."""
        await self._link.close()
