"""What a tablet asks at its seat: to sit down, to keep each gesture, to plant the flag."""

from __future__ import annotations

import re
from itertools import islice

from gevent.event import AsyncResult

from robots import messages as m
from robots.errors import Code, refuse
from robots.views import ProgramText
from robots.world.cells import cell_place
from web.server.answering import Answer, answers
from web.server.classroom import Classroom, after
from web.server.connections import Screen
from web.server.journal import Ticket
from web.server.keeping import gesture_row, no_gestures, seat_row
from web.server.runs import Played
from web.server.seats import Place

LARGEST_PROGRAM = 256_000
"""Characters of one program."""
MOST_GESTURES, OLDEST = 50_000, 5_000
"""Gestures that are known by name, and how many of the oldest are forgotten when there are more: a
day of thirty tablets is about as many, and what is sent again is some seconds old."""
_GESTURE = re.compile(r"[0-9A-Za-z_-]{1,64}")


@answers(m.Join)
def join(room: Classroom, screen: Screen, message: m.Join) -> AsyncResult:
    """Sit down; answered when the seat is on disk, so that its token stays good."""
    opened = room.must_be_open()
    if message.code and message.code.strip().upper() != opened.code:
        raise refuse(Code.NO_CLASS)
    try:
        seated = room.seats.join(message.animals)
    finally:
        room.changed()  # an animal may be asked for now
    for other in seated.changed:
        if other.animals:
            room.keep(other)
        else:
            room.drop(other)
    room.seat(screen, seated.place)
    return after(room.keep(seated.place), m.Joined(seated.place.seat, seated.token))


@answers(m.Edit)
def edit(room: Classroom, screen: Screen, message: m.Edit) -> Answer:
    """Keep a gesture; answered when it is on disk. The same gesture again changes nothing."""
    place = own_place(room, screen, message.seat)
    if not _GESTURE.fullmatch(message.gesture):
        raise refuse(Code.BAD_MESSAGE, "gesture")
    saved = m.Saved(message.gesture)
    if message.gesture in room.gestures:
        ticket = room.gestures[message.gesture]
        return saved if ticket is None else after(ticket, saved)
    place.program = fitting(message.program)
    room.changed()
    old = list(islice(room.gestures, OLDEST)) if len(room.gestures) >= MOST_GESTURES else []
    for gesture in old:
        del room.gestures[gesture]
    changes = [no_gestures(old)] if old else []
    ticket = room.journal.write(seat_row(place), gesture_row(message.gesture), *changes)
    room.gestures[message.gesture] = ticket
    ticket.rawlink(lambda done: _settle(room.gestures, message.gesture, done))
    return after(ticket, saved)


@answers(m.Plant)
def plant(room: Classroom, screen: Screen, message: m.Plant) -> m.Done:
    """The flag stands here."""
    place = own_place(room, screen, message.seat)
    if message.cell is not None and cell_place(message.cell) is None:
        raise refuse(Code.BAD_MESSAGE, "cell")
    place.flag = message.cell
    room.keep(place)
    return m.Done()


def own_place(room: Classroom, screen: Screen, seat: str) -> Place:
    """The seat of this screen; raises Refused when it is another's, or when no class is open."""
    room.must_be_open()
    if seat != screen.seat:
        raise refuse(Code.NOT_ALLOWED)
    return room.seats.one(seat)


def own_run(room: Classroom, screen: Screen, name: str) -> Played:
    """A run of this screen's seat; raises Refused."""
    room.must_be_open()
    found = room.runs.one(name)
    if found.seat != screen.seat:
        raise refuse(Code.NOT_ALLOWED)
    return found


def fitting(program: ProgramText) -> ProgramText:
    """The program, unless it is too big."""
    if len(program.content) > LARGEST_PROGRAM:
        raise refuse(Code.TOO_BIG)
    return program


def _settle(gestures: dict[str, Ticket | None], gesture: str, ticket: Ticket) -> None:
    """A gesture is known from now on, or may come again when it could not be kept."""
    if gestures.get(gesture) is ticket:
        if ticket.successful():
            gestures[gesture] = None
        else:
            del gestures[gesture]
