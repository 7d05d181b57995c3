"""One browser for all of these tests; nothing that a page says or asks for may be wrong."""

import pytest

from tests.web.browsers.chromium import Chromium
from tests.web.started import Started


@pytest.fixture(scope="module")
def chromium():
    browser = Chromium()
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium):
    """The browser; after the test no page of it has complained or asked another machine."""
    yield chromium
    chromium.put_away()
    errors, elsewhere = list(chromium.errors), list(chromium.elsewhere)
    chromium.errors.clear()
    chromium.elsewhere.clear()
    assert errors == []
    assert elsewhere == []


@pytest.fixture
def school(tmp_path):
    """A class server with one simulated robot."""
    started = Started(tmp_path / "school")
    yield started
    started.end()
