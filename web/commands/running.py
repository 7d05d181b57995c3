"""The class that runs on this machine already: where it is, and the way back in."""

from __future__ import annotations

import json
import os
import urllib.request
from pathlib import Path

import msgspec

NAME = "running.json"
PATIENCE = 3.0
"""Seconds that a running server may take to answer."""


class Running(msgspec.Struct, frozen=True):
    """A server that runs: its address on this machine, and the secret that lets a teacher in."""

    address: str
    secret: str


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
