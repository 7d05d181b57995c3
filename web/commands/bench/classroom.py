"""A class for measuring: a real server, gateway and robot of software, and its screens."""

from __future__ import annotations

import asyncio
import secrets
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import cast

import aiohttp
import msgspec
import socketio

from robots.gateway.settings import GatewaySettings
from robots.messages import ANSWERS, Failure, event_name
from robots.views import Message
from web.commands.running import Running, entrance
from web.commands.supervisor import Supervisor
from web.server.settings import ServerSettings

PATIENCE = 10.0


class Screen:
    """One screen's socket, as a browser has it; `told` hears every message by its event's name."""

    def __init__(self) -> None:
        self.told: Callable[[str, object], None] = lambda name, message: None
        self._socket = socketio.AsyncClient(handle_sigint=False)
        self._socket.on("*", self._hear)

    async def _hear(self, name: str, message: object) -> None:
        self.told(name, message)

    async def open(self, address: str, page: str, cookie: str = "") -> None:
        """Connect as this page does."""
        headers = {"Cookie": cookie} if cookie else {}
        await self._socket.connect(
            address, headers=headers, auth={"page": page, "token": ""}, transports=["websocket"]
        )

    async def ask(self, message: Message) -> Message:
        """Ask the server; its answer, which raises RuntimeError when it is a failure."""
        name, body = event_name(type(message)), msgspec.to_builtins(message)
        raw: object = await self._socket.call(name, body, timeout=PATIENCE)
        if isinstance(raw, dict) and set(raw) == {"faults"}:
            raise RuntimeError(msgspec.convert(raw, Failure))
        return msgspec.convert(raw, ANSWERS[type(message)])

    async def close(self) -> None:
        """Hang up."""
        await self._socket.disconnect()


@asynccontextmanager
async def running_class(robots: list[str]) -> AsyncIterator[tuple[str, str]]:
    """A server and a gateway with these robots: the address, and a teacher's cookie."""
    with tempfile.TemporaryDirectory() as data:
        secret = secrets.token_urlsafe()
        server = ServerSettings(data=data, host="127.0.0.1", port=0, secret=secret)
        gateway = GatewaySettings("", "", data, simulated=0, robots=robots, find=False)
        supervisor = Supervisor(server, gateway, lambda part: None)
        try:
            address = await asyncio.to_thread(supervisor.start)
            way_in = await asyncio.to_thread(entrance, Running(address, secret))
            yield address, await _cookie(way_in or address)
        finally:
            await asyncio.to_thread(supervisor.end)


async def _cookie(way_in: str) -> str:
    async with (
        aiohttp.ClientSession() as session,
        session.get(way_in, allow_redirects=False) as answer,
    ):
        return "; ".join(f"{name}={morsel.value}" for name, morsel in answer.cookies.items())


@asynccontextmanager
async def emulated(kind: str) -> AsyncIterator[int]:
    """A robot of software in a process of its own; its TCP port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "robots.emulators", kind, "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = await asyncio.to_thread(cast("Callable[[], str]", process.stdout.readline))  # type: ignore[union-attr]
        yield int(line.rpartition(":")[2])
    finally:
        process.terminate()
        process.wait()
