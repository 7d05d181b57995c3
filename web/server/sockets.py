"""Socket.IO under the class: its options, our own parts in it, and how messages leave by it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from contextlib import suppress

import orjson
from engineio.payload import Payload
from engineio.socket import Socket as EngineSocket
from flask import Flask
from flask_socketio import SocketIO

from robots.views import Message
from web.server.outbox import Outbox
from web.server.packets import RoomPacket, event_of, fragment
from web.server.websocket import WebSocket

ROOM = "/"
GATEWAYS = "/gateway"
LARGEST = 1_000_000
"""Bytes of one message."""
PING, PONG = 10, 10
"""Seconds between two pings of a connection, and for its answer."""

Payload.max_decode_packets = 500  # of one request over plain HTTP; 16 would cut a busy gateway


def make_sockets(app: Flask) -> SocketIO:
    """Socket.IO on this application."""
    quiet = logging.getLogger("socketio.quiet")
    sockets = SocketIO(
        app,
        async_mode="gevent",
        async_handlers=False,
        manage_session=False,
        serializer=RoomPacket,
        logger=quiet,
        engineio_logger=quiet,
        http_compression=False,
        max_http_buffer_size=LARGEST,
        ping_interval=PING,
        ping_timeout=PONG,
        cors_allowed_origins=[],  # the guard has looked at Host and Origin already
    )
    engine = sockets.server.eio
    engine._async = {**engine._async, "websocket": WebSocket, "queue": Outbox}
    return sockets


class SocketLine:
    """How messages leave through Socket.IO."""

    def __init__(self, sockets: SocketIO) -> None:
        self._server = sockets.server

    def tell(self, to: Sequence[str], message: Message) -> None:
        """Tell these screens."""
        if to:
            self._server.emit(event_of(message), fragment(message), to=list(to))

    def tell_followers(self, run: str, event: str, payload: str) -> None:
        """Tell all who follow a run, in one go, a message's text as it came."""
        self._server.emit(event, orjson.Fragment(payload), to=_room(run))

    def command(self, connection: str, message: Message) -> None:
        """Tell a gateway on one of its connections."""
        self._server.emit(event_of(message), fragment(message), to=connection, namespace=GATEWAYS)

    def follow(self, connection: str, run: str) -> None:
        """From now on this screen gets the run's events."""
        with suppress(ValueError, KeyError):  # it has just gone
            self._server.enter_room(connection, _room(run))

    def unfollow(self, run: str) -> None:
        """Nobody gets the run's events any more."""
        self._server.close_room(_room(run))

    def unfollow_others(self, connection: str, runs: Collection[str]) -> None:
        """From now on a screen gets no run's events but those of `runs`."""
        spared = {_room(run) for run in runs}
        for room in self._server.rooms(connection):
            if room.startswith(_room("")) and room not in spared:
                self._server.leave_room(connection, room)

    def is_busy(self, connection: str) -> bool:
        """Whether something that was told still waits to be taken."""
        engine = self._engine(connection, ROOM)
        return engine is not None and engine.queue.qsize() > 0

    def is_slow(self, connection: str) -> bool:
        """Whether this connection goes over plain HTTP."""
        engine = self._engine(connection, ROOM)
        return engine is not None and not engine.upgraded

    def bind(self, connection: str, namespace: str) -> None:
        """Let a connection be dropped when too much waits for it."""
        engine = self._engine(connection, namespace)
        if engine is None or not isinstance(engine.queue, Outbox):
            return
        queue = engine.queue

        def drop() -> None:
            if queue.abort is not None:
                queue.abort()
            engine.close(wait=False, abort=True, reason=self._server.reason.TRANSPORT_ERROR)

        queue.drop = drop

    def _engine(self, connection: str, namespace: str) -> EngineSocket | None:
        """The Engine.IO connection under a Socket.IO one."""
        below = self._server.manager.eio_sid_from_sid(connection, namespace)
        found: EngineSocket | None = self._server.eio.sockets.get(below)
        return found


def _room(run: str) -> str:
    return f"run:{run}"
