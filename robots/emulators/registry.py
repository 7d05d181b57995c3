"""The kinds of robots that there is an emulator for: one module each, named like the kind."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from robots.emulators.emulator import Emulator

_HERE = "robots.emulators"


def emulator_class(kind: str) -> type[Emulator]:
    """The emulator of a kind; raises KeyError when there is none."""
    if kind.isidentifier() and find_spec(f"{_HERE}.{kind}") is not None:
        import_module(f"{_HERE}.{kind}")
    return Emulator.kinds[kind]
