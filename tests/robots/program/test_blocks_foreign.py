"""What the real Blockly 13.3 saves, against what the Python that it generates prints.

`blockly_saved.jsonl` was made once in a browser: each line has a workspace of nearly all built-in
blocks as `Blockly.serialization.workspaces.save` gives it, and the lines that
`pythonGenerator.workspaceToCode` of it printed under CPython.
"""

import json
import re
from pathlib import Path

import pytest

from robots.program.blocks import read_blocks, write_blocks
from robots.program.tree import Program
from tests.robots.playing import play, said

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("blockly_saved.jsonl").read_text("utf-8").splitlines()
]


def rounded(line: str) -> str:
    """A printed line with its decimals at 12 digits, as ours are."""
    return re.sub(r"-?\d+\.\d+(e-?\d+)?", lambda match: f"{float(match[0]):.11g}", line)


def ids(program: Program) -> list[str]:
    return [item.id for stack in program.stacks for item in stack.body]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{len(case['printed'])} lines")
def test_a_saved_workspace_prints_what_blocklys_own_python_prints(case):
    program = read_blocks(case["blocks"])
    trace = play(*program.stacks, timeout=60)
    assert [rounded(line) for line in said(trace)] == [rounded(line) for line in case["printed"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{len(case['printed'])} lines")
def test_a_saved_workspace_comes_back(case):
    program = read_blocks(case["blocks"])
    again = read_blocks(write_blocks(program))
    assert again == program
    assert ids(again) == ids(program)
