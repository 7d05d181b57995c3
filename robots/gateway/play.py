"""Plays one program on one real robot for the command line, in this very process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from robots.errors import Code, refuse
from robots.gateway.address import read_address
from robots.gateway.link import RobotLink
from robots.gateway.session import Order as Ordered
from robots.gateway.session import Session
from robots.gateway.signals import on_signals
from robots.program.tree import Program
from robots.transports.recorder import Recording
from robots.transports.transport import LinkLost
from robots.world.shipped import PLAIN, mat_names
from robots.world.trace import Event


class Order(Ordered, Protocol):
    """What the command line asked for."""

    @property
    def robot(self) -> str:
        """The robot's address."""

    @property
    def timeout(self) -> float | None:
        """Seconds after which it is stopped."""

    @property
    def recording(self) -> Recording | None:
        """What takes every frame to and from the robot."""


class Log(Protocol):
    """Where the events go; `broken` when nobody reads them any more."""

    @property
    def broken(self) -> bool:
        """Whether the reader has gone."""

    def write(self, event: Event) -> None:
        """Take one event."""


def play_here(program: Program, order: Order, log: Log) -> None:
    """Play in real time; the robot is still when this returns, whatever happened.

    Raises Refused: `robot-not-found`, `garbled`, or what keeps the program from being compiled;
    KeyboardInterrupt when a signal came before the robot was there.
    """
    asyncio.run(_play(program, order, log))


async def _play(program: Program, order: Order, log: Log) -> None:
    mat = order.mat.name if order.mat.name in mat_names() else PLAIN
    link = RobotLink(read_address(order.robot), mat, order.recording)
    try:
        with on_signals(leaving(asyncio.current_task())):
            await _connect(link, order.robot)
        await _run(program, order, log, link)
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
    finally:
        await link.close()


def leaving(task: asyncio.Task[None] | None) -> Callable[[], None]:
    """What a signal does before the robot is there: it ends the task."""

    def leave() -> None:
        if task is not None:
            task.cancel()

    return leave


async def _connect(link: RobotLink, robot: str) -> None:
    try:
        await link.first()
    except LinkLost:
        raise refuse(Code.ROBOT_NOT_FOUND, robot=robot) from None


async def _run(program: Program, order: Order, log: Log, link: RobotLink) -> None:
    def take(event: Event) -> None:
        log.write(event)
        if log.broken:
            asyncio.get_running_loop().call_soon(lambda: session.stop("signal"))

    session = Session(program, order, link, take)
    link.changed = session.link_changed
    with on_signals(lambda: session.stop("signal")):
        await session.play(order.timeout)
