"""Closed floor robots: one short data file each, so that another is added without code.

A closed robot has keys on its back and no public protocol. Its file says its names, its drawings,
its keys in the order a child meets them, how far a step and a turn go, and how its memory works.
Lengths in cm, angles in degrees, times in seconds; places of keys on a box of 100 by 100.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Annotated, Literal

import msgspec

from robots.errors import Code, refuse
from robots.views import CompanionKey, CompanionView

KEPT = frozenset({"clear", "go"})
"""What every closed robot must have a key for: forgetting its steps, and starting."""

Text = Annotated[str, msgspec.Meta(min_length=1)]


class CompanionFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The schema of a closed robot's file.

    `step_cm` above 0, `turn_degrees` 1..360, `pause_seconds` above 0, `memory` 1..1000 steps;
    `appends` says whether new steps are added to the old ones until the memory is cleared.
    """

    names: dict[str, Text]
    picture: Text
    back: Text
    step_cm: Annotated[float, msgspec.Meta(gt=0)]
    turn_degrees: Annotated[float, msgspec.Meta(gt=0, le=360)]
    memory: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    appends: bool
    keys: Annotated[list[CompanionKey], msgspec.Meta(min_length=3)]
    format: Literal[1] = 1
    pause_seconds: Annotated[float, msgspec.Meta(gt=0)] = 1


def companions() -> list[CompanionView]:
    """Every closed robot that Ribambelle ships, by name; raises Refused(bad-config)."""
    return list(read_folder(files(__name__)))


def read_folder(folder: Traversable) -> Iterator[CompanionView]:
    """The closed robots of a folder, in the order of their files' names."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".toml"):
            yield read_companion(folder, item.name)


def read_companion(folder: Traversable, name: str) -> CompanionView:
    """Read one closed robot; raises Refused(bad-config) naming the file and the reason."""
    kind = name.removesuffix(".toml")
    shape = _shape(folder, name)
    _check_keys(shape.keys, name)
    if "fr" not in shape.names:
        raise refuse(Code.BAD_CONFIG, name, reason="names.fr")
    return CompanionView(
        kind=kind,
        names=shape.names,
        picture=_text(folder, shape.picture, name),
        back=_text(folder, shape.back, name),
        keys=shape.keys,
        step_cm=shape.step_cm,
        turn_degrees=shape.turn_degrees,
        pause_seconds=shape.pause_seconds,
        memory=shape.memory,
        appends=shape.appends,
    )


def _shape(folder: Traversable, name: str) -> CompanionFile:
    try:
        return msgspec.convert(tomllib.loads(_text(folder, name, name)), CompanionFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as problem:
        raise refuse(Code.BAD_CONFIG, name, reason=str(problem)) from None


def _check_keys(keys: list[CompanionKey], name: str) -> None:
    """Refuse two keys of one id, two for one thing, or a back without clear or go."""
    ids = [key.id for key in keys]
    does = [str(key.does) for key in keys]
    for field in (ids, does):
        twice = sorted({item for item in field if field.count(item) > 1})
        if twice:
            raise refuse(Code.BAD_CONFIG, name, reason=f"keys: {twice[0]}")
    missing = sorted(KEPT - {key.does for key in keys})
    if missing:
        raise refuse(Code.BAD_CONFIG, name, reason=f"keys: {missing[0]}")


def _text(folder: Traversable, part: str, name: str) -> str:
    try:
        return folder.joinpath(part).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise refuse(Code.BAD_CONFIG, name, reason=str(problem)) from None
