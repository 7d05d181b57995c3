"""Which robot is called what, kept over restarts: a sticker on a robot stays true.

`robots.json` in the data folder: `{"format": 1, "names": {"thymio/HARDWARE-ID": "pomme"}}`. It
holds nothing of children. A file that cannot be read or written costs the names, never a robot.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection
from pathlib import Path
from typing import Literal

import msgspec

from robots.gateway.picture_names import PICTURE_NAMES, next_name

FILE = "robots.json"

logger = logging.getLogger("ribambelle.robots")


class Known(msgspec.Struct):
    """The schema of the file."""

    names: dict[str, str] = {}
    format: Literal[1] = 1


class RobotMemory:
    """The picture names of the robots that were ever here."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._known = self._read()

    def knows(self, robot: str) -> bool:
        """Whether `KIND/HARDWARE-ID` was ever this room's."""
        return robot in self._known.names

    def name_for(self, robot: str, taken: Collection[str]) -> str:
        """Its name of last time unless another robot of the room has it; else a new one, kept.

        `robot` is `KIND/HARDWARE-ID`; `taken` are the names in the room now. A name that an absent
        robot bears is given again only when no other is left.
        """
        name = self._known.names.get(robot)
        if name in PICTURE_NAMES and name not in taken:
            return name
        name = next_name([*taken, *self._known.names.values()])
        if name in taken and (free := set(PICTURE_NAMES) - set(taken)):
            name = min(free, key=PICTURE_NAMES.index)
        self._known.names[robot] = name
        self._write()
        return name

    def _read(self) -> Known:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=Known)
        except FileNotFoundError:
            return Known()
        except (OSError, msgspec.MsgspecError) as problem:
            logger.warning("%s was not read, robots get new names: %s", FILE, problem)
            return Known()

    def _write(self) -> None:
        """Beside it first: a stop in the middle leaves the old file whole."""
        beside = self._file.with_suffix(".new")
        try:
            beside.write_bytes(msgspec.json.encode(self._known))
            os.replace(beside, self._file)
        except OSError as problem:
            logger.warning("%s was not written, names last until the end: %s", FILE, problem)
