"""Proximity rays: straight looks from a robot's rim to the next wall or robot."""

from __future__ import annotations

from math import sqrt

from robots.world.robot import Robot
from robots.world.trigonometry import sine_cosine

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
    return min(ray(robot, angle, now, reach) for angle in angles)


def ray(robot: Robot, angle: float, now: float, reach: float = REACH) -> float:
    """What one ray sees, in cm from the robot's rim; `reach` when it sees nothing nearer."""
    x, y, heading = robot.place(now)
    east, north = sine_cosine(heading + angle)
    limit = reach + robot.radius
    way = min(_to_walls(robot, x, y, east, north, limit), _to_robots(robot, now, east, north))
    return max(0.0, min(way, limit) - robot.radius)


def _to_walls(robot: Robot, x: float, y: float, east: float, north: float, limit: float) -> float:
    best = limit
    walls = robot.world.walls
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


def _to_robots(robot: Robot, now: float, east: float, north: float) -> float:
    best = REACH * 10.0
    x, y, _ = robot.place(now)
    for other_x, other_y, radius in robot.world.others(robot, now):
        dx, dy = other_x - x, other_y - y
        ahead = dx * east + dy * north
        aside = dx * dx + dy * dy - ahead * ahead
        if ahead > 0.0 and aside < radius * radius:
            best = min(best, ahead - sqrt(radius * radius - aside))
    return best
