"""The three faces of a program: which one a file is, reading it, writing it.

The only place of this folder that asks for the names of other languages; readers and writers are
given them as data.
"""

from __future__ import annotations

import json
from functools import partial
from typing import Literal, cast

from robots.errors import Code, Problem, refuse
from robots.languages import names, scratch_block, spelling
from robots.program import long_json
from robots.program.cards import read_cards, write_cards
from robots.program.limits import LARGEST_FILE, plain_value
from robots.program.python.read import read_python
from robots.program.python.write import write_python
from robots.program.tree import Program

Face = Literal["cards", "blocks", "python"]

Json = dict[str, object]


def read_file(data: bytes, name: str) -> Program:
    """Read a program's file; raises Refused."""
    return open_file(data, name)[0]


def open_file(data: bytes, name: str, language: str | None = None) -> tuple[Program, list[Problem]]:
    """Read a program's file, with remarks on what of it did not come over; raises Refused.

    `language` is that of the notes that stand for blocks of Scratch which were left out.
    """
    suffix = face_by_name(name)
    if suffix == "scratch":
        from robots.program.scratch import project_text, read_project

        return read_project(_json(project_text(data)), partial(scratch_block, language=language))
    if suffix == "python":
        return read_face("python", text_of(data)), []
    content = _json(text_of(data))
    return _read_json(_face_of_json(content), content), []


def face_of(data: bytes, name: str) -> Face:
    """The face of a file by its suffix and content.

    Raises Refused with `unknown-format`, `broken-file` or `too-big`.
    """
    suffix = face_by_name(name)
    if suffix == "scratch":
        raise refuse(Code.UNKNOWN_FORMAT)
    return "python" if suffix == "python" else _face_of_json(_json(text_of(data)))


def face_by_name(name: str) -> Literal["python", "json", "scratch"]:
    """What a file's suffix (`.py`, `.json`, `.sb3`) says; raises Refused(unknown-format)."""
    lowered = name.lower()
    if lowered.endswith(".sb3"):
        return "scratch"
    if lowered.endswith(".py"):
        return "python"
    if lowered.endswith(".json"):
        return "json"
    raise refuse(Code.UNKNOWN_FORMAT)


def read_face(face: str, content: str) -> Program:
    """Read a program's text in a face; raises Refused."""
    if len(content) > LARGEST_FILE:
        raise refuse(Code.TOO_BIG)
    if face == "python":
        return read_python(content, names())
    if face in ("cards", "blocks"):
        return _read_json(face, _json(content))
    raise refuse(Code.UNKNOWN_FORMAT)


def write_face(program: Program, face: str, language: str | None = None) -> str:
    """A program's text in a face; `language` names the words of Python (None: the canonical ones).

    Raises Refused(not-shown) naming the first thing that the face cannot show.
    """
    if face == "python":
        return write_python(program, spelling(language), names())
    if face == "cards":
        return _written(write_cards(program))
    if face == "blocks":
        from robots.program.blocks import write_blocks

        # On one line: indented, a long row of blocks would be megabytes of blanks.
        content = write_blocks(program, names())
        text = long_json.written(content) + "\n"
        long_json.taken_apart(content)
        return text
    raise refuse(Code.UNKNOWN_FORMAT)


def _written(content: Json) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _read_json(face: str, content: object) -> Program:
    if face == "cards":
        return read_cards(content)
    from robots.program.blocks import read_blocks

    try:
        return read_blocks(content, names())
    finally:
        long_json.taken_apart(content)


def _face_of_json(content: object) -> Face:
    if isinstance(content, dict):
        if "cards" in content:
            return "cards"
        if "blocks" in content:
            return "blocks"
    raise refuse(Code.UNKNOWN_FORMAT)


def text_of(data: bytes) -> str:
    """The text of a program's file; raises Refused with `too-big` or `broken-file`."""
    if len(data) > LARGEST_FILE:
        raise refuse(Code.TOO_BIG)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refuse(Code.BROKEN_FILE, str(line)) from None


def _json(text: str) -> object:
    try:
        try:
            if long_json.is_deep(text):
                return long_json.parsed(text, _whole)
            return cast("object", json.loads(text, parse_constant=_no_number, parse_int=_whole))
        except RecursionError:
            return long_json.parsed(text, _whole)
    except json.JSONDecodeError as error:
        raise refuse(Code.BROKEN_FILE, str(error.lineno)) from None
    except MemoryError:
        raise refuse(Code.TOO_DEEP) from None
    except ValueError:
        raise refuse(Code.BROKEN_FILE) from None


def _no_number(_: str) -> object:
    raise ValueError


def _whole(digits: str) -> object:
    if len(digits) > 400:
        raise refuse(Code.BAD_VALUE, reason="number")
    return plain_value(int(digits))
