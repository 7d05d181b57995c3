"""What tests with a real browser share: the browsers, and classes that were really started."""

import pytest

from tests.web.browsers import complaints
from tests.web.browsers.chromium import Chromium
from tests.web.browsers.firefox import Firefox
from tests.web.started import Started


@pytest.fixture(scope="module")
def chromium():
    browser = Chromium()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    browser = Firefox(tmp_path_factory.mktemp("firefox"))
    yield browser
    browser.close()


@pytest.fixture
def nothing_wrong(chromium):
    """After the test no page has complained or asked another machine."""
    yield
    complaints.assert_none(chromium)


@pytest.fixture(scope="module")
def start_class(tmp_path_factory):
    """Starts a class server, with these options of `ribambelle start`; it ends with the module."""
    started = []

    def start(*options):
        started.append(Started(tmp_path_factory.mktemp("school"), *options))
        return started[-1]

    yield start
    for school in started:
        school.end()
