"""Keeps one real robot connected: opens its address, waits for its loss, opens it again.

A robot that is away is tried again and again, each pause longer than the one before.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from robots.drivers.driver import Driver
from robots.errors import Refused
from robots.gateway.address import Address, Opener
from robots.gateway.habits import Habits
from robots.transports.recorder import Recording
from robots.transports.transport import LinkLost
from robots.world.shipped import PLAIN
from robots.world.trace import Pose

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
"""Seconds between two tries."""

logger = logging.getLogger("ribambelle.link")


class RobotLink:
    """The link to one robot. `changed` is called whenever it came or went.

    `mat` is the shipped mat on which an emulator stands; a `recording` takes every frame.
    """

    def __init__(
        self, address: Address, mat: str = PLAIN, recording: Recording | None = None
    ) -> None:
        self.address = address
        self.habits = Habits()
        self.driver: Driver | None = None
        """The driver as it was connected last; its robot may be away."""
        self.up = False
        self.changed: Callable[[], None] = lambda: None
        self._opener = Opener(address, mat, recording)
        self._keeping: asyncio.Task[None] | None = None

    async def first(self) -> Driver:
        """Connect for the first time and keep the link; raises LinkLost or Refused."""
        driver = await self._open()
        self.keep()
        return driver

    def keep(self) -> None:
        """Connect, and connect again whenever the link is lost, until `close`."""
        self._keeping = asyncio.create_task(self._keep())

    def put_down(self, pose: Pose) -> None:
        """Put the robot there, where nobody has to do it with their hands: an emulator."""
        self._opener.put_down(pose)

    async def close(self) -> None:
        """Stop the robot and let it go; never raises."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.wait({self._keeping})
        await self._opener.close()
        self.up = False

    async def _keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                driver = self.driver if self.up and self.driver else await self._open()
                pause = FIRST_PAUSE
                await driver.lost.wait()
                logger.info("%s is lost", self.address)
                self._set(False)
            except (LinkLost, Refused):
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 1.5)
            except Exception:
                logger.exception("%s could not be opened", self.address)
                await asyncio.sleep(LONGEST_PAUSE)

    async def _open(self) -> Driver:
        self.driver = await self._opener.open()
        logger.info("%s is there", self.address)
        self._set(True)
        return self.driver

    def _set(self, up: bool) -> None:
        self.up = up
        self.changed()
