"""Robots behind a socket: simulators, switches, emulators. Address `HOST:PORT`."""

from __future__ import annotations

import asyncio
import socket

from robots.transports.pipe import Pipe, PipeTransport


class TcpTransport(PipeTransport):
    """A TCP connection; small messages leave at once, a silent cut is found by keep-alives."""

    scheme = "tcp"

    async def _connect(self, pipe: Pipe) -> asyncio.Transport:
        host, separator, port = self.address.rpartition(":")
        if not separator or not port.isdecimal():
            raise ValueError(self.address)
        loop = asyncio.get_running_loop()
        link, _ = await loop.create_connection(lambda: pipe, host.strip("[]"), int(port))
        _keep_alive(link.get_extra_info("socket"))
        return link


def _keep_alive(link: socket.socket) -> None:
    """Ask for keep-alives within seconds, where the system has the option."""
    link.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 2), ("TCP_KEEPINTVL", 1), ("TCP_KEEPCNT", 3)):
        if option := getattr(socket, name, None):
            link.setsockopt(socket.IPPROTO_TCP, option, value)
