"""A robot made of software in a process of its own, and a link to it that a test can spoil."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from robots.drivers.driver import Driver
from robots.drivers.registry import driver_class
from robots.transports.addresses import transport_of
from robots.wire import gatt_lines

Truth = dict[str, Any]


class Emulated:
    """An emulator's process: where it listens, what its robot really does, what is done to it."""

    def __init__(self, kind: str, process: subprocess.Popen, report: Path) -> None:
        self.kind = kind
        self._process = process
        self._report = report
        ready = process.stdout.readline().split()
        assert ready[:1] == ["READY"], f"{kind}: {ready}"
        self.place = ready[1]

    def driver(self, place: str | None = None) -> Driver:
        return driver_class(self.kind)(transport_of(place or self.place))

    def press(self, **happenings: object) -> None:
        self._process.stdin.write(json.dumps(happenings) + "\n")
        self._process.stdin.flush()

    def vanish(self) -> None:
        """Kill it, as when a battery falls out."""
        self._process.kill()
        self._process.wait()

    def truth(self) -> Truth:
        """The report's last whole line."""
        lines = self._report.read_text("utf-8").rpartition("\n")[0]
        return json.loads(lines.rpartition("\n")[2]) if lines else {}

    async def seen(self, what: Callable[[Truth], bool], seconds: float = 1.0) -> Truth:
        """The first line that shows it, from now on; fails after `seconds`."""
        start, end = self._report.stat().st_size, time.monotonic() + seconds
        while True:
            with self._report.open("rb") as report:
                report.seek(start)
                data, _, _ = report.read().rpartition(b"\n")
            for line in data.splitlines():
                with contextlib.suppress(json.JSONDecodeError):
                    if what(truth := json.loads(line)):
                        return truth
            assert time.monotonic() < end, f"not seen: {self.truth()}"
            await asyncio.sleep(0.01)

    def lines_since(self, offset: int) -> list[Truth]:
        with self._report.open("rb") as report:
            report.seek(offset)
            lines = report.read().rpartition(b"\n")[0].splitlines()
        return [json.loads(line) for line in lines if line.startswith(b"{") and line.endswith(b"}")]

    def here(self) -> int:
        """A place in the report, for `lines_since`."""
        return self._report.stat().st_size


@contextlib.contextmanager
def emulated(kind: str, folder: Path, *options: str) -> Iterator[Emulated]:
    report = folder / f"{kind}.jsonl"
    report.touch()
    command = [sys.executable, "-m", "robots.emulators", kind, "--port", "0"]
    command += ["--report", str(report), "--parent-stdin"]
    for option in options:
        command += ["--option", option]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Emulated(kind, process, report)
        finally:
            process.stdin.close()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


class Spoiler:
    """A man in the middle: it can hold the robot's bytes back, replace them, or cut the link.

    On a Bluetooth link without Bluetooth (`gatt:`) it replaces values, and leaves their lines
    whole; holding all bytes back holds all lines back, so that the link falls silent.
    """

    def __init__(self, target: str) -> None:
        self.scheme, _, place = target.partition(":")
        self._host, _, port = place.rpartition(":")
        self._port = int(port)
        self._writers: list[asyncio.StreamWriter] = []
        self.change: Callable[[bytes], bytes] = lambda data: data
        self.place = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._host, self._port)
        self._writers += [writer, far_writer]
        await asyncio.gather(
            self._pass_on(reader, far_writer, lambda data: data),
            self._pass_on(far_reader, writer, self._changer()),
        )

    async def _pass_on(self, reader, writer, change) -> None:
        with contextlib.suppress(OSError):
            while data := await reader.read(4096):
                writer.write(change(data))
        writer.close()

    def _changer(self) -> Callable[[bytes], bytes]:
        if self.scheme == "tcp":
            return lambda data: self.change(data)
        decoder = gatt_lines.Decoder()
        return lambda data: b"".join(self._changed(said) for said in decoder.feed(data))

    def _changed(self, said: gatt_lines.Said) -> bytes:
        if not self.change(b"."):
            return b""
        if isinstance(said, gatt_lines.Notified | gatt_lines.Answer):
            said = msgspec.structs.replace(said, data=self.change(said.data))
        return gatt_lines.encode(said)

    def cut(self) -> None:
        """Both ends lose the link, with no goodbye."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()


@contextlib.asynccontextmanager
async def spoiled(robot: Emulated) -> AsyncIterator[Spoiler]:
    spoiler = Spoiler(robot.place)
    server = await asyncio.start_server(spoiler.serve, "127.0.0.1", 0)
    spoiler.place = f"{spoiler.scheme}:127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        try:
            yield spoiler
        finally:
            spoiler.cut()
            await asyncio.sleep(0)
