"""No file, however wrong, does more than to be refused with a code."""

import json
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robots.errors import Refused
from robots.program.faces import open_file
from robots.program.scratch.archive import LARGEST_PROJECT, MOST_FILES
from robots.program.scratch.statements import STATEMENTS
from robots.program.scratch.values import is_value
from tests.robots.program.scratch.projects import project, sb3, sprite

pytestmark = pytest.mark.random


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        open_file(data, "a.sb3")
    return str(caught.value.problems[0].code)


def zipped(name: str, content: bytes, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        archive.writestr(name, content)
    return file.getvalue()


GOOD = sb3(project())
BLANKS = b" " * (LARGEST_PROJECT + 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unknown-format"),
        (b"junk" * 1000, "unknown-format"),
        (GOOD[:-10], "broken-file"),
        (GOOD[:40] + b"\0" * 20 + GOOD[60:], "broken-file"),
        (b"PK" + b"\xff" * 5000, "broken-file"),
        (zipped("autre.json", b"{}"), "broken-file"),
        (zipped("project.json", b"{"), "broken-file"),
        (zipped("project.json", b"\xff\xfe"), "broken-file"),
        (zipped("project.json", b"{}", zipfile.ZIP_LZMA), "broken-file"),
        (zipped("project.json", b"{}"), "unknown-format"),
        (zipped("project.json", b'{"objName": "Stage"}'), "unknown-format"),
        (zipped("project.json", b"[" * 2_000_000), "broken-file"),
        (zipped("project.json", BLANKS), "too-big"),
        (b"PK\x01\x02" * (MOST_FILES + 1), "too-big"),
    ],
)
def test_files_that_are_no_projects_are_refused(data, code):
    assert refused(data) in (code, "too-deep")


def test_an_archive_that_lies_about_its_sizes_is_not_believed():
    size = len(BLANKS).to_bytes(4, "little")
    bomb = zipped("project.json", BLANKS)
    assert refused(bomb.replace(size, (10).to_bytes(4, "little"))) in ("too-big", "broken-file")
    assert refused(zipped("project.json", b"{}").replace(b"\x02\0\0\0", size)) == "unknown-format"


def rows(**blocks: object) -> bytes:
    return sb3(project(sprite("Chat", blocks=blocks)))


HAT = {"opcode": "event_whenflagclicked", "next": "a", "topLevel": True}


def test_blocks_that_go_round_in_a_circle_are_refused():
    move = {"opcode": "motion_movesteps", "next": "a"}
    assert refused(rows(h=HAT, a=move)) == "broken-file"
    inside = {"opcode": "control_forever", "inputs": {"SUBSTACK": [2, "a"]}}
    assert refused(rows(h=HAT, a=inside)) == "broken-file"
    value = {"opcode": "operator_not", "inputs": {"OPERAND": [2, "v"]}}
    wait = {"opcode": "control_wait_until", "inputs": {"CONDITION": [2, "v"]}}
    assert refused(rows(h=HAT, a=wait, v=value)) == "broken-file"


def test_blocks_without_end_inside_one_another_are_too_deep():
    deep = {
        f"d{level}": {
            "opcode": "control_forever", "inputs": {"SUBSTACK": [2, f"d{level + 1}"]}
        }
        for level in range(5000)
    }  # fmt: skip
    assert refused(rows(h={**HAT, "next": "d0"}, **deep)) == "too-deep"


def test_a_long_row_is_read_in_one_go():
    long = {f"d{row}": {"opcode": "motion_gotoxy", "next": f"d{row + 1}"} for row in range(20_000)}
    program, remarks = open_file(rows(h={**HAT, "next": "d0"}, **long), "a.sb3")
    assert (program.stacks[0].body, len(remarks)) == ([], 200)
    assert refused(rows(**{f"d{row}": HAT for row in range(50_000)})) == "too-big"


def test_many_data_of_one_name_are_told_apart_in_one_go():
    data = {f"v{number}": ["x", 0] for number in range(20_000)}
    open_file(sb3(project(sprite("Chat", variables=data))), "a.sb3")


_junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4),
              st.sampled_from(["a", "b", "c", "", "\ud800", "1e999", "9" * 400])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["STEPS", "CONDITION", "SUBSTACK", "VALUE", "LIST",
                                         "VARIABLE", "custom_block", "proccode", "NOTE"]),
                        inner, max_size=3),
    ),
    max_leaves=8,
)  # fmt: skip
_opcodes = st.sampled_from(
    [*STATEMENTS, "event_whenflagclicked", "procedures_definition", "procedures_prototype",
     "operator_add", "operator_equals", "data_itemoflist", "nothing"])  # fmt: skip
_blocks = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]),
    st.fixed_dictionaries(
        {"opcode": st.one_of(_opcodes, _junk)},
        optional={"next": _junk, "inputs": _junk, "fields": _junk, "mutation": _junk,
                  "topLevel": st.booleans(), "shadow": _junk, "x": _junk, "y": _junk},
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_blocks, _junk, _junk, _junk)
def test_junk_is_read_or_refused(blocks, variables, comments, lists):
    whole = project(
        sprite("Chat", blocks=blocks, variables=variables, comments=comments, lists=lists)
    )
    with suppress(Refused):
        open_file(sb3(json.dumps(whole)), "a.sb3")


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=6))
def test_broken_bytes_are_read_or_refused(at, piece):
    with suppress(Refused):
        open_file(GOOD[:at] + piece + GOOD[at + len(piece) :], "a.sb3")


def test_statements_and_values_are_told_apart():
    assert not any(is_value(opcode) for opcode in STATEMENTS)
