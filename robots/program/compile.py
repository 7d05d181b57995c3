"""Compiles the tree to Python that Python compiles.

Every stack becomes a generator. It yields a request, `(sensing, word, arguments)`, for each word it
says, and is sent the value of a sensing word. Every 1,000 loop turns or function entries it yields
None, to let the others and STOP in (and so that program time goes on); in long loop bodies and
after going through long lists it yields False now and then, which costs no program time; at a
breakpoint it yields True. "Where am I" is a plain assignment to `here`.

The compiled code sees the pupil's own variables, the taught functions and nothing else: its names
are all made up here, there are no builtins, and no attribute is ever looked up.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import cast

from robots.abilities import WORDS
from robots.errors import Code, Refused, refuse
from robots.program import holding, values
from robots.program.arguments import checked
from robots.program.building import Builder
from robots.program.check.shape import shape_faults
from robots.program.effort import Effort
from robots.program.expressions import comparison_name, function_name
from robots.program.limits import MOST_STACKS, MOST_VARIABLES
from robots.program.taught import TAUGHT
from robots.program.tree import Literal, Program, When
from robots.program.values import Chance
from robots.world.trace import Value

Request = tuple[bool, str, dict[str, object]]
Strand = Generator[Request | bool | None, object, None]
"""A running stack."""
Built = tuple[
    Callable[[], str],
    Callable[[str], None],
    Callable[[], tuple[object, ...]],
    tuple[Callable[[], Strand], ...],
]
"""What compiled code gives: where it is, the way back there, its variables, each stack's start."""
FILE = "<program>"
"""What compiled code calls its file."""


@dataclass(frozen=True, slots=True)
class CompiledStack:
    """One stack: its number from 1, what starts it, and how to make it run."""

    number: int
    word: str | None
    """The event that starts it; None for a loose stack."""
    arguments: dict[str, Value]
    start: Callable[[], Strand]


@dataclass(frozen=True, slots=True)
class CompiledProgram:
    """A program ready to run once: its variables live in it."""

    stacks: tuple[CompiledStack, ...]
    where: Callable[[], str]
    """The id of the node that runs now."""
    back: Callable[[str], None]
    """Says so when another stack goes on, at that node."""
    variables: Callable[[], dict[str, object]]
    """The pupil's variables by their names."""
    look: Callable[[Iterable[Strand]], None]
    """Counts what the program and its running stacks keep; raises Refused(limit)."""
    reads: Mapping[str, Mapping[str, str]]
    """For each statement's id, the variables that it reads with their compiled names."""


def compile_program(
    program: Program, chance: Chance, breakpoints: frozenset[str] = frozenset()
) -> CompiledProgram:
    """Compile a program; `chance` is where its random numbers come from.

    Before a statement whose id is one of the breakpoints, a stack yields True.
    Raises Refused with `too-big`, `too-deep`, `not-taught`, `unknown-word`, `syntax` or
    `bad-value`.
    """
    if len(program.stacks) + len(program.functions) > MOST_STACKS:
        raise refuse(Code.TOO_BIG)
    fault = next(shape_faults(program), None)
    if fault is not None:
        raise Refused(fault)
    try:
        builder = Builder(program, breakpoints)
        module = builder.module()
        if len(builder.names()) > MOST_VARIABLES:
            raise refuse(Code.TOO_BIG)
        code = compile(module, FILE, "exec")
    except (RecursionError, MemoryError, SyntaxError):
        raise refuse(Code.TOO_DEEP) from None
    effort = Effort()
    names = _names(chance, effort)
    exec(code, names)
    where, back, variables, starts = _built(names)
    stacks = [
        CompiledStack(number, *_event(stack.when), start)
        for number, (stack, start) in enumerate(zip(program.stacks, starts, strict=True), 1)
    ]
    return CompiledProgram(
        tuple(stacks),
        where,
        back,
        lambda: dict(zip(builder.names(), variables(), strict=True)),
        lambda strands: effort.look(variables(), strands),
        builder.reads(),
    )


def _event(when: When | None) -> tuple[str | None, dict[str, Value]]:
    """The word and the plain arguments of what starts a stack."""
    if when is None:
        return None, {}
    given = {}
    for name, value in when.arguments.items():
        if not isinstance(value, Literal):
            raise refuse(Code.BAD_VALUE, when.id, word=when.word, argument=name)
        given[name] = value.value
    return when.word, checked(when.word, given) if when.word in WORDS else {}


def _built(names: dict[str, object]) -> Built:
    build: Callable[[], Built] = cast("Callable[[], Built]", names["build"])
    return build()


def _names(chance: Chance, effort: Effort) -> dict[str, object]:
    """Everything that compiled code can see."""
    functions: dict[str, object] = {
        function_name(name): effort.watched(
            name, partial(taught.function, chance) if taught.chance else taught.function
        )
        for name, taught in TAUGHT.items()
    }
    functions |= {name: getattr(values, name) for name in _VALUES}
    functions |= {name: getattr(holding, name) for name in _HOLDING}
    functions |= {comparison_name(sign): effort.comparison(work) for sign, work in _SIGNS.items()}
    own = {"type": type, "int": int, "spent": effort.spent, "grown": effort.kept}
    return functions | own | {"too_deep": too_deep, "__builtins__": {}}


def too_deep() -> None:
    """Refuse a call inside too many others."""
    raise refuse(Code.LIMIT, reason="depth")


_VALUES = (
    *("multiplied", "remainder", "power", "changed", "times", "counted", "sound"),
    *("shown_together", "shown_joined"),
)
_HOLDING = ("dictionary", "set_item", "each", "unpacked")
_SIGNS: Mapping[str, Callable[..., object]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
