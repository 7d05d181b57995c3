"""What the supervisor tells a gateway, as one line of JSON on stdin; it ends when stdin ends."""

from __future__ import annotations

import msgspec


class GatewaySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a gateway needs to start. `READY` on stdout says that it holds its robots."""

    server: str
    """The server's address, `http://127.0.0.1:8080`."""
    token: str
    """What the gateway shows to be one."""
    data: str
    """The folder that holds its log; it exists."""
    name: str = "classe"
    """The first part of its robots' names: `GATEWAY/KIND/HARDWARE-ID`."""
    simulated: int = 6
    """How many simulated robots stand in the room."""
    robots: list[str] = []
    """Addresses of robots that are always there: `KIND@tcp:localhost:33333`, `KIND@emulator`."""
    find: bool = True
    """Look for robots on USB and on the air."""
    language: str = "fr"
