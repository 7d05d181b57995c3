"""iRobot's frames, against the bytes of two foreign encoders and of the makers' own page."""

import json
import re
from pathlib import Path

import pytest

from robots.errors import Refused
from robots.wire import irobot
from robots.wire.irobot import Frame, Id, Spot, decode

FOREIGN = json.loads((Path(__file__).parent / "vectors/irobot.json").read_text("utf-8"))
CALL = re.compile(r'Packet\((\d+),(\d+),(\d+),bytes.fromhex\("(\w*)"\)\)')
OFFICIAL = "official_doc_example_drive_100_100_id0"
SAID = {
    "stop_and_reset": (Id.STOP, b""),
    "disconnect": (Id.DISCONNECT, b""),
    "set_speeds_-50_50": (Id.SPEEDS, irobot.whole(-50, 50)),
    OFFICIAL: (Id.SPEEDS, irobot.whole(100, 100)),
    "drive_160mm": (Id.DRIVE, irobot.whole(160)),
    "drive_-100mm": (Id.DRIVE, irobot.whole(-100)),
    "rotate_+90deg_cw": (Id.TURN, irobot.whole(900)),
    "rotate_-90deg": (Id.TURN, irobot.whole(-900)),
    "get_position": (Id.WHERE, b""),
    "arc_90deg_r100": (Id.ARC, irobot.whole(900, 100)),
    "led_on_red": (Id.LED, bytes((1, 255, 0, 0))),
    "led_off": (Id.LED, bytes(4)),
    "note_440_500ms": (Id.NOTE, irobot.note(440, 0.5)),
    "stop_sound": (Id.HUSH, b""),
    "get_battery": (Id.BATTERY, b""),
}
"""What some of the foreign calls are in our words."""


def bytes_of(vector):
    return bytes.fromhex(vector["hex"])


@pytest.mark.parametrize("vector", FOREIGN["vectors"], ids=lambda vector: vector["name"])
def test_a_frame_is_the_foreign_encoders_and_is_read_back(vector):
    frame = decode(bytes_of(vector))
    if vector["name"] != OFFICIAL:
        device, command, number, payload = CALL.search(vector["call"]).groups()
        assert (frame.id, frame.number) == (int(device) << 8 | int(command), int(number))
        assert frame.payload == bytes.fromhex(payload).ljust(16, b"\0")
    assert frame.to_bytes() == bytes_of(vector)


@pytest.mark.parametrize("name", SAID)
def test_what_we_say_is_what_the_foreign_encoder_says(name):
    (vector,) = [vector for vector in FOREIGN["vectors"] if vector["name"] == name]
    number = decode(bytes_of(vector)).number
    assert Frame(*SAID[name], number).to_bytes() == bytes_of(vector)


@pytest.mark.parametrize("data", [b"", bytes(19), bytes(19) + b"\x01", b"\xff" * 20])
def test_nonsense_is_refused(data):
    with pytest.raises(Refused, match="garbled"):
        decode(data)


def test_places_and_colours_are_read():
    payload = bytes.fromhex("000003e8 00000064 ffffff9c 0384 0000")
    assert irobot.spot(payload) == Spot(10.0, -10.0, 90.0)
    assert irobot.colours(bytes.fromhex("0112"))[:4] == [0, 1, 1, 2]
