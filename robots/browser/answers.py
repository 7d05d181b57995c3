"""What the page asks of a program's text: JSON in, JSON out, as the server would answer it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from robots.browser.orders import Json, faults_of, mat_of, text_of
from robots.errors import Problem, Refused
from robots.program.check import check
from robots.program.faces import read_face, write_face
from robots.program.tree import Opaque, Program
from robots.program.walk import every_node


def answer(name: str, question: str) -> str:
    """Answer one question ("convert", "check"); a refusal is an answer with `faults`."""
    asked: Mapping[str, Json] = json.loads(question)
    try:
        found = _ANSWERS[name](asked)
    except Refused as refused:
        found = {"faults": faults_of(refused.problems)}
    return json.dumps(found, ensure_ascii=False)


def _convert(asked: Mapping[str, Json]) -> dict[str, Json]:
    """The program in the face `to`, its words in `language`."""
    to = text_of(asked, "to")
    language = text_of(asked, "language") or None
    text = write_face(_program(asked), to, language)
    return {"program": {"face": to, "content": text}, "faults": []}


def _check(asked: Mapping[str, Json]) -> dict[str, Json]:
    """What is wrong with a program, on a mat if there is one; `free` says that it needs Python."""
    program = _program(asked)
    mat = mat_of(asked)
    places = frozenset(mat.places) | frozenset(mat.squares)
    problems = check(program, None, places)
    opaque = frozenset(node.id for node in _opaque(program))
    faults = [problem for problem in problems if not (opaque and _is_free(problem, opaque))]
    return {"faults": faults_of(faults), "free": bool(opaque)}


def _is_free(problem: Problem, opaque: frozenset[str]) -> bool:
    """Whether a problem only says that a statement is outside the taught Python."""
    return problem.code == "not-taught" and problem.where in opaque


def _opaque(program: Program) -> list[Opaque]:
    bodies = [program.stacks, program.functions]
    return [node for body in bodies for node in every_node(body) if isinstance(node, Opaque)]


def _program(asked: Mapping[str, Json]) -> Program:
    program = asked["program"]
    assert isinstance(program, dict)
    return read_face(text_of(program, "face"), text_of(program, "content"))


_ANSWERS: dict[str, Callable[[Mapping[str, Json]], dict[str, Json]]] = {
    "convert": _convert,
    "check": _check,
}
