"""What robots meet and rays hit: the sides of cells that cannot be passed, as long segments."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from robots.world.cells import Cell
from robots.world.mat import Mat


class Walls(NamedTuple):
    """Walls in cm. `upright` ones are (x, from y, to y), `level` ones (y, from x, to x)."""

    upright: tuple[tuple[float, float, float], ...]
    level: tuple[tuple[float, float, float], ...]

    def corners(self) -> tuple[tuple[float, float], ...]:
        """The ends of all walls."""
        return _corners(self)


@lru_cache(maxsize=64)
def _corners(walls: Walls) -> tuple[tuple[float, float], ...]:
    ends = [(x, y) for x, first, last in walls.upright for y in (first, last)]
    ends += [(x, y) for y, first, last in walls.level for x in (first, last)]
    return tuple(sorted(set(ends)))


def walls_of(mat: Mat) -> Walls:
    """The walls that a mat's edge, blocked cells and walls make."""
    upright: dict[int, set[int]] = {}
    level: dict[int, set[int]] = {}
    for cell in _open_cells(mat):
        column, row = cell
        for side in (0, 1):
            if mat.closed(cell, (column - 1 + 2 * side, row)):
                upright.setdefault(column + side, set()).add(row)
            if mat.closed(cell, (column, row - 1 + 2 * side)):
                level.setdefault(row + side, set()).add(column)
    return Walls(_merged(upright, mat.cell_cm), _merged(level, mat.cell_cm))


def _open_cells(mat: Mat) -> list[Cell]:
    cells = [(column, row) for row in range(mat.rows) for column in range(mat.columns)]
    return [cell for cell in cells if not _blocked(mat, cell)]


def _blocked(mat: Mat, cell: Cell) -> bool:
    square = mat.square_at(*mat.centre(*cell))
    return square is None or square.blocked


def _merged(lines: dict[int, set[int]], cell_cm: float) -> tuple[tuple[float, float, float], ...]:
    """Sides that touch each other on one line become one wall."""
    walls = []
    for line in sorted(lines):
        cells = lines[line]
        for first in sorted(cells):
            if first - 1 in cells:
                continue
            last = first
            while last + 1 in cells:
                last += 1
            walls.append((line * cell_cm, first * cell_cm, (last + 1) * cell_cm))
    return tuple(walls)
