"""Keeps a class running: the server and the gateway as children, restarted when one dies."""

from __future__ import annotations

import logging
import queue
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from robots.gateway.settings import GatewaySettings
from web.commands.child import Child
from web.server.settings import ServerSettings

SERVER, GATEWAY = "web.server", "robots.gateway"
PATIENCE = 20.0
"""Seconds that a child may take to be ready."""
FAREWELL = 5.0
"""Seconds that a child may take to end: the gateway stills its robots first."""
CALM = 30.0
"""A child that lived this many seconds is restarted at once; shorter lives lengthen the pause."""
LONGEST_PAUSE = 10.0

logger = logging.getLogger("ribambelle.supervisor")


class NotStarted(Exception):
    """A part did not start; the text says which, its log says why."""


@dataclass(slots=True)
class Part:
    """One of the two parts: what it needs to start, and how often it died of late."""

    module: str
    settings: msgspec.Struct
    child: Child | None = None
    born: float = 0.0
    falls: int = 0

    def pause(self) -> float:
        """How long to wait before it is started again, in seconds."""
        lived = time.monotonic() - self.born
        self.falls = 0 if lived > CALM else self.falls + 1
        return min(LONGEST_PAUSE, 0.25 * 2**self.falls) if self.falls > 1 else 0.0


class Supervisor:
    """Starts both parts and keeps them; `tell` is called with what a person should know."""

    def __init__(
        self, server: ServerSettings, gateway: GatewaySettings, tell: Callable[[str], None]
    ) -> None:
        token = secrets.token_urlsafe(32)
        self._server = Part(SERVER, msgspec.structs.replace(server, gateway_token=token))
        self._gateway = Part(GATEWAY, msgspec.structs.replace(gateway, token=token))
        self._tell = tell
        self._fallen: queue.SimpleQueue[Child | None] = queue.SimpleQueue()

    def start(self) -> str:
        """Start both; the server's address on this machine. Raises NotStarted."""
        address = self._begin(self._server)
        port = int(address.rpartition(":")[2])
        self._server.settings = _again(self._server.settings, port)
        self._gateway.settings = _with_server(self._gateway.settings, address)
        self._begin(self._gateway)
        return address

    def watch(self) -> None:
        """Restart what dies, until `stop` is called from a signal or another thread."""
        while (child := self._fallen.get()) is not None:
            for part in (self._server, self._gateway):
                if part.child is child:
                    self._restart(part)

    def stop(self) -> None:
        """Let `watch` return."""
        self._fallen.put(None)

    def end(self) -> None:
        """End both, the robots' part first."""
        for part in (self._gateway, self._server):
            if part.child is not None:
                child, part.child = part.child, None
                child.end(FAREWELL)

    def _restart(self, part: Part) -> None:
        code = None if part.child is None else part.child.code
        logger.warning("%s ended with %s", part.module, code)
        self._tell(part.module)
        time.sleep(part.pause())
        try:
            self._begin(part)
        except NotStarted:
            logger.exception("%s did not start again", part.module)

    def _begin(self, part: Part) -> str:
        part.born = time.monotonic()
        part.child = child = Child(part.module, part.settings, self._fallen.put)
        logger.info("%s is process %s", part.module, child.pid)
        deadline = part.born + PATIENCE
        while not child.ready.wait(0.05):
            if child.code is not None or time.monotonic() > deadline:
                child.end(0)
                raise NotStarted(part.module)
        return child.address


def _again(settings: msgspec.Struct, port: int) -> msgspec.Struct:
    """The server's settings for its next start: the same port, and "you were here before"."""
    return msgspec.structs.replace(settings, port=port, restarted=True)


def _with_server(settings: msgspec.Struct, address: str) -> msgspec.Struct:
    return msgspec.structs.replace(settings, server=address)
