"""The parts of a project as its JSON has them; what is of a wrong form counts as not there."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Json = Mapping[str, object]
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: it can stand in JSON, and in no file."""


def object_of(value: object) -> Json:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[object]:
    """A JSON list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def text_of(value: object) -> str:
    """A text, numbers as they are written; an empty one for anything else."""
    if isinstance(value, str):
        return _HALF.sub("?", value)
    plain = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(value) if plain else ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a sprite."""

    id: str
    json: Json

    @property
    def opcode(self) -> str:
        """What the block does."""
        return text_of(self.json.get("opcode"))

    @property
    def next(self) -> str:
        """The id of the block below, "" for none."""
        return text_of(self.json.get("next"))

    @property
    def mutation(self) -> Json:
        """What a block of one's own carries."""
        return object_of(self.json.get("mutation"))

    def field(self, name: str) -> str:
        """What is chosen in a field."""
        return text_of((list_of(object_of(self.json.get("fields")).get(name)) or [""])[0])

    def chosen_id(self, name: str) -> str:
        """The id of the variable or list that is chosen in a field."""
        return text_of((list_of(object_of(self.json.get("fields")).get(name)) + ["", ""])[1])

    def input(self, name: str) -> object:
        """What stands in an input: a block's id, a written value as a list, None for nothing."""
        content = list_of(object_of(self.json.get("inputs")).get(name))
        return content[1] if len(content) > 1 else None

    def place(self, axis: str) -> float:
        """Where a script's first block stands."""
        value = self.json.get(axis)
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return 0.0
        return float(value) if math.isfinite(value) and abs(value) < 1e9 else 0.0


@dataclass(frozen=True, slots=True)
class Sprite:
    """A sprite, or the stage."""

    json: Json

    @property
    def name(self) -> str:
        """What the pupil calls it."""
        return text_of(self.json.get("name"))

    @property
    def is_stage(self) -> bool:
        """Whether it is the stage."""
        return self.json.get("isStage") is True

    def blocks(self) -> dict[str, Block]:
        """Its blocks by their ids."""
        blocks = object_of(self.json.get("blocks"))
        whole = {text_of(key): item for key, item in blocks.items() if isinstance(item, dict)}
        return {key: Block(key, item) for key, item in whole.items()}

    def comments(self) -> Iterator[tuple[str, str]]:
        """The id of a block, and what is noted on it."""
        for item in object_of(self.json.get("comments")).values():
            comment = object_of(item)
            yield text_of(comment.get("blockId")), text_of(comment.get("text"))

    def values(self, kind: str) -> Iterator[tuple[str, str, object]]:
        """Id, name and first value of its "variables" or "lists"."""
        for key, item in object_of(self.json.get(kind)).items():
            content = list_of(item)
            if content:
                yield key, text_of(content[0]), content[1] if len(content) > 1 else None


def tops(blocks: Mapping[str, Block]) -> list[Block]:
    """The first blocks of a sprite's scripts."""
    return [block for block in blocks.values() if block.json.get("topLevel") is True]


def is_hat(block: Block) -> bool:
    """Whether a script begins by itself with this block."""
    return block.opcode.startswith("event_when") or block.opcode == "control_start_as_clone"
