"""What the supervisor tells the server, as one line of JSON on stdin; it ends when stdin ends."""

from __future__ import annotations

import msgspec


class ServerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything a server needs to start. Secrets come this way, never on the command line."""

    data: str
    """The folder that holds the journal and the logs; it exists."""
    host: str = "0.0.0.0"
    port: int = 8080
    """0 takes any free one; `READY http://127.0.0.1:PORT` on stdout tells which."""
    gateway_token: str = ""
    """What a gateway must show to be one."""
    secret: str = ""
    """What the `ribambelle` command shows on `POST /entrance` (header `X-Ribambelle-Secret`, from
    this machine only) to get a one-time token, `{"token": ...}`, for `/enter?token=...`."""
    addresses: list[str] = []
    """The host names and addresses by which this machine may be called, beside localhost."""
    tablets: str = "127.0.0.1"
    """The one of them that tablets are told to open."""
    language: str = "fr"
    restarted: bool = False
    """The server was there before and comes back: screens get their class again."""
