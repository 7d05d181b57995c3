"""A D-Bus of the test's own: never the machine's, where a real Bluetooth may be at work."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

SYSTEM_BUS = "DBUS_SYSTEM_BUS_ADDRESS"


@dataclass(frozen=True)
class Bus:
    """Where it listens, and its daemon."""

    address: str
    daemon: subprocess.Popen


@contextlib.contextmanager
def private_bus() -> Iterator[Bus]:
    """A bus that ends with the block; programs take it for the system's."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("no dbus-daemon (tools/debian-packages)")
    before = os.environ.get(SYSTEM_BUS)
    with tempfile.TemporaryDirectory(prefix="bus") as folder:
        address = f"unix:path={folder}/bus"
        command = [daemon, "--session", "--nofork", "--print-address=1", f"--address={address}"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            try:
                assert process.stdout.readline().startswith("unix:")
                os.environ[SYSTEM_BUS] = address
                yield Bus(address, process)
            finally:
                process.terminate()
                if before is None:
                    os.environ.pop(SYSTEM_BUS, None)
                else:
                    os.environ[SYSTEM_BUS] = before
