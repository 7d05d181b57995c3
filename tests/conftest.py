"""For every test: no test may reach the Bluetooth of the machine that it runs on."""

import os

os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere/in/tests"
