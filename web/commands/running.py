"""The class that runs on this machine already: where it is, and the way back in."""

from __future__ import annotations

import json
import os
import sqlite3
import time
import urllib.request
from pathlib import Path

import msgspec

NAME = "running.json"
LOCK = "running.lock"
PATIENCE = 3.0
"""Seconds that a running server may take to answer."""
STARTING = 45.0
"""Seconds that another start may take until its class answers: two parts, and some more."""


class Held(Exception):
    """Another process holds the data folder, and no class answers there."""


class Running(msgspec.Struct, frozen=True):
    """A server that runs: its address on this machine, and the secret that lets a teacher in."""

    address: str
    secret: str


def enter(data: Path, patience: float = STARTING) -> str | sqlite3.Connection:
    """The entrance of the class that runs on this folder, or that another process starts now.

    Without one, the hold on the folder: one class alone may run on it, until the hold is closed.
    Raises Held when another process keeps the folder for `patience` seconds and nobody answers.
    """
    deadline = time.monotonic() + patience
    while True:
        entry = found(data) or _hold(data)
        if entry is not None:
            return entry
        if time.monotonic() > deadline:
            raise Held
        time.sleep(0.1)


def _hold(data: Path) -> sqlite3.Connection | None:
    """The hold on a data folder, None while another process has it.

    SQLite asks each system for its own kind of lock, which ends with its process however that dies.
    """
    hold = sqlite3.connect(data / LOCK, timeout=0, isolation_level=None)
    try:
        hold.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        hold.close()
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return None
    return hold


def remember(data: Path, running: Running) -> None:
    """Note the running server in the data folder; only its owner may read the note."""
    path = data / NAME
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(msgspec.json.encode(running))


def forget(data: Path) -> None:
    """The server has ended."""
    (data / NAME).unlink(missing_ok=True)


def entrance(running: Running) -> str | None:
    """A one-time address that opens the teacher's page; None when the server does not answer."""
    headers = {"X-Ribambelle-Secret": running.secret}
    request = urllib.request.Request(f"{running.address}/entrance", method="POST", headers=headers)
    # A school's proxy is no way to this machine itself.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(request, timeout=PATIENCE) as answer:
            token = json.load(answer)["token"]
    except (OSError, ValueError, KeyError):
        return None
    return f"{running.address}/enter?token={token}"


def found(data: Path) -> str | None:
    """The entrance of the server that runs on this data folder, None when none runs."""
    try:
        running = msgspec.json.decode((data / NAME).read_bytes(), type=Running)
    except (OSError, msgspec.DecodeError):
        return None
    return entrance(running)
