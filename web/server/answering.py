"""Messages of screens find their answers: decoded, allowed by the table, handed to who answers.

A function that answers a message says so with `@answers(Message)`. It returns the answer, or an
`AsyncResult` of it when something slow stands between (the disk, a judgement); it raises `Refused`
for what is not done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import msgspec
from gevent.event import AsyncResult

from robots.errors import Code, Problem, Refused
from robots.messages import (
    ANSWERS,
    Failure,
    RemoteBeat,
    RemoteWord,
    Steer,
    StopAll,
    event_name,
)
from robots.views import Fault, Message
from web.server.connections import Screen
from web.server.rights import may

if TYPE_CHECKING:
    from web.server.classroom import Classroom

Asked = TypeVar("Asked", bound=Message)
Answer: TypeAlias = "Message | AsyncResult"
Answerer = Callable[["Classroom", Screen, Message], Answer]

KINDS: dict[str, type[Message]] = {event_name(kind): kind for kind in ANSWERS}
"""The messages of browsers, by their event's name."""
ALWAYS = frozenset({Steer, StopAll})
"""What is heard from a screen that asks too fast, too: it may be STOP."""
OF_PROGRAMS = frozenset({RemoteWord, RemoteBeat})
"""What a tablet's program says, not its child: it has a measure of its own."""
_ANSWERERS: dict[type[Message], Answerer] = {}

logger = logging.getLogger("ribambelle.server")


def answers(
    kind: type[Asked],
) -> Callable[
    [Callable[[Classroom, Screen, Asked], Answer]], Callable[[Classroom, Screen, Asked], Answer]
]:
    """Let the decorated function answer this kind of message."""

    def register(
        function: Callable[[Classroom, Screen, Asked], Answer],
    ) -> Callable[[Classroom, Screen, Asked], Answer]:
        def checked(room: Classroom, screen: Screen, message: Message) -> Answer:
            if not isinstance(message, kind):
                raise TypeError(type(message).__name__)
            return function(room, screen, message)

        _ANSWERERS[kind] = checked
        return function

    return register


def answer(room: Classroom, screen: Screen, event: str, payload: str) -> Answer:
    """The answer to a message as it came; whatever is wrong with it becomes a Failure."""
    try:
        kind = KINDS[event]
        slow_enough = (screen.words if kind in OF_PROGRAMS else screen.bucket).take()
        if not may(screen.role, kind):
            return failure(Code.NOT_ALLOWED)
        if not slow_enough and kind not in ALWAYS:
            return failure(Code.LIMIT)
        message = msgspec.json.decode(payload, type=kind)
        return _ANSWERERS[kind](room, screen, message)
    except (msgspec.DecodeError, KeyError, UnicodeError, RecursionError):
        return failure(Code.BAD_MESSAGE)
    except Refused as refused:
        return failure_of(refused)
    except Exception:
        logger.exception("no answer to %s", event)
        return failure(Code.BAD_MESSAGE)


def settled(result: AsyncResult) -> Message:
    """What a slow answer has become."""
    problem = result.exception
    if problem is None:
        value = result.value
        return value if isinstance(value, Message) else failure(Code.BAD_MESSAGE)
    if isinstance(problem, Refused):
        return failure_of(problem)
    logger.error("no answer: %s", type(problem).__name__)
    return failure(Code.BAD_MESSAGE)


def failure(code: Code) -> Failure:
    """A failure with one code."""
    return Failure([Fault(str(code))])


def failure_of(refused: Refused) -> Failure:
    """A refusal as it travels."""
    return Failure(faults_of(refused.problems))


def faults_of(problems: tuple[Problem, ...] | list[Problem]) -> list[Fault]:
    """Problems as they travel."""
    return [Fault(str(p.code), p.where, dict(p.details), p.remark) for p in problems]
