"""The lines of our micro:bit program, as firmware/PROTOCOL.md says them."""

import pytest

from robots.errors import Refused
from robots.wire import microbit_lines as lines
from robots.wire.microbit_lines import Answer, Decoder, Hello, Readings


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        (lines.HELLO, "?"),
        (lines.BEAT, "."),
        (lines.STOP, "s"),
        (lines.move(7, -50, 100, 1500), "m 7 -50 100 1500"),
        (lines.move(8, 20, 20), "m 8 20 20 0"),
        (lines.lamps(255, 0, 9), "l 255 0 9"),
        (lines.tone(440, 500), "t 440 500"),
    ],
)
def test_what_a_host_says(ours, said):
    assert ours == said.encode() + b"\n"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (b"hello 1 maqueen 3fa2\n", [Hello(1, "maqueen", "3fa2")]),
        (b"a 7\r\na 0\n", [Answer(7), Answer(0)]),
        (b"r -1 3 2 255\n", [Readings(-1, 3, 2, 255)]),
        (b"r 80 0 0 9 and more of a newer one\n", [Readings(80, 0, 0, 9)]),
        (b">>> \nTraceback\nr 1\nr a b c d\nq 1\n\na 2\n", [Answer(2)]),
    ],
)
def test_what_a_robot_says_is_heard_whole_and_in_pieces(said, heard):
    assert Decoder().feed(said) == heard
    decoder = Decoder()
    assert [it for byte in said for it in decoder.feed(bytes((byte,)))] == heard


@pytest.mark.parametrize("nonsense", [b"\xff" * 8, b"a 1\n\x00", b"z" * 200])
def test_what_is_no_text_is_refused(nonsense):
    with pytest.raises(Refused, match="garbled"):
        Decoder().feed(nonsense)
