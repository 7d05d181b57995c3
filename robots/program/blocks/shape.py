"""One block as it stands in Blockly's JSON: its parts, each checked for what it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from robots.errors import Code, Refused, refuse
from robots.program.blocks.mutation import extra_state
from robots.program.limits import plain_text

Json = Mapping[str, object]

NOTHING: Json = {}
SLANT = math.sin(math.radians(3))
LONGEST_NAME = 200
"""Characters of a block's id or type."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: `type`, `id`, its fields and inputs, and what stands under it (`following`)."""

    type: str
    id: str
    fields: Json
    inputs: Json
    following: object
    """The JSON of the next block, None when it is the last."""
    enabled: bool
    comment: str
    data: str
    """A note of our own that Blockly keeps with the block."""
    extra: Json
    """Blockly's `extraState`."""

    def field(self, name: str) -> object:
        """The value of a field, None when it has none."""
        return self.fields.get(name)

    def input(self, name: str) -> object:
        """The JSON of the block in an input, or of its shadow; None when it is empty."""
        return _connected(self.inputs.get(name), self.id)

    def count(self, name: str, default: int, most: int) -> int:
        """A number in Blockly's `extraState`; raises Refused when there are too many."""
        value = self.extra.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise broken(self.id)
        if value > most:
            raise refuse(Code.TOO_BIG, self.id)
        return value


def broken(where: str = "") -> Refused:
    """The refusal of JSON that is not of Blockly's shape."""
    return refuse(Code.BROKEN_FILE, where)


def table(value: object, where: str = "") -> Json:
    """A JSON object, an empty one when it is absent; raises Refused(broken-file)."""
    if value is None:
        return NOTHING
    if not isinstance(value, dict):
        raise broken(where)
    return value


def row(value: object, where: str = "") -> list[object]:
    """A JSON list, an empty one when it is absent; raises Refused(broken-file)."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise broken(where)
    return value


def block_of(content: object, other_id: str) -> Block:
    """Read one block's JSON, not those connected to it; `other_id` is for one without an id."""
    raw = table(content)
    kind, name = raw.get("type"), raw.get("id")
    id = name if isinstance(name, str) and name and _usable(name) else other_id
    if not isinstance(kind, str):
        raise broken(id)
    if not _usable(kind):
        raise refuse(Code.UNKNOWN_BLOCK, id)
    return Block(
        type=kind,
        id=id,
        fields=table(raw.get("fields"), id),
        inputs=table(raw.get("inputs"), id),
        following=_connected(raw.get("next"), id),
        enabled=raw.get("enabled") is not False and not row(raw.get("disabledReasons"), id),
        comment=_comment(raw, id),
        data=data if isinstance(data := raw.get("data"), str) else "",
        extra=extra_state(raw.get("extraState")),
    )


def place(content: object) -> tuple[float, float]:
    """Where a block stands on the canvas."""
    raw = table(content)
    return _coordinate(raw.get("x")), _coordinate(raw.get("y"))


def height(x: float, y: float) -> float:
    """What stacks are ordered by: Blockly looks along a line that falls a little to the right."""
    return y + SLANT * x


def _coordinate(value: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or abs(value) > 1e9:
        return 0.0
    return float(value) if math.isfinite(value) else 0.0


def _usable(name: str) -> bool:
    return len(name) <= LONGEST_NAME and not any("\ud800" <= sign <= "\udfff" for sign in name)


def _connected(connection: object, where: str) -> object:
    parts = table(connection, where)
    block = parts.get("block")
    return parts.get("shadow") if block is None else block


def _comment(raw: Json, where: str) -> str:
    comment = table(table(raw.get("icons"), where).get("comment"), where)
    text = comment.get("text")
    return plain_text(text, where) if isinstance(text, str) else ""
