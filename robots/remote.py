"""What a tablet's own Python and the robot that it drives from afar say to each other."""

from __future__ import annotations

from robots.views import Fault, Message

Scalar = bool | int | float | str | None
"""A word's argument, or what it gives."""


class RemoteStack(Message, frozen=True):
    """A stack of a program that runs on the tablet: what starts it, None: the run's start."""

    word: str | None = None
    arguments: dict[str, Scalar] = {}


class RemoteWord(Message, frozen=True):
    """Pupil or board: a remote run's stack says a word, to server and gateway; Done: passed on."""

    run: str
    number: int
    """Counts the run's words from 1: sent again, one is not done again."""
    stack: int
    """From 1, as they were declared."""
    line: str
    """The line of the program where it stands."""
    word: str | None
    """None: the stack is over. "input" asks for its `prompt` on the pupil's screen."""
    arguments: dict[str, Scalar] = {}
    fault: Fault | None = None
    """What ended the stack, if it went wrong: it ends the run."""


class RemoteBeat(Message, frozen=True):
    """Pupil or board: a remote run's own loop goes on; after 1 s without one its robot stops."""

    run: str
    began: int = 0
    """How many RemoteBegan it has heard: what it lacks is said again."""


class RemoteBegan(Message, frozen=True):
    """Gateway, to the run's own screen alone: a stack begins; its words are waited for."""

    run: str
    stack: int
    count: int
    """Counts the beginnings of the run from 1."""


class RemoteAnswer(Message, frozen=True):
    """Gateway, to the run's own screen alone: the word is over; what it gives."""

    run: str
    number: int
    value: Scalar
