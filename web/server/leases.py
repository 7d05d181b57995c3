"""Who may drive which robot: one holder a robot, granted by the server alone.

Each lease has a number that only grows, over restarts too; a gateway obeys the highest that it has
seen for a robot, so that an order which arrives late drives nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from robots.errors import Code, refuse


@dataclass(frozen=True, slots=True)
class Lease:
    """A robot, the seat that holds it, and the lease's number."""

    robot: str
    seat: str
    number: int


class Leases:
    """The leases of the room. `first` is above every number given before."""

    def __init__(self, first: int) -> None:
        self._last = first
        self._leases: dict[str, Lease] = {}

    def grant(self, robot: str, seat: str) -> Lease:
        """Give a free robot to a seat; raises Refused(robot-busy) with its `holder`."""
        held = self._leases.get(robot)
        if held is not None and held.seat != seat:
            raise refuse(Code.ROBOT_BUSY, holder=held.seat, robot=robot)
        if held is None:
            self._last += 1
            held = self._leases[robot] = Lease(robot, seat, self._last)
        return held

    def restore(self, robot: str, seat: str, number: int) -> None:
        """A gateway says that this lease is in force; the higher number wins."""
        self._last = max(self._last, number)
        held = self._leases.get(robot)
        if held is None or held.number < number:
            self._leases[robot] = Lease(robot, seat, number)

    def of_robot(self, robot: str) -> Lease | None:
        """The lease on a robot, None when it is free."""
        return self._leases.get(robot)

    def of_seat(self, seat: str) -> Lease | None:
        """The lease of a seat, None when it holds no robot."""
        return next((lease for lease in self._leases.values() if lease.seat == seat), None)

    def end(self, robot: str) -> Lease | None:
        """Take a robot back; the lease that it had."""
        return self._leases.pop(robot, None)

    def all(self) -> list[Lease]:
        """Every lease in force."""
        return list(self._leases.values())
