"""Whether this machine has Bluetooth at all: asked often, so without any library."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ADAPTERS = Path("/sys/class/bluetooth")
"""Where Linux lists its Bluetooth adapters."""


def has_radio() -> bool:
    """Whether there may be an adapter: False only where there is none for sure.

    A system bus of one's own choice may have one that the kernel does not know.
    """
    if sys.platform != "linux" or "DBUS_SYSTEM_BUS_ADDRESS" in os.environ:
        return True
    try:
        return any(ADAPTERS.iterdir())
    except OSError:
        return False
