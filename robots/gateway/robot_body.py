"""A body over any driver: a real robot that a program drives, as the runner sees it.

The runner begins words and goes on; tasks carry them out and wake it. The pose is an estimate. A
word that the link's loss broke off goes on where it was when the link is back.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from time import monotonic
from typing import NamedTuple

from robots.drivers.driver import Driver
from robots.errors import Code, Problem, Refused, refuse
from robots.gateway.estimate import Place
from robots.gateway.habits import Habits
from robots.gateway.moves import moves_of, number
from robots.program.body import Activity
from robots.transports.transport import LinkLost
from robots.world.differential import WHEEL_BASE
from robots.world.mat import Mat
from robots.world.robot import Move
from robots.world.segment import DEGREES
from robots.world.trace import Pose, Recorder, Type, Value

BEAT = 0.5
"""Seconds a beat takes."""
FIRST_SPEED = 50.0
"""Percent."""
ROLL_OUT_SECONDS = 0.8
"""The longest that wheels roll on after they were told to stop."""
SAME_SECONDS = 0.12
"""A robot that is where it was so long ago stands."""
HARDLY = 0.05
"""A move shorter than this (cm or degrees) is none."""

logger = logging.getLogger("ribambelle.body")


class _Told(NamedTuple):
    """An event that waits to be written, and when it was."""

    t: float
    type: Type
    pose: Pose
    fields: dict[str, Value]


class DriverFault(Exception):
    """A driver's own fault, which is none of the program's."""


class RobotBody:
    """A program's body over a connected driver, put down on the mat's start.

    `clock` tells the program time now; `wake` asks the runner to look again.
    """

    evidence = "odometry"

    def __init__(
        self,
        driver: Driver,
        mat: Mat,
        clock: Callable[[], float],
        wake: Callable[[], None],
        habits: Habits,
    ) -> None:
        self.kind, self.abilities = driver.kind, driver.abilities
        self.driver = driver
        self._mat, self._clock, self._wake, self._habits = mat, clock, wake, habits
        start = mat.start_pose()
        self._place = Place(start.x, start.y, start.heading)
        self._aim: Place | None = None
        self._percent = FIRST_SPEED
        self._bumped = False
        self._rolling: tuple[float, float] | None = None
        self._told: deque[_Told] = deque()
        self._record: Callable[[_Told], None] = lambda _: None
        self._tasks: dict[asyncio.Task[None], Activity] = {}
        self._motion: asyncio.Task[None] | None = None
        self._stopping: asyncio.Task[None] | None = None
        self._linked = asyncio.Event()
        self._linked.set()
        self._going = asyncio.Event()
        self._going.set()
        driver.odometry()  # what it made before does not count
        driver.heard = wake

    # ---- what the runner asks ----------------------------------------------------------------

    def attach(self, recorder: Recorder) -> None:
        """Write what the robot does to this run's trace."""
        self._record = lambda told: recorder.emit(told.type, told.t, told.pose, **told.fields)

    def begin(self, word: str, arguments: Mapping[str, Value], now: float) -> Activity:
        """Begin a doing word."""
        if word == "speed":
            self._percent = number(arguments["percent"])
            return Activity(done=True)
        if word == "wheels":
            return self._roll(number(arguments["left"]), number(arguments["right"]), now)
        if word == "stop":
            return self._roll(0.0, 0.0, now)
        if word in ("light", "light_off", "note", "play"):
            self._write(now, *_shown(word, arguments))
            return self._show(word, arguments)
        here = self._aim or self._place
        moves = moves_of(word, arguments, here.heading, self._mat.cell_cm)
        return self._drive_all(moves) if moves else Activity(done=True)

    def read(self, word: str, arguments: Mapping[str, Value], now: float) -> Value:
        """The latest reading; raises Refused(bad-value) for an unknown place."""
        if word == "at":
            return self._at(str(arguments["place"]))
        if word == "heading":
            return self.pose(now).fields()["heading"]
        value = self._read(word, arguments)
        if word == "bumped":
            bumped, self._bumped = self._bumped, False
            return bumped or value
        return value

    def _read(self, word: str, arguments: Mapping[str, Value]) -> Value:
        try:
            return self.driver.read(word, arguments)
        except Refused:
            raise
        except Exception as fault:
            # Let through, it would be told as the child's own mistake.
            raise DriverFault(word) from fault

    def pose(self, now: float) -> Pose:
        """Where the robot is thought to be."""
        self._place.add(*self.driver.odometry())
        return self._place.pose(self._mat)

    def due(self) -> float | None:
        """When the first event that is not written yet happened."""
        return self._told[0].t if self._told else None

    def advance(self, now: float) -> None:
        """Write the events that happened until `now`."""
        while self._told and self._told[0].t <= now:
            self._record(self._told.popleft())

    def still(self, now: float) -> None:
        """Stop wheels and sound at once, before anything that waits."""
        for task, activity in self._tasks.items():
            task.cancel()
            activity.done = True
        self._rolling = self._aim = None
        self._stopping = asyncio.create_task(self._stop())

    def input(self, name: str, value: Value, now: float) -> None:
        """A real robot has buttons of its own."""

    # ---- what the gateway tells ----------------------------------------------------------------

    def lost(self) -> None:
        """The link is gone; what is under way waits."""
        if self._linked.is_set():
            self._linked.clear()
            self._tell(Type.LOST, {})

    def back(self, driver: Driver) -> None:
        """The link is there again; what waits goes on."""
        self.driver = driver
        driver.odometry()
        driver.heard = self._wake
        if not self._linked.is_set():
            self._tell(Type.BACK, {})
            self._linked.set()
            if self._rolling is not None:
                self._roll(*self._rolling, self._clock())

    def hold(self, held: bool) -> None:
        """Stay after the cell or turn under way; or go on."""
        if held:
            self._going.clear()
        else:
            self._going.set()

    async def face_front(self) -> None:
        """Let a robot that hands cannot turn look along its front before it begins."""
        with suppress(LinkLost):
            await self.driver.face_front()

    async def rest(self) -> None:
        """Wait until the robot stands, and let its driver go."""
        self.driver.heard = lambda: None
        for task in (*self._tasks, self._stopping):
            if task is not None:
                await asyncio.wait({task})
        await self._roll_out()

    async def _roll_out(self) -> None:
        """Wheels roll on a little after they were told to stop."""
        until = monotonic() + ROLL_OUT_SECONDS
        while self._linked.is_set() and monotonic() < until:
            before = self.pose(0.0)
            await asyncio.sleep(SAME_SECONDS)
            if self.pose(0.0) == before:
                return

    # ---- motions -------------------------------------------------------------------------------

    def _roll(self, left: float, right: float, now: float) -> Activity:
        moved = self._rolling is not None or self._driving
        rolls = bool(left or right)
        self._rolling, self._aim = (left, right) if rolls else None, None
        before = self._broken_off()
        if moved or rolls:
            self._write(now, Type.MOTION, self._rolling_fields(left, right))
        self._motion = self._task(
            self._again_when_back(lambda: self.driver.wheels(left, right)), Activity(), before
        )
        return Activity(done=True)

    def _rolling_fields(self, left: float, right: float) -> dict[str, Value]:
        """The motion of running wheels; standing still is one that takes no time."""
        per_percent = self.driver.cm_per_percent
        speed = (left + right) / 2.0 * per_percent
        turning = (left - right) * per_percent / WHEEL_BASE * DEGREES
        if left or right:
            return _motion(speed, turning, None, None)
        return _motion(0.0, 0.0, 0.0, self.pose(0.0).fields())

    def _drive_all(self, moves: list[Move]) -> Activity:
        self._rolling = None
        activity = Activity()
        self._motion = self._task(self._follow(moves), activity, self._broken_off())
        return activity

    def _show(self, word: str, arguments: Mapping[str, Value]) -> Activity:
        activity = Activity()
        self._task(self._again_when_back(lambda: self.driver.do(word, arguments)), activity, [])
        return activity

    @property
    def _driving(self) -> bool:
        return self._motion is not None and not self._motion.done()

    def _broken_off(self) -> list[asyncio.Task[None]]:
        """Break off the motion under way, if any: the next one waits until it has gone."""
        if self._motion is None or self._motion.done():
            return []
        self._motion.cancel()
        return [self._motion]

    async def _follow(self, moves: list[Move]) -> None:
        aim, self._aim = self._aim, None
        aim = aim or Place(self._place.x, self._place.y, self._place.heading)
        for move in moves:
            await self._going.wait()
            aim = aim.after(move)
            self.pose(0.0)
            if not await self._reach(aim, move):
                return
        self._aim = aim

    async def _reach(self, aim: Place, move: Move) -> bool:
        """Make one move, in several parts when the link goes; False when something is there."""
        while True:
            try:
                return await (self._straight(aim) if move.cm else self._turn(aim))
            except LinkLost:
                await self._until_back()

    async def _straight(self, aim: Place) -> bool:
        cm = self._place.ahead(aim)
        if abs(cm) < HARDLY:
            return True
        speed = self.driver.cm_per_percent * self._percent * (1.0 if cm > 0 else -1.0)
        self._tell(Type.MOTION, _motion(speed, 0.0, cm / speed, aim.pose(self._mat).fields()))
        asked = self._habits.straight.asked(cm)
        done = await self.driver.drive(asked, self._percent)
        self._count(done, 0.0)
        self._check_link()
        if abs(asked) - abs(done) <= max(1.0, abs(asked) / 10.0):
            self._habits.straight.learn(asked, done)
            return True
        self._bump(1.0 if cm > 0 else -1.0)
        return False

    async def _turn(self, aim: Place) -> bool:
        degrees = aim.heading - self._place.heading
        if abs(degrees) < HARDLY:
            return True
        turning = self.driver.degrees_per_percent * self._percent * (1.0 if degrees > 0 else -1.0)
        to = aim.pose(self._mat).fields()
        self._tell(Type.MOTION, _motion(0.0, turning, degrees / turning, to))
        asked = self._habits.turn.asked(degrees)
        done = await self.driver.turn(asked, self._percent)
        self._count(0.0, done)
        self._check_link()
        self._habits.turn.learn(asked, done)
        return True

    def _count(self, cm: float, degrees: float) -> None:
        """A driver without odometry still knows what it has driven."""
        if type(self.driver).odometry is Driver.odometry:
            self._place.add(cm, degrees)
        else:
            self.pose(0.0)

    def _check_link(self) -> None:
        """A driver that connects again ends what was under way, as if something stood there."""
        if not self._linked.is_set():
            raise LinkLost(self.kind)

    def _bump(self, way: float) -> None:
        self._bumped = True
        beyond = self._place.after(Move(cm=way * self._mat.cell_cm))
        into = self._mat.cell_at(beyond.x, beyond.y)
        self._tell(Type.BUMP, {"side": "front" if way > 0 else "back", "into": into})

    # ---- tasks ---------------------------------------------------------------------------------

    def _task(
        self,
        doing: Coroutine[None, None, None],
        activity: Activity,
        before: list[asyncio.Task[None]],
    ) -> asyncio.Task[None]:
        if self._stopping is not None and not self._stopping.done():
            before = [*before, self._stopping]
        task = asyncio.create_task(self._carry_out(doing, activity, before))
        self._tasks[task] = activity
        task.add_done_callback(self._over)
        task.add_done_callback(lambda _: doing.close())  # when it was cancelled too early
        return task

    async def _carry_out(
        self,
        doing: Coroutine[None, None, None],
        activity: Activity,
        before: list[asyncio.Task[None]],
    ) -> None:
        try:
            if before:
                await asyncio.wait(before)
            await doing
        except Refused as refused:
            activity.problem = refused.problems[0]
        except Exception:
            logger.exception("%s failed at a word", self.kind)
            activity.problem = Problem(Code.ROBOT_LOST, details={"robot": self.kind})

    async def _again_when_back(self, what: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await what()
                return
            except LinkLost:
                await self._until_back()

    async def _until_back(self) -> None:
        self.lost()
        await self._linked.wait()

    def _over(self, task: asyncio.Task[None]) -> None:
        self._tasks.pop(task).end = self._clock()
        self._wake()

    async def _stop(self) -> None:
        with suppress(LinkLost, Refused):
            await self.driver.stop()

    # ---- events --------------------------------------------------------------------------------

    def _write(self, now: float, type: Type, fields: dict[str, Value]) -> None:
        """Write an event of a word that begins now, after all that happened before."""
        self.advance(now)
        self._record(_Told(now, type, self.pose(now), fields))

    def _tell(self, type: Type, fields: dict[str, Value]) -> None:
        """Something happened outside the runner's turn."""
        now = self._clock()
        self._told.append(_Told(now, type, self.pose(now), fields))
        self._wake()

    def _at(self, place: str) -> bool:
        if not self._mat.is_place(place):
            raise refuse(Code.BAD_VALUE, word="at", argument="place", value=place)
        return self.pose(0.0).cell in self._mat.places.get(place, frozenset({place}))


def _motion(
    speed: float, turning: float, duration: float | None, to: dict[str, Value] | None
) -> dict[str, Value]:
    shape = "straight" if not turning else "arc" if speed else "turn"
    return {"shape": shape, "duration": duration, "to": to, "speed": speed, "turning": turning}


def _shown(word: str, arguments: Mapping[str, Value]) -> tuple[Type, dict[str, Value]]:
    """The event of a word that shows or sounds."""
    if word == "note":
        beats = number(arguments["beats"])
        return Type.NOTE, {"pitch": arguments["pitch"], "duration": beats * BEAT}
    if word == "play":
        return Type.SOUND, {"name": arguments["sound"]}
    return Type.LIGHT, {"colour": arguments.get("colour")}
