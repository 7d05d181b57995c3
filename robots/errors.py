"""The closed list of error codes, and the problem that carries one.

A code says what is wrong; only the edge (command line, server, screen) turns it into a sentence in
the reader's language, with the strings file (`errors.<code>`), filling in the problem's `details`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """What can be wrong. The first group is fixed: outside tools read it."""

    UNKNOWN_FORMAT = "unknown-format"
    BROKEN_FILE = "broken-file"
    SYNTAX = "syntax"
    UNKNOWN_BLOCK = "unknown-block"
    UNKNOWN_WORD = "unknown-word"
    WORD_LACKING = "word-lacking"
    BAD_VALUE = "bad-value"
    TOO_DEEP = "too-deep"
    TOO_BIG = "too-big"
    NOT_TAUGHT = "not-taught"
    NO_INPUT = "no-input"
    LIMIT = "limit"
    ROBOT_BUSY = "robot-busy"
    ROBOT_LOST = "robot-lost"
    ROBOT_NOT_FOUND = "robot-not-found"

    NOT_SHOWN = "not-shown"
    """The program is right but this face cannot show it."""
    NEWER_FORMAT = "newer-format"
    """The file comes from a newer Ribambelle: update."""
    LOOSE_STACK = "loose-stack"
    """A stack without a hat beside stacks with one: it does not run (a remark, not a fault)."""
    DOUBTFUL = "doubtful"
    """The program runs like this, but hardly anybody means it (a remark, not a fault)."""
    LEFT_OUT = "left-out"
    """A piece of another program's file that has no like here (a remark, not a fault)."""
    PYTHON = "python-error"
    """Free Python (in the browser) met a fault of its own; `reason` says which."""
    GARBLED = "garbled"
    """A robot sent bytes that mean nothing."""
    BAD_MESSAGE = "bad-message"
    """A message from a screen or a gateway that is not of the agreed form."""
    NOT_ALLOWED = "not-allowed"
    """This person may not do this."""
    NO_CLASS = "no-class"
    """No class is open."""
    ANIMAL_TAKEN = "animal-taken"
    """The animal belongs to another tablet: the teacher's tap lets it go."""
    NO_GATEWAY = "no-gateway"
    """The part that holds the robots is being restarted."""
    BAD_MAT = "bad-mat"
    BAD_LESSON = "bad-lesson"
    BAD_CONFIG = "bad-config"
    DISK_FULL = "disk-full"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, tied to the place where it stands.

    `where` is a Blockly block id, a card's path ("1.3.2") or a Python line ("12"); "" when there is
    no better. `details` fill the holes of the sentence (names, values). `remark` marks what the
    reader should know but what does not keep the program from running.
    """

    code: Code
    where: str = ""
    details: Mapping[str, str | int | float] = field(default_factory=dict)
    remark: bool = False


class Refused(Exception):
    """What was asked cannot be done; carries one or more problems."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__(", ".join(str(problem.code) for problem in self.problems))


def refuse(code: Code, where: str = "", **details: str | int | float) -> Refused:
    """A `Refused` with one problem, ready to raise."""
    return Refused(Problem(code, where, details))
