"""What the teacher asks, and the board when it leads: the class, its lesson, STOP ALL."""

from __future__ import annotations

from gevent import get_hub
from gevent.event import AsyncResult

from robots import messages as m
from robots.errors import Code, refuse
from web.server.answering import answers
from web.server.classroom import Classroom, after
from web.server.connections import Screen
from web.server.gateways import SIMULATED
from web.server.invitation import invitation, qr_code

MOST_SHOWN = 2
"""Runs that the board can show at once."""

MOST_STEPS = 1000


@answers(m.OpenClass)
def open_class(room: Classroom, screen: Screen, message: m.OpenClass) -> m.ClassOpened:
    """Open a class, or hear again of the one that is open."""
    _must_exist(room, message.lesson)
    opened = room.open(message.lesson)
    return invitation(opened.code, room.here.tablets, room.here.port)


@answers(m.CloseClass)
def close_class(room: Classroom, screen: Screen, message: m.CloseClass) -> AsyncResult:
    """End the class; it is answered when nothing of it is left on disk."""
    room.must_be_open()
    return after(room.close(), m.Done())


@answers(m.ChooseLesson)
def choose_lesson(room: Classroom, screen: Screen, message: m.ChooseLesson) -> m.Done:
    """Go to a lesson and a step of it."""
    opened = room.must_be_open()
    _must_exist(room, message.lesson)
    opened.lesson, opened.step = message.lesson, min(max(1, message.step), MOST_STEPS)
    room.keep_class()
    return m.Done()


@answers(m.LetGo)
def let_go(room: Classroom, screen: Screen, message: m.LetGo) -> m.Done:
    """Another tablet may take this animal."""
    room.must_be_open()
    room.seats.let_go(message.animal)
    room.changed()
    return m.Done()


@answers(m.GiveRobot)
def give_robot(room: Classroom, screen: Screen, message: m.GiveRobot) -> m.Done:
    """Give a robot to a group, whoever had it; raises Refused for one that is not in the room."""
    room.must_be_open()
    if message.robot == SIMULATED:
        raise refuse(Code.ROBOT_NOT_FOUND, robot=message.robot)
    room.gateways.for_robot(message.robot)
    place = None if message.seat is None else room.seats.one(message.seat)
    lease = room.leases.of_robot(message.robot)
    if lease is not None and place is not None and lease.seat == place.seat:
        return m.Done()
    room.give_back(message.robot)
    if place is not None:
        room.take(message.robot, place)
        room.changed()
    return m.Done()


@answers(m.AdoptRobot)
def adopt_robot(room: Classroom, screen: Screen, message: m.AdoptRobot) -> m.Done:
    """A robot on the air is this room's; its gateway connects to it."""
    room.must_be_open()
    gateway = room.gateways.for_robot(message.robot)
    if gateway.stream is None:
        raise refuse(Code.NO_GATEWAY)
    room.line.command(gateway.stream, m.Adopted(message.robot))
    return m.Done()


@answers(m.ShowOnBoard)
def show_on_board(room: Classroom, screen: Screen, message: m.ShowOnBoard) -> m.Done:
    """The board shows these runs."""
    opened = room.must_be_open()
    if len(message.runs) > MOST_SHOWN:
        raise refuse(Code.BAD_MESSAGE, "runs")
    opened.board_runs = [room.runs.one(run).run for run in message.runs]
    room.hide_the_rest()
    room.keep_class()
    return m.Done()


@answers(m.TeacherCode)
def teacher_code(room: Classroom, screen: Screen, message: m.TeacherCode) -> m.CodeShown:
    """A code for another device."""
    return room.entrance.new_code()


@answers(m.MakeCard)
def make_card(room: Classroom, screen: Screen, message: m.MakeCard) -> AsyncResult:
    """A new card; it is answered when the old one opens nothing any more."""
    made: AsyncResult = get_hub().threadpool.spawn(_new_card, room)
    return made


def _new_card(room: Classroom) -> m.CardMade:
    """In a thread: the disk and the drawing take their time."""
    try:
        secret = room.entrance.card.make()
    except OSError:
        raise refuse(Code.DISK_FULL) from None
    address = f"http://{room.here.tablets}:{room.here.port}/enter?card={secret}"
    return m.CardMade(address, qr_code(address))


@answers(m.StopAll)
def stop_all(room: Classroom, screen: Screen, message: m.StopAll) -> m.Done:
    """Every robot stops."""
    room.stop_all("teacher")
    return m.Done()


def _must_exist(room: Classroom, lesson: str | None) -> None:
    if lesson is not None and room.lesson(lesson) is None:
        raise refuse(Code.BAD_LESSON, lesson, reason="unknown")
