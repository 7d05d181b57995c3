"""A faked radio: packets by UDP on this computer, from EAR to AIR; others' groups are not heard."""

import os
import socket

_ear = os.getenv("EAR")
_group = 0
_air = None
if _ear:
    _air = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    _air.bind(socket.getaddrinfo("127.0.0.1", int(_ear))[0][-1])
    _air.setblocking(False)


def config(group, length, queue, power):
    global _group
    _group = group


def on():
    pass


def send_bytes(data):
    if _air:
        to = socket.getaddrinfo("127.0.0.1", int(os.getenv("AIR")))[0][-1]
        _air.sendto(bytes([_group]) + data, to)


def receive_bytes():
    if not _air:
        return None
    try:
        data = _air.recv(300)
    except OSError:
        return None
    return data[1:] if data[0] == _group else None
