"""The gateway as a process: settings from stdin, `READY` on stdout, the end when stdin ends."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Callable

import msgspec

from robots.gateway.gateway import Gateway
from robots.gateway.settings import GatewaySettings
from robots.gateway.signals import on_signals
from robots.logs import log_to

STDIN = 0
WRONG_SETTINGS = 64


def main() -> int:
    """Run a gateway; its exit code."""
    try:
        settings = msgspec.json.decode(_first_line(), type=GatewaySettings)
    except msgspec.MsgspecError as error:
        print(f"no settings on stdin: {error}", file=sys.stderr)
        return WRONG_SETTINGS
    log_to(settings.data, "gateway")
    asyncio.run(_run(settings))
    return 0


async def _run(settings: GatewaySettings) -> None:
    gateway = Gateway(settings)
    loop = asyncio.get_running_loop()

    def leave() -> None:
        loop.call_soon_threadsafe(gateway.leave)

    threading.Thread(target=_until_the_end, args=(leave,), daemon=True).start()
    with on_signals(gateway.leave):
        print("READY", flush=True)
        await gateway.run()


def _first_line() -> bytes:
    """The first line of stdin. Read byte by byte and past Python's buffers, as the rest is."""
    line = bytearray()
    while (byte := os.read(STDIN, 1)) not in (b"", b"\n"):
        line += byte
    return bytes(line)


def _until_the_end(leave: Callable[[], None]) -> None:
    """Wait in a thread of its own, which every system can, until nobody holds stdin any more."""
    while os.read(STDIN, 1024):
        pass
    leave()


if __name__ == "__main__":
    sys.exit(main())
