"""The mat: the floor that robots move on, its cells, walls, lines and places.

x grows to the right (east) and y upwards (north), in cm from the bottom left corner; heading 0 is
north and grows clockwise. A mat is frozen: `dataclasses.replace` makes another one of it.
`robots.world.mat_file` reads one from its TOML text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from robots.world.cells import Cell, cell_name, cell_place
from robots.world.mat_file import MatFile, read_mat_file
from robots.world.trace import Pose


@dataclass(frozen=True, slots=True)
class Square:
    """What a cell is: its legend name and whether robots can stand on it."""

    name: str = "floor"
    blocked: bool = False
    colour: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class FloorLine:
    """A line on the floor: points and width in cm."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture lying on the floor, from its bottom left corner, in cm."""

    file: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Start:
    """Where a robot starts: a cell and a heading in degrees."""

    cell: str
    heading: float


@dataclass(frozen=True, slots=True)
class Mat:
    """One mat. `squares` holds every cell, by name; `places` the cells of each place's name."""

    name: str
    columns: int
    rows: int
    cell_cm: float
    squares: dict[str, Square]
    starts: tuple[Start, ...]
    places: dict[str, frozenset[str]] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The places declared as such, without the legend's, in the file's order."""
    walls: frozenset[frozenset[str]] = frozenset()
    lines: tuple[FloorLine, ...] = ()
    images: tuple[Image, ...] = ()
    noise: float = 0.0

    @property
    def width(self) -> float:
        """From west to east, in cm."""
        return self.columns * self.cell_cm

    @property
    def height(self) -> float:
        """From south to north, in cm."""
        return self.rows * self.cell_cm

    def inside(self, column: int, row: int) -> bool:
        """Whether the mat has this cell."""
        return 0 <= column < self.columns and 0 <= row < self.rows

    def cell_at(self, x: float, y: float) -> str | None:
        """The name of the cell under a point in cm, None off the mat."""
        column, row = int(x // self.cell_cm), int(y // self.cell_cm)
        return cell_name(column, row) if self.inside(column, row) else None

    def square_at(self, x: float, y: float) -> Square | None:
        """The square under a point in cm, None off the mat."""
        cell = self.cell_at(x, y)
        return None if cell is None else self.squares[cell]

    def centre(self, column: int, row: int) -> tuple[float, float]:
        """The middle of a cell, in cm."""
        return (column + 0.5) * self.cell_cm, (row + 0.5) * self.cell_cm

    def closed(self, here: Cell, there: Cell) -> bool:
        """Whether a robot cannot pass from a cell to its neighbour: edge, blocked cell or wall."""
        if not self.inside(*there):
            return True
        name = cell_name(*there)
        return self.squares[name].blocked or frozenset({cell_name(*here), name}) in self.walls

    def start_pose(self, robot: int = 0) -> Pose:
        """Where the robot of that number starts; there may be fewer starts than robots."""
        start = self.starts[robot % len(self.starts)]
        column, row = cell_place(start.cell) or (0, 0)
        x, y = self.centre(column, row)
        return Pose(x, y, start.heading, start.cell)

    def is_place(self, name: str) -> bool:
        """Whether a program may ask to be there: a place, a legend's name, or a cell."""
        return name in self.places or name in self.squares


def read_mat(text: str, name: str) -> Mat:
    """Read a mat from TOML text; `name` is its name where the file gives none.

    Raises Refused with `newer-format`, or with `bad-mat` and a `reason` (a key of the strings).
    """
    return _built(read_mat_file(text, name))


def _built(file: MatFile) -> Mat:
    height = len(file.rows)
    squares = {
        cell_name(column, height - 1 - index): Square(*file.legend[character])
        for index, row in enumerate(file.rows)
        for column, character in enumerate(row)
    }
    return Mat(
        file.name,
        len(file.rows[0]),
        height,
        file.cell_cm,
        squares,
        tuple(Start(*start) for start in file.starts),
        _places(file, squares),
        file.places,
        frozenset(frozenset(wall) for wall in file.walls),
        tuple(FloorLine(*line) for line in file.lines),
        tuple(Image(*image) for image in file.images),
        file.noise,
    )


def _places(file: MatFile, squares: dict[str, Square]) -> dict[str, frozenset[str]]:
    places: dict[str, set[str]] = {name: set(cells) for name, cells in file.places.items()}
    for cell, square in squares.items():
        if square.name not in ("floor", "blocked"):
            places.setdefault(square.name, set()).add(cell)
    return {name: frozenset(cells) for name, cells in places.items()}
