"""JSON that is nested far deeper than Python's own reader and writer go.

Blockly keeps each block inside the one above it: a program of a thousand blocks is nested two
thousand levels deep. Python's `json` reads and writes with recursion and gives up long before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from robots.errors import Code, refuse
from robots.program.limits import MOST_STATEMENTS

MOST_LEVELS = 2 * MOST_STATEMENTS + 500

DEEP = 500
"""Levels that Python's own reader takes."""

_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]')
_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*"')
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9][0-9]*))(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NAMED = {"true": True, "false": False, "null": None}
_NAME = re.compile("true|false|null")

Holder = dict[str, object] | list[object]


def written(content: object) -> str:
    """JSON on one line, however deep; for what `json.dumps` would write."""
    return "".join(_pieces(content))


def _pieces(content: object) -> Iterator[str]:
    pending: list[str | tuple[object]] = [(content,)]
    while pending:
        piece = pending.pop()
        if isinstance(piece, str):
            yield piece
        elif isinstance(piece[0], dict):
            pending += reversed(_entries(piece[0]))
        elif isinstance(piece[0], list):
            items = [part for item in piece[0] for part in (", ", (item,))][1:]
            pending += reversed(["[", *items, "]"])
        else:
            yield json.dumps(piece[0], ensure_ascii=False)


def _entries(table: dict[str, object]) -> list[str | tuple[object]]:
    parts: list[str | tuple[object]] = ["{"]
    for name, value in table.items():
        comma = ", " if len(parts) > 1 else ""
        parts += [f"{comma}{json.dumps(name, ensure_ascii=False)}: ", (value,)]
    return [*parts, "}"]


def parsed(text: str, whole: Callable[[str], object]) -> object:
    """Read JSON that is deep; `whole` makes whole numbers.

    Raises json.JSONDecodeError, and Refused(too-deep) beyond what a program can need.
    """
    return _Parser(text, whole).value()


def is_deep(text: str) -> bool:
    """Whether JSON is nested deeper than Python's own reader goes everywhere.

    In the browser it has too small a stack, and does not see where that ends.
    """
    if text.count("{") + text.count("[") <= DEEP:
        return False
    depth = 0
    for sign in _BRACKET.findall(text):
        if sign in "{[":
            depth += 1
            if depth > DEEP:
                return True
        elif sign in "}]":
            depth -= 1
    return False


def taken_apart(content: object) -> None:
    """Empty all that is inside, so that nothing deep is left for Python to forget at once.

    It would do so with recursion, for which the browser's Python has too small a stack.
    """
    pending = [content]
    while pending:
        holder = pending.pop()
        if isinstance(holder, dict):
            pending += holder.values()
            holder.clear()
        elif isinstance(holder, list):
            pending += holder
            holder.clear()


class _Parser:
    """Reads one text from start to end, with a list of what is open instead of recursion."""

    def __init__(self, text: str, whole: Callable[[str], object]) -> None:
        self._text, self._whole = text, whole
        self._at = 0
        self._open: list[Holder] = []
        self._names: list[str] = []

    def value(self) -> object:
        """The whole text's value."""
        while True:
            value = self._opened()
            if value is not None:
                self._begin(value)
                if not self._ends(value):
                    self._name(value)
                    continue
                done: object = self._open.pop()
            else:
                done = self._plain()
            while self._open:
                self._put(done)
                holder = self._open[-1]
                if not self._ends(holder):
                    self._need(",")
                    self._name(holder)
                    break
                done = self._open.pop()
            else:
                if self._next():
                    raise self._wrong("Extra data")
                return done

    def _begin(self, holder: Holder) -> None:
        if len(self._open) >= MOST_LEVELS:
            raise refuse(Code.TOO_DEEP)
        self._open.append(holder)

    def _opened(self) -> Holder | None:
        sign = self._next()
        if sign not in ("{", "["):
            return None
        self._at += 1
        return {} if sign == "{" else []

    def _ends(self, holder: Holder) -> bool:
        """Whether a table or list ends here; steps over its end."""
        ended = self._next() == ("}" if isinstance(holder, dict) else "]")
        self._at += ended
        return ended

    def _name(self, holder: Holder) -> None:
        """The name before the next value of a table."""
        if isinstance(holder, dict):
            self._next()
            self._names.append(self._quoted())
            self._need(":")

    def _put(self, value: object) -> None:
        holder = self._open[-1]
        if isinstance(holder, dict):
            holder[self._names.pop()] = value
        else:
            holder.append(value)

    def _plain(self) -> object:
        if self._next() == '"':
            return self._quoted()
        if found := _NAME.match(self._text, self._at):
            self._at = found.end()
            return _NAMED[found[0]]
        if found := _NUMBER.match(self._text, self._at):
            self._at = found.end()
            return self._whole(found[1]) if found[0] == found[1] else float(found[0])
        raise self._wrong("Expecting value")

    def _quoted(self) -> str:
        found = _TEXT.match(self._text, self._at)
        if found is None:
            raise self._wrong("Expecting a text")
        text = json.loads(found[0])
        self._at = found.end()
        return str(text)

    def _next(self) -> str:
        """The next sign that is no space, "" at the end."""
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at
        return self._text[self._at : self._at + 1]

    def _need(self, sign: str) -> None:
        if self._next() != sign:
            raise self._wrong(f"Expecting {sign}")
        self._at += 1

    def _wrong(self, message: str) -> json.JSONDecodeError:
        return json.JSONDecodeError(message, self._text, self._at)
