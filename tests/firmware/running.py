"""Runs our programs for the micro:bit in MicroPython itself; only its pins and radio are faked."""

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import tty
from pathlib import Path

MICROPYTHON = Path(sys.executable).with_name("micropython")
STUB = Path(__file__).parent / "stub"
FIRMWARE = Path(__file__).parents[2] / "firmware"
ROBOT, BRIDGE = "microbit", "microbit_bridge"


class Board:
    """One micro:bit: `port` is its USB serial port."""

    def __init__(self, folder: Path, program: str, *more: str, ear: int = 0, air: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (f"{program}/main.py", f"{ROBOT}/group.py", *more):
            shutil.copy(FIRMWARE / name, folder)
        self._hands, self._log = folder / "hands.json", folder / "did.jsonl"
        self._robot, self._host = os.openpty()
        tty.setraw(self._host)
        self.port = os.ttyname(self._host)
        environment = os.environ | {"MICROPYPATH": str(STUB), "HANDS": str(self._hands)}
        if ear:
            environment |= {"EAR": str(ear), "AIR": str(air)}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [MICROPYTHON, "main.py"],
                stdin=self._robot, stdout=self._robot, stderr=log, cwd=folder, env=environment,
            )  # fmt: skip

    def hands(self, **what: object) -> None:
        new = self._hands.with_suffix(".new")
        new.write_text(json.dumps(what))
        new.replace(self._hands)

    def did(self, what: str) -> list[dict]:
        """What the program did to one part."""
        text = self._log.read_text()
        assert "Traceback" not in text, text
        lines = text.rpartition("\n")[0].splitlines()
        return [it for line in lines if what in (it := json.loads(line))]

    async def does(self, ready, seconds: float = 5.0) -> None:
        """Wait until it did something."""
        end = time.monotonic() + seconds
        while not ready():
            assert time.monotonic() < end, self._log.read_text()[-500:]
            await asyncio.sleep(0.01)

    def say(self, line: bytes) -> None:
        """Say something to it as a host does."""
        os.write(self._host, line)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._robot)
        os.close(self._host)


@contextlib.contextmanager
def board(folder: Path, program: str, *more: str, **options: int):
    board = Board(folder, program, *more, **options)
    try:
        yield board
    finally:
        board.end()


def free_ports() -> tuple[int, int]:
    """Two ports for the faked radio."""
    with socket.socket(type=socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return one.getsockname()[1], two.getsockname()[1]
