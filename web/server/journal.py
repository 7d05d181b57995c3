"""The journal: what a class must not lose, on disk before it is answered.

SQLite in the data folder, written ahead and synced at each commit. ONE writer with an engine of its
own works in a thread of its own, on what came in the last 100 ms; so a slow disk holds up an
answer, never the class. A disk that is full fails those answers and nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import gevent
from alembic import command
from alembic.config import Config
from gevent.event import AsyncResult, Event
from gevent.threadpool import ThreadPool
from sqlalchemy import Engine, Executable, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from robots.errors import Code, refuse

NAME = "journal.sqlite3"
BATCH = 0.1
"""Seconds between two commits."""
FAREWELL = 3.0

logger = logging.getLogger("ribambelle.journal")


class Ticket(AsyncResult):  # type: ignore[misc]
    """Ends when its changes are on disk; raises Refused(disk-full) when they cannot be."""


class Journal:
    """The journal in this folder; made, or brought to the present form, at once."""

    def __init__(self, folder: str | Path) -> None:
        self.path = Path(folder) / NAME
        self.path.touch(mode=0o600)
        self.engine = open_engine(self.path)
        _migrate(self.engine)
        self._waiting: list[tuple[Sequence[Executable], Ticket]] = []
        self._something = Event()
        self._pool = ThreadPool(1)
        self._closing = False
        self._writer = gevent.spawn(self._write)

    def write(self, *changes: Executable) -> Ticket:
        """Put changes on disk, all or none; the ticket ends when they are there."""
        ticket = Ticket()
        self._waiting.append((changes, ticket))
        self._something.set()
        return ticket

    def close(self) -> None:
        """Write what waits, then end."""
        self._closing = True
        self._something.set()
        self._writer.join(FAREWELL)
        self._pool.apply(self.engine.dispose)
        self._pool.kill()

    def _write(self) -> None:
        while not self._closing or self._waiting:
            self._something.wait()
            self._something.clear()
            batch, self._waiting = self._waiting, []
            if batch:
                self._commit(batch)
                if not self._closing:
                    gevent.sleep(BATCH)

    def _commit(self, batch: list[tuple[Sequence[Executable], Ticket]]) -> None:
        statements = [change for changes, _ in batch for change in changes]
        try:
            self._pool.apply(self._execute, (statements,))
        except (SQLAlchemyError, OSError) as problem:
            # The text of an SQL error holds the values: a child's program has no place in a log.
            logger.error("nothing could be written: %s", type(problem).__name__)
            for _, ticket in batch:
                ticket.set_exception(refuse(Code.DISK_FULL))
            return
        for _, ticket in batch:
            ticket.set(None)

    def _execute(self, statements: list[Executable]) -> None:
        with self.engine.begin() as connection:
            for statement in statements:
                connection.execute(statement)


def open_engine(path: Path) -> Engine:
    """An engine whose commits survive a power cut and whose deletions leave nothing behind."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
