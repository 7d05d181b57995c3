"""What takes the processor for a while, judging and converting programs, in threads of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from gevent.event import AsyncResult
from gevent.threadpool import ThreadPool

from lessons.judge import judge
from lessons.lesson import Lesson
from robots.messages import Verdict
from robots.views import Message, ProgramText

THREADS = 2

_pool: ThreadPool | None = None
Result = TypeVar("Result", bound=Message)


def elsewhere(work: Callable[..., Result], *arguments: object) -> AsyncResult:
    """Let a thread do this; the result comes back to whoever waits."""
    global _pool
    if _pool is None:
        _pool = ThreadPool(THREADS)
    return _pool.spawn(work, *arguments)


def judgement(lesson: Lesson | None, program: ProgramText, landed: str | None) -> AsyncResult:
    """The `Verdict` on a program; without a lesson, one that judges nothing."""
    if lesson is None:
        nothing = AsyncResult()
        nothing.set(Verdict(program=None, floor=None))
        return nothing
    return elsewhere(judge, lesson, program, landed)
