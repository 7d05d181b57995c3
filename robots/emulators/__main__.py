"""`python -m robots.emulators KIND --port N`: a robot made of software, in a process of its own.

Prints `READY tcp:localhost:N` (or `READY serial:PATH` with `--pty`; a Bluetooth robot `READY
gatt:localhost:N`) when hosts may come. It ends on SIGTERM, on SIGINT, and with `--parent-stdin` at
the end of its input or, with `--outlive`, some seconds after it, so that it sees its parent die;
nothing else ends it. Lines of JSON on its input do things to the robot: `{"button.center": 1}`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from threading import Thread
from time import sleep

from robots.emulators.emulator import Emulator
from robots.emulators.registry import emulator_class
from robots.emulators.report import Report
from robots.emulators.serving import Life, complain, serve_tcp
from robots.errors import Refused
from robots.world.mat import Mat, read_mat
from robots.world.shipped import PLAIN, mat_names, shipped


def main() -> int:
    """Run an emulator; 2 when it cannot be started as asked."""
    asked = _parser().parse_args()
    try:
        emulator = _emulator(asked)
    except (KeyError, ValueError, OSError, Refused) as error:
        complain(f"{asked.kind}: {error}")
        return 2
    asyncio.run(_live(emulator, asked))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m robots.emulators")
    parser.add_argument("kind")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--pty", action="store_true", help="a serial port instead of TCP")
    parser.add_argument("--mat", default=PLAIN, help="a shipped mat's name or a TOML file")
    parser.add_argument("--report", type=Path, help="JSON Lines of what the robot really does")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--parent-stdin", action="store_true", help="end when the input ends")
    parser.add_argument("--outlive", type=float, default=0, help="... so many seconds later")
    return parser


def _emulator(asked: argparse.Namespace) -> Emulator:
    options = dict(option.partition("=")[::2] for option in asked.option)
    emulator = emulator_class(asked.kind)(_mat(asked.mat), options)
    if asked.pty and emulator.scheme != "tcp":
        raise ValueError("--pty: it has no serial port")
    return emulator


def _mat(name: str) -> Mat:
    if name in mat_names():
        return shipped(name)
    path = Path(name)
    return read_mat(path.read_text(encoding="utf-8"), path.stem)


async def _live(emulator: Emulator, asked: argparse.Namespace) -> None:
    with ExitStack() as undo:
        report = None
        if asked.report:
            report = Report(undo.enter_context(asked.report.open("w", encoding="utf-8")))
        life = Life(emulator, report)
        undo.enter_context(_signals(life))
        place = await (_pty(life, undo) if asked.pty else _tcp(life, asked, undo))
        _read_input(life, asked.outlive if asked.parent_stdin else None)
        print(f"READY {place}", flush=True)
        await life.live()


async def _tcp(life: Life, asked: argparse.Namespace, undo: ExitStack) -> str:
    server, port = await serve_tcp(life, asked.host, asked.port)
    undo.callback(server.close)
    host = "localhost" if asked.host in ("127.0.0.1", "::1") else asked.host
    return f"{life.emulator.scheme}:{host}:{port}"


async def _pty(life: Life, undo: ExitStack) -> str:
    # POSIX only, so it is not imported where it is not asked for.
    from robots.emulators.pty_posix import Pty

    pty = Pty(life)
    undo.callback(pty.close)
    return f"serial:{pty.path}"


@contextmanager
def _signals(life: Life) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def end(*_: object) -> None:
        loop.call_soon_threadsafe(life.ended.set)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def _read_input(life: Life, outlive: float | None) -> None:
    """Listen to the input in a thread of its own: that works with pipes on every system."""
    loop = asyncio.get_running_loop()

    def tell(act: Callable[..., object], *given: str) -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(act, *given)

    def listen() -> None:
        for line in _lines():
            tell(life.press, line)
        if outlive is not None:
            sleep(outlive)
            tell(life.ended.set)

    Thread(target=listen, daemon=True).start()


def _lines() -> Iterator[str]:
    """The input's lines, read below Python's own buffer: a daemon thread must not hold its lock."""
    held = b""
    with suppress(OSError):
        while data := os.read(0, 4096):
            *lines, held = (held + data).split(b"\n")
            yield from (line.decode(errors="replace") for line in lines if line.strip())


if __name__ == "__main__":
    sys.exit(main())
