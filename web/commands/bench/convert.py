"""How fast a program changes its face: 600 blocks read and written as Python, against Blockly."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import msgspec

from robots.program.faces import read_face, write_face
from web.commands.bench.figure import Figure, Watch
from web.commands.bench.peers import LONGEST, node

CLIENT = Path(__file__).parents[2] / "client"
GROUPS = 60
"""Rows of ten blocks."""
TRIES = 15

Block = dict[str, object]


class Foreign(msgspec.Struct, frozen=True):
    """What Blockly took, and which Blockly it was."""

    seconds: float
    version: str


def measure() -> list[Figure]:
    """Blockly JSON to Python text, reading included, in processor time."""
    text = json.dumps(workspace())
    ours, theirs = _ours(text), _blockly(text)
    versions = {"blockly": theirs.version}
    ratio = ours / theirs.seconds
    return [Figure("convert", ours * 1000, "ms", ratio, "Blockly's load and generate", versions)]


def _ours(text: str) -> float:
    times = []
    for _ in range(TRIES):
        with Watch() as watch:
            write_face(read_face("blocks", text), "python")
        times.append(watch.cpu)
    return min(times)


def _blockly(text: str) -> Foreign:
    program = Path(__file__).parent / "peers" / "blockly.mjs"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "workspace.json"
        file.write_text(text, encoding="utf-8")
        command = [node(), str(program), str(CLIENT), str(file), str(TRIES)]
        ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=LONGEST)
    return msgspec.json.decode(ran.stdout, type=Foreign)


def workspace() -> Block:
    """A workspace of 600 built-in blocks, as Blockly saves it."""
    first: Block | None = None
    for number in reversed(range(GROUPS)):
        first = _group(number, first)
    return {
        "blocks": {"languageVersion": 0, "blocks": [first]},
        "variables": [{"name": "count", "id": "count"}],
    }


def _group(number: int, after: Block | None) -> Block:
    """Ten blocks: `repeat 3: if count < 5: count = count + 1`, `print(count)`."""
    name = f"{number}-"
    change = _block(name + "set", "variables_set", fields=_COUNT)
    total = _block(name + "sum", "math_arithmetic", fields={"OP": "ADD"})
    total["inputs"] = {"A": _get(name + "a"), "B": _number(name + "b", 1)}
    change["inputs"] = {"VALUE": {"block": total}}
    less = _block(name + "less", "logic_compare", fields={"OP": "LT"})
    less["inputs"] = {"A": _get(name + "c"), "B": _number(name + "d", 5)}
    branch = _block(name + "if", "controls_if")
    branch["inputs"] = {"IF0": {"block": less}, "DO0": {"block": change}}
    loop = _block(name + "repeat", "controls_repeat_ext")
    loop["inputs"] = {"TIMES": _number(name + "e", 3), "DO": {"block": branch}}
    if after is not None:
        loop["next"] = {"block": after}
    return loop


_COUNT = {"VAR": {"id": "count"}}


def _block(name: str, type: str, **parts: object) -> Block:
    return {"type": type, "id": name, **parts}


def _get(name: str) -> Block:
    return {"block": _block(name, "variables_get", fields=_COUNT)}


def _number(name: str, value: int) -> Block:
    return {"block": _block(name, "math_number", fields={"NUM": value})}
