"""What a program says, without a robot or a clock: its stacks one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from robots.errors import Refused
from robots.program.compile import Strand, compile_program
from robots.program.tree import Program

LATE = 20_000
"""Requests, or thousands of loop turns, after which a program never ends."""


def said_by(program: Program, answers: Iterable[str] = ()) -> tuple[list[str], str | None]:
    """What a program shows on the screens, and the fault that it ends with."""
    said: list[str] = []
    given = iter(answers)
    try:
        compiled = compile_program(program, Random(0))
        for stack in compiled.stacks:
            _say(stack.start(), said, given)
    except Refused as refused:
        return said, str(refused.problems[0].code)
    except (ArithmeticError, TypeError, ValueError, LookupError) as error:
        return said, f"{type(error).__name__}: {error}"
    return said, None


def _say(strand: Strand, said: list[str], answers: Iterator[str]) -> None:
    answer: object = None
    for _ in range(LATE):
        try:
            request = strand.send(answer)
        except StopIteration:
            return
        answer = None
        if isinstance(request, tuple):
            _, word, arguments = request
            if word == "say":
                said.append(str(arguments["text"]))
            elif word == "input":
                answer = next(answers)
    raise TimeoutError
