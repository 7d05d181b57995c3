"""What takes the processor for a while, judging and converting programs, in threads of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from gevent.event import AsyncResult
from gevent.threadpool import ThreadPool

from lessons.judge import judge
from lessons.lesson import Lesson
from robots.errors import Code, refuse
from robots.room import Verdict
from robots.views import Message, ProgramText
from web.server.connections import Screen

THREADS = 2
MOST_THINKING = 4
"""Questions of one screen that may wait for a thread: nobody else's wait long behind them."""

_pool: ThreadPool | None = None
Result = TypeVar("Result", bound=Message)


def elsewhere(work: Callable[..., Result], *arguments: object) -> AsyncResult:
    """Let a thread do this; the result comes back to whoever waits."""
    global _pool
    if _pool is None:
        _pool = ThreadPool(THREADS)
    return _pool.spawn(work, *arguments)


def thought(screen: Screen, ask: Callable[[], AsyncResult]) -> AsyncResult:
    """What a screen asks of the threads; raises Refused(limit) when it asks too much at once."""
    if screen.thinking >= MOST_THINKING:
        raise refuse(Code.LIMIT)
    result = ask()
    screen.thinking += 1

    def done(_: AsyncResult) -> None:
        screen.thinking -= 1

    result.rawlink(done)
    return result


def judgement(
    lesson: Lesson | None,
    program: ProgramText,
    landed: str | None,
    lines: Sequence[bytes] = (),
) -> AsyncResult:
    """The `Verdict` on a program; without a lesson, one that judges nothing."""
    if lesson is None:
        nothing = AsyncResult()
        nothing.set(Verdict(program=None, floor=None))
        return nothing
    return elsewhere(judge, lesson, program, landed, lines)
