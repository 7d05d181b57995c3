"""A child process of the supervisor: it gets its settings on stdin, and ends when stdin ends."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable

import msgspec

READY = "READY"


class Child:
    """One running process of a module; `ended` is called, from a thread, when it has gone.

    `ready` is set when it wrote `READY` on stdout; what stands behind that is its `address`.
    """

    def __init__(
        self, module: str, settings: msgspec.Struct, ended: Callable[[Child], None]
    ) -> None:
        self.module = module
        self.ready = threading.Event()
        self.address = ""
        self._ended = ended
        # A session of its own: Ctrl-C reaches the supervisor alone, which stills the robots first.
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._tell(settings)
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def code(self) -> int | None:
        """Its exit code, None while it runs."""
        return self._process.poll()

    def end(self, patience: float) -> None:
        """Let it end by itself, by the end of its stdin; after `patience` seconds, kill it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, settings: msgspec.Struct) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        try:
            pipe.write(msgspec.json.encode(settings) + b"\n")
            pipe.flush()
        except OSError:
            return  # it has died already; `ended` says so

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            word, _, rest = line.decode(errors="replace").strip().partition(" ")
            if word == READY:
                self.address = rest
                self.ready.set()
        self._process.wait()
        self._ended(self)
