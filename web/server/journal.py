"""The journal: what a class must not lose, on disk before it is answered.

SQLite in the data folder, written ahead and synced at each commit. ONE writer with an engine of its
own works in a thread of its own, on what came in the last 100 ms; so a slow disk holds up an
answer, never the class. A disk that is full fails those answers and nothing else.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import gevent
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from gevent.event import AsyncResult, Event
from gevent.threadpool import ThreadPool
from sqlalchemy import Engine, Executable, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from robots.errors import Code, refuse

NAME = "journal.sqlite3"
BATCH = 0.1
"""Seconds between two commits."""
FAREWELL = 3.0
ASIDE = "broken-"
"""What a journal that cannot be read is renamed with; it goes when the next class closes."""
DISK = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    }
)
"""SQLite's reasons which say nothing against the file itself."""

logger = logging.getLogger("ribambelle.journal")


class Ticket(AsyncResult):  # type: ignore[misc]
    """Ends when its changes are on disk; raises Refused(disk-full) when they cannot be."""


@dataclass(frozen=True, slots=True)
class Order:
    """Changes that are written together."""

    changes: Sequence[Executable]
    ticket: Ticket
    shred: bool


class Journal:
    """The journal in this folder; made, or brought to the present form, at once.

    One that cannot be read (a broken disk, a newer Ribambelle) is put aside: a class can start.
    """

    def __init__(self, folder: str | Path) -> None:
        self.path = Path(folder) / NAME
        self.engine = _opened(self.path)
        self._waiting: list[Order] = []
        self._something = Event()
        self._pool = ThreadPool(1)
        self._closing = False
        self._writer = gevent.spawn(self._write)

    def write(self, *changes: Executable, shred: bool = False) -> Ticket:
        """Put changes on disk, all or none; the ticket ends when they are there.

        `shred`: and nothing of what they delete is left in the files then.
        """
        order = Order(changes, Ticket(), shred)
        self._waiting.append(order)
        self._something.set()
        return order.ticket

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

    def _commit(self, batch: list[Order]) -> None:
        """Write a batch; if that fails, each order by itself, so that one spoils no other."""
        try:
            self._pool.apply(self._execute, (batch,))
        except Exception as problem:  # whatever it is, the writer must go on
            # The text of an SQL error holds the values: a child's program has no place in a log.
            logger.error("nothing could be written: %s", type(problem).__name__)
            if len(batch) > 1:
                for order in batch:
                    self._commit([order])
            else:
                batch[0].ticket.set_exception(refuse(Code.DISK_FULL))
            return
        for order in batch:
            order.ticket.set(None)

    def _execute(self, batch: list[Order]) -> None:
        with self.engine.begin() as connection:
            for order in batch:
                for change in order.changes:
                    connection.execute(change)
        if any(order.shred for order in batch):
            with self.engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                alone.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            for file in self.path.parent.glob(f"{ASIDE}{NAME}*"):
                file.unlink(missing_ok=True)


class BrokenJournal(SQLAlchemyError):
    """The file opens, and is damaged inside."""


def _opened(path: Path) -> Engine:
    try:
        return _migrated(path)
    except (SQLAlchemyError, CommandError) as problem:
        if _is_sound(problem):
            raise
        logger.error("the journal cannot be read: %s", type(problem).__name__)
        for file in path.parent.glob(f"{NAME}*"):
            file.replace(file.with_name(f"{ASIDE}{file.name}"))
        return _migrated(path)


def _is_sound(problem: Exception) -> bool:
    """Whether the journal itself may be whole: it is the disk, or somebody else has it open."""
    code = getattr(getattr(problem, "orig", None), "sqlite_errorcode", None)
    return code is not None and code & 0xFF in DISK


def _migrated(path: Path) -> Engine:
    path.touch(mode=0o600)
    engine = open_engine(path)
    try:
        _migrate(engine)
        _look_through(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def open_engine(path: Path) -> Engine:
    """An engine whose commits survive a power cut and whose deletions leave nothing behind."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _look_through(engine: Engine) -> None:
    """Raises BrokenJournal when what is inside would fail a class later."""
    with engine.connect() as connection:
        if connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
            raise BrokenJournal


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
