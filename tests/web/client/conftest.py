"""One browser for all tests of a file, and a class of its own."""

import pytest


@pytest.fixture(scope="module")
def browser(chromium):
    return chromium


@pytest.fixture(scope="module")
def school(start_class):
    """A class server with one simulated robot."""
    return start_class()
