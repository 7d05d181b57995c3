"""The mats that come with Ribambelle, found by name."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable

from robots.world.mat import Mat, read_mat

PLAIN = "plain"


def mat_names() -> list[str]:
    """The names of the shipped mats, the plain one first."""
    found = {
        item.name.removesuffix(".toml")
        for item in _folder().iterdir()
        if item.name.endswith(".toml")
    }
    return [PLAIN, *sorted(found - {PLAIN})]


def shipped_text(name: str) -> str:
    """The TOML text of a shipped mat; raises KeyError when there is none of that name."""
    if name not in mat_names():
        raise KeyError(name)
    return (_folder() / f"{name}.toml").read_text(encoding="utf-8")


def shipped(name: str = PLAIN) -> Mat:
    """The shipped mat of that name; raises KeyError when there is none."""
    return read_mat(shipped_text(name), name)


def _folder() -> Traversable:
    return files("robots.world") / "mats"
