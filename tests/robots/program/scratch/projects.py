"""Scratch projects made in a test: scripts as nested lists, written as Scratch writes them."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

Json = dict[str, object]

NUMBER, TEXT, BROADCAST, VARIABLE, LIST = 4, 10, 11, 12, 13


class Maker:
    """Gathers the blocks of one sprite."""

    def __init__(self) -> None:
        self.blocks: dict[str, Json] = {}

    def script(self, *rows: Json, x: int = 0) -> None:
        """A script: blocks one below the other."""
        self._row(list(rows), None, x)

    def _row(self, rows: list[Json], parent: str | None, x: int = 0) -> str:
        ids = [f"b{len(self.blocks)}"]
        for number, row in enumerate(rows):
            id = ids[-1]
            self.blocks[id] = {}
            block = self._block(row, id, parent if number == 0 else ids[-2], x)
            if number + 1 < len(rows):
                ids.append(f"b{len(self.blocks)}")
                block["next"] = ids[-1]
            self.blocks[id] = block
        return ids[0]

    def _block(self, row: Json, id: str, parent: str | None, x: int) -> Json:
        inputs = {name: self._input(value, id) for name, value in row["inputs"].items()}  # type: ignore[attr-defined]
        top: Json = {"topLevel": True, "x": x, "y": 0} if parent is None else {"topLevel": False}
        return {
            "opcode": row["opcode"],
            "next": None,
            "parent": parent,
            "inputs": inputs,
            "fields": row["fields"],
            "shadow": row.get("shadow", False),
            **({"mutation": row["mutation"]} if "mutation" in row else {}),
            **top,
        }

    def _input(self, value: object, parent: str) -> list[object]:
        if isinstance(value, dict):
            return [1 if value.get("shadow") else 2, self._row([value], parent)]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return [2, self._row(value, parent)]
        if isinstance(value, (int, float)):
            return [1, [NUMBER, str(value)]]
        return [1, value if isinstance(value, list) else [TEXT, value]]


def block(opcode: str, inputs: Json | None = None, **fields: object) -> Json:
    """A block; a field is a text, or a name with its id."""
    written = {
        name: list(value) if isinstance(value, tuple) else [value, None]
        for name, value in fields.items()
    }
    return {"opcode": opcode, "inputs": inputs or {}, "fields": written}


def menu(opcode: str, **fields: object) -> Json:
    """The little block with a menu that stands in an input."""
    return {**block(opcode, **fields), "shadow": True}


def variable(name: str) -> list[object]:
    """A variable in an input; its id is its name with a stroke."""
    return [VARIABLE, name, name + "-"]


def sprite(name: str, *scripts: list[Json], **more: object) -> Json:
    """A sprite with its scripts."""
    made = Maker()
    for number, rows in enumerate(scripts):
        made.script(*rows, x=100 * number)
    return {
        "isStage": False, "name": name, "variables": {}, "lists": {}, "broadcasts": {},
        "blocks": made.blocks, "comments": {}, "currentCostume": 0, "costumes": [_COSTUME],
        "sounds": [], "volume": 100, **more,
    }  # fmt: skip


_COSTUME: Json = {
    "name": "c", "dataFormat": "svg", "assetId": "cd21514d0531fdffb22204e0ec5ed84a",
    "md5ext": "cd21514d0531fdffb22204e0ec5ed84a.svg", "rotationCenterX": 1, "rotationCenterY": 1,
}  # fmt: skip


def project(*sprites: Json) -> Json:
    """A project with an empty stage and these sprites."""
    stage = {**sprite("Stage"), "isStage": True}
    return {
        "targets": [stage, *sprites],
        "monitors": [],
        "extensions": [],
        "meta": {"semver": "3.0.0", "vm": "0.2.0", "agent": ""},
    }


def sb3(content: object) -> bytes:
    """The file of a project."""
    text = content if isinstance(content, str) else json.dumps(content)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.json", text)
    return file.getvalue()
