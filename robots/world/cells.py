"""Names of cells: a column letter (A..Z, then AA) and a row number from the bottom left, `A1`."""

from __future__ import annotations

import re
from functools import lru_cache

_NAME = re.compile(r"([A-Z]{1,2})([1-9][0-9]{0,2})")
_LETTERS = 26

Cell = tuple[int, int]
"""Column and row, both from 0 at the bottom left."""


@lru_cache(maxsize=4096)
def cell_name(column: int, row: int) -> str:
    """The name of a cell; column and row count from 0 at the bottom left."""
    first, last = divmod(column, _LETTERS)
    letters = chr(ord("A") + last)
    return f"{chr(ord('A') + first - 1) if first else ''}{letters}{row + 1}"


def cell_place(name: str) -> Cell | None:
    """Column and row of a cell's name, None when it is no cell's name."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1, int(match[2]) - 1
