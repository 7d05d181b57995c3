"""What comes in from browsers: who they are, what they ask, and their answers."""

from __future__ import annotations

from collections.abc import Callable

import gevent
from flask_socketio import SocketIO
from gevent.event import AsyncResult
from socketio import Server, packet

from web.server.answering import KINDS, answer, settled
from web.server.classroom import Classroom
from web.server.connections import Screen
from web.server.entrance import Entrance
from web.server.guard import Environ
from web.server.packets import RoomPacket, fragment
from web.server.rights import role_of
from web.server.seats import BOARD
from web.server.sockets import ROOM, SocketLine

BRAKE = 0.02
"""Seconds that each message of a screen takes at least which asks too fast."""


class BrowserLine:
    """The namespace of browsers."""

    def __init__(
        self, sockets: SocketIO, line: SocketLine, room: Classroom, entrance: Entrance
    ) -> None:
        self._server, self._line = sockets.server, line
        self._room, self._entrance = room, entrance
        self._server.on("connect", self._arrived)
        self._server.on("disconnect", self._left)
        for event in KINDS:
            self._server.on(event, self._answerer(event))
        self._answer_later()

    def _arrived(self, sid: str, environ: Environ, auth: object = None) -> None:
        self._line.bind(sid, ROOM)
        said = auth if isinstance(auth, dict) else {}
        page, token = str(said.get("page", "")), str(said.get("token", ""))
        teacher, safe = self._entrance.knows(environ)
        place = self._room.seats.back(token) if page == "pupil" and token else None
        role = role_of(page, teacher, safe, place is not None)
        seat = BOARD if role == "board" else place.seat if place is not None else None
        self._room.arrive(Screen(sid, page, role, seat))

    def _left(self, sid: str, *_: object) -> None:
        self._room.leave(sid)

    def _answerer(self, event: str) -> Callable[..., object]:
        def reply(sid: str, payload: str = "{}", *_: object) -> object:
            screen = self._room.screens.get(sid)
            if screen is None:
                return None
            found = answer(self._room, screen, event, payload)
            if screen.bucket.spent or screen.words.spent:
                gevent.sleep(BRAKE)  # only its own reader waits, and so the page that floods
            return found if isinstance(found, AsyncResult) else fragment(found)

        return reply

    def _answer_later(self) -> None:
        """Let a handler answer when something slow is done, while its connection goes on.

        python-socketio answers when a handler returns; this is the one place where it does so.
        """
        at_once = self._server._handle_event_internal

        def handle(
            server: Server, sid: str, eio_sid: str, data: list[str], namespace: str, id: int | None
        ) -> None:
            if namespace != ROOM or id is None:
                at_once(server, sid, eio_sid, data, namespace, id)
                return
            found = server._trigger_event(data[0], namespace, sid, *data[1:])
            if isinstance(found, AsyncResult):
                gevent.spawn(self._acknowledge_after, eio_sid, id, found)
            elif found is not None and found is not server.not_handled:
                self._acknowledge(eio_sid, id, found)

        self._server._handle_event_internal = handle

    def _acknowledge_after(self, eio_sid: str, id: int, result: AsyncResult) -> None:
        result.wait()
        self._acknowledge(eio_sid, id, fragment(settled(result)))

    def _acknowledge(self, eio_sid: str, id: int, found: object) -> None:
        said = RoomPacket(packet.ACK, namespace=ROOM, id=id, data=[found])
        self._server._send_packet(eio_sid, said)
