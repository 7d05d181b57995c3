"""The client's built files, served in front of the pages: compressed where taken, kept for ever."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

from web.server.guard import Application, Environ, StartResponse
from web.server.pages import DIST

PREFIX = "/assets/"
HASHED = re.compile(r"/assets/.+-[0-9A-Z]{8}\.[a-z0-9]+$")
PYTHON = re.compile(r"/assets/python-worker-[0-9A-Z]{8}\.js$")
PYTHON_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""Of Python's own thread: the one place where WebAssembly is compiled."""
PAUSE = 1.0
"""Seconds between two looks at the folder, for a client that was built again meanwhile."""


def with_files(application: Application) -> Application:
    """The application with the client's files in front of it."""
    files = WhiteNoise(
        application,
        allow_all_origins=False,
        max_age=0,
        immutable_file_test=_is_hashed,
        add_headers_function=_for_python,
    )
    looked = 0.0

    def look() -> None:
        nonlocal looked
        if time.monotonic() - looked > PAUSE and (DIST / "assets").is_dir():
            looked = time.monotonic()
            files.add_files(DIST / "assets", prefix=PREFIX)

    def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path.startswith(PREFIX) and path not in files.files:
            look()
        found: Iterable[bytes] = files(environ, start_response)
        return found

    look()
    return serve


def _is_hashed(_: str, url: str) -> bool:
    return HASHED.search(url) is not None


def _for_python(headers: Headers, _: str, url: str) -> None:
    if PYTHON.search(url):
        headers["Content-Security-Policy"] = PYTHON_POLICY
