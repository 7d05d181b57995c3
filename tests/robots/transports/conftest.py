"""The stand-in for BlueZ speaks D-Bus, as BlueZ does: Linux only."""

import sys

collect_ignore = [] if sys.platform == "linux" else ["test_ble.py"]
