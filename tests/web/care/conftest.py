"""One browser for all of these tests; nothing that a page says or asks for may be wrong."""

import pytest

from tests.web.browsers import complaints
from tests.web.started import Started


@pytest.fixture
def browser(chromium):
    """The browser; after the test no page of it has complained or asked another machine."""
    yield chromium
    chromium.put_away()
    complaints.assert_none(chromium)


@pytest.fixture
def school(tmp_path):
    """A class server with one simulated robot."""
    started = Started(tmp_path / "school")
    yield started
    started.end()
