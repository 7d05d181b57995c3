"""What screens show that is no message by itself: programs, problems, mats, lessons.

The structs that `robots.messages` carries and that the server's pages give out as JSON.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from robots.world.mat import Mat

Face = Literal["cards", "blocks", "python"]


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=False):
    """What travels: a frozen struct, unknown fields ignored so that versions may differ."""


class Fault(Message, frozen=True):
    """A problem on its way to a screen; the screen makes the sentence (`errors.<code>`)."""

    code: str
    where: str = ""
    details: dict[str, str | int | float] = {}
    remark: bool = False


class ProgramText(Message, frozen=True):
    """A program in one face: the JSON text of cards or blocks, or the Python text."""

    face: Face
    content: str


class CellView(Message, frozen=True):
    """One cell of a mat that is not plain floor."""

    cell: str
    name: str
    blocked: bool = False
    colour: str | None = None
    picture: str | None = None


class LineView(Message, frozen=True):
    """A line on the floor, points in cm."""

    points: list[tuple[float, float]]
    width: float
    colour: str


class MatView(Message, frozen=True):
    """A mat as screens draw it; cells from the bottom left, lengths in cm."""

    name: str
    columns: int
    rows: int
    cell_cm: float
    start_cell: str
    start_heading: float
    cells: list[CellView] = []
    walls: list[tuple[str, str]] = []
    lines: list[LineView] = []
    places: dict[str, str] = {}


class MissionPage(Message, frozen=True):
    """One page of a mission's story: a picture and a sentence that is read aloud."""

    picture: str
    text: str


class LessonView(Message, frozen=True):
    """A lesson as the home page lists it and as the screens play it."""

    slug: str
    cycle: str
    title: str
    aim: str
    minutes: int
    ages: tuple[int, int]
    abilities: list[str]
    after: list[str]
    words: list[str]
    """The words offered as keys, in order."""
    limit: int | None
    faces: list[Face]
    devices: list[str]
    """What it is played with: "board", "tablet", and robots: "closed", "real", "screen"."""
    mat: MatView
    pages: list[MissionPage] = []
    start: ProgramText | None = None
    flag: bool = False
    """The child plants a flag where the robot will end, before GO."""
    teacher_sheet: str = ""
    """The address of the teacher's page."""


class CompanionKey(Message, frozen=True, forbid_unknown_fields=True):
    """One key on a closed robot's back; places and sizes on a box of 100 by 100."""

    id: str
    does: Literal["forward", "backward", "turn_left", "turn_right", "pause", "clear", "go"]
    """The word it stores, or what it does at once."""
    x: Annotated[float, msgspec.Meta(ge=0, le=100)]
    y: Annotated[float, msgspec.Meta(ge=0, le=100)]
    radius: Annotated[float, msgspec.Meta(gt=0, le=50)]
    colour: Annotated[str, msgspec.Meta(pattern="^#[0-9A-Fa-f]{6}$")]
    edge: Annotated[str, msgspec.Meta(pattern="^#[0-9A-Fa-f]{6}$")]
    icon: str
    shape: Literal["round", "square"] = "round"


class CompanionView(Message, frozen=True):
    """A closed floor robot as screens show it: pressed by hand, with no radio."""

    kind: str
    names: dict[str, str]
    picture: str
    """The robot from above, front up, as SVG text."""
    back: str
    """Its back without the keys, as SVG text on a box of 100 by 100."""
    keys: list[CompanionKey]
    step_cm: float
    turn_degrees: float
    pause_seconds: float
    memory: int
    """How many steps it keeps."""
    appends: bool
    """New steps are added to the old ones until its memory is cleared."""


class KindView(Message, frozen=True):
    """A robot kind as screens show it: its names by language, its drawing as SVG text."""

    kind: str
    names: dict[str, str]
    picture: str


def mat_view(mat: Mat) -> MatView:
    """A mat as screens draw it."""
    start = mat.starts[0]
    return MatView(
        name=mat.name,
        columns=mat.columns,
        rows=mat.rows,
        cell_cm=mat.cell_cm,
        start_cell=start.cell,
        start_heading=start.heading,
        cells=[
            CellView(cell, square.name, square.blocked, square.colour, square.picture)
            for cell, square in mat.squares.items()
            if square.name != "floor"
        ],
        walls=[(first, second) for first, second in sorted(map(sorted, mat.walls))],
        lines=[LineView(list(line.points), line.width, line.colour) for line in mat.lines],
        places={name: sorted(cells)[0] for name, cells in mat.places.items()},
    )
