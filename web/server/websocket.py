"""Our own small WebSocket driver, in the place that Engine.IO gives to simple-websocket.

Messages of any size up to the bound arrive and leave whole, nothing is compressed, a message that
is too big closes the connection with code 1009. RFC 6455; wsproto reads the frames that come in.
"""

from __future__ import annotations

import socket
import struct
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Protocol

import gevent
from gevent.lock import RLock
from gevent.pywsgi import WSGIHandler
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Event, Ping, TextMessage
from wsproto.frame_protocol import CloseReason
from wsproto.utilities import LocalProtocolError, RemoteProtocolError, generate_accept_token

from web.server.outbox import Outbox

HANDLER = "ribambelle.handler"
"""Where the request's environment holds the handler, whose socket a websocket takes over."""
CHUNK = 65536
FAREWELL = 2.0
"""Seconds in which a client may finish sending what is too big, so that it can read why."""
TURN = 8
"""Messages of one connection after which all others get their turn, however fast it sends."""
TEXT = 0x81
"""The first byte of a whole text message."""


class Sizes(Protocol):
    """The part of Engine.IO's server that the driver reads."""

    max_http_buffer_size: int


class Handler(WSGIHandler):  # type: ignore[misc]
    """pywsgi's handler, which tells the application about itself and its own address."""

    def get_environ(self) -> dict[str, Any]:
        """The environment of a request, with this handler and the address it came to."""
        environ: dict[str, Any] = super().get_environ()
        environ[HANDLER] = self
        environ["LOCAL_ADDR"] = str(self.socket.getsockname()[0])
        return environ


def text_frame(payload: bytes) -> bytes:
    """A whole text message as a server sends it."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", TEXT, size)
    elif size < 65536:
        head = struct.pack("!BBH", TEXT, 126, size)
    else:
        head = struct.pack("!BBQ", TEXT, 127, size)
    return head + payload


class WebSocket:
    """One connection, as Engine.IO wants it: called as an application, then `wait` and `send`."""

    def __init__(self, handler: Callable[[WebSocket], object], server: Sizes) -> None:
        self._converse = handler
        self._largest = server.max_http_buffer_size
        self._protocol = Connection(ConnectionType.SERVER)
        self._messages: deque[str] = deque()
        self._parts: list[str] = []
        self._size = 0
        self._given = 0
        self._open = False
        self._sending = RLock()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., object]
    ) -> Iterable[bytes]:
        """Take the request's socket over and converse until either side ends."""
        key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
        if HANDLER not in environ or not key or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13":
            start_response("400 Bad Request", [("Sec-WebSocket-Version", "13")])
            return [b"not a websocket"]
        http = environ[HANDLER]
        self._sock: socket.socket = http.socket
        # Else a small message waits for the other end's word on the last one, 40 ms and more.
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._reader = http.rfile
        self._accept(key)
        queue = getattr(getattr(self._converse, "__self__", None), "queue", None)
        if isinstance(queue, Outbox):
            queue.abort = self.abort
        try:
            self._converse(self)
        finally:
            self.abort()
            http.close_connection = True
        return []

    def send(self, message: str) -> None:
        """Send a text message whole; raises OSError when the connection has ended."""
        if not self._open:
            raise OSError("closed")
        self._write(text_frame(message.encode()))

    def wait(self) -> str | None:
        """The next message, None when the connection has ended."""
        while not self._messages and self._open:
            data = self._read()
            if not data:
                return None
            self._take(data)
        if not self._messages:
            return None
        self._given += 1
        if self._given % TURN == 0:
            gevent.sleep(0)  # a socket that always has more would never let go by itself
        return self._messages.popleft()

    def close(self, reason: int = CloseReason.NORMAL_CLOSURE) -> None:
        """Say goodbye and end the connection."""
        if self._open:
            self._open = False
            with suppress(OSError, LocalProtocolError):
                self._write(self._protocol.send(CloseConnection(reason)))
        self.abort()

    def abort(self) -> None:
        """End the connection at once, even while something is being sent."""
        self._open = False
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def _accept(self, key: str) -> None:
        token = generate_accept_token(key.encode()).decode()
        self._sock.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + token.encode() + b"\r\n\r\n"
        )
        self._open = True

    def _read(self) -> bytes:
        # What came with the request is in the reader's buffer already.
        try:
            data: bytes = self._reader.read1(CHUNK)
        except (OSError, ValueError):
            return b""
        return data

    def _write(self, data: bytes) -> None:
        with self._sending:
            self._sock.sendall(data)

    def _take(self, data: bytes) -> None:
        try:
            self._protocol.receive_data(data)
            for event in self._protocol.events():
                self._handle(event)
                if not self._open:
                    return
        except RemoteProtocolError:
            self.close(CloseReason.PROTOCOL_ERROR)
        except OSError:
            self.abort()

    def _handle(self, event: Event) -> None:
        if isinstance(event, TextMessage):
            self._collect(event)
        elif isinstance(event, Ping):
            self._write(self._protocol.send(event.response()))
        elif isinstance(event, CloseConnection):
            self._open = False
            with suppress(LocalProtocolError):
                self._write(self._protocol.send(event.response()))
        elif isinstance(event, BytesMessage):
            self.close(CloseReason.UNSUPPORTED_DATA)

    def _collect(self, event: TextMessage) -> None:
        self._parts.append(event.data)
        self._size += len(event.data)
        if self._size > self._largest:
            self._refuse()
        elif event.message_finished:
            self._messages.append("".join(self._parts))
            self._parts, self._size = [], 0

    def _refuse(self) -> None:
        """Close for a message that is too big; the rest is read away, else the reason is lost."""
        self._open = False
        self._parts = []
        with suppress(OSError, LocalProtocolError):
            self._write(self._protocol.send(CloseConnection(CloseReason.MESSAGE_TOO_BIG)))
            self._sock.shutdown(socket.SHUT_WR)
        with gevent.Timeout(FAREWELL, False):
            while self._read():
                pass
