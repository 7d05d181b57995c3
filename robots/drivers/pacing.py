"""A robot's send queue: writes go out one at a time, spaced as the robot can bear it.

The last value wins for a keyed command (a speed, a light): one that waits is replaced by a newer
one with the same key. Commands without a key are never dropped. A stop overtakes everything:
what moves the robot and still waits is dropped, and the stop goes out without keeping the space.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from robots.transports.transport import LinkLost

Sending = Callable[[], Awaitable[None]]
"""What really sends one command; it may raise what the link raises."""


@dataclass(eq=False, slots=True)
class _Waiting:
    sending: Sending
    key: str
    moves: bool
    sent: asyncio.Future[bool] = field(default_factory=asyncio.Future)

    def settle(self, outcome: bool | Exception) -> None:
        if self.sent.done():
            return
        if isinstance(outcome, bool):
            self.sent.set_result(outcome)
        else:
            self.sent.set_exception(outcome)


class Pacing:
    """One robot's queue; `seconds` pass between two writes at the least.

    Sending goes on while the caller waits or not: a command whose caller was cancelled before its
    turn is not sent.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._queue: list[_Waiting] = []
        self._task: asyncio.Task[None] | None = None
        self._free = 0.0
        self._one_at_a_time = asyncio.Lock()

    async def send(self, sending: Sending, *, key: str = "", moves: bool = True) -> bool:
        """Send in turn; return once it is out, and whether it was: False when it was overtaken.

        `moves` says that a stop makes it needless. Raises what the sending raises, and LinkLost
        when the queue was closed meanwhile.
        """
        waiting = _Waiting(sending, key, moves)
        self._replace_or_append(waiting)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._drain())
        return await waiting.sent

    async def stop(self, *sendings: Sending) -> None:
        """Drop what moves and waits, then send these at once; raises what the sending raises."""
        self._drop(lambda waiting: waiting.moves, False)
        for sending in sendings:
            await self._send_now(sending)

    async def close(self) -> None:
        """End: what waits fails with LinkLost; never raises, may be called twice."""
        task, self._task = self._task, None
        self._drop(lambda _: True, LinkLost())
        if task is not None:
            task.cancel()
            await asyncio.wait({task})

    def _replace_or_append(self, waiting: _Waiting) -> None:
        for index, older in enumerate(self._queue):
            if waiting.key and older.key == waiting.key:
                older.settle(False)
                self._queue[index] = waiting
                return
        self._queue.append(waiting)

    def _drop(self, which: Callable[[_Waiting], bool], outcome: bool | Exception) -> None:
        for waiting in filter(which, self._queue):
            waiting.settle(outcome)
        self._queue = [waiting for waiting in self._queue if not which(waiting)]

    async def _drain(self) -> None:
        while self._queue:
            pause = self._free - asyncio.get_running_loop().time()
            if pause > 0:
                await asyncio.sleep(pause)
                continue  # the queue may be another one by now
            waiting = self._queue.pop(0)
            if not waiting.sent.cancelled():
                await self._send_one(waiting)

    async def _send_one(self, waiting: _Waiting) -> None:
        try:
            await self._send_now(waiting.sending)
        except asyncio.CancelledError:
            waiting.settle(LinkLost())
            raise
        except Exception as error:
            waiting.settle(error)
        else:
            waiting.settle(True)

    async def _send_now(self, sending: Sending) -> None:
        async with self._one_at_a_time:
            try:
                await sending()
            finally:
                self._free = asyncio.get_running_loop().time() + self.seconds
