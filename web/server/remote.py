"""What a tablet says that runs its own program on a robot of the room: words, and that it lives.

Everything is measured here and passed on; what a word means, and whether the robot may do it, is
the gateway's to say. The robot's answers go to this one tablet (`hosting.to_tablet`).
"""

from __future__ import annotations

from collections.abc import Mapping

from robots import messages as m
from robots.errors import Code, refuse
from robots.remote import Scalar
from robots.views import Fault
from web.server.answering import answers
from web.server.classroom import Classroom
from web.server.connections import Screen
from web.server.runs import Played
from web.server.seating import own_run

MOST_STACKS, MOST_WORDS, MOST_ARGUMENTS = 10, 100, 10
"""Of one run, of one program, of one word or event."""
LONGEST_NAME, LONGEST_TEXT = 40, 1_000
"""Characters of a word, an argument's name or a line, and of an argument's value."""
LARGEST = 10**15
"""Of a number that a word takes, and of a count."""


def must_fit(message: m.Run) -> None:
    """Raise Refused(bad-message) for a declaration of a remote run that is too large."""
    if len(message.remote) > MOST_STACKS or len(message.words) > MOST_WORDS:
        raise refuse(Code.BAD_MESSAGE, "remote")
    _name(*message.words)
    for stack in message.remote:
        _name(stack.word or "")
        _arguments(stack.arguments)


@answers(m.RemoteWord)
def word(room: Classroom, screen: Screen, message: m.RemoteWord) -> m.Done:
    """A word of one's own run, on its way to the robot."""
    _name(message.line, message.word or "")
    _arguments(message.arguments)
    if message.fault is not None:
        _fault(message.fault)
    if not (0 < message.stack <= MOST_STACKS and 0 < message.number < LARGEST):
        raise refuse(Code.BAD_MESSAGE, "number")
    return _pass_on(room, screen, message)


@answers(m.RemoteBeat)
def beat(room: Classroom, screen: Screen, message: m.RemoteBeat) -> m.Done:
    """One's own program goes on."""
    if not 0 <= message.began < LARGEST:
        raise refuse(Code.BAD_MESSAGE, "began")
    return _pass_on(room, screen, message)


def _pass_on(room: Classroom, screen: Screen, message: m.RemoteWord | m.RemoteBeat) -> m.Done:
    """What comes when the run is over has come too late, and is no mistake."""
    run = _remote_run(room, screen, message.run)
    gateway = room.gateways.named(run.gateway)
    if run.under_way:
        if gateway.stream is None:
            raise refuse(Code.NO_GATEWAY)
        run.screen = screen.id  # it may have come back by another connection
        room.line.command(gateway.stream, message)
    return m.Done()


def _remote_run(room: Classroom, screen: Screen, name: str) -> Played:
    run = own_run(room, screen, name)
    if run.screen is None:
        raise refuse(Code.BAD_MESSAGE, name)
    return run


def _name(*names: str) -> None:
    if any(len(name) > LONGEST_NAME for name in names):
        raise refuse(Code.BAD_MESSAGE, "name")


def _arguments(arguments: Mapping[str, Scalar]) -> None:
    if len(arguments) > MOST_ARGUMENTS:
        raise refuse(Code.BAD_MESSAGE, "arguments")
    _name(*arguments)
    if not all(map(_fits, arguments.values())):
        raise refuse(Code.BAD_MESSAGE, "arguments")


def _fits(value: Scalar) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT
    return value is None or abs(value) <= LARGEST


def _fault(fault: Fault) -> None:
    _name(fault.code, fault.where)
    _arguments(fault.details)
