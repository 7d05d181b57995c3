"""Aseba's own simulator and switch, foreign programs that our Thymio driver is proved against."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import struct
import subprocess
import time
import tty
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

START_SECONDS = 40
WIDTH, START, NOSE = 150, 122, 8
"""Of the world, in cm; where the robot stands in it, looking east; what is before its middle."""
BREATH = 0.5
"""Seconds between two links to one robot: the simulator hangs when one comes while one goes."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


SCENE = (
    '<!DOCTYPE aseba-playground><aseba-playground><world w="{width}" h="100"/>'
    '<robot type="thymio2" name="one" port="{port}" x="{start}" y="50" angle="0"/>'
    "</aseba-playground>"
)


@contextlib.contextmanager
def playground(folder: Path) -> Iterator[int]:
    """asebaplayground in a screen of its own, with one robot; the robot's port."""
    port = free_port()
    scene = folder / "one.playground"
    scene.write_text(SCENE.format(width=WIDTH, start=START, port=port))
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "LIBGL_ALWAYS_SOFTWARE": "1"}
    screen = ["-s", "-screen 0 320x240x24"]
    command = ["xvfb-run", "-a", *screen, "asebaplayground", str(scene)]
    with running(command, folder, os.environ | home):
        wait_for(port)
        yield port


@contextlib.contextmanager
def running(command: list[str], folder: Path, environment: dict[str, str]) -> Iterator[None]:
    """A foreign program with all its children, ended at the end."""
    with (folder / f"{Path(command[0]).name}.log").open("w") as log:
        process = subprocess.Popen(
            command, stdout=log, stderr=log, env=environment, start_new_session=True
        )
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait_for(port: int) -> None:
    """Wait until a node answers, and leave it alone again."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            watcher = Bystander(port, START_SECONDS)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
            continue
        watcher.words(0, 1)
        watcher.close()
        return time.sleep(BREATH)


class Bystander:
    """Reads a node's variables over a link of its own: bytes only, none of our driver."""

    def __init__(self, port: int, seconds: float = 2) -> None:
        self.link = socket.create_connection(("127.0.0.1", port), seconds)

    def words(self, start: int, count: int, node: int = 1) -> list[int]:
        self.link.sendall(struct.pack("<6H", 6, 7, 0xA00B, node, start, count))
        while True:
            length, source, kind = struct.unpack("<HHH", self._exactly(6))
            payload = self._exactly(length)
            if (source, kind) == (node, 0x9005) and payload[:2] == struct.pack("<H", start):
                return list(struct.unpack(f"<{count}h", payload[2:]))

    def close(self) -> None:
        self.link.close()

    def _exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self.link.recv(count - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data


class Cable:
    """A cable between two serial ports (pseudo-terminals): what enters one leaves the other."""

    def __init__(self) -> None:
        self.masters, self.ports, self._slaves = [], [], []
        for _ in range(2):
            master, slave = os.openpty()
            tty.setraw(slave)
            os.set_blocking(master, False)
            self.masters.append(master)
            self.ports.append(os.ttyname(slave))
            self._slaves.append(slave)

    def plug(self) -> None:
        loop = asyncio.get_running_loop()
        for here, there in (self.masters, self.masters[::-1]):
            loop.add_reader(here, self._pass_on, here, there)

    def cut(self) -> None:
        loop = asyncio.get_running_loop()
        for master in self.masters:
            loop.remove_reader(master)
            os.close(master)
        for slave in self._slaves:
            os.close(slave)
        self.masters, self._slaves = [], []

    def _pass_on(self, here: int, there: int) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            os.write(there, os.read(here, 4096))


@contextlib.asynccontextmanager
async def switched(port: int, folder: Path) -> AsyncIterator[tuple[Cable, int]]:
    """asebaswitch between a robot's port, a cable and a port of its own for bystanders."""
    cable, own = Cable(), free_port()
    cable.plug()
    command = [
        "asebaswitch", "-p", str(own),
        f"ser:device={cable.ports[1]}", f"tcp:host=127.0.0.1;port={port}",
    ]  # fmt: skip
    with running(command, folder, dict(os.environ)):
        await asyncio.to_thread(wait_for, own)
        yield cable, own
        if cable.masters:
            cable.cut()
