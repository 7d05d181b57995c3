"""Bluetooth LE values as lines: fixed lines both ways, cut anywhere, nonsense refused."""

import pytest

from robots.errors import Refused
from robots.wire import gatt_lines as lines

LINES = [
    (
        lines.Hello("Tiny", {"s": {"c": frozenset({"read"})}}, 20, ["s"], {919: b"\x01"}),
        b'{"type":"hello","name":"Tiny","services":{"s":{"c":["read"]}},"largest_write":20,'
        b'"advertised":["s"],"manufacturer":{"919":"AQ=="}}',
    ),
    (
        lines.Write("c", b"\x00\xff"),
        b'{"type":"write","characteristic":"c","data":"AP8=","number":null}',
    ),
    (lines.Write("c", b"", 3), b'{"type":"write","characteristic":"c","data":"","number":3}'),
    (lines.Read("c", 4), b'{"type":"read","characteristic":"c","number":4}'),
    (lines.Subscribe("c", 5), b'{"type":"subscribe","characteristic":"c","number":5}'),
    (lines.Answer(4, b"ok"), b'{"type":"answer","number":4,"data":"b2s="}'),
    (lines.Denied(5), b'{"type":"denied","number":5}'),
    (lines.Notified("c", b"\x01"), b'{"type":"notified","characteristic":"c","data":"AQ=="}'),
    (lines.Ping(), b'{"type":"ping"}'),
    (lines.Pong(), b'{"type":"pong"}'),
]  # fmt: skip


@pytest.mark.parametrize(("said", "line"), LINES)
def test_each_line_is_written_and_read(said, line):
    assert lines.encode(said) == line + b"\n"
    assert lines.Decoder().feed(line + b"\n") == [said]


def test_lines_may_be_cut_anywhere():
    whole = b"".join(lines.encode(said) for said, _ in LINES)
    for size in (1, 7, 1000):
        decoder = lines.Decoder()
        cuts = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert [said for cut in cuts for said in decoder.feed(cut)] == [said for said, _ in LINES]


@pytest.mark.parametrize(
    "nonsense",
    [b"\xff" * 20 + b"\n", b"{}\n", b'{"type":"dance"}\n', b"\n", b"x" * (lines.LONGEST_LINE + 1)],
)
def test_nonsense_is_garbled(nonsense):
    with pytest.raises(Refused, match="garbled"):
        lines.Decoder().feed(nonsense)
