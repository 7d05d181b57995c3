"""For every test: none reaches the machine's Bluetooth, and a file's tests stay together."""

import os

import pytest

os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "unix:path=/nowhere/in/tests"

SHARED_OUT = {"robot", "variant", "kind"}
"""What the tests of every robot have one of a kind of."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """One worker gets a whole file, which may start a class once; each kind of robot is a share."""
    for item in items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        kinds = [str(given[name]) for name in sorted(SHARED_OUT & set(given))]
        shared = item.path.name in ("test_every_robot.py", "test_kill.py")
        group = "-".join([item.parent.nodeid, *(kinds if shared else [])])
        item.add_marker(pytest.mark.xdist_group(group))


LONGEST = {"test_axe.py", "test_two_pupils.py", "test_board_real_robot.py", "test_every_robot.py"}
"""Files that begin first, so that no worker is left alone with one of them at the end."""


class LongestFirst:
    """Comes after all that orders tests, the random order too."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items):
        items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_configure(config):
    config.pluginmanager.register(LongestFirst(), "longest-first")
