"""What waits for one connection: bounded, so that a sleeping tablet cannot fill the memory."""

from __future__ import annotations

import logging
from collections.abc import Callable

import gevent
from engineio.packet import Packet
from gevent.queue import JoinableQueue

LARGEST = 2_000_000
"""Bytes that may wait; then the connection is dropped, and comes back by itself."""
MOST_EACH = LARGEST // 4
"""Bytes that one packet counts for at most: a teacher's screen gets a large class, too, whole."""

logger = logging.getLogger("ribambelle.outbox")


class Outbox(JoinableQueue):  # type: ignore[misc]
    """The queue of an Engine.IO connection. `drop` is called, once, when too much waits in it."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = 0
        self.dropped = False
        self.drop: Callable[[], None] = lambda: None
        self.abort: Callable[[], None] | None = None
        """Ends the websocket that sends from here at once; None over plain HTTP."""

    def put(self, item: Packet | None, block: bool = True, timeout: float | None = None) -> None:
        """Let a packet wait; after the drop, packets are forgotten."""
        if item is not None:
            if self.dropped:
                return
            self.bytes += _size(item)
            if self.bytes > LARGEST:
                self._overflow()
                return
        super().put(item, block, timeout)

    def get(self, block: bool = True, timeout: float | None = None) -> Packet | None:
        """The next packet, None at the end."""
        item: Packet | None = super().get(block, timeout)
        if item is not None:
            self.bytes -= _size(item)
        return item

    def _overflow(self) -> None:
        self.dropped = True
        logger.warning("a slow connection was dropped")
        gevent.spawn(self.drop)


def _size(item: Packet) -> int:
    return min(len(item.encode()), MOST_EACH)
