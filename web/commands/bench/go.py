"""From GO pressed to the first command bytes on a robot's link, through a screen's socket."""

from __future__ import annotations

import asyncio
import statistics
import time

from robots.messages import (
    ChooseRobot,
    Follow,
    Join,
    Joined,
    OpenClass,
    Run,
)
from robots.views import ProgramText
from web.commands.bench.classroom import Screen, emulated, running_class
from web.commands.bench.figure import Figure
from web.commands.bench.tap import Kind, Tap

KIND = "thymio"
PRESSES = 30
PROGRAM = ProgramText(face="python", content='light("red")\nlight_off()\n')
IDLE = 1.5
"""Seconds of listening to what goes over the link when nobody presses anything."""
SETTLED = 0.3
PATIENCE = 10.0


def measure() -> list[Figure]:
    """p50 and p95 in ms, each as a ratio to a message's way to the server and back (p50)."""
    gos, trips = asyncio.run(_measure())
    trip = statistics.median(trips)
    against = "a message to the server and back"
    return [
        Figure(f"go-{name}", value, "ms", value / trip, against)
        for name, value in (("p50", statistics.median(gos)), ("p95", _p95(gos)))
    ]


async def _measure() -> tuple[list[float], list[float]]:
    async with emulated(KIND) as port:
        tap = Tap(port)
        await tap.open()
        try:
            async with running_class([f"{KIND}@tcp:127.0.0.1:{tap.port}"]) as (address, cookie):
                return await _press(address, cookie, tap)
        finally:
            await tap.close()


async def _press(address: str, cookie: str, tap: Tap) -> tuple[list[float], list[float]]:
    teacher, pupil = Screen(), Screen()
    room = _Room()
    pupil.told = room.hear
    await teacher.open(address, "teacher", cookie)
    await teacher.ask(OpenClass())
    await pupil.open(address, "pupil")
    joined = await pupil.ask(Join(["renard"]))
    if not isinstance(joined, Joined):
        raise TypeError(joined)
    robot = await room.robot()
    await pupil.ask(ChooseRobot(joined.seat, robot))
    await asyncio.sleep(IDLE)
    usual = {frame.kind for frame in tap.frames[-int(IDLE * 10) :]}
    run = Run(joined.seat, robot, PROGRAM)
    try:
        gos = [await _once(pupil, run, room, tap, usual) for _ in range(PRESSES)]
        return gos, [await _trip(pupil) for _ in range(PRESSES)]
    finally:
        await pupil.close()
        await teacher.close()


async def _once(pupil: Screen, run: Run, room: _Room, tap: Tap, usual: set[Kind]) -> float:
    """One press of GO: ms until the first frame that is none of the usual ones."""
    room.free.clear()
    before, pressed = len(tap.frames), time.monotonic()
    await pupil.ask(run)
    await asyncio.wait_for(room.free.wait(), PATIENCE)
    commands = (frame.at for frame in tap.frames[before:] if frame.kind not in usual)
    first = next(at for at in commands if at >= pressed)
    await asyncio.sleep(SETTLED)
    return (first - pressed) * 1000.0


async def _trip(pupil: Screen) -> float:
    """One way there and back, as rested as before a press: an idle machine wakes slowly."""
    await asyncio.sleep(SETTLED)
    sent = time.monotonic()
    await pupil.ask(Follow({}))
    return (time.monotonic() - sent) * 1000.0


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


class _Room:
    """What the pupil's screen is told of the room: the robot, and when no run is under way."""

    def __init__(self) -> None:
        self.free = asyncio.Event()
        self._there = asyncio.Event()
        self._robot = ""

    def hear(self, name: str, message: object) -> None:
        if name != "class_state" or not isinstance(message, dict):
            return
        ready = [one["name"] for one in message["robots"] if one["state"] in ("ready", "busy")]
        if ready and not self._robot:
            self._robot = ready[0]
            self._there.set()
        states = [one["state"] for one in message["runs"]]
        if states and all(state in ("finished", "stopped", "error") for state in states):
            self.free.set()

    async def robot(self) -> str:
        """The robot's name in the room, once it is there."""
        await asyncio.wait_for(self._there.wait(), PATIENCE)
        return self._robot
