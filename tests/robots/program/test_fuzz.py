"""No file of any kind breaks a reader, the checker, the compiler or a writer, or takes long."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from robots.errors import Code
from robots.program.faces import write_face
from robots.program.limits import LARGEST_FILE
from tests.robots.program.bombs import BOMBS
from tests.robots.program.going_through import cost, gone_through
from tests.robots.program.scratch.projects import block, project, sb3, sprite
from tests.robots.program.trees import card_programs, python_programs, whole_programs
from tests.robots.program.trying import LONG, tries

pytestmark = pytest.mark.random

SUFFIXES = ("py", "json", "sb3")
ODD = (
    b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\r", b"\n", b"\t", b'"',
    b"'", b"{", b"}", b"[", b"]", b"(", b")", b":", b"#", b"\\", b"9" * 400, b"1e999", b"NaN",
    b"-Infinity", b"true", b"null", b"\xc3", b"\xe2\x80\xa8", b"f'{", b"'''", b"    ", b"def ",
    b"lambda:", b"global x", b"return", b"import os", b"__class__", b"** 999999999", b"_", b"0x",
    b"\xf0\x9f\xa4\x96", b"async ", b"@", b"yield ", b"-", b"*", b", ", b" = ", b".", b"1_0",
)  # fmt: skip
"""Bytes that readers have fallen over."""
BIG = [10**400, -(10**16), 1e308, float("nan"), float("inf"), 2**63, "9" * 400, "\ud800", "\0",
       "a" * 10_001, -1, 0.5, True, None, [], {}, "x = lambda: 1", "(" * 99]  # fmt: skip

mine = settings(tries(25), suppress_health_check=list(HealthCheck))


def check_codes(data: bytes, name: str) -> None:
    assert set(gone_through(data, name)) <= set(Code)


@mine
@given(st.binary(max_size=200), st.lists(st.sampled_from(ODD), max_size=8), st.randoms())
def test_no_bytes_break_anything(noise, odd, chance):
    parts = [noise[:100], *odd, noise[100:]]
    chance.shuffle(parts)
    for suffix in SUFFIXES:
        check_codes(b"".join(parts), f"essai.{suffix}")


def mangled(data: bytes, chance: Random) -> bytes:
    """A file with pieces cut out, doubled, moved and put in."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 5, 40)))
        piece = chance.choice((b"", data[start:end] * 2, chance.choice(ODD)))
        data = data[:start] + piece + data[end:]
    return data


shown = st.one_of(
    st.tuples(card_programs, st.sampled_from(["cards", "blocks", "python"])),
    st.tuples(st.one_of(python_programs, whole_programs()), st.sampled_from(["blocks", "python"])),
)


@mine
@given(shown, st.randoms())
def test_no_damage_to_a_good_file_breaks_anything(given_, chance):
    program, face = given_
    data = write_face(program, face).encode()
    check_codes(mangled(data, chance), "essai.py" if face == "python" else "essai.json")


def spoilt(content: object, chance: Random) -> object:
    """Parsed JSON in which a few things are something else, or stand somewhere else."""
    copy = json.loads(json.dumps(content))
    for _ in range(chance.randint(1, 3)):
        holders = _holders(copy)
        if not holders:
            return chance.choice(BIG)
        holder = chance.choice(holders)
        other = chance.choice(holders)
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))  # type: ignore[arg-type]
        # A part of itself in itself would have no end.
        moved = json.loads(json.dumps(other))
        holder[key] = chance.choice((chance.choice(BIG), moved))  # type: ignore[index]
    return copy


def _holders(content: object) -> list[dict[str, object] | list[object]]:
    """Everything in parsed JSON that holds something."""
    found, pending = [], [content]
    while pending:
        item = pending.pop()
        if isinstance(item, (dict, list)) and item:
            found.append(item)
            pending += item.values() if isinstance(item, dict) else item
    return found


SCRATCH = project(
    sprite("Chat", [
        block("event_whenflagclicked"), block("motion_movesteps", {"STEPS": 60}),
        block("motion_turnright", {"DEGREES": 15}),
    ])
)  # fmt: skip


@mine
@given(shown, st.randoms())
def test_no_json_breaks_anything(given_, chance):
    program, face = given_
    content = json.loads(write_face(program, "blocks" if face == "python" else face))
    check_codes(json.dumps(spoilt(content, chance)).encode(), "essai.json")
    check_codes(sb3(spoilt(SCRATCH, chance)), "essai.sb3")


# Size ---------------------------------------------------------------------------------------------

NO_BOMB = 2_500_000
"""Bytes: a file beyond what is read at all."""


@pytest.mark.parametrize("name", BOMBS)
def test_no_bomb_does_anything_but_be_refused(name):
    suffix, make = BOMBS[name]
    for size in (1, 7, 60) if LONG == 1 else (1, 7, 49, 50, 51, 200, 201, 999, 5_000):
        check_codes(make(size), f"essai.{suffix}")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "piece",
    [b"(", b"[", b'{"a":', b"9", b"a", b"\xff", b"\0", b"PK\x03\x04", Random(0).randbytes(1024)],
)
def test_ten_megabytes_of_junk_are_refused_at_once(suffix, piece):
    data = piece * (10_000_000 // len(piece))
    assert len(data) > LARGEST_FILE
    assert cost(data, f"essai.{suffix}") < 1.0
    check_codes(data, f"essai.{suffix}")


RISKY = {"variables (blocks)": 2_000, "functions that call (py)": 1_000, "kept texts (blocks)": 700}
"""Bombs that once took long, or would if names were looked for one by one, and a fair size."""


@pytest.mark.parametrize("name", RISKY if LONG == 1 else BOMBS)
def test_twice_the_size_takes_about_twice_the_time(name):
    """In processor time; three times would be a bound on what grows with the square."""
    suffix, make = BOMBS[name]
    size = RISKY.get(name, 400)
    # A compressed file stays small whatever it holds.
    most = 20_000 if suffix == "sb3" else LARGEST_FILE
    while size <= most and len(data := make(2 * size)) < NO_BOMB:
        once = cost(make(size), f"essai.{suffix}")
        twice = cost(data, f"essai.{suffix}")
        if twice > 3 * once + 0.05:  # a busy machine, perhaps
            once = cost(make(size), f"essai.{suffix}", 3)
            twice = cost(data, f"essai.{suffix}", 3)
        assert twice <= 3 * once + 0.05, (name, size, once, twice)
        if LONG == 1 or twice > 1.0:
            return
        size *= 2
