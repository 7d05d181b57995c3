"""The class that is open, and what happens in it: who sits where, what runs, who is told.

Everything here happens in one greenlet at a time and never waits: what is slow (the disk, a
judgement) is handed on and comes back. Screens are told the whole class at each change, at most 20
times a second.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

import gevent
from gevent.event import AsyncResult

from lessons.catalogue import catalogue
from lessons.lesson import Lesson
from robots.errors import Code, refuse
from robots.messages import Ack, ClassClosed, Release, RunSteer, StopBy, StopRobots, Welcome
from robots.room import Verdict
from robots.views import Fault, Message
from web.server import showing
from web.server.connections import Line, Screen, Screens
from web.server.entrance import Entrance
from web.server.gateways import SIMULATED, Gateways
from web.server.invitation import new_code
from web.server.journal import Journal, Ticket
from web.server.judging import judgement
from web.server.keeping import (
    Opened,
    class_row,
    first_lease,
    no_run,
    no_seat,
    read,
    run_row,
    seat_row,
    wiped,
)
from web.server.leases import Lease, Leases
from web.server.rights import may_see
from web.server.runs import Played, Runs, State
from web.server.seats import Place, Seats
from web.server.streams import Streams

GAP = 0.05
"""Seconds between two tellings of the class."""
SHARE = 5
"""Telling the class takes no more than this part of the time, however large it is."""
GRACE = 15.0
"""Seconds that a gateway may be away before its runs count as lost."""
LEFT = 60.0
"""Seconds after which the robot of a screen that has gone is free for others.

Not while it runs: pupils who watch the floor let their tablet go dark. A run without end is for the
teacher to stop, and then its robot is free at once.
"""

logger = logging.getLogger("ribambelle.server")


@dataclass(frozen=True, slots=True)
class Here:
    """The server itself: its name, new at each start, and where tablets find it."""

    server: str
    tablets: str
    port: int


class Classroom:
    """The room of one server. It takes up the class that its journal holds."""

    def __init__(
        self, journal: Journal, line: Line, entrance: Entrance, here: Here, left: float = LEFT
    ) -> None:
        kept = read(journal)
        self.journal, self.line, self.entrance, self.here = journal, line, entrance, here
        self.opened = kept.opened
        self.seats = Seats(kept.places)
        self.gestures: dict[str, Ticket | None] = dict.fromkeys(kept.gestures)
        self.runs = Runs(kept.runs)
        self.leases = Leases(first_lease(journal))
        self.streams = Streams()
        self.gateways = Gateways()
        self.screens = Screens()
        self._left = left
        self._told = 0.0
        self._telling = False
        self._telling_takes = 0.0
        self._take_up()

    # ---- the class --------------------------------------------------------------------------

    def open(self, lesson: str | None) -> Opened:
        """Open a class, or go on with the one that is open."""
        if self.opened is None:
            self.opened = Opened(new_code(), lesson)
            self.seats = Seats()
            self.keep(self.seats.put_board())
        elif lesson is not None:
            self.opened.lesson, self.opened.step = lesson, 1
        self.keep_class()
        self._greet_all()
        return self.opened

    def must_be_open(self) -> Opened:
        """The open class; raises Refused(no-class)."""
        if self.opened is None:
            raise refuse(Code.NO_CLASS)
        return self.opened

    def close(self) -> Ticket:
        """End the class and forget everything of it; the ticket ends when the disk has, too."""
        self.stop_all("teacher")
        for lease in self.leases.all():
            self.give_back(lease.robot)
        for run in self.runs.all():
            self._forget(run)
        self.opened, self.seats, self.runs = None, Seats(), Runs()
        self.gestures.clear()
        for screen in self.screens.all():
            screen.shown = None
            if screen.role == "pupil":
                screen.role, screen.seat = "visitor", None
        self.line.tell([screen.id for screen in self.screens.all()], ClassClosed())
        self._greet_all()
        return self.journal.write(*wiped(), shred=True)

    def lesson(self, slug: str | None = None) -> Lesson | None:
        """The lesson of that name, or the class's own."""
        wanted = slug or (self.opened.lesson if self.opened is not None else None)
        return None if wanted is None else catalogue().get(wanted)

    # ---- screens ----------------------------------------------------------------------------

    def arrive(self, screen: Screen) -> None:
        """A screen is here: tell it who it is, and the class."""
        self.screens.add(screen)
        self.greet(screen)
        place = self.seats.get(screen.seat)
        if place is not None:
            place.lines.add(screen.id)
        self.show(screen)
        self.changed()

    def leave(self, connection: str) -> None:
        """A screen has gone; its seat stays."""
        screen = self.screens.remove(connection)
        place = self.seats.get(screen.seat) if screen is not None else None
        if place is not None:
            place.lines.discard(connection)
            place.left_at = time.monotonic()
            self._show_left()
        self.changed()

    def seat(self, screen: Screen, place: Place) -> None:
        """Let a screen sit here from now on; whoever sat here with an older token does not."""
        for other in self.screens.at(place.seat):
            if other is not screen:
                self._unseat(other)
        screen.role, screen.seat, screen.shown = "pupil", place.seat, None
        place.lines = {screen.id}
        self.greet(screen)

    def _unseat(self, screen: Screen) -> None:
        """The seat of this screen is another's now, or no more."""
        if screen.role == "pupil":
            screen.role, screen.seat, screen.shown = "visitor", None, None
            self.line.unfollow_others(screen.id, ())
            self.greet(screen)

    def greet(self, screen: Screen) -> None:
        """Tell a screen who it is."""
        inside = screen.role != "visitor" or screen.page == "pupil"
        code = self.opened.code if self.opened is not None and inside else None
        self.line.tell([screen.id], Welcome(screen.role, self.here.server, screen.seat, code))

    def changed(self) -> None:
        """Something that screens show has changed: tell them, soon."""
        if not self._telling:
            self._telling = True
            gap = max(GAP, self._telling_takes * SHARE)
            gevent.spawn_later(max(0.0, self._told + gap - time.monotonic()), self._tell_all)

    def show(self, screen: Screen) -> bool:
        """Tell a screen the class, if it is not what it was told last; False to try again.

        A screen that has not taken what it was told before gets only the newest, later.
        """
        state = showing.shown(self, screen)
        if state is None or state == screen.shown:
            return True
        if screen.shown is not None and self.line.is_busy(screen.id):
            return False
        screen.shown = state
        self.line.tell([screen.id], state)
        return True

    # ---- what is kept -----------------------------------------------------------------------

    def keep_class(self) -> None:
        """Put the class on disk."""
        if self.opened is not None:
            self.journal.write(class_row(self.opened))
        self.changed()

    def keep(self, place: Place) -> Ticket:
        """Put a seat on disk."""
        self.changed()
        return self.journal.write(seat_row(place))

    def drop(self, place: Place) -> None:
        """A seat is no more."""
        self.journal.write(no_seat(place.seat))
        for screen in self.screens.at(place.seat):
            self._unseat(screen)
        lease = self.leases.of_seat(place.seat)
        if lease is not None:
            self.give_back(lease.robot)

    # ---- robots -----------------------------------------------------------------------------

    def take(self, robot: str, place: Place) -> Lease:
        """Give a robot to a seat; raises Refused(robot-busy) with its `holder`."""
        held = self.leases.of_robot(robot)
        if held is not None and held.seat != place.seat and self.holder(robot) is None:
            self.give_back(robot)
        before = self.leases.of_seat(place.seat)
        lease = self.leases.grant(robot, place.seat)
        if before is not None and before.robot != robot:
            self.give_back(before.robot)
        place.robot = robot
        self.keep(place)
        return lease

    def give_back(self, robot: str) -> None:
        """A robot is free again; what runs on it stops."""
        lease = self.leases.end(robot)
        if lease is None:
            return
        run = self.runs.on_robot(robot)
        if run is not None:
            self.stop(run, "pupil")
        place = self.seats.get(lease.seat)
        if place is not None and place.robot == robot:
            place.robot = None
            self.keep(place)
        gateway = self.gateways.named(robot.partition("/")[0])
        if gateway.stream is not None:
            self.line.command(gateway.stream, Release(robot, lease.number))
        self.changed()

    def holder(self, robot: str) -> str | None:
        """The seat that keeps others from taking a robot, None when they may."""
        lease = self.leases.of_robot(robot)
        return None if lease is None or self._left_behind(lease) else lease.seat

    def _show_left(self) -> None:
        """Show later that the robots of whoever has gone are free."""
        gevent.spawn_later(self._left + GAP, self.changed)

    def _left_behind(self, lease: Lease) -> bool:
        place = self.seats.get(lease.seat)
        if self.runs.on_robot(lease.robot) is not None:
            return False
        return place is None or (not place.online and time.monotonic() - place.left_at > self._left)

    # ---- runs -------------------------------------------------------------------------------

    def begin(self, run: Played) -> Ticket:
        """A run has been asked for: keep it, and forget the seat's oldest ones."""
        self.runs.add(run)
        place = self.seats.one(run.seat)
        place.run = run.run
        self.hide_the_rest()
        self.changed()
        kept = self.journal.write(run_row(run), seat_row(place))
        wanted = self.opened.board_runs if self.opened is not None else []
        for old in self.runs.prune(run.seat, wanted):
            self._forget(old)
        return kept

    def on_board(self) -> list[str]:
        """The names of the runs that the board shows now."""
        return self.runs.on_board(self.opened.board_runs) if self.opened is not None else []

    def hide_the_rest(self) -> None:
        """What the board shows no more, no other tablet gets any more of, from now on."""
        shown = self.on_board()
        for screen in self.screens.all():
            if screen.role == "pupil":
                stand = [(run.run, showing.whose(run, screen, shown)) for run in self.runs.all()]
                seen = [name for name, whose in stand if may_see(screen.role, whose)]
                self.line.unfollow_others(screen.id, seen)

    def stop(self, run: Played, by: StopBy) -> None:
        """Stop a run, on the way that nothing else holds up."""
        gateway = self.gateways.named(run.gateway)
        if gateway.control is not None:
            self.line.command(gateway.control, RunSteer(run.run, "stop", by))

    def stop_all(self, by: StopBy) -> None:
        """Stop every robot of every gateway."""
        for gateway in self.gateways.all():
            if gateway.control is not None:
                self.line.command(gateway.control, StopRobots(by))
        for run in self.runs.under_way():
            if run.state == "starting":  # its start may still be on the slower way: by its name
                self.stop(run, by)

    def end(self, run: Played, state: State, faults: Sequence[Fault] = ()) -> None:
        """A run is over; a mission judges one that finished."""
        if not run.under_way:
            return
        run.state, run.faults = state, list(faults)
        if state == "refused":
            self.hide_the_rest()  # the board goes back to the one before
        if self.runs.get(run.run) is not run:
            return  # its class has been closed: nothing of it is written any more
        self.journal.write(run_row(run))
        if state == "finished":
            self.judge(run)
        self.changed()

    def lose(self, run: Played) -> None:
        """Nobody knows any more what this run does."""
        self.end(run, "error", [Fault(str(Code.ROBOT_LOST))])

    def judge(self, run: Played) -> AsyncResult:
        """What the run's mission says of it, when it has been judged; the run keeps it."""
        lesson = self.lesson(run.lesson) if run.lesson else None
        lines = self.streams.whole(run.run) if run.screen is not None else ()
        result = judgement(lesson, run.program, run.landed, lines)
        gevent.spawn(self._keep_verdict, run, result)
        return result

    def _keep_verdict(self, run: Played, result: AsyncResult) -> None:
        result.wait()
        if isinstance(result.value, Verdict):
            run.verdict = result.value
            self.changed()

    def _forget(self, run: Played) -> None:
        gateway = self.gateways.named(run.gateway)
        if gateway.stream is not None and (reached := self.streams.reached([run.run])):
            self.line.command(gateway.stream, Ack(reached))  # it need not keep them either
        self.streams.forget(run.run)
        self.line.unfollow(run.run)
        self.journal.write(no_run(run.run))

    # ---- in between -------------------------------------------------------------------------

    def _take_up(self) -> None:
        """Go on with the class that the journal holds."""
        if self.opened is None:
            return
        self.seats.put_board()
        for place in self.seats.all():
            place.left_at = time.monotonic()
            if place.robot is not None and place.robot != SIMULATED:
                self.leases.grant(place.robot, place.seat)
        self._show_left()
        self.await_gateway(None)

    def await_gateway(self, gateway: str | None) -> None:
        """Give a gateway (None: each) some time to come back and say what it still has."""
        gevent.spawn_later(GRACE, self._give_up, gateway)

    def _give_up(self, gateway: str | None) -> None:
        for run in self.runs.under_way(gateway=gateway):
            if not run.held:
                self.lose(run)

    def _greet_all(self) -> None:
        for screen in self.screens.all():
            self.greet(screen)
        self.changed()

    def _tell_all(self) -> None:
        self._telling = False
        self._told = time.monotonic()
        taken = [self.show(screen) for screen in self.screens.all()]
        self._telling_takes = time.monotonic() - self._told
        if not all(taken):
            self.changed()


def soon_after(ticket: Ticket, message: Message, patience: float) -> AsyncResult:
    """An answer that is given when changes are on disk, or cannot be, or after `patience` s."""
    answer = AsyncResult()

    def settle() -> None:
        ticket.wait(patience)
        answer.set(message)

    gevent.spawn(settle)
    return answer


def after(ticket: Ticket, message: Message) -> AsyncResult:
    """An answer that is given when a ticket's changes are on disk."""
    answer = AsyncResult()

    def settle(done: Ticket) -> None:
        if done.successful():
            answer.set(message)
        else:
            answer.set_exception(done.exception)

    ticket.rawlink(settle)
    return answer
