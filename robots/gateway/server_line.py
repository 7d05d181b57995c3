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
        self._client = socketio.AsyncClient(
            reconnection=False, handle_sigint=False, json=MessageJson, logger=False
        )
        self._client.on("disconnect", lambda *_: self._cut(), namespace=NAMESPACE)
        for type in messages:
            self._client.on(event_name(type), self._hears(type), namespace=NAMESPACE)

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
            with suppress(Exception):
                await self._client.disconnect()

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
            return True
        except (socketio.exceptions.ConnectionError, ValueError, OSError) as error:
            return _dropped(error)
        logger.info("%s is connected by %s", self._channel, transport)
        return None

    def _cut(self) -> None:
        self.up = False
        self._gone.set()

    def _hears(self, type: type[Message]) -> Callable[[object], None]:
        def hear(data: object) -> None:
            try:
                self.heard(msgspec.convert(data, type))
            except Exception:
                logger.exception("%s could not be obeyed", event_name(type))

        return hear


def _dropped(error: BaseException | None) -> bool:
    """Whether an HTTP answer, in place of a websocket, was the cause."""
    while error is not None:
        if isinstance(error, aiohttp.WSServerHandshakeError):
            return True
        error = error.__cause__ or error.__context__
    return False
