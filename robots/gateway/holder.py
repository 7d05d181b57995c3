"""One robot of the room: who holds it, by which lease, and the run on it."""

from __future__ import annotations

from typing import Literal

from robots.abilities import ABILITIES
from robots.drivers.driver import Driver
from robots.drivers.registry import SIMULATED
from robots.errors import Code, refuse
from robots.gateway.address import Address
from robots.gateway.link import RobotLink
from robots.gateway.room_run import RoomRun
from robots.room import RobotState


class Holder:
    """A robot of the room. Without a link it is a simulated one."""

    def __init__(self, name: str, picture_name: str, link: RobotLink | None = None) -> None:
        self.name, self.picture_name, self.link = name, picture_name, link
        self.stranger: Address | None = None
        """Where it was heard, while it is not this room's; nobody connects to it."""
        self.run: RoomRun | None = None
        """The run under way."""
        self.seat: str | None = None
        self._lease = 0
        """The lowest lease that is still obeyed."""

    @property
    def there(self) -> bool:
        """Whether the robot answers."""
        return self.stranger is None and (self.link is None or self.link.up)

    def claim(self, seat: str, lease: int) -> None:
        """Obey a lease; raises Refused(robot-busy) for one that is over, robot-lost when away."""
        if lease < self._lease:
            raise refuse(Code.ROBOT_BUSY, robot=self.picture_name, holder=self.seat or "")
        if not self.there:
            raise refuse(Code.ROBOT_LOST, robot=self.picture_name)
        self.seat, self._lease = seat, lease

    def release(self, lease: int) -> bool:
        """End a lease and all lower ones; whether the robot was held by one of them."""
        if lease < self._lease:
            return False
        self.seat, self._lease = None, lease + 1
        return True

    def state(self) -> RobotState:
        """The robot as screens show it."""
        if self.stranger is not None:
            return RobotState(self.name, self.stranger.kind, "", "new", real=True)
        driver = None if self.link is None else self.link.driver
        kind = SIMULATED if self.link is None else self.link.address.kind
        abilities = ABILITIES if driver is None and self.link is None else frozenset[str]()
        return RobotState(
            self.name,
            kind,
            self.picture_name,
            "lost" if not self.there else "running" if self.run else "ready",
            abilities=sorted(driver.abilities if driver else abilities),
            battery=driver.battery if driver else None,
            holder=self.seat,
            run=self.run.start.run if self.run else None,
            real=self.link is not None,
            stop_guarantee=str(driver.stop_guarantee) if driver else "",
            aiming=_aiming(driver),
        )


def _aiming(driver: Driver | None) -> Literal["none", "wanted", "done"]:
    if driver is None or not driver.aims:
        return "none"
    return "done" if driver.aimed else "wanted"
