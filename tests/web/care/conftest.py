"""One browser for all of these tests; nothing that a page says or asks for may be wrong."""

import pytest

from tests.web.browsers import complaints
from tests.web.started import Started


@pytest.fixture
def browser(chromium, school):
    """The browser; after the test no page of it has complained or asked another machine.

    It is put away before its school ends: a page whose server dies is right to complain.
    """
    yield chromium
    chromium.put_away()
    complaints.assert_none(chromium)


@pytest.fixture
def school(tmp_path):
    """A class server with one simulated robot."""
    started = Started(tmp_path / "school")
    yield started
    started.end()
