"""A port to serve on: the usual one, so that the tablets' link stays good, or the next free one."""

from __future__ import annotations

import socket

TRIES = 20


def free_port(host: str, usual: int) -> int:
    """The usual port if nobody has it, else the first free one after it; 0 when all are taken."""
    return next((port for port in range(usual, usual + TRIES) if _free(host, port)), 0)


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
