"""The wire form of Socket.IO's packets here: a message's JSON is neither parsed nor built by them.

An event arrives as its name and the text of its one argument, which the reader decodes straight
into a struct; an answer leaves as text that a struct was encoded to. So a gateway's trace event
passes through as it came.
"""

from __future__ import annotations

import re

import msgspec
import orjson
from socketio import packet

from robots.messages import event_name
from robots.views import Message

_EVENT = re.compile(r'\s*\[\s*"([a-z_]{1,40})"\s*(?:,(.*))?\]\s*', re.DOTALL)
MALFORMED = "malformed"
"""The event that stands for whatever is no Socket.IO packet; nobody listens to it."""


class RoomJson:
    """The JSON module of our packets."""

    @staticmethod
    def loads(text: str) -> object:
        """An event as `[name, text of its argument]`; anything else decoded."""
        if (found := _EVENT.fullmatch(text)) is not None:
            return [found[1], found[2] or "{}"]
        return orjson.loads(text)

    @staticmethod
    def dumps(value: object, **_: object) -> str:
        """JSON text; `orjson.Fragment`s in it stay as they are."""
        return orjson.dumps(value).decode()


class RoomPacket(packet.Packet):  # type: ignore[misc]
    """A packet that carries JSON only; what cannot be read becomes an event without a listener."""

    uses_binary_events = False
    json = RoomJson

    def decode(self, encoded_packet: object) -> int:
        """Read a packet as it came; never raises."""
        self.packet_type: int
        try:
            super().decode(encoded_packet)
            whole = self.packet_type <= packet.CONNECT_ERROR
        except (ValueError, TypeError):
            whole = False
        if not whole or (self.packet_type == packet.EVENT and not self._is_event()):
            self.packet_type, self.namespace, self.id = packet.EVENT, None, None
            self.data = [MALFORMED]
        return 0

    def _is_event(self) -> bool:
        return isinstance(self.data, list) and all(isinstance(part, str) for part in self.data[:1])


def fragment(message: Message) -> orjson.Fragment:
    """A message as JSON, ready to be part of a packet."""
    return orjson.Fragment(msgspec.json.encode(message))


def event_of(message: Message) -> str:
    """The name of the event that carries a message."""
    return event_name(type(message))
