"""LEGO WeDo 2.0: our bytes are those of two foreign programs, and go to the same values."""

import json
from pathlib import Path

import pytest

from robots.errors import Refused
from robots.wire import wedo2
from robots.wire.wedo2 import Attached, Device

VECTORS = Path(__file__).parent / "vectors" / "lego_node_poweredup.json"
OURS = {
    "portA setPower(50)": (wedo2.OUTPUT, wedo2.motor(1, 50)),
    "portA setPower(-50)": (wedo2.OUTPUT, wedo2.motor(1, -50)),
    "portA stop()": (wedo2.OUTPUT, wedo2.motor(1, wedo2.FLOAT)),
    "portA brake()": (wedo2.OUTPUT, wedo2.motor(1, wedo2.BRAKE)),
    "led setColor(9)[1]": (wedo2.OUTPUT, wedo2.light_index(9)),
    "led setRGB(255,0,0)[1]": (wedo2.OUTPUT, wedo2.light(255, 0, 0)),
    "piezo playTone(440,500)": (wedo2.OUTPUT, wedo2.tone(440, 500)),
    "subscribe tilt port1 mode0": (wedo2.INPUT, wedo2.listen(1, Device.TILT, 0)),
    "subscribe motion port2 mode0": (wedo2.INPUT, wedo2.listen(2, Device.MOTION, 0)),
    "setName(WeDo1)[0]": (wedo2.NAME, b"WeDo1"),
    "setName(WeDo1)[1]": (wedo2.NAME, b"WeDo1"),
    "shutdown()": (wedo2.SWITCH_OFF, b"\0"),
    "led RGB mode (scratch-vm form)": (wedo2.INPUT, wedo2.light_mode()),
}
NOT_OURS = {"led setColor(9)[0]", "led setRGB(255,0,0)[0]"}
"""A shorter form of the light's mode, which only that program sends."""


def recorded() -> dict[str, tuple[str, str]]:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))["vectors"]
    return {
        item["name"].removeprefix("wedo2 "): (item["uuid"], item["hex"])
        for item in vectors
        if item["name"].startswith("wedo2 ")
    }


def test_every_recorded_message_is_tried():
    assert OURS.keys() | NOT_OURS == recorded().keys()


@pytest.mark.parametrize("name", OURS)
def test_our_bytes_are_the_recorded_ones(name):
    uuid, data = OURS[name]
    assert (uuid, data.hex()) == recorded()[name]


def test_what_the_hub_tells_is_understood():
    assert wedo2.read_attached(bytes.fromhex("01010001 00000000")) == Attached(1, 1)
    assert wedo2.read_attached(bytes.fromhex("02010123 00000000")) == Attached(2, 0x23)
    assert wedo2.read_attached(bytes.fromhex("0200")) == Attached(2, None)
    assert wedo2.read_attached(bytes.fromhex("02010177")) == Attached(2, 0x77)
    assert wedo2.read_value(bytes.fromhex("0102 05")) == (2, b"\x05")
    assert wedo2.read_button(b"\1") is True
    assert wedo2.read_battery(b"\x64") == 100


@pytest.mark.parametrize(
    ("reads", "data"),
    [
        (wedo2.read_attached, b"\xff" * 4),
        (wedo2.read_attached, b"\1\1"),
        (wedo2.read_value, b"\1"),
        (wedo2.read_button, b"\xff"),
        (wedo2.read_battery, b"\xff"),
        (wedo2.read_battery, b""),
    ],
)
def test_what_means_nothing_is_refused(reads, data):
    with pytest.raises(Refused, match="garbled"):
        reads(data)
