"""All that is done with a program's file: read, checked, compiled, written in each face."""

from __future__ import annotations

import time
from random import Random

from robots.errors import Code, Refused
from robots.program import read
from robots.program.check import check
from robots.program.compile import compile_program
from robots.program.faces import write_face
from robots.program.tree import Program


def gone_through(data: bytes, name: str) -> list[Code]:
    """The codes of all that is said against a file; nothing but a refusal may come out."""
    try:
        program = read(data, name)
    except Refused as refused:
        return [problem.code for problem in refused.problems]
    return [problem.code for problem in check(program)] + _said_against(program)


def _said_against(program: Program) -> list[Code]:
    codes: list[Code] = []
    try:
        compile_program(program, Random(0))
    except Refused as refused:
        codes += [problem.code for problem in refused.problems]
    for face in ("cards", "blocks", "python"):
        try:
            write_face(program, face)
        except Refused as refused:
            codes += [problem.code for problem in refused.problems]
    return codes


def cost(data: bytes, name: str, times: int = 1) -> float:
    """The least processor time in seconds that going through a file takes."""
    costs = []
    for _ in range(times):
        began = time.process_time()
        gone_through(data, name)
        costs.append(time.process_time() - began)
    return min(costs)
