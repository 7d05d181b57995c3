"""Proximity rays: straight looks from a robot's rim to the next wall or robot."""

from __future__ import annotations

from math import sqrt

from robots.world.robot import Robot
from robots.world.trigonometry import sine_cosine
from robots.world.walls import Walls

REACH = 100.0
"""How far a ray sees, in cm; it gives this when it sees nothing."""
ANGLES = (-90.0, -20.0, 0.0, 20.0, 90.0, 160.0, 200.0)
"""The seven rays of the simulated robot, in degrees clockwise from straight ahead."""
AHEAD_RAY = ANGLES[2:3]
"""The one that measures distance."""
SIDES: dict[str, tuple[float, ...]] = {
    "front": ANGLES[1:4],
    "left": ANGLES[0:1],
    "right": ANGLES[4:5],
    "back": ANGLES[5:7],
}


def nearest(robot: Robot, angles: tuple[float, ...], now: float, reach: float = REACH) -> float:
    """What the nearest of these rays sees, in cm from the robot's rim."""
    return min(rays(robot, angles, now, reach))


def rays(robot: Robot, angles: tuple[float, ...], now: float, reach: float = REACH) -> list[float]:
    """What each ray sees, in cm from the robot's rim; `reach` when it sees nothing nearer."""
    x, y, heading = robot.place(now)
    others = robot.world.others(robot, now)
    limit, seen = reach + robot.radius, []
    for angle in angles:
        east, north = sine_cosine(heading + angle)
        way = _to_walls(robot.world.walls, x, y, east, north, limit)
        for other in others:
            way = min(way, _to_robot(other[0] - x, other[1] - y, other[2], east, north, limit))
        seen.append(max(0.0, way - robot.radius))
    return seen


def _to_walls(walls: Walls, x: float, y: float, east: float, north: float, limit: float) -> float:
    best = limit
    if east:
        for wall, low, high in walls.upright:
            way = (wall - x) / east
            if 0.0 <= way < best and low <= y + way * north <= high:
                best = way
    if north:
        for wall, low, high in walls.level:
            way = (wall - y) / north
            if 0.0 <= way < best and low <= x + way * east <= high:
                best = way
    return best


def _to_robot(
    dx: float, dy: float, radius: float, east: float, north: float, limit: float
) -> float:
    ahead = dx * east + dy * north
    aside = dx * dx + dy * dy - ahead * ahead
    if ahead <= 0.0 or aside >= radius * radius:
        return limit
    return ahead - sqrt(radius * radius - aside)
