"""LEGO SPIKE Prime: our frames, messages and checksums are those of the maker's own example."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from robots.errors import Refused
from robots.wire import spike_prime

FILE = Path(__file__).parent / "vectors" / "lego_spike_prime.json"
VECTORS = json.loads(FILE.read_text(encoding="utf-8"))["vectors"]
RAW = {item["name"]: bytes.fromhex(item["raw"]) for item in VECTORS}
FRAMES = {
    item["name"]: bytes.fromhex(item["hex"])
    for item in VECTORS
    if not item["name"].startswith("crc32")
}
SUMS = {item["name"]: item["hex"] for item in VECTORS if item["name"].startswith("crc32")}
PROGRAM = RAW["crc32_program"]
MESSAGES = {
    "info_request": spike_prime.info(),
    "device_notification_100ms": spike_prime.notifications(100),
    "device_notification_off": spike_prime.notifications(0),
    "program_start_slot0": spike_prime.program(0),
    "program_stop_slot0": spike_prime.program(0, stop=True),
    "clear_slot0": spike_prime.clear_slot(0),
    "start_upload": spike_prime.start_upload("program.py", 0, spike_prime.crc(PROGRAM)),
    "chunk": spike_prime.chunk(spike_prime.crc(PROGRAM), PROGRAM),
    "tunnel_message_test": spike_prime.tunnel(b"test"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_messages_are_packed_as_recorded_and_unpacked_again(name):
    assert spike_prime.pack(RAW[name]).hex() == FRAMES[name].hex()
    assert spike_prime.unpack(FRAMES[name]) == RAW[name]
    assert spike_prime.unpack(b"\1" + FRAMES[name]) == RAW[name]


@pytest.mark.parametrize("name", MESSAGES)
def test_our_messages_are_the_recorded_ones(name):
    assert MESSAGES[name].hex() == RAW[name].hex()


@pytest.mark.parametrize("name", SUMS)
def test_our_checksums_are_the_recorded_ones(name):
    assert f"{spike_prime.crc(RAW[name]):08x}" == SUMS[name]


def test_every_recorded_message_is_tried():
    assert FRAMES.keys() | SUMS.keys() == RAW.keys()
    assert {name for name in FRAMES if not name.startswith("cobs")} == MESSAGES.keys()


@given(some.binary(max_size=300))
def test_any_message_comes_out_as_it_went_in(raw):
    frame = spike_prime.pack(raw)
    assert frame[-1] == 2
    assert not set(frame[:-1]) & {1, 2}
    assert list(spike_prime.Decoder().feed(frame)) == [raw]


def test_messages_come_in_pieces():
    decoder = spike_prime.Decoder()
    data = spike_prime.pack(b"one") + spike_prime.pack(b"two\0")
    got = [message for byte in data for message in decoder.feed(bytes((byte,)))]
    assert got == [b"one", b"two\0"]


@pytest.mark.parametrize("frame", [b"\2", b"", b"\x07", b"\xff\xff\xff\2", b"\1\2"])
def test_what_means_nothing_is_refused(frame):
    with pytest.raises(Refused, match="garbled"):
        spike_prime.unpack(frame)


def test_what_never_ends_is_refused():
    with pytest.raises(Refused, match="garbled"):
        list(spike_prime.Decoder().feed(b"\xff" * 5000))


def test_the_hubs_first_answer_tells_its_sizes():
    answer = bytes.fromhex("01 01 00 1900 01 05 6c00 ff00 ff01 f001 0000".replace(" ", ""))
    assert spike_prime.read_info(answer) == spike_prime.Info(255, 511, 496)
    with pytest.raises(Refused, match="garbled"):
        spike_prime.read_info(b"\1\1")
