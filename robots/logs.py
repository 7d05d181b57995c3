"""The log of a process: one rotating file in the data folder, with nothing in it about a child."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST = 1_000_000
"""Bytes of one file."""
KEPT = 3
"""Older files that are kept beside it."""


def log_to(folder: str | Path, process: str) -> None:
    """Let this process write its warnings and its own notes to `FOLDER/PROCESS.log`."""
    path = Path(folder) / f"{process}.log"
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    logging.getLogger("ribambelle").setLevel(logging.INFO)
