import pytest
import pytest_asyncio

from tests.web.server.live import Process, Room


@pytest.fixture(scope="package")
def shared_server(tmp_path_factory):
    """One server for all tests that leave it as it was."""
    running = Process(tmp_path_factory.mktemp("server"))
    yield running
    running.end()


@pytest.fixture
def server(tmp_path):
    """A server of the test's own."""
    running = Process(tmp_path)
    yield running
    running.end()


@pytest_asyncio.fixture
async def room(shared_server):
    """Pages and gateways at the shared server; the class is closed at the end."""
    async with Room(shared_server) as opened:
        yield opened


@pytest_asyncio.fixture
async def own_room(server):
    """Pages and gateways at the test's own server."""
    async with Room(server) as opened:
        yield opened
