"""What of a class is kept in the journal, and how it comes back after the server was killed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Executable, Row, delete, select, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.sql.schema import Table

from robots.views import ProgramText
from web.server.journal import Journal
from web.server.runs import Played
from web.server.seats import Place
from web.server.tables import CLASS, CLASSES, COUNTER, GESTURE, RUN, SEAT

LEASE = "lease"
ROOM = 100_000
"""Lease numbers set aside at each start: more than a server ever gives in as many ms."""

_GESTURES = select(GESTURE.c.gesture).order_by(text("rowid"))


@dataclass(slots=True)
class Opened:
    """The class that is open."""

    code: str
    lesson: str | None
    step: int = 1
    board_runs: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a journal holds of a class."""

    opened: Opened | None
    places: list[Place]
    gestures: list[str]
    """The oldest first."""
    runs: list[Played]


def read(journal: Journal) -> Kept:
    """Everything that the journal holds; for the start, when nothing else happens."""
    with journal.engine.connect() as connection:
        opened = connection.execute(select(CLASS)).first()
        return Kept(
            opened=None if opened is None else _opened(opened),
            places=[_place(row) for row in connection.execute(select(SEAT))],
            gestures=list(connection.execute(_GESTURES).scalars()),
            runs=[_run(row) for row in connection.execute(select(RUN).order_by(RUN.c.order))],
        )


def first_lease(journal: Journal) -> int:
    """A number above every lease that any server on this journal has given."""
    with journal.engine.begin() as connection:
        wanted = select(COUNTER.c.value).where(COUNTER.c.name == LEASE)
        kept = connection.execute(wanted).scalar() or 0
        first = max(int(kept), int(time.time() * 1000))
        connection.execute(_put(COUNTER, name=LEASE, value=first + ROOM))
    return first


def class_row(opened: Opened) -> Executable:
    """The change that keeps the class."""
    return _put(
        CLASS,
        id=1,
        code=opened.code,
        lesson=opened.lesson,
        step=opened.step,
        board_runs=opened.board_runs,
    )


def seat_row(place: Place) -> Executable:
    """The change that keeps a seat as it is now."""
    program = place.program
    return _put(
        SEAT,
        seat=place.seat,
        number=place.number,
        animals=list(place.animals),
        token_hash=place.token_hash,
        face=None if program is None else program.face,
        content=None if program is None else program.content,
        flag=place.flag,
        robot=place.robot,
        run=place.run,
    )


def no_seat(seat: str) -> Executable:
    """The change that forgets a seat."""
    return delete(SEAT).where(SEAT.c.seat == seat)


def gesture_row(gesture: str) -> Executable:
    """The change that knows a gesture."""
    return insert(GESTURE).values(gesture=gesture).on_conflict_do_nothing()


def no_gestures(gestures: Sequence[str]) -> Executable:
    """The change that forgets gestures."""
    return delete(GESTURE).where(GESTURE.c.gesture.in_(gestures))


def run_row(run: Played) -> Executable:
    """The change that keeps a run as it is now."""
    return _put(
        RUN,
        run=run.run,
        order=time.time_ns(),
        seat=run.seat,
        robot=run.robot,
        gateway=run.gateway,
        lease=run.lease,
        face=run.program.face,
        content=run.program.content,
        mat=run.mat,
        lesson=run.lesson,
        state=run.state,
        landed=run.landed,
    )


def no_run(run: str) -> Executable:
    """The change that forgets a run."""
    return delete(RUN).where(RUN.c.run == run)


def wiped() -> Iterator[Executable]:
    """The changes that forget the class and everything in it."""
    yield from (delete(table) for table in CLASSES)


def _put(table: Table, **values: object) -> Executable:
    keys = [column.name for column in table.primary_key.columns]
    changed = {name: value for name, value in values.items() if name not in (*keys, "order")}
    return (
        insert(table)
        .values(**values)
        .on_conflict_do_update(
            index_elements=keys, set_={table.c[n]: v for n, v in changed.items()}
        )
    )


def _opened(row: Row[tuple[object, ...]]) -> Opened:
    return Opened(row.code, row.lesson, row.step, list(row.board_runs))


def _place(row: Row[tuple[object, ...]]) -> Place:
    program = None if row.face is None else ProgramText(row.face, row.content)
    return Place(
        seat=row.seat,
        number=row.number,
        animals=list(row.animals),
        token_hash=row.token_hash,
        program=program,
        flag=row.flag,
        robot=row.robot,
        run=row.run,
    )


def _run(row: Row[tuple[object, ...]]) -> Played:
    return Played(
        run=row.run,
        seat=row.seat,
        robot=row.robot,
        gateway=row.gateway,
        lease=row.lease,
        program=ProgramText(row.face, row.content),
        mat=row.mat,
        lesson=row.lesson,
        state=row.state,
        landed=row.landed,
        held=False,
    )
