"""What the page asks of a program's text: JSON in, JSON out, as the server would answer it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from robots.browser.missions import opened, verdict
from robots.browser.orders import Json, faults_of, mat_of, text_of
from robots.browser.prepared import problems, written
from robots.errors import Refused
from robots.program.alongside import lines_beside
from robots.program.faces import read_face, write_face


def answer(name: str, question: str) -> str:
    """Answer one question (a name of `_ANSWERS`); a refusal is an answer with `faults`."""
    asked: Mapping[str, Json] = json.loads(question)
    try:
        found = _ANSWERS[name](asked)
    except Refused as refused:
        found = {"faults": faults_of(refused.problems)}
    return json.dumps(found, ensure_ascii=False)


def _convert(asked: Mapping[str, Json]) -> dict[str, Json]:
    """The program in the face `to`, its words in `language`.

    With `beside` it is told which block is which lines.
    """
    program = asked["program"]
    assert isinstance(program, dict)
    read = read_face(text_of(program, "face"), text_of(program, "content"))
    to, language = text_of(asked, "to"), text_of(asked, "language") or None
    text = write_face(read, to, language)
    lines = lines_beside(read, to, text) if asked.get("beside") is True else {}
    return {
        "program": {"face": to, "content": text},
        "faults": [],
        "lines": {block: list(span) for block, span in lines.items()},
    }


def _check(asked: Mapping[str, Json]) -> dict[str, Json]:
    """What is wrong with a program on its mat; `free`: it runs in the browser's Python only."""
    found = written(asked)
    faults = faults_of(problems(found, mat_of(asked)))
    return {"faults": faults, "free": found.free is not None}


_ANSWERS: dict[str, Callable[[Mapping[str, Json]], dict[str, Json]]] = {
    "convert": _convert,
    "check": _check,
    "judge": verdict,
    "open": opened,
}
