"""The world: one mat and the robots on it."""

from __future__ import annotations

from functools import cached_property

from robots.world.cells import Cell
from robots.world.grid import GridRobot
from robots.world.mat import Mat
from robots.world.robot import Robot
from robots.world.walls import Walls, walls_of


class World:
    """A mat and its robots, which add themselves."""

    def __init__(self, mat: Mat) -> None:
        self.mat = mat
        self.robots: list[Robot] = []

    @cached_property
    def walls(self) -> Walls:
        """Everything on the mat that cannot be passed."""
        return walls_of(self.mat)

    def taken(self, cell: Cell, by_other_than: Robot, now: float) -> bool:
        """Whether another robot stands on a cell or is on its way to it."""
        return any(
            cell in _cells(robot, self.mat, now)
            for robot in self.robots
            if robot is not by_other_than
        )

    def others(self, than: Robot, now: float) -> list[tuple[float, float, float]]:
        """Middle and radius of the other robots."""
        return [(*robot.place(now)[:2], robot.radius) for robot in self.robots if robot is not than]


def _cells(robot: Robot, mat: Mat, now: float) -> tuple[Cell, ...]:
    if isinstance(robot, GridRobot):
        return robot.cells_taken(now)
    x, y, _ = robot.place(now)
    return ((int(x // mat.cell_cm), int(y // mat.cell_cm)),)
