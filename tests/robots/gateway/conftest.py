import asyncio

import pytest

from robots.gateway.gateway import Gateway
from robots.gateway.settings import GatewaySettings
from robots.messages import Hello
from tests.robots.gateway.server import TOKEN, Server, soon


@pytest.fixture
async def server():
    server = Server()
    await server.open()
    yield server
    await server.close()


@pytest.fixture
async def begin(server, tmp_path):
    """Starts gateways with the settings given; they have greeted."""
    running = []

    async def begin(address=None, **settings):
        gateway = Gateway(
            GatewaySettings(
                address or server.address, TOKEN, str(tmp_path), **({"find": False} | settings)
            )
        )
        running.append((gateway, asyncio.create_task(gateway.run())))
        greeted = len(server.of(Hello))
        await soon(lambda: len(server.of(Hello)) > greeted and len(server.channels) == 2)
        return gateway

    yield begin
    for gateway, task in running:
        gateway.leave()
        await task


@pytest.fixture
async def gateway(begin):
    return await begin(simulated=2)
