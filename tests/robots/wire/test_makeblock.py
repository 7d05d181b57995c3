"""The Makeblock protocol: bytes of the maker's own library, and what the robot answers."""

import json
import struct
from pathlib import Path

import pytest

from robots.errors import Refused
from robots.wire import makeblock
from robots.wire.makeblock import Action, Decoder, Device, Done, Kind, Listener, Reading

VECTORS = {
    vector["name"].split()[0]: bytes.fromhex(vector["hex"])
    for vector in json.loads((Path(__file__).parent / "vectors/makeblock.json").read_text())[
        "vectors"
    ]
}
OURS = {
    "joystick_run_L100_R100": makeblock.wheels(100, 100),
    "joystick_stop": makeblock.wheels(0, 0),
    "motor_M1_port9_100": makeblock.motor(makeblock.LEFT_PORT, -100),
    "motor_M2_port10_100": makeblock.motor(makeblock.RIGHT_PORT, 100),
    "rgb_onboard_all_red": makeblock.lamps(255, 0, 0),
    "rgb_onboard_led1_blue": makeblock.lamps(0, 0, 255, lamp=1),
    "tone_440_500ms": makeblock.tone(440, 500),
    "get_ultrasonic_port3_idx1": makeblock.get(Device.ULTRASONIC, 3, 1),
    "get_linefollower_port2_idx2": makeblock.get(Device.LINE, 2, 2),
    "get_light_onboard_port6_idx3": makeblock.get(Device.LIGHT, 6, 3),
    "get_button_onboard_idx4": makeblock.get(Device.BUTTON, 7, 4),
    "get_version_idx0": makeblock.get(Device.VERSION),
    "reset": makeblock.request(Action.RESET),
}
FIRMWARE = [
    # Makeblock-official/mBot and forum.makeblock.com: the form without a trailer.
    (makeblock.wheels(100, 100), "ff 55 07 00 02 05 9c ff 64 00"),
    (makeblock.wheels(0, 0), "ff 55 07 00 02 05 00 00 00 00"),
    (makeblock.motor(9, -100), "ff 55 06 00 02 0a 09 9c ff"),
    (makeblock.motor(10, 100), "ff 55 06 00 02 0a 0a 64 00"),
    (makeblock.lamps(255, 0, 0), "ff 55 09 00 02 08 07 02 00 ff 00 00"),
    (makeblock.tone(440, 500), "ff 55 07 00 02 22 b8 01 f4 01"),
    (makeblock.get(Device.ULTRASONIC, 3, 1), "ff 55 04 01 01 01 03"),
    (makeblock.get(Device.LINE, 2, 2), "ff 55 04 02 01 11 02"),
]


def test_every_vector_of_the_makers_library_is_tried():
    assert VECTORS.keys() == OURS.keys()


@pytest.mark.parametrize("name", sorted(VECTORS))
def test_a_frame_is_the_makers_without_its_last_byte(name):
    theirs, ours = VECTORS[name], OURS[name]
    assert theirs == ours[:2] + bytes((ours[2] + 1,)) + ours[3:] + b"\n"


@pytest.mark.parametrize("name", sorted(VECTORS))
def test_the_robots_ear_takes_both_forms(name):
    (ours,), (theirs,) = Listener().feed(OURS[name]), Listener().feed(VECTORS[name])
    assert theirs == makeblock.Request(ours.index, ours.action, ours.device, ours.data + b"\n")


@pytest.mark.parametrize(("ours", "firmware"), FIRMWARE)
def test_a_frame_is_what_the_firmware_reads(ours, firmware):
    assert ours == bytes.fromhex(firmware)
    assert len(ours) <= makeblock.LONGEST


def test_the_robots_ear_passes_over_what_is_no_frame():
    listener = Listener()
    assert listener.feed(b"\x00\xff\n" + makeblock.wheels(1, 2)[:5]) == []
    (wheels,) = listener.feed(makeblock.wheels(1, 2)[5:] + b"\n")
    assert wheels.data == struct.pack("<hh", -1, 2)


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("ff 55 0d 0a", [Done()]),
        ("ff 55 01 02 00 00 80 3f 0d 0a", [Reading(1, 1.0)]),
        # A float whose own bytes are those of the end.
        ("ff 55 01 02 0d 0a 0d 42 0d 0a ff 55 0d 0a", [Reading(1, 35.25981521606445), Done()]),
        ("ff 55 04 01 01 0d 0a", [Reading(4, 1)]),
        # The firmware's own fault: four bytes for a number of two.
        ("ff 55 05 03 2c 01 aa bb 0d 0a", [Reading(5, 300)]),
        ("ff 55 00 04 09 31 2e 32 2e 31 30 33 34 35 0d 0a", [Reading(0, "1.2.10345")]),
        # A type of newer firmware.
        ("ff 55 06 09 01 0d 0a ff 55 0d 0a", [Reading(6, None), Done()]),
    ],
)
def test_answers_are_read_whole_and_in_pieces(said, answers):
    data = bytes.fromhex(said)
    assert Decoder().feed(data) == answers
    decoder = Decoder()
    assert [it for byte in data for it in decoder.feed(bytes((byte,)))] == answers


def test_the_greeting_of_a_board_that_starts_is_passed_over():
    assert Decoder().feed(b"Version: 1.2.103\r\n" + makeblock.DONE) == [Done()]


@pytest.mark.parametrize("nonsense", [b"\xff" * 8, b"\x00\x01", b"\xff\x55\x01\x02" + bytes(40)])
def test_what_means_nothing_is_refused(nonsense):
    with pytest.raises(Refused, match="garbled"):
        Decoder().feed(nonsense)


@pytest.mark.parametrize(
    ("kind", "value"), [(Kind.BYTE, 1), (Kind.FLOAT, 2.5), (Kind.SHORT, -3), (Kind.TEXT, "a")]
)
def test_what_the_robot_says_is_what_the_host_reads(kind, value):
    assert Decoder().feed(makeblock.answer(7, kind, value)) == [Reading(7, value)]
