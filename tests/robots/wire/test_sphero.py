"""Sphero's packets, against the bytes of two foreign encoders."""

import json
from pathlib import Path

import pytest

from robots.errors import Refused
from robots.wire import sphero
from robots.wire.sphero import FIRST, SECOND, Decoder, Id, Packet, decode

FOREIGN = json.loads((Path(__file__).parent / "vectors/sphero.json").read_text("utf-8"))
BYTES = {vector["name"]: vector["hex"] for vector in FOREIGN["vectors"]}
SAID = {
    "wake()": (Id.WAKE, b"", None, 0),
    "sleep()": (Id.SLEEP, b"", None, 1),
    "get_battery_voltage()": (Id.BATTERY, b"", None, 2),
    "drive_with_heading(100,0,FORWARD)": (Id.DRIVE, sphero.drive(100, 0), SECOND, 3),
    "drive_with_heading(0,0,FORWARD)": (Id.DRIVE, sphero.drive(0, 0), SECOND, 4),
    "drive_with_heading(80,270,FORWARD)": (Id.DRIVE, sphero.drive(80, 270), SECOND, 5),
    "drive_with_heading(60,90,BACKWARD)":
        (Id.DRIVE, sphero.drive(60, 90, backwards=True), SECOND, 6),
    "drive_with_heading(141,171,FORWARD) [escaping 0x8d 0xab]":
        (Id.DRIVE, sphero.drive(141, 171), SECOND, 7),
    "set_raw_motors(FWD,100,REV,100)": (Id.RAW_MOTORS, bytes((1, 100, 2, 100)), SECOND, 8),
    "reset_yaw()": (Id.RESET_YAW, b"", SECOND, 9),
    "set_stabilization(FULL)": (Id.STABILISE, b"\x01", SECOND, 10),
    'ping(b"hello")': (Id.PING, b"hello", None, 11),
    "set_sensor_streaming_mask(150,0,0x00e00000)":
        (Id.STREAM, sphero.stream(150, 0x0007E000), SECOND, 12),  # its bytes, not its name
    "configure_collision_detection(1,100,100,100,100,1)":
        (Id.COLLISIONS, bytes((1, 100, 100, 100, 100, 1)), SECOND, 13),
    "set_all_leds_with_8_bit_mask(0x3f,[255,0,0,0,0,255])":
        (Id.LEDS_8, bytes((0x3F, 255, 0, 0, 0, 0, 255)), FIRST, 14),
    "set_all_leds_with_16_bit_mask(0x0e,[255,0,0])":
        (Id.LEDS_16, bytes((0, 0x0E, 255, 0, 0)), None, 14),
    "set_compressed_frame_player_one_color(0,255,0)":
        (Id.MATRIX_COLOUR, bytes((0, 255, 0)), SECOND, 15),
    "set_compressed_frame_player_pixel(3,4,255,0,0)":
        (Id.MATRIX_PIXEL, bytes((3, 4, 255, 0, 0)), SECOND, 16),
    'set_compressed_frame_player_single_character(255,255,255,"A")':
        (Id.MATRIX_CHARACTER, b"\xff\xff\xffA", SECOND, 17),
    "get_ambient_light_sensor_value()": (Id.LIGHT_LEVEL, b"", SECOND, 18),
}  # fmt: skip
"""What a call of the foreign libraries is in our words: id, data, the BOLT's target, seq."""
NOT_OURS = "sprk2_"
"""Version 1 of the protocol, which no kind of ours speaks."""


def ours(name):
    toy, _, call = name.partition("_")
    number, data, target, seq = SAID[call]
    return Packet(number, data, seq, target if toy == "bolt" else None)


@pytest.mark.parametrize("name", [name for name in BYTES if not name.startswith(NOT_OURS)])
def test_a_packet_is_the_foreign_encoders_and_is_read_back(name):
    assert ours(name).to_bytes().hex() == BYTES[name]
    read = decode(bytes.fromhex(BYTES[name]))
    assert (read.id, read.data, read.seq) == (ours(name).id, ours(name).data, ours(name).seq)
    assert read.target == ours(name).target


def test_a_second_library_says_the_same():
    for pair in FOREIGN["cross_check_pysphero_0.0.12"]:
        assert ours(pair["name"]).to_bytes().hex() == pair["pysphero"]


def test_the_ball_is_unlocked_with_the_foreign_word():
    unlocks = {word["uuid"]: bytes.fromhex(word["hex"]) for word in FOREIGN["handshake"]}
    assert unlocks[sphero.FORCE] == sphero.UNLOCK


def test_packets_are_found_however_they_are_cut():
    packets = [ours(name) for name in ("bolt_wake()", "mini_drive_with_heading(100,0,FORWARD)")]
    decoder = Decoder()
    found = []
    for byte in b"".join(packet.to_bytes() for packet in packets):
        found += decoder.feed(bytes((byte,)))
    assert [packet.id for packet in found] == [Id.WAKE, Id.DRIVE]


def test_a_response_carries_its_error_and_unknown_numbers_are_read():
    answer = Packet(0x99AA, b"\xd8\x8d", 3, flags=sphero.Flag.RESPONSE, error=5)
    assert decode(answer.to_bytes()) == answer
    from_second = decode(bytes.fromhex("8d3901121607030093d8"))
    assert (from_second.target, from_second.source, from_second.id) == (1, SECOND, Id.DRIVE)


@pytest.mark.parametrize(
    "frame",
    ["8d0a130d00d6d8", "ff0a130d00d5d8", "8dabd8", "8d0a13d8", "8d0a13ab990d00d5d8", "ffff"],
)
def test_nonsense_is_refused(frame):
    with pytest.raises(Refused, match="garbled"):
        Decoder().feed(bytes.fromhex(frame))


def test_streamed_numbers_are_big_endian_floats():
    assert sphero.floats(bytes.fromhex("3f800000c0000000ff")) == (1.0, -2.0)
    assert sphero.volts(b"\x01\x86") == 3.9
