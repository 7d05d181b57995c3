"""Puts one file together: the lesson, the built script and style, and Python, packed in base64."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from functools import cache
from html import escape
from pathlib import Path

import msgspec

from lessons.catalogue import view
from lessons.lesson import Lesson
from robots.drivers.registry import kind_facts
from robots.errors import Refused
from robots.languages import DEFAULT, page_texts
from robots.program.faces import read_face, write_face
from robots.views import Face, LessonView, ProgramText
from web.commands.takehome.pictured import pictured

DIST = Path(__file__).parents[2] / "client" / "dist"
PYTHON = ("worker", "runtime", "wasm", "library", "core")
"""What Python is loaded from (see `dist/python.json`), in the order in which it is unpacked."""
FACES: list[Face] = ["cards", "blocks", "python"]
NOTHING = '{"cards":1,"stacks":[{"when":{"word":"when_started"},"do":[]}]}'
"""The cards that a page begins with, letter for letter."""
VIEWPORT = "width=device-width,initial-scale=1,viewport-fit=cover"
RULES = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline';"
    " img-src data:; font-src data:; worker-src blob:; connect-src blob:;"
    " script-src '{script}' blob: 'wasm-unsafe-eval'"
)
"""No address may be asked for; `blob:` is Python's worker and what it unpacks and loads."""


def whole(lesson: Lesson, language: str, family: str | None, cards_only: bool) -> str:
    """The HTML of a lesson; raises FileNotFoundError where the client has not been built."""
    shown = _shown(lesson, ["cards"] if cards_only else FACES)
    script, style = _built("cards" if cards_only else "all")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = RULES.format(script=f"sha256-{digest}")
    spoken = [language] if family is None else [language, family]
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{language}" dir="ltr" data-page="home" data-media="data:,">',
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{rules}">',
            f'<meta name="viewport" content="{VIEWPORT}">',
            f"<title>{escape(lesson.facts.title)}</title>",
            '<link rel="icon" href="data:,">',
            f"<style>{style}</style>",
            "<body>",
            pictured(shown, spoken, _robot()["picture"], DIST / "takehome" / "drawings.json"),
            '<div id="page"></div>',
            _data("carried", "application/json", _carried(lesson, shown, language, family)),
            f"<script>{script}</script>",
            *(_data(f"python-{part}", "text/plain", _packed(part)) for part in PYTHON),
            "</body></html>\n",
        ]
    )


def _shown(lesson: Lesson, faces: list[Face]) -> LessonView:
    """The lesson as it is played at home: on the robot of the screen, in every face there is."""
    return msgspec.structs.replace(view(lesson), faces=faces, devices=["screen"], teacher_sheet="")


def _carried(lesson: Lesson, shown: LessonView, language: str, family: str | None) -> str:
    carried = {
        "lesson": shown,
        "mission": {
            "mat": lesson.mat_text,
            "goals": lesson.facts.goals,
            "start": lesson.start,
            "mistakes": lesson.mistakes,
        },
        "robot": _robot(),
        "known": [_faces(ProgramText("cards", NOTHING)), *map(_faces, _starts(lesson))],
        "spoken": None if language == DEFAULT else _spoken(language),
        "family": None if family is None else _spoken(family),
    }
    return msgspec.json.encode(carried).decode().replace("<", "\\u003c")


def _starts(lesson: Lesson) -> list[ProgramText]:
    return [] if lesson.start is None else [lesson.start]


def _faces(text: ProgramText) -> dict[str, str]:
    """A program in every face that can show it, each to be found by its own text."""
    program = read_face(text.face, text.content)
    known: dict[str, str] = {text.face: text.content}
    for face in FACES:
        if face != text.face:
            try:
                known[face] = write_face(program, face)
            except Refused:
                continue
    return known


def _spoken(language: str) -> dict[str, object]:
    return {"language": language, "texts": page_texts(language)}


@cache
def _robot() -> dict[str, str]:
    """The robot on the screen: its name, and its drawing."""
    found = next(kind for kind in kind_facts() if kind.kind == "simulated")
    return {"name": found.names[DEFAULT], "picture": found.picture}


def _built(name: str) -> tuple[str, str]:
    folder = DIST / "takehome"
    script = folder.joinpath(f"{name}.js").read_text("utf-8").strip()
    style = folder.joinpath(f"{name}.css").read_text("utf-8").strip()
    assert "</script" not in script.lower()
    assert "</style" not in style.lower()
    return script, style


def _packed(part: str) -> str:
    parts: dict[str, str] = json.loads(DIST.joinpath("python.json").read_text("utf-8"))
    file = DIST / "assets" / parts[part]
    twin = file.with_name(f"{file.name}.gz")
    packed = twin.read_bytes() if twin.exists() else gzip.compress(file.read_bytes(), 9, mtime=0)
    return base64.b64encode(packed).decode()


def _data(name: str, kind: str, text: str) -> str:
    return f'<script type="{kind}" id="{name}">{text}</script>'
