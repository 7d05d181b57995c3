"""The text itself: where a statement stands in it, cut out whole and moved to the margin.

What stands inside a text of several lines is never moved: its blanks belong to the program.
"""

from __future__ import annotations

import ast
import io
import os
import tokenize
from bisect import bisect_right
from collections.abc import Iterable
from tokenize import TokenInfo

Place = tuple[int, int]
"""A line from 1, and characters before it in that line."""


class Source:
    """The lines of a text, where its statements begin, and which lines are inside a text."""

    def __init__(self, text: str, starts: list[Place], inside: frozenset[int]) -> None:
        self._lines = text.split("\n")
        self._starts, self._inside = starts, inside

    def part(self, node: ast.expr | ast.stmt | ast.keyword, most: int) -> str:
        """The first characters of a node's first line."""
        line = self._lines[node.lineno - 1]
        end = node.end_col_offset if node.end_lineno == node.lineno else None
        first = _column(line, node.col_offset)
        return line[first : None if end is None else _column(line, end)][:most]

    def begins(self, node: ast.stmt) -> Place:
        """Where a statement begins, its decorators included."""
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        if not decorators:
            return node.lineno, _column(self._lines[node.lineno - 1], node.col_offset)
        first = decorators[0]
        at = first.lineno, _column(self._lines[first.lineno - 1], first.col_offset)
        return self._starts[bisect_right(self._starts, at) - 1]

    def statement(self, node: ast.stmt) -> tuple[str, range]:
        """A whole statement moved to the margin, and the lines whose comments are in it."""
        first, column = self.begins(node)
        last = node.end_lineno or first
        rows = self._lines[first - 1 : last]
        end = _column(rows[-1], node.end_col_offset or 0)
        remarked = rows[-1][end:].lstrip().startswith("#")
        rows[-1] = rows[-1].rstrip() if remarked else rows[-1][:end]
        margin = rows[0][: len(rows[0]) - len(rows[0].lstrip())]
        moved = [
            row if number in self._inside else _without(margin, row)
            for number, row in enumerate(rows[1:], first + 1)
        ]
        return "\n".join([rows[0][column:], *moved]), range(first, last + remarked)


def _without(margin: str, row: str) -> str:
    return row[len(os.path.commonprefix([margin, row])) :] if row.strip() else ""


def _column(line: str, offset: int) -> int:
    """Characters before a place that Python counts in bytes."""
    return offset if line.isascii() else len(line.encode()[:offset].decode("utf-8", "replace"))


def inside_texts(tokens: Iterable[TokenInfo]) -> frozenset[int]:
    """The lines that begin inside a text, or inside a template."""
    lines: set[int] = set()
    opened: list[int] = []
    for token in tokens:
        kind = tokenize.tok_name[token.type]
        if kind == "STRING":
            lines.update(range(token.start[0] + 1, token.end[0] + 1))
        elif kind.endswith("STRING_START"):
            opened.append(token.start[0])
        elif kind.endswith("STRING_END") and opened:
            lines.update(range(opened.pop() + 1, token.end[0] + 1))
    return frozenset(lines)


def movable(text: str) -> list[str]:
    """A statement's text in pieces, each of which may be moved to the right as one."""
    rows = text.split("\n")
    if not any(mark in text for mark in ('"""', "'''", "\\\n")):
        return rows
    try:
        kept = inside_texts(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return rows
    pieces: list[str] = []
    for number, row in enumerate(rows, 1):
        if number in kept and pieces:
            pieces[-1] += f"\n{row}"
        else:
            pieces.append(row)
    return pieces
