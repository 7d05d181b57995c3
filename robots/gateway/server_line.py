"""One Socket.IO connection to the server, made again for ever: the stream, or the control.

A websocket is tried for 3 s; where something between drops it, plain HTTP polling goes on and is
remembered for this process.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Literal

import aiohttp
import msgspec
import socketio
from engineio.payload import Payload

from robots.messages import event_name
from robots.views import Message

NAMESPACE = "/gateway"
WEBSOCKET_SECONDS = 3.0
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds between two tries."""
FAREWELL = 1.0
"""Seconds that a closing may take."""
TAKING = 0.005
"""Seconds between two looks whether the connection took what was given to it."""
MOST_WAITING = 8
"""Packets given to the connection before it has taken the earlier ones: servers take 16 a request
when they poll."""

Payload.max_decode_packets = 1000  # of a server's answer to a poll; 16 would break the connection

logger = logging.getLogger("ribambelle.line")


class MessageJson:
    """The JSON of the connection: messages are written as they are, events inside them raw."""

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """The text of a value, messages included."""
        return msgspec.json.encode(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_: object) -> object:
        """The value of a text; raises ValueError."""
        value: object = json.loads(text)
        return value


class Road:
    """How the server is reached: by websocket, or by polling once that alone came through."""

    def __init__(self) -> None:
        self.polls = False


class ServerLine:
    """One of the two connections. `heard` gets every message that came, `opened` each new line."""

    def __init__(
        self,
        server: str,
        auth: dict[str, str],
        channel: Literal["stream", "control"],
        messages: tuple[type[Message], ...],
        road: Road,
    ) -> None:
        self.up = False
        self.heard: Callable[[Message], None] = lambda _: None
        self.opened: Callable[[], None] = lambda: None
        self._server, self._channel, self._road = server, channel, road
        self._auth = auth | {"channel": channel}
        self._gone = asyncio.Event()
        self._leaving: asyncio.Task[None] | None = None
        self._messages = messages
        self._client = self._fresh()

    async def keep(self) -> None:
        """Connect, and connect again whenever the line is cut; for ever."""
        pause = FIRST_PAUSE
        try:
            while True:
                if await self._connect():
                    pause = FIRST_PAUSE
                    self.up = True
                    self.opened()
                    await self._gone.wait()
                    logger.info("%s is cut", self._channel)
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
        finally:
            self.up = False
            await _let_go(self._client)

    async def send(self, message: Message) -> None:
        """Send one message, unless the line is cut; waits while the server takes none."""
        if not self.up:
            return
        with suppress(socketio.exceptions.SocketIOError):
            await self._client.emit(event_name(type(message)), message, namespace=NAMESPACE)
        while self.up and self._client.eio.queue.qsize() >= MOST_WAITING:
            await asyncio.sleep(TAKING)  # its queue cannot be joined: a cut leaves it undone

    async def _connect(self) -> bool:
        self._gone.clear()
        if not self._road.polls:
            blocked = await self._try("websocket")
            if blocked is not True:
                return blocked is None
        if await self._try("polling") is not None:
            return False
        self._road.polls = True
        return True

    async def _try(self, transport: str) -> bool | None:
        """None when connected, else whether something between dropped the connection."""
        try:
            async with asyncio.timeout(WEBSOCKET_SECONDS):
                await self._client.connect(
                    self._server,
                    auth=self._auth,
                    namespaces=[NAMESPACE],
                    transports=[transport],
                    wait_timeout=WEBSOCKET_SECONDS,
                )
        except TimeoutError:
            self._abandon()
            return True
        except (socketio.exceptions.ConnectionError, ValueError, OSError) as error:
            self._abandon()
            return _dropped(error)
        logger.info("%s is connected by %s", self._channel, transport)
        return None

    def _fresh(self) -> socketio.AsyncClient:
        client = socketio.AsyncClient(
            reconnection=False, handle_sigint=False, json=MessageJson, logger=False
        )
        client.on("disconnect", lambda *_: self._cut(client), namespace=NAMESPACE)
        for type in self._messages:
            client.on(event_name(type), self._hears(type), namespace=NAMESPACE)
        return client

    def _abandon(self) -> None:
        """Begin anew: a client that was broken off half way takes no other connection."""
        old, self._client = self._client, self._fresh()
        self._leaving = asyncio.create_task(_let_go(old))

    def _cut(self, client: socketio.AsyncClient) -> None:
        if client is self._client:
            self.up = False
            self._gone.set()

    def _hears(self, type: type[Message]) -> Callable[[object], None]:
        def hear(data: object) -> None:
            try:
                self.heard(msgspec.convert(data, type))
            except Exception:
                logger.exception("%s could not be obeyed", event_name(type))

        return hear


async def _let_go(client: socketio.AsyncClient) -> None:
    """Close what may be half open, without waiting for the answer to a poll; never raises."""
    below = client.eio
    loops = {loop for loop in (below.write_loop_task, below.read_loop_task) if loop is not None}
    with suppress(Exception):
        async with asyncio.timeout(FAREWELL):
            await below.disconnect(abort=True)
            if loops:
                await asyncio.wait(loops, timeout=FAREWELL / 4)
            for loop in loops:
                loop.cancel()
            if below.http is not None:
                await below.http.close()


def _dropped(error: BaseException | None) -> bool:
    """Whether an HTTP answer, in place of a websocket, was the cause."""
    while error is not None:
        if isinstance(error, aiohttp.WSServerHandshakeError):
            return True
        error = error.__cause__ or error.__context__
    return False
