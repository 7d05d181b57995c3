"""Gives an emulator a clock, a link and hands: it lives until it is told to end.

One host at a time: a new one takes the place of the one before, as in the simulator of Aseba, and
the link of the old one is closed. A link that is lost changes nothing else.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from contextlib import suppress

from robots.emulators.emulator import Emulator
from robots.emulators.report import Report
from robots.errors import Refused

TICK = 0.01
"""Seconds between two looks at the clock."""
MOST_WAITING = 65536
"""Bytes that may wait for a host that does not read; more are lost, as on the air."""


class Life:
    """An emulator and its clock."""

    def __init__(self, emulator: Emulator, report: Report | None) -> None:
        self.emulator = emulator
        self.ended = asyncio.Event()
        self._report = report
        self._loop = asyncio.get_running_loop()
        self._start = self._loop.time()

    async def live(self) -> None:
        """Live until `ended` is set."""
        while not self.ended.is_set():
            self.catch_up()
            await asyncio.sleep(TICK)

    def catch_up(self) -> None:
        """Live until this very moment."""
        now = self._loop.time() - self._start
        self.emulator.advance(now)
        if self._report is not None:
            self._report.look(now, self.emulator.truth())

    def hear(self, data: bytes) -> bool:
        """Take a host's bytes; False when they mean nothing and the link should go."""
        self.catch_up()
        try:
            self.emulator.receive(data)
        except Refused as refused:
            complain(f"the host sent something else: {refused}")
            return False
        finally:
            self.catch_up()
        return True

    def press(self, line: str) -> None:
        """Do to the robot what a line of JSON says: `{"button.center": 1}`."""
        self.catch_up()
        try:
            happenings = json.loads(line)
            for name, value in happenings.items():
                self.emulator.press(name, value)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            complain(f"not understood: {line.strip()} ({error})")
        self.catch_up()


async def serve_tcp(life: Life, host: str, port: int) -> tuple[asyncio.Server, int]:
    """Listen; gives the server and its real port."""
    links = _Links(life)
    server = await asyncio.start_server(links.serve, host, port)
    return server, server.sockets[0].getsockname()[1]


class _Links:
    """The one link, and those that it replaced."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self._current: asyncio.StreamWriter | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._take(writer)
        with suppress(OSError):
            while data := await reader.read(4096):
                if self._current is not writer or not self._life.hear(data):
                    break
        self._leave(writer)

    def _take(self, writer: asyncio.StreamWriter) -> None:
        if self._current is not None:
            self._leave(self._current)
        self._current = writer
        emulator = self._life.emulator
        emulator.say = _speech(writer)
        emulator.drop = writer.close
        emulator.linked()

    def _leave(self, writer: asyncio.StreamWriter) -> None:
        if self._current is writer:
            self._current = None
            self._life.emulator.say = lambda data: None
            self._life.emulator.unlinked()
        writer.close()


def _speech(writer: asyncio.StreamWriter) -> Callable[[bytes], None]:
    def say(data: bytes) -> None:
        if not writer.is_closing() and writer.transport.get_write_buffer_size() < MOST_WAITING:
            writer.write(data)

    return say


def complain(text: str) -> None:
    """Say something on stderr, if somebody still listens there."""
    with suppress(OSError, ValueError):
        print(text, file=sys.stderr, flush=True)
