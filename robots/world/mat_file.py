"""Reads the TOML text of a mat and says clearly what is wrong with it.

Only `rows` is required. Every fault is `bad-mat` with the details `reason` (a key) and `value`.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass

from robots.abilities import COLOURS
from robots.errors import Code, Refused, refuse
from robots.world.cells import cell_place

FORMAT = 1
LARGEST = 52
"""Columns and rows at the most: A..AZ."""
CELL_CM = 15.0
LONGEST_NAME = 80

SquareRow = tuple[str, bool, str | None, str | None]
_BUILT_IN: dict[str, SquareRow] = {
    ".": ("floor", False, None, None),
    "#": ("blocked", True, None, None),
}
_KEYS = frozenset(
    ("format", "name", "cell_cm", "rows", "legend", "start", "starts", "places", "noise")
    + ("walls", "lines", "images")
)
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class MatFile:
    """A mat as its file says it: checked, defaults filled in."""

    name: str
    cell_cm: float
    rows: tuple[str, ...]
    legend: dict[str, SquareRow]
    starts: tuple[tuple[str, float], ...]
    places: dict[str, tuple[str, ...]]
    noise: float
    walls: tuple[tuple[str, str], ...]
    lines: tuple[tuple[tuple[tuple[float, float], ...], float, str], ...]
    images: tuple[tuple[str, float, float, float, float], ...]


def read_mat_file(text: str, name: str) -> MatFile:
    """Read and check; raises Refused with `newer-format` or `bad-mat`."""
    table = _toml(text)
    _check_format(table)
    for key in table:
        if key not in _KEYS:
            raise _bad("unknown-key", key)
    rows = _rows(table.get("rows"))
    legend = _legend(table.get("legend", {}), rows)
    cells = _Cells(rows, legend)
    return MatFile(
        _text(table.get("name", name), "name"),
        _number(table.get("cell_cm", CELL_CM), "cell_cm", 1, 100),
        rows,
        legend,
        _starts(table, cells),
        _places(table.get("places", {}), cells),
        _number(table.get("noise", 0.0), "noise", 0, 0.5),
        _walls(table.get("walls", []), cells),
        _lines(table.get("lines", [])),
        _images(table.get("images", [])),
    )


class _Cells:
    """The cells that a file's rows make."""

    def __init__(self, rows: tuple[str, ...], legend: dict[str, SquareRow]) -> None:
        self._rows, self._legend = rows, legend

    def named(self, value: object, key: str) -> str:
        """The value if it names a cell of this mat."""
        place = cell_place(value) if isinstance(value, str) else None
        if place is None or place[0] >= len(self._rows[0]) or place[1] >= len(self._rows):
            raise _bad(f"{key}-no-cell", value)
        return str(value)

    def free(self, value: object, key: str) -> str:
        """The value if it names a cell that a robot can stand on."""
        cell = self.named(value, key)
        column, row = cell_place(cell) or (0, 0)
        if self._legend[self._rows[len(self._rows) - 1 - row][column]][1]:
            raise _bad(f"{key}-blocked", cell)
        return cell

    def first_free(self) -> str:
        """A1, where a robot starts unless the file says otherwise."""
        return self.free("A1", "start")


def _bad(reason: str, value: object = "") -> Refused:
    return refuse(Code.BAD_MAT, reason=reason, value=str(value)[:LONGEST_NAME])


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _bad("toml", error) from None


def _check_format(table: dict[str, object]) -> None:
    version = table.get("format", FORMAT)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _bad("format", version)
    if version > FORMAT:
        raise refuse(Code.NEWER_FORMAT, format=version)


def _rows(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(row, str) for row in value):
        raise _bad("rows-missing")
    if len({len(row) for row in value}) != 1 or not value[0]:
        raise _bad("rows-uneven")
    if len(value) > LARGEST or len(value[0]) > LARGEST:
        raise _bad("rows-too-many", LARGEST)
    return tuple(value)


def _legend(value: object, rows: tuple[str, ...]) -> dict[str, SquareRow]:
    legend = dict(_BUILT_IN)
    for character, entry in _table(value, "legend").items():
        if len(character) != 1 or character in _BUILT_IN:
            raise _bad("legend-character", character)
        legend[character] = _square(entry, character)
    for character in dict.fromkeys("".join(rows)):
        if character not in legend:
            raise _bad("unknown-character", character)
    return legend


def _square(entry: object, character: str) -> SquareRow:
    table = {"name": entry} if isinstance(entry, str) else _table(entry, "legend")
    if set(table) - {"name", "blocked", "colour", "picture"}:
        raise _bad("legend-entry", character)
    name, blocked = _text(table.get("name"), "legend-name"), table.get("blocked", False)
    colour, picture = table.get("colour"), table.get("picture")
    if not isinstance(blocked, bool):
        raise _bad("legend-blocked", character)
    return (
        name,
        blocked,
        None if colour is None else _colour(colour),
        None if picture is None else _text(picture, "picture"),
    )


def _starts(table: dict[str, object], cells: _Cells) -> tuple[tuple[str, float], ...]:
    if "start" in table and "starts" in table:
        raise _bad("start-twice")
    given = table.get("starts", [table["start"]] if "start" in table else [])
    found = tuple(_start(item, cells) for item in _list(given, "starts"))
    return found or ((cells.first_free(), 0.0),)


def _start(item: object, cells: _Cells) -> tuple[str, float]:
    table = _table(item, "start")
    if set(table) - {"cell", "heading"}:
        raise _bad("start-entry", ", ".join(table))
    heading = _number(table.get("heading", 0), "heading", -360, 360)
    return cells.free(table.get("cell", "A1"), "start"), heading % 360.0


def _places(value: object, cells: _Cells) -> dict[str, tuple[str, ...]]:
    places = {}
    for name, given in _table(value, "places").items():
        listed = given if isinstance(given, list) else [given]
        if not listed or cell_place(name) is not None:
            raise _bad("place-name", name)
        places[name] = tuple(cells.named(cell, "place") for cell in listed)
    return places


def _walls(value: object, cells: _Cells) -> tuple[tuple[str, str], ...]:
    walls = []
    for pair in _list(value, "walls"):
        if not isinstance(pair, list) or len(pair) != 2:
            raise _bad("wall-pair", pair)
        first, second = (cells.named(cell, "wall") for cell in pair)
        here, there = cell_place(first) or (0, 0), cell_place(second) or (0, 0)
        if abs(here[0] - there[0]) + abs(here[1] - there[1]) != 1:
            raise _bad("wall-neighbours", f"{first} {second}")
        walls.append((first, second))
    return tuple(walls)


def _lines(
    value: object,
) -> tuple[tuple[tuple[tuple[float, float], ...], float, str], ...]:
    lines = []
    for item in _list(value, "lines"):
        table = _table(item, "lines")
        points = tuple(_point(point) for point in _list(table.get("points"), "line-points"))
        if len(points) < 2 or set(table) - {"points", "width", "colour"}:
            raise _bad("line-points", item)
        width = _number(table.get("width", 2), "line-width", 0.1, 100)
        lines.append((points, width, _colour(table.get("colour", "black"))))
    return tuple(lines)


def _point(value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise _bad("line-points", value)
    return _number(value[0], "line-points", -1e4, 1e4), _number(value[1], "line-points", -1e4, 1e4)


def _images(value: object) -> tuple[tuple[str, float, float, float, float], ...]:
    images = []
    for item in _list(value, "images"):
        table = _table(item, "images")
        if set(table) != {"file", "x", "y", "width", "height"}:
            raise _bad("image-entry", ", ".join(table))
        x, y, width, height = (
            _number(table[key], f"image-{key}", -1e4, 1e4) for key in ("x", "y", "width", "height")
        )
        images.append((_text(table["file"], "image-file"), x, y, width, height))
    return tuple(images)


def _table(value: object, key: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise _bad(f"{key}-form", value)
    return value


def _list(value: object, key: str) -> list[object]:
    if not isinstance(value, list):
        raise _bad(f"{key}-form", value)
    return value


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise _bad(f"{key}-form", value)
    return value


def _number(value: object, key: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise _bad(f"{key}-form", value)
    if not least <= value <= most:
        raise _bad(f"{key}-range", value)
    return float(value)


def _colour(value: object) -> str:
    if isinstance(value, str) and (value in COLOURS or _HEX.fullmatch(value)):
        return value
    raise _bad("colour", value)
