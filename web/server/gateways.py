"""The gateways of the room: their two connections, the robots they see, whether they answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from robots.errors import Code, refuse
from robots.room import GatewayState, RobotState

SIMULATED = "simulated"
"""The robot that nobody holds; any gateway plays it."""


@dataclass(slots=True)
class Gateway:
    """One gateway, by the name it goes by."""

    name: str
    stream: str | None = None
    control: str | None = None
    robots: list[RobotState] = field(default_factory=list)
    greeted: bool = False
    """It has said what it holds since its stream connection opened."""
    met: bool = False
    """It has said so at least once since this server started."""

    @property
    def online(self) -> bool:
        """Whether both ways to it are open and it has said what it holds."""
        return self.stream is not None and self.control is not None and self.greeted


class Gateways:
    """Every gateway that has been seen since the server started."""

    def __init__(self) -> None:
        self._gateways: dict[str, Gateway] = {}

    def named(self, name: str) -> Gateway:
        """The gateway of that name, known from now on."""
        return self._gateways.setdefault(name, Gateway(name))

    def of(self, connection: str) -> Gateway | None:
        """The gateway that a connection belongs to."""
        return next(
            (g for g in self._gateways.values() if connection in (g.stream, g.control)), None
        )

    def all(self) -> list[Gateway]:
        """Every gateway, by name."""
        return [self._gateways[name] for name in sorted(self._gateways)]

    def states(self) -> list[GatewayState]:
        """Every gateway as screens get it."""
        return [GatewayState(gateway.name, gateway.online) for gateway in self.all()]

    def robots(self) -> list[RobotState]:
        """Every robot of the room."""
        return [robot for gateway in self.all() for robot in gateway.robots]

    def for_robot(self, robot: str) -> Gateway:
        """The gateway that plays this robot; raises Refused(no-gateway or robot-not-found)."""
        if robot == SIMULATED:
            found = next((gateway for gateway in self.all() if gateway.online), None)
        else:
            found = self._gateways.get(robot.partition("/")[0])
            if found is not None and all(known.name != robot for known in found.robots):
                raise refuse(Code.ROBOT_NOT_FOUND, robot=robot)
        if found is None or not found.online:
            raise refuse(Code.NO_GATEWAY)
        return found
