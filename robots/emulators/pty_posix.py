"""Serves an emulator on a serial port made of software. The one file here that needs POSIX."""

from __future__ import annotations

import asyncio
import os
import termios
import tty
from contextlib import suppress

from robots.emulators.serving import Life


class Pty:
    """A pair of terminals: the host opens `path`, the robot holds the other end.

    We keep `path` open ourselves, so that a host may leave and come back.
    """

    def __init__(self, life: Life) -> None:
        self._life = life
        self._robot, self._host = os.openpty()
        tty.setraw(self._host)
        os.set_blocking(self._robot, False)
        self.path = os.ttyname(self._host)
        life.emulator.say = self._say
        life.emulator.linked()
        asyncio.get_running_loop().add_reader(self._robot, self._read)

    def close(self) -> None:
        """Take the port away."""
        asyncio.get_running_loop().remove_reader(self._robot)
        os.close(self._robot)
        os.close(self._host)

    def _read(self) -> None:
        with suppress(BlockingIOError):
            if not self._life.hear(os.read(self._robot, 4096)):
                termios.tcflush(self._robot, termios.TCIOFLUSH)
                self._life.emulator.linked()

    def _say(self, data: bytes) -> None:
        # What nobody reads is lost, as on a cable.
        with suppress(BlockingIOError):
            os.write(self._robot, data)
