"""Every built-in block of the real Blockly: what it means, and that Blockly loads what we write.

Blockly runs in Node, the Python that it generates in Python; what that prints is what a program
says here. Where theirs fails, ours may go on, but says what theirs said first.
"""

import json
import math
import re
from random import Random

import pytest

from robots.errors import Code, Refused
from robots.program.blocks import read_blocks, write_blocks
from tests.robots.program.blockly_json import block, row, variable, workspace
from tests.robots.program.blockly_made import (
    BY_HAND,
    ONLY_IN_MUTATORS,
    Maker,
    all_variants,
    assigned,
    list_of,
    listed,
)
from tests.robots.program.blockly_peer import Blockly
from tests.robots.program.saying import said_by

pytestmark = pytest.mark.foreign
TRIES, WHOLE = 12, 300
INSIDE = ("procedures_ifreturn", "controls_flow_statements")
"""What stands in a function or in a loop only."""
KINDER = (Code.LIMIT,)
"""What ours refuses and Python does not: a number, a text or a list that has grown too big."""


@pytest.fixture(scope="module")
def blockly():
    peer = Blockly()
    yield peer
    peer.close()


@pytest.fixture(scope="module")
def variants(blockly):
    return all_variants(blockly)


_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")


def same(ours: list[str], theirs: list[str]) -> bool:
    """Whether the lines are the same, but for the last digits of decimals: ours have 12."""
    return len(ours) == len(theirs) and all(map(_alike, ours, theirs))


def _alike(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    pairs = zip(_NUMBER.findall(ours), _NUMBER.findall(theirs), strict=False)
    close = all(math.isclose(float(a), float(b), rel_tol=1e-9, abs_tol=1e-12) for a, b in pairs)
    return close and _NUMBER.sub("", ours) == _NUMBER.sub("", theirs)


def agree(blockly: Blockly, made: dict, answers: tuple[str, ...] = ()) -> None:
    """Blockly's Python and ours print the same; Blockly loads what we write of it."""
    theirs, failed = blockly.run(made, answers)
    program = read_blocks(made)
    ours, problem = said_by(program, answers)
    told = f"{json.dumps(made)}\n{failed}\n{problem}\n{blockly.code(made)}"
    if failed is None and problem is None:
        assert same(ours, theirs), told
    elif failed is None:
        assert problem in KINDER, told
        assert same(ours, theirs[: len(ours)]), told
    else:
        assert same(ours[: len(theirs)], theirs), told
    again(blockly, program)


def again(blockly: Blockly, program) -> None:
    """What is written is loaded by Blockly, kept by its editor, and read as the same program."""
    written = write_blocks(program)
    assert read_blocks(written) == program, json.dumps(written)
    kept = blockly.loaded(written)
    assert types(kept) == types(written), json.dumps([written, kept])
    assert read_blocks(kept) == program, json.dumps([written, kept])


def types(content: object) -> list[str]:
    """The types of all blocks of a workspace, in no order."""
    found, pending = [], [content.get("blocks", {}).get("blocks", [])]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            found += [item["type"]] if "type" in item and ("id" in item) else []
            pending += item.values()
        elif isinstance(item, list):
            pending += item
    return sorted(found)


def shown(*items: dict) -> dict:
    """The variables set, blocks, and all variables shown."""
    start = [assigned("n", block("math_number", {"NUM": 3})),
             assigned("t", block("text", {"TEXT": "le robot"})),
             assigned("l", list_of((4, 1, "b", 4, 10))),
             assigned("b", block("logic_boolean"))]  # fmt: skip
    end = [block("text_print", None, TEXT=variable(name)) for name in "ntlb"]
    return listed(row(*start, *items, *end))


# One block at a time ------------------------------------------------------------------------------


def test_every_built_in_block_is_known(blockly, variants):
    """A newer Blockly with a block that we do not know is told here."""
    unknown = {variant["type"] for variant in variants if _is_unknown(variant)}
    assert not unknown
    assert set(blockly.types()) - {item["type"] for item in variants} == ONLY_IN_MUTATORS


def _is_unknown(variant: dict) -> bool:
    made = {name: variant[name] for name in ("type", "extraState") if name in variant}
    fields = dict(variant.get("fields") or {})
    if "VAR" in fields:
        fields["VAR"] = {"id": "n"}
    try:
        read_blocks(workspace(made | {"fields": fields}))
    except Refused as refused:
        return refused.problems[0].code is Code.UNKNOWN_BLOCK
    return False


def test_each_block_in_each_shape_says_what_blocklys_python_says(blockly, variants):
    luck = Random(1)
    maker = Maker(luck, variants)
    for variant in variants:
        if variant["type"].startswith(BY_HAND) or variant["type"] in INSIDE:
            continue
        for attempt in range(TRIES):
            made = maker.filled(variant, attempt % 2)
            statement = made if variant["previous"] else block("text_print", None, TEXT=made)
            agree(blockly, shown(statement), ("7", "12.5", "x"))


@pytest.mark.parametrize("part", range(6))
def test_whole_programs_say_what_blocklys_python_says(blockly, variants, part):
    for seed in range(part * WHOLE // 6, (part + 1) * WHOLE // 6):
        made = Maker(Random(seed), variants).whole()
        agree(blockly, made, ("1", "2", "3") * 20)
