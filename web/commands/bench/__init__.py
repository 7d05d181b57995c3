"""`ribambelle bench`: the published figures, each measured by one module of this folder.

A module is found by its name and has `measure() -> list[Figure]`; adding a figure edits no list.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

import click
import msgspec

from web.commands.bench.figure import Figure

_PARTS = frozenset({"figure", "classroom", "crowd", "tap", "peers"})
"""The modules that figures are made with, and that measure nothing."""


def figure_names() -> list[str]:
    """The names of everything that can be measured."""
    return sorted(module.name for module in iter_modules(__path__) if module.name not in _PARTS)


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
def bench(names: tuple[str, ...], as_json: bool) -> None:
    """Measure the published figures on this machine."""
    unknown = sorted(set(names) - set(figure_names()))
    if unknown:
        raise click.UsageError(f"no figure {', '.join(unknown)} (there are {figure_names()})")
    figures = [figure for name in names or figure_names() for figure in _measured(name)]
    if as_json:
        click.echo(msgspec.json.encode(figures).decode())
    else:
        click.echo("\n".join(_line(figure) for figure in figures))


def _measured(name: str) -> list[Figure]:
    """A module's figures; none, and a word about it, where what it measures with is missing."""
    try:
        measure: Callable[[], list[Figure]] = import_module(f"{__name__}.{name}").measure
        return measure()
    except ModuleNotFoundError as missing:
        click.echo(f"{name}: needs {missing.name}", err=True)
        return []


def _line(figure: Figure) -> str:
    ratio = "" if figure.ratio is None else f"  {figure.ratio:.2f} x {figure.against}"
    starved = "  (the machine was busy)" if figure.starved else ""
    return f"{figure.name:32} {figure.value:12.3f} {figure.unit}{ratio}{starved}"
