"""The robot kinds that Ribambelle ships: a kind is a driver with a picture and names beside it.

`KIND.toml` holds `format = 1` and a table `[names]` (language -> what people call it); `KIND.svg`
is its drawing from above, front up. A driver's module is imported only when it is used.
"""

from __future__ import annotations

import tomllib
from importlib import import_module
from importlib.resources import files
from typing import Annotated, Literal

import msgspec

from robots.drivers.driver import Driver
from robots.errors import Code, refuse
from robots.views import KindView

_HERE = "robots.drivers"
SIMULATED = "simulated"
"""The kind that needs no driver: its body is the world itself."""


Evidence = Literal["emulator", "foreign encoder", "foreign simulator", "hardware"]
"""Our emulator; bytes made by others' software; a robot made of others' software; a robot."""


class KindFile(msgspec.Struct, frozen=True):
    """The schema of a robot kind's file."""

    names: dict[str, Annotated[str, msgspec.Meta(min_length=1)]]
    evidence: list[Evidence] = msgspec.field(default_factory=lambda: ["emulator"])
    """What shows that the driver is right."""
    format: Literal[1] = 1


def kinds() -> list[str]:
    """Every kind, in the order of their files' names."""
    return sorted(
        item.name.removesuffix(".toml")
        for item in files(_HERE).iterdir()
        if item.name.endswith(".toml")
    )


def driver_class(kind: str) -> type[Driver]:
    """The driver of a kind; raises Refused(robot-not-found) when there is none."""
    if kind == SIMULATED or kind not in kinds():
        raise refuse(Code.ROBOT_NOT_FOUND, robot=kind)
    import_module(f"{_HERE}.{kind}")
    return Driver.kinds[kind]


def kind_facts() -> list[KindView]:
    """What screens show of every kind; raises Refused(bad-config) naming a wrong file."""
    return [_facts(kind) for kind in kinds()]


def evidence(kind: str) -> list[Evidence]:
    """What shows that a kind's driver is right; raises Refused(bad-config)."""
    return _read(kind)[0].evidence


def _facts(kind: str) -> KindView:
    file, picture = _read(kind)
    return KindView(kind, file.names, picture)


def _read(kind: str) -> tuple[KindFile, str]:
    folder = files(_HERE)
    try:
        text = (folder / f"{kind}.toml").read_text(encoding="utf-8")
        file = msgspec.convert(tomllib.loads(text), KindFile)
        return file, (folder / f"{kind}.svg").read_text(encoding="utf-8")
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise refuse(Code.BAD_CONFIG, kind, reason=str(error)) from None
