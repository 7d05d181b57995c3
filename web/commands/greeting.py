"""What `start` tells the person at the machine: the tablets' address and QR code, the way in."""

from __future__ import annotations

import io
from pathlib import Path

import click
import segno

from robots.languages import screen_text


def greet(way_in: str, address: str, tablets: str, language: str) -> None:
    """The address for tablets as text and QR code, and the teacher's one-time address."""
    port = address.rpartition(":")[2]
    link = f"http://{tablets}:{port}/"
    click.echo(f"\n{screen_text('start_tablets', language)}\n\n    {link}\n")
    click.echo(qr(link))
    click.echo(f"{screen_text('start_teacher', language)}\n\n    {way_in}\n")
    click.echo(screen_text("start_end", language))


def say_again(way_in: str, language: str) -> None:
    """The class runs already: the way back in."""
    click.echo(f"{screen_text('start_again', language)}\n\n    {way_in}\n")


def say_held(data: Path, language: str) -> None:
    """Another process keeps the data folder, and no class answers there."""
    click.echo(f"{screen_text('start_held', language)}\n\n    {data}\n", err=True)


def say_restart(part: str, language: str) -> None:
    """A part died and is being started again."""
    click.echo(screen_text("start_restart", language).replace("{part}", part), err=True)


def qr(text: str) -> str:
    """A QR code in the characters of a terminal."""
    drawing = io.StringIO()
    segno.make(text, micro=False).terminal(drawing, compact=True)
    return drawing.getvalue()
