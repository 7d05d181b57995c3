"""A tap on a robot's link: passes every byte on, and notes when each Aseba frame went out."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass

HEAD = 6
"""Bytes before a frame's payload: its length, who sends it, what it is (little-endian words)."""

Kind = tuple[int, int]
"""What a frame is: its message id, and the second word of its payload (a variable's place)."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One frame to the robot: when it went (seconds, monotonic) and what it is."""

    at: float
    kind: Kind


class Tap:
    """Listens on a port of its own, passes on to the robot's; `frames` are those to the robot."""

    def __init__(self, robot_port: int) -> None:
        self.port = 0
        self.frames: list[Noted] = []
        self._robot_port = robot_port
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Begin to listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """End every connection."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        robot_reader, robot_writer = await asyncio.open_connection("127.0.0.1", self._robot_port)
        for work in (self._note(reader, robot_writer), _copy(robot_reader, writer)):
            task = asyncio.ensure_future(work)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _note(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                head = await reader.readexactly(HEAD)
                payload = await reader.readexactly(int.from_bytes(head[:2], "little"))
                kind = (int.from_bytes(head[4:], "little"), int.from_bytes(payload[2:4], "little"))
                self.frames.append(Noted(time.monotonic(), kind))
                writer.write(head + payload)
        writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
    writer.close()
