"""A lesson as its folder says it: read, and checked with a clear fault for each line.

`lesson.toml` carries the facts, `mat.toml` the mat, `solution.*` and `start.*` programs in the
faces they suit, `mistakes.toml` and `hints.toml` what is foreseen, `teacher.md` and `pupil.md` the
texts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from lessons.typography import typeset
from robots.errors import Code, refuse
from robots.program.faces import face_of, read_face
from robots.program.tree import Program
from robots.views import Face, MissionPage, ProgramText
from robots.world.mat import Mat, read_mat

FORMAT = 1
SUFFIXES = frozenset({"json", "py"})
WRITTEN_AS_IS = frozenset({"program", "goals"})
"""What is no text: a program, an expression."""

Shape = TypeVar("Shape")


class LessonFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of `lesson.toml`. Ages and minutes are whole numbers; goals see `goals.py`."""

    title: str
    aim: str
    minutes: int
    ages: tuple[int, int]
    goals: list[str]
    words: list[str]
    devices: list[str]
    authors: list[str]
    licence: str
    format: int = FORMAT
    abilities: list[str] = []
    after: list[str] = []
    faces: list[Face] = msgspec.field(default_factory=lambda: ["cards"])
    limit: int | None = None
    flag: bool = False
    competences: list[str] = []
    materials: list[str] = []
    differentiation: dict[str, str] = {}
    english: str = ""
    pages: list[MissionPage] = []


class Mistake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A foreseen wrong program (its text) and the kind answer to it."""

    program: str
    answer: str


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rung of the ladder of hints, the gentlest first."""

    text: str


class _Mistakes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    mistakes: list[Mistake] = []


class _Hints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hints: list[Hint] = []


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, read whole."""

    slug: str
    cycle: str
    facts: LessonFile
    mat: Mat
    mat_text: str
    start: ProgramText | None
    solutions: tuple[ProgramText, ...]
    mistakes: tuple[Mistake, ...]
    hints: tuple[Hint, ...]
    teacher: str
    pupil: str

    def program(self, text: ProgramText) -> Program:
        """One of the lesson's programs as a tree."""
        return read_face(text.face, text.content)


def read_lesson(folder: Traversable, cycle: str) -> Lesson:
    """Read a lesson's folder; raises Refused(bad-lesson) naming the file and the reason."""
    facts = _structured(folder, "lesson.toml", LessonFile)
    if facts.format > FORMAT:
        raise refuse(Code.NEWER_FORMAT, "lesson.toml", format=facts.format)
    mat_text = _text(folder, "mat.toml")
    return Lesson(
        slug=folder.name,
        cycle=cycle,
        facts=facts,
        mat=read_mat(mat_text, folder.name),
        mat_text=mat_text,
        start=next(_programs(folder, "start"), None),
        solutions=tuple(_programs(folder, "solution")),
        mistakes=tuple(_optional(folder, "mistakes.toml", _Mistakes).mistakes),
        hints=tuple(_optional(folder, "hints.toml", _Hints).hints),
        teacher=typeset(_text(folder, "teacher.md")),
        pupil=typeset(_text(folder, "pupil.md")),
    )


def _programs(folder: Traversable, stem: str) -> Iterator[ProgramText]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name, _, suffix = item.name.rpartition(".")
        if name.split(".")[0] == stem and suffix in SUFFIXES:
            content = _text(folder, item.name)
            yield ProgramText(face=face_of(content.encode(), item.name), content=content)


def _text(folder: Traversable, name: str) -> str:
    try:
        return folder.joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise refuse(Code.BAD_LESSON, name, reason=str(problem)) from None


def _optional(folder: Traversable, name: str, shape: type[Shape]) -> Shape:
    there = folder.joinpath(name).is_file()
    return _structured(folder, name, shape) if there else shape()


def _structured(folder: Traversable, name: str, shape: type[Shape]) -> Shape:
    try:
        return msgspec.convert(_typeset(tomllib.loads(_text(folder, name))), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise refuse(Code.BAD_LESSON, name, reason=str(problem)) from None


def _typeset(value: object) -> object:
    """Every text in what a TOML file says."""
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, list):
        return [_typeset(item) for item in value]
    if isinstance(value, dict):
        return {
            key: part if key in WRITTEN_AS_IS else _typeset(part) for key, part in value.items()
        }
    return value
