"""`ribambelle convert`: the same program in another face, on stdout or in a file.

Exit codes: 0 written, 1 the program cannot be read or that face cannot show it (then nothing is
written), 64 a wrong command line.
"""

from __future__ import annotations

from pathlib import Path

import click

from robots.errors import Refused
from robots.program.faces import open_file, write_face
from web.commands.problems import print_problems, spoken

REFUSED = 1


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--to", "face", type=click.Choice(["cards", "blocks", "python"]), required=True)
@click.option("--language", metavar="L", help="Of the words in Python, and of the sentences.")
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path))
def convert(file: Path, face: str, language: str | None, output: Path | None) -> int:
    """Write a program as cards, blocks or Python."""
    sentences = spoken(language)
    try:
        program, remarks = open_file(file.read_bytes(), file.name, sentences)
        text = write_face(program, face, language)
    except Refused as refused:
        print_problems(file, refused.problems, sentences)
        return REFUSED
    _write(text, output)
    print_problems(file, remarks, sentences)
    return 0


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.BadParameter(str(error), param_hint="--output") from None
