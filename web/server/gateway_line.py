"""What comes in from gateways, on their two connections, and the beat that keeps them going.

A gateway's event goes to all who follow its run in one go, as the text that it came as.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable
from typing import TypeVar

import gevent
import msgspec
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as Refuse

from robots import messages as m
from robots.messages import event_name
from robots.views import Message
from web.server import hosting
from web.server.classroom import Classroom
from web.server.gateways import Gateway
from web.server.guard import Environ
from web.server.packets import event_of
from web.server.sockets import GATEWAYS, SocketLine

BEAT = 0.5
"""Seconds between two beats; a gateway stops its robots after 1.5 s without one."""
ACKS = 1.0
"""Seconds between two acknowledgements of what has arrived."""

Told = TypeVar("Told", bound=Message)
logger = logging.getLogger("ribambelle.server")


class GatewayLine:
    """The namespace of gateways; `token` is what each must show."""

    def __init__(self, sockets: SocketIO, line: SocketLine, room: Classroom, token: str) -> None:
        self._server, self._line = sockets.server, line
        self._room, self._token = room, token

        def on(event: str, handler: Callable[..., object]) -> None:
            self._server.on(event, handler, namespace=GATEWAYS)

        on("connect", self._gateway_arrived)
        on("disconnect", self._gateway_left)
        on(event_name(m.RunEvent), self._run_event)
        on(event_name(m.Mark), self._mark)
        on(event_name(m.Asked), self._asked)
        on(event_name(m.Hello), self._told(m.Hello, hosting.hello))
        on(event_name(m.Robots), self._told(m.Robots, hosting.robots))
        on(event_name(m.RunRefused), self._told(m.RunRefused, hosting.run_refused))
        on(event_name(m.RunEnded), self._told(m.RunEnded, hosting.run_ended))
        on(event_name(m.RemoteBegan), self._told(m.RemoteBegan, hosting.to_tablet))
        on(event_name(m.RemoteAnswer), self._told(m.RemoteAnswer, hosting.to_tablet))

    def _gateway_arrived(self, sid: str, environ: Environ, auth: object = None) -> None:
        self._line.bind(sid, GATEWAYS)
        said = auth if isinstance(auth, dict) else {}
        shown = str(said.get("token", "")).encode()
        if not self._token or not hmac.compare_digest(shown, self._token.encode()):
            raise Refuse("token")
        name, channel = str(said.get("gateway", "")), said.get("channel")
        if not name or "/" in name or channel not in ("stream", "control"):
            raise Refuse("auth")
        gateway = self._room.gateways.named(name)
        if channel == "stream":
            gateway.stream, gateway.greeted = sid, False
            gevent.spawn(self._acknowledge_streams, gateway, sid)
        else:
            gateway.control = sid
            gevent.spawn(self._beat, gateway, sid)
        self._room.changed()

    def _gateway_left(self, sid: str, *_: object) -> None:
        hosting.gone(self._room, sid)

    def _beat(self, gateway: Gateway, sid: str) -> None:
        """Tell a gateway that it is not alone, as long as its control connection lives."""
        count = 0
        while gateway.control == sid:
            count += 1
            self._line.command(sid, m.Beat(count))
            gevent.sleep(BEAT)

    def _acknowledge_streams(self, gateway: Gateway, sid: str) -> None:
        said: dict[str, tuple[int, int]] = {}
        while gateway.stream == sid:
            mine = [run.run for run in self._room.runs.all() if run.gateway == gateway.name]
            reached = self._room.streams.reached(mine)
            fresh = {run: at for run, at in reached.items() if said.get(run) != at}
            if fresh:
                self._line.command(sid, m.Ack(fresh))
            said = reached
            gevent.sleep(ACKS)

    def _told(
        self, kind: type[Told], take: Callable[[Classroom, Gateway, Told], None]
    ) -> Callable[..., None]:
        def taken(sid: str, payload: str = "{}", *_: object) -> None:
            gateway = self._room.gateways.of(sid)
            message = _decoded(payload, kind)
            if gateway is not None and message is not None:
                take(self._room, gateway, message)

        return taken

    def _run_event(self, sid: str, payload: str = "{}", *_: object) -> None:
        gateway, message = self._room.gateways.of(sid), _decoded(payload, m.RunEvent)
        if gateway is None or message is None:
            return
        if hosting.run_event(self._room, gateway, message):
            self._line.tell_followers(message.stream, event_of(message), payload)
        elif self._room.runs.get(message.stream) is None:
            # Nobody knows this run any more: its gateway need not keep its events.
            self._line.command(sid, m.Ack({message.stream: (message.epoch, message.seq)}))

    def _mark(self, sid: str, payload: str = "{}", *_: object) -> None:
        gateway, message = self._room.gateways.of(sid), _decoded(payload, m.Mark)
        if gateway is None or message is None:
            return
        if hosting.mark(self._room, gateway, message):
            self._line.tell_followers(message.run, event_of(message), payload)

    def _asked(self, sid: str, payload: str = "{}", *_: object) -> None:
        gateway, message = self._room.gateways.of(sid), _decoded(payload, m.Asked)
        if (
            gateway is not None
            and message is not None
            and hosting.asked(self._room, gateway, message)
        ):
            self._line.tell_followers(message.run, event_of(message), payload)


def _decoded(payload: str, kind: type[Told]) -> Told | None:
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        logger.warning("a gateway sent a %s that cannot be read", kind.__name__)
        return None
