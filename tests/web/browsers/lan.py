"""The school's network as a test's browsers see it: this machine, and nothing else."""

import socket
from urllib.parse import urlsplit

NAME = f"{socket.gethostname().split('.')[0].lower()}.local"
"""This machine's name in the local network, as tablets say it: no secure context."""
HERE = ("127.0.0.1", NAME)


def is_elsewhere(address):
    """Whether it is another machine's."""
    parts = urlsplit(address)
    return parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in HERE
