"""Problems as the command line tells them: one line each on stderr, in the reader's language."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from robots.errors import Problem
from robots.languages import DEFAULT, languages, sentence


def spoken(language: str | None) -> str:
    """The language of the sentences: the one asked for, else that of LANG, else French.

    `C`, `POSIX` and languages that have no strings file count as none. Raises click.BadParameter
    when a language is asked for that does not exist.
    """
    if language is not None:
        if language not in languages():
            known = ", ".join(languages())
            raise click.BadParameter(
                f"no {language!r} (there are {known})", param_hint="--language"
            )
        return language
    wanted = os.environ.get("LANG", "").partition(".")[0].partition("_")[0].lower()
    return wanted if wanted in languages() else DEFAULT


def print_problems(file: Path, problems: Iterable[Problem], language: str) -> None:
    """Tell every problem as `FILE:BLOCK-OR-LINE: code: sentence`."""
    for problem in problems:
        where = "".join(problem.where.split()) or "1"
        text = sentence(problem, language)
        click.echo(f"{file}:{where}: {problem.code}: {text}", err=True)
