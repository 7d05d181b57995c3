"""What the floor looks like at a point: lines, colours, brightness."""

from __future__ import annotations

from robots.abilities import COLOURS
from robots.world.mat import FloorLine, Mat

WHITE = 100.0
"""Brightness of plain floor; black is 0."""


def line_at(mat: Mat, x: float, y: float) -> FloorLine | None:
    """The line under a point, the last one drawn if there are several."""
    found = None
    for line in mat.lines:
        reach = line.width * line.width / 4.0
        pairs = zip(line.points, line.points[1:], strict=False)
        if any(_square_distance(x, y, *first, *last) <= reach for first, last in pairs):
            found = line
    return found


def colour_at(mat: Mat, x: float, y: float) -> str | None:
    """The colour's name or `#rrggbb` under a point, None on plain floor or off the mat."""
    line = line_at(mat, x, y)
    if line is not None:
        return line.colour
    square = mat.square_at(x, y)
    return None if square is None else square.colour


def colour_name(colour: str | None) -> str:
    """The nearest of the ten colour names, "none" for plain floor."""
    if colour is None or colour in COLOURS:
        return colour or "none"
    red, green, blue = _parts(colour)

    def apart(name: str) -> int:
        other = _parts(COLOURS[name])
        return (red - other[0]) ** 2 + (green - other[1]) ** 2 + (blue - other[2]) ** 2

    return min(COLOURS, key=apart)


def brightness_at(mat: Mat, x: float, y: float) -> float:
    """0 (black) to 100 (white): what a ground sensor sees at a point."""
    colour = colour_at(mat, x, y)
    if colour is None:
        return WHITE
    if colour == "black":
        return 0.0
    red, green, blue = _parts(COLOURS.get(colour, colour))
    return (red * 3 + green * 6 + blue) / 2550.0 * WHITE


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _square_distance(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float:
    """The square of a point's distance from a piece of line."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0.0 else ((x - x1) * dx + (y - y1) * dy) / length
    along = max(0.0, min(1.0, along))
    ex, ey = x - (x1 + along * dx), y - (y1 + along * dy)
    return ex * ex + ey * ey
