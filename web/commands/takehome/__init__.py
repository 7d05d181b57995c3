"""`ribambelle takehome`: a lesson in one file that works without a server and without a network.

Exit codes: 0 written, 1 the client has not been built, 64 a wrong command line.
"""

from __future__ import annotations

from pathlib import Path

import click

from lessons.catalogue import catalogue
from lessons.lesson import Lesson
from robots.languages import DEFAULT
from web.commands.problems import spoken
from web.commands.takehome.page import whole


@click.command()
@click.argument("mission")
@click.option("--language", metavar="L", default=DEFAULT, show_default=True, help="Of the page.")
@click.option("--family", metavar="L", help="A family's language, beside the page's own.")
@click.option("--cards-only", is_flag=True, help="Without blocks and Python text: a lighter file.")
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def takehome(
    mission: str, language: str, family: str | None, cards_only: bool, output: Path | None
) -> None:
    """Write a mission as one file to take home (MISSION.html unless --output says otherwise)."""
    lesson = _lesson(mission)
    beside = _family(family, spoken(language))
    try:
        text = whole(lesson, language, beside, cards_only)
    except FileNotFoundError as missing:
        raise click.ClickException(f"{missing.filename}: make setup") from None
    _write(text, output or Path(f"{mission}.html"))


def _lesson(slug: str) -> Lesson:
    found = catalogue().get(slug)
    if found is None:
        known = ", ".join(catalogue())
        raise click.BadParameter(f"no {slug!r} (there are {known})", param_hint="MISSION")
    return found


def _family(asked: str | None, language: str) -> str | None:
    try:
        family = None if asked is None else spoken(asked)
    except click.BadParameter as wrong:
        raise click.BadParameter(wrong.message, param_hint="--family") from None
    return None if family == language else family


def _write(text: str, output: Path) -> None:
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.BadParameter(str(error), param_hint="--output") from None
