"""The server's process: settings as one line on stdin; ends when stdin ends, or on SIGTERM.

`READY http://127.0.0.1:PORT` on stdout says that it answers.
"""

from gevent import monkey

monkey.patch_all()

import logging  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402

import gevent  # noqa: E402
import msgspec  # noqa: E402
from gevent.event import Event  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from gevent.threadpool import ThreadPool  # noqa: E402

from robots.logs import log_to  # noqa: E402
from web.server.app import Server, make_server  # noqa: E402
from web.server.settings import ServerSettings  # noqa: E402
from web.server.websocket import Handler  # noqa: E402

BACKLOG = 4096
"""Connections that may wait: a school's tablets all wake at half past eight."""
FAREWELL = 1.0

logger = logging.getLogger("ribambelle.server")


def main() -> int:
    """Serve until stdin or a signal ends it."""
    line = sys.stdin.buffer.readline()
    settings = msgspec.json.decode(line, type=ServerSettings)
    log_to(settings.data, "server")
    listening = _listen(settings.host, settings.port)
    port = int(listening.getsockname()[1])
    server = make_server(settings, port)
    wsgi = WSGIServer(
        listening,
        server.application,
        log=None,
        error_log=logger,
        handler_class=Handler,
        environ={"SERVER_NAME": "ribambelle"},
    )
    wsgi.start()
    over = _until_told()
    print(f"READY http://127.0.0.1:{port}", flush=True)
    over.wait()
    _end(wsgi, server)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # on Windows it would let a second server share the port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    listening.listen(BACKLOG)
    listening.setblocking(False)
    return listening


def _until_told() -> Event:
    """What is set at the end of stdin, or by a signal."""
    over = Event()
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), lambda *_: over.set())

    def listen_to_stdin() -> None:
        # In a thread: a pipe cannot be waited for in gevent's loop on every system.
        ThreadPool(1).spawn(_drain).wait()
        over.set()

    gevent.spawn(listen_to_stdin)
    return over


def _drain() -> None:
    while os.read(0, 4096):
        pass


def _end(wsgi: WSGIServer, server: Server) -> None:
    wsgi.stop(timeout=FAREWELL)
    server.journal.close()


if __name__ == "__main__":
    sys.exit(main())
