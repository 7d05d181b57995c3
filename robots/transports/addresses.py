"""From the text of an address to the transport that opens it."""

from __future__ import annotations

from importlib import import_module

from robots.errors import Code, refuse
from robots.transports.replay import replayed
from robots.transports.transport import Link

MODULES = {
    "serial": "robots.transports.serial",
    "tcp": "robots.transports.tcp",
    "loop": "robots.transports.loop",
    "gatt": "robots.transports.gatt_tcp",
    "ble": "robots.transports.ble",
}
"""Scheme -> the module that registers it; imported only when such an address is opened."""
REPLAY = "replay"
"""The scheme of recordings, which are of either sort."""


def transport_of(address: str) -> Link:
    """A link, still closed, for `SCHEME:REST` (split at the first colon only).

    Raises Refused(robot-not-found) for a scheme that nobody opens; broken-file for a recording.
    """
    scheme, _, rest = address.partition(":")
    if scheme == REPLAY and rest:
        return replayed(rest)
    if scheme in MODULES:
        import_module(MODULES[scheme])
    if scheme not in Link.schemes or not rest:
        raise refuse(Code.ROBOT_NOT_FOUND, robot=address)
    return Link.schemes[scheme](rest)
