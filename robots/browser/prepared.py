"""A program made ready for the browser: by the compiler, or as free Python where it must be."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from robots.browser.orders import Json, text_of
from robots.errors import Code, Problem, Refused
from robots.languages import names
from robots.program.check import check
from robots.program.compile import CompiledProgram
from robots.program.faces import read_face, write_face
from robots.program.free.program import free_program
from robots.program.measure import used
from robots.program.run import ready
from robots.program.tree import Opaque, Program
from robots.program.walk import statements
from robots.world.mat import Mat


@dataclass(frozen=True, slots=True)
class Written:
    """A program as it was read; `free` is its text when only free Python can run it."""

    program: Program
    free: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A program that may run: what a run takes, and the robot's words that it says."""

    program: Program
    compiled: CompiledProgram
    words: frozenset[str]


def written(asked: Mapping[str, Json]) -> Written:
    """Read the program of a question; raises Refused."""
    program = asked["program"]
    assert isinstance(program, dict)
    face, content = text_of(program, "face"), text_of(program, "content")
    try:
        read = read_face(face, content)
    except Refused as refused:
        if face != "python" or any(item.code is not Code.NOT_TAUGHT for item in refused.problems):
            raise
        return Written(Program([], face="python"), content)
    if not any(isinstance(item, Opaque) for item in statements(read)):
        return Written(read)
    return Written(read, content if face == "python" else write_face(read, "python"))


def problems(found: Written, mat: Mat) -> Iterator[Problem]:
    """Everything that is wrong with a program on a mat; what only free Python runs is no fault."""
    places = frozenset(mat.places) | frozenset(mat.squares)
    free = {item.id for item in statements(found.program) if isinstance(item, Opaque)}
    for problem in check(found.program, None, places):
        if problem.code is not Code.NOT_TAUGHT or problem.where not in free:
            yield problem
    if found.free is not None:
        try:
            free_program(found.free, names())
        except Refused as refused:
            yield from refused.problems


def prepared(found: Written, mat: Mat, seed: int, breakpoints: Iterable[str] = ()) -> Prepared:
    """Make a program ready to run once; raises Refused with everything that is wrong.

    Before a statement whose id is a breakpoint the run pauses; free Python knows none.
    """
    faults = [problem for problem in problems(found, mat) if not problem.remark]
    if faults:
        raise Refused(faults)
    if found.free is None:
        compiled = ready(found.program, {"seed": seed}, breakpoints)
        return Prepared(found.program, compiled, frozenset(used(found.program)))
    random.seed(seed)
    made = free_program(found.free, names(), time.monotonic)
    return Prepared(Program([], face="python"), made.compiled, made.words)
