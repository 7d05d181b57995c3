"""The class as each screen may see it.

A visitor sees which animals are taken. A pupil sees her own program and runs, who else is there,
which robots are free, and the runs that stand on the board. The board shows programs, and nothing
that names a child as wrong or slow.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from msgspec.structs import replace

from robots.messages import ClassState
from robots.room import RobotState, RunState, Seat
from web.server.connections import Screen
from web.server.keeping import Opened
from web.server.rights import Whose
from web.server.runs import Played
from web.server.seats import BOARD, Place

if TYPE_CHECKING:
    from web.server.classroom import Classroom


def shown(room: Classroom, screen: Screen) -> ClassState | None:
    """What this screen gets of the class; None for nothing."""
    opened = room.opened
    if opened is None or (screen.role == "visitor" and screen.page != "pupil"):
        return None
    if screen.role == "visitor":
        return _to_visitor(room, opened)
    if screen.role == "pupil":
        return _to_pupil(room, opened, screen)
    if screen.page == "board":
        return _to_board(room, opened)
    return _whole(room, opened)


def _whole(room: Classroom, opened: Opened) -> ClassState:
    return ClassState(
        code=opened.code,
        lesson=opened.lesson,
        step=opened.step,
        seats=[_seat(place) for place in room.seats.all()],
        robots=_robots(room),
        runs=[run.shown() for run in room.runs.all()],
        gateways=room.gateways.states(),
        board_runs=opened.board_runs,
        slow_network=_slow(room),
        asking=list(room.seats.asking),
    )


def _to_board(room: Classroom, opened: Opened) -> ClassState:
    whole = _whole(room, opened)
    runs = [
        run if run.seat == BOARD else replace(run, verdict=None, faults=[], landed=None)
        for run in whole.runs
    ]
    return replace(whole, robots=_ours(whole.robots), runs=runs, asking=[])


def _ours(robots: list[RobotState]) -> list[RobotState]:
    """Those of this room: what else is heard on the air may be the neighbours'."""
    return [robot for robot in robots if robot.state != "new"]


def _to_pupil(room: Classroom, opened: Opened, screen: Screen) -> ClassState:
    mine = [run.shown() for run in room.runs.all() if run.seat == screen.seat]
    whole = _whole(room, opened)
    shown = room.on_board()
    theirs = [_watched(run) for run in map(room.runs.one, shown) if run.seat != screen.seat]
    return replace(
        whole,
        seats=[
            seat if seat.seat == screen.seat else replace(seat, program=None, flag=None, run=None)
            for seat in whole.seats
            if seat.seat != BOARD
        ],
        robots=_ours(whole.robots),
        runs=mine + theirs,
        board_runs=shown,
        slow_network=False,
        asking=[],
    )


def _to_visitor(room: Classroom, opened: Opened) -> ClassState:
    seats = [
        Seat(place.seat, place.number, list(place.animals), place.online)
        for place in room.seats.all()
        if place.seat != BOARD
    ]
    return ClassState(opened.code, None, 1, seats, [], [], room.gateways.states())


def whose(run: Played, screen: Screen, on_board: Collection[str]) -> Whose:
    """How a run stands to a screen, for the table of rights; `on_board` are the board's runs."""
    if run.seat == screen.seat:
        return "own"
    return "on the board" if run.run in on_board else "other"


def _watched(run: Played) -> RunState:
    """Another's run: what the board shows of it, and nothing that says how well it went.

    Its block comes as a mark to those who follow it, so that a step tells no other tablet anything.
    """
    return replace(run.shown(), block="", verdict=None, faults=[], landed=None)


def _seat(place: Place) -> Seat:
    return Seat(
        seat=place.seat,
        number=place.number,
        animals=list(place.animals),
        online=place.online,
        program=place.program,
        robot=place.robot,
        run=place.run,
        flag=place.flag,
    )


def _robots(room: Classroom) -> list[RobotState]:
    """The robots with what only the server knows: who holds them, and which are out of reach."""
    return [_robot(room, robot) for robot in room.gateways.robots()]


def _robot(room: Classroom, robot: RobotState) -> RobotState:
    run = room.runs.on_robot(robot.name)
    away = not room.gateways.named(robot.name.partition("/")[0]).online
    return replace(
        robot,
        state="lost" if away else robot.state,
        holder=room.holder(robot.name),
        run=None if run is None else run.run,
    )


def _slow(room: Classroom) -> bool:
    return any(room.line.is_slow(screen.id) for screen in room.screens.all())
