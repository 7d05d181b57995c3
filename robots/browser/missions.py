"""What a page without a server asks about its mission and its files: judged and opened here."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict

from robots.browser.orders import Json, faults_of, mat_of, text_of
from robots.errors import Refused
from robots.judging import Foreseen, Judged, Mission, judged
from robots.program.faces import face_by_name, open_file, read_face, write_face
from robots.program.tree import Program
from robots.world.trace import read_event

CARDS = "cards"


def verdict(asked: Mapping[str, Json]) -> dict[str, Json]:
    """What the mission says of a run: `program` ({face, content}), and `trace` (its lines).

    A mission is `mat`, `goals`, and may have `start` ({face, content}) and `mistakes` (each
    `program`, the text of cards, and `answer`). A program that cannot be read is not right.
    """
    try:
        program = _program(asked["program"])
    except Refused:
        return asdict(Judged(program=False))
    trace = [read_event(json.dumps(event)) for event in _list(asked, "trace")]
    return asdict(judged(_mission(asked), program, None, trace))


def _mission(asked: Mapping[str, Json]) -> Mission:
    start = asked.get("start")
    mistakes = [_foreseen(one) for one in _list(asked, "mistakes")]
    goals = [str(goal) for goal in _list(asked, "goals")]
    return Mission(goals, mat_of(asked), None if start is None else _program(start), mistakes)


def _foreseen(asked: Json) -> Foreseen:
    assert isinstance(asked, dict)
    return Foreseen(read_face(CARDS, text_of(asked, "program")), text_of(asked, "answer"))


def _program(asked: Json) -> Program:
    assert isinstance(asked, dict)
    return read_face(text_of(asked, "face"), text_of(asked, "content"))


def _list(asked: Mapping[str, Json], name: str) -> list[Json]:
    found = asked.get(name, [])
    return found if isinstance(found, list) else []


def opened(asked: Mapping[str, Json]) -> dict[str, Json]:
    """The program of a file (`name`, and `data` in base64), in the face it is written in.

    A Scratch project becomes blocks, with remarks on what did not come over. Raises Refused.
    """
    data, name = base64.b64decode(text_of(asked, "data")), text_of(asked, "name")
    language = text_of(asked, "language") or None
    program, remarks = open_file(data, name, language)
    scratch = face_by_name(name) == "scratch"
    face = "blocks" if scratch else program.face
    content = write_face(program, face) if scratch else data.decode("utf-8-sig")
    return {"program": {"face": face, "content": content}, "faults": faults_of(remarks)}
