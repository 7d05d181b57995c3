"""Where `run` writes the events of a trace: a file, stdout, or nowhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TextIO

import click

from robots.world.trace import ENDS, Event


@dataclass(slots=True)
class EventLog:
    """Takes the events of one run. `at_once` lets every line out as it comes.

    The file is made with the first event, so that a refused program writes none. `broken` is set
    when the reader of the events has gone, or no disk takes them any more.
    """

    target: str | None
    at_once: bool
    last: Event | None = None
    broken: bool = False
    _file: TextIO | None = field(default=None, repr=False)

    def write(self, event: Event) -> None:
        """Take one event."""
        self.last = event
        if self.target is None or self.broken:
            return
        try:
            file = self._opened()
            file.write(event.as_line() + "\n")
            if self.at_once or event.seq == 1 or event.type in ENDS:
                file.flush()
        except OSError as error:
            self.broken = True
            if not isinstance(error, BrokenPipeError):  # a full disk, a stick that was pulled out
                click.echo(f"{self.target}: {error.strerror}", err=True)
            if self.target == "-":
                _drop_stdout()

    def _opened(self) -> TextIO:
        if self._file is None:
            self._file = (
                sys.stdout
                if self.target in (None, "-")
                else open(str(self.target), "w", encoding="utf-8", newline="\n")  # noqa: SIM115
            )
        return self._file

    def close(self) -> None:
        """Close the file."""
        if self._file is not None and self._file is not sys.stdout:
            with suppress(OSError):
                self._file.close()


@contextmanager
def event_log(target: str | None, at_once: bool) -> Iterator[EventLog]:
    """A log of events; raises click.UsageError when it cannot be written there."""
    if target not in (None, "-") and not writable(str(target)):
        raise click.BadParameter(f"cannot write {target}", param_hint="--events")
    log = EventLog(target, at_once)
    try:
        yield log
    finally:
        log.close()


def writable(path: str) -> bool:
    """Whether a file can be written there."""
    if os.path.isdir(path):
        return False
    return os.access(path if os.path.exists(path) else os.path.dirname(path) or ".", os.W_OK)


def _drop_stdout() -> None:
    """Let Python's own flush at the end not complain about the reader that has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
