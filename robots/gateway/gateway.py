"""The gateway: a room of robots, two lines to the server, and the watch over its silence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial

from robots.gateway.finder import listen_for_robots, look_for_robots
from robots.gateway.room import Room
from robots.gateway.server_line import Road, ServerLine
from robots.gateway.settings import GatewaySettings
from robots.gateway.silence import Silence
from robots.messages import TO_GATEWAY_CONTROL, TO_GATEWAY_STREAM, Beat
from robots.views import Message

FAREWELL = 0.5
"""Seconds that the last events may take to leave."""
LOOK = 1.0
"""Seconds between two looks at batteries."""
AGAIN = 0.1
"""Seconds after which a part that broke down begins again."""

Work = Callable[[], Coroutine[None, None, None]]

logger = logging.getLogger("ribambelle.gateway")


class Gateway:
    """Holds the robots from `run` on, until `leave` is called."""

    def __init__(self, settings: GatewaySettings) -> None:
        self._settings = settings
        self._leaving = asyncio.Event()
        self._news = asyncio.Event()
        self._room = Room(settings)
        self._room.outgoing.wake = self._news.set
        self._silence = Silence(lambda: self._room.stop_all("silence"))
        self._room.starting = self._silence.grace
        road = Road()
        auth = {"token": settings.token, "gateway": settings.name}
        self._stream = ServerLine(settings.server, auth, "stream", TO_GATEWAY_STREAM, road)
        self._control = ServerLine(settings.server, auth, "control", TO_GATEWAY_CONTROL, road)
        self._stream.heard = self._room.hear
        self._stream.opened = self._greet
        self._control.heard = self._hear_control

    def leave(self) -> None:
        """Stop the robots and end."""
        self._leaving.set()

    async def run(self) -> None:
        """Work until told to leave; the robots are still when this returns."""
        tasks = [asyncio.create_task(_lasting(work)) for work in self._works()]
        try:
            await self._leaving.wait()
        finally:
            await self._room.close()
            with suppress(TimeoutError):
                async with asyncio.timeout(FAREWELL):
                    await self._flush()
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    def _works(self) -> list[Work]:
        works: list[Work] = [
            self._silence.watch,
            self._control.keep,
            self._stream.keep,
            self._send,
            self._look,
        ]
        if self._settings.find:
            for look in (look_for_robots, listen_for_robots):
                works.append(partial(look, lambda: self._room.quiet, self._room.take_found))
        return works

    def _hear_control(self, message: Message) -> None:
        if isinstance(message, Beat):
            self._silence.beat()
        else:
            self._room.hear(message)

    def _greet(self) -> None:
        self._room.outgoing.again(self._room.streams())

    async def _send(self) -> None:
        """Send what there is, in order, as long as the stream is up."""
        while True:
            await self._news.wait()
            self._news.clear()
            await self._flush()

    async def _flush(self) -> None:
        while self._stream.up and (messages := self._room.take()):
            for message in messages:
                await self._stream.send(message)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(LOOK)
            self._room.look()


async def _lasting(work: Work) -> None:
    """Do a work that has no end, again when it breaks down: a room must not lose one for a day."""
    while True:
        try:
            await work()
        except Exception:
            logger.exception("a part of the gateway broke down")
        await asyncio.sleep(AGAIN)
