"""The variables and functions of a workspace: Blockly knows them by ids, programs by names."""

from __future__ import annotations

import json

from robots.program.blocks.shape import NOTHING, Json, broken, row, table
from robots.program.limits import plain_text

DEFINITIONS = ("procedures_defnoreturn", "procedures_defreturn")
LONGEST_NOTES = 100_000
"""Characters of a definition's notes."""
UNNAMED = "unnamed"
"""What Blockly calls a function without a name."""


class Unique:
    """Gives names of which no two are the same; `blind` where `A` and `a` are the same."""

    def __init__(self, *, blind: bool = False) -> None:
        self._taken: dict[str, int] = {}
        self._blind = blind

    def name(self, wanted: str) -> str:
        """The name itself, or with a number behind it."""
        start, unique = self._key(wanted), wanted
        while self._key(unique) in self._taken:
            self._taken[start] += 1
            unique = f"{wanted}{self._taken[start]}"
        self._taken[self._key(unique)] = 1
        return unique

    def _key(self, name: str) -> str:
        return name.lower() if self._blind else name


def _meant(id: str, name: str) -> str:
    """The name of a variable whose id is its name: Blockly takes `A` and `a` for one name.

    Of two such variables one was written with a number behind its name.
    """
    return id if name != id and name.startswith(id) and name[len(id) :].isdecimal() else name


class Variables:
    """The variables of a workspace, by id, or by name where an older file has no ids."""

    def __init__(self, listed: object) -> None:
        self._names: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._unique = Unique()
        self.types: dict[str, str] = {}
        """The types of the typed ones, by name."""
        for item in row(listed):
            entry = table(item)
            id, name = entry.get("id"), entry.get("name")
            if isinstance(name, str) and name:
                self._add(id if isinstance(id, str) else name, name, entry.get("type"))

    def name(self, field: object, where: str) -> str:
        """The name of the variable in a block's field."""
        entry: Json = (
            {"id": field, "name": field} if isinstance(field, str) else table(field, where)
        )
        given = entry.get("id"), entry.get("name")
        id, name = (value if isinstance(value, str) else "" for value in given)
        key = id or name
        if not key:
            raise broken(where)
        if key not in self._names:
            known = self._by_name.get(name.lower())
            if known is None:
                self._add(key, plain_text(name or id, where), entry.get("type"))
            else:
                self._names[key] = known
        return self._names[key]

    def listed(self) -> list[str]:
        """The names of all variables, as far as they are known yet."""
        return list(self._names.values())

    def _add(self, id: str, name: str, type: object) -> None:
        """Two variables of one name stay two."""
        plain_text(name)
        if id in self._names:
            return
        unique = self._unique.name(_meant(id, name))
        self._names[id] = unique
        self._by_name.setdefault(name.lower(), unique)
        if isinstance(type, str) and type:
            self.types[unique] = plain_text(type)


class Procedures:
    """The functions that a workspace defines: the name that a block calls -> the function's."""

    def __init__(self, definitions: list[Json]) -> None:
        self._called: dict[str, str] = {}
        self._defined: list[str] = []
        unique = Unique()
        for definition in definitions:
            written = _written(table(definition.get("fields")).get("NAME"))
            name = unique.name(_meant(str(notes(definition.get("data")).get("name", "")), written))
            self._defined.append(name)
            self._called.setdefault(written.lower(), name)
        self._defined.reverse()

    def listed(self) -> list[str]:
        """The names of all functions."""
        return list(self._defined)

    def defined(self) -> str:
        """The name of the next definition, in the order of those given at first."""
        return self._defined.pop()

    def called(self, name: object) -> str:
        """The name of the function that a call speaks of, its own where none is known."""
        written = _written(name)
        return self._called.get(written.lower(), written)


def notes(data: object) -> Json:
    """The notes that a definition carries in its `data`; empty when it carries none."""
    if not isinstance(data, str) or not data.startswith("{") or len(data) > LONGEST_NOTES:
        return NOTHING
    try:
        found: object = json.loads(data)
    except (ValueError, RecursionError):
        return NOTHING
    return found if isinstance(found, dict) else NOTHING


def _written(name: object) -> str:
    return plain_text(name.strip() or UNNAMED) if isinstance(name, str) else UNNAMED
