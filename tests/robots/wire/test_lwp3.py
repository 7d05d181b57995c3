"""LEGO hubs: our bytes are those of two foreign programs, and a hub's messages are understood."""

import json
from pathlib import Path

import pytest

from robots.errors import Refused
from robots.wire import lwp3, lwp3_hub
from robots.wire.lwp3 import AT_ONCE, EXECUTE, FEEDBACK, Action, Operation, Property
from robots.wire.lwp3_hub import (
    Attached,
    Detached,
    Done,
    Fault,
    Formatted,
    Other,
    Outcome,
    PortValue,
    Told,
)

VECTORS = Path(__file__).parent / "vectors"
BUFFERED = FEEDBACK
"""node-poweredup lets most orders wait for the one under way."""

PYLGBST = {
    "A_start_power_0.5": lwp3.start_power_order(0, 50),
    "A_start_power_-1": lwp3.start_power_order(0, -100),
    "A_start_speed_0.5": lwp3.start_speed(0, 50),
    "A_stop": lwp3.timed(0, 0, 100),
    "A_timed_1.5s_0.5": lwp3.timed(0, 1500, 50),
    "A_angled_360_0.5": lwp3.counted(0, 360, 50),
    "A_angled_-90_1.0": lwp3.counted(0, 90, -100),
    "A_goto_0": lwp3.go_to(0, 0, 50),
    "AB_start_power_0.5_-0.5": lwp3.start_power_pair(0x10, 50, -50),
    "AB_start_speed_0.5_0.5": lwp3.start_speed_pair(0x10, 50, 50),
    "AB_timed_2s": lwp3.timed_pair(0x10, 2000, 50, 50),
    "AB_angled_360": lwp3.counted_pair(0x10, 360, 50, -50),
    "led_index_red(9)": lwp3.light_index(0x32, 9),
    "led_rgb": lwp3.light(0x32, 255, 128, 0),
    "hub_props_battery_request": lwp3.property_message(Property.BATTERY, Operation.REQUEST),
    "hub_props_battery_enable_updates": lwp3.property_message(Property.BATTERY, Operation.ENABLE),
    "hub_props_button_enable_updates": lwp3.property_message(Property.BUTTON, Operation.ENABLE),
    "hub_props_fw_request": lwp3.property_message(Property.FIRMWARE, Operation.REQUEST),
    "hub_action_disconnect": lwp3.action(Action.DISCONNECT),
    "hub_action_switch_off": lwp3.action(Action.SWITCH_OFF),
    "port_info_A": lwp3.port_information(0),
    "port_input_fmt_C_color_mode8": lwp3.input_format(2, 8),
    "port_input_fmt_tilt_0x3a_mode0": lwp3.input_format(0x3A, 0),
    "virtual_port_connect_A_B": lwp3.pair_ports(0, 1),
}

NODE_POWEREDUP = {
    "movehub portA setPower(50)": lwp3.start_power(0, 50, BUFFERED),
    "movehub portA setPower(-100)": lwp3.start_power(0, -100, BUFFERED),
    "movehub portA stop()": lwp3.start_power(0, lwp3.FLOAT),
    "movehub portA brake()": lwp3.start_power(0, lwp3.BRAKE),
    "movehub portA setSpeed(50)": lwp3.start_speed(0, 50, BUFFERED),
    "movehub portA setSpeed(50,1500)": lwp3.timed(0, 1500, 50, BUFFERED),
    "movehub portA rotateByDegrees(360,50)": lwp3.counted(0, 360, 50, BUFFERED),
    "movehub led setColor(9)[0]": lwp3.input_format(0x32, 0),
    "movehub led setColor(9)[1]": lwp3.light_index(0x32, 9, BUFFERED),
    "movehub led setRGB(255,128,0)[0]": lwp3.input_format(0x32, 1),
    "movehub led setRGB(255,128,0)[1]": lwp3.light(0x32, 255, 128, 0, BUFFERED),
    "movehub setName(Robot1)[0]": lwp3.set_name("Robot1"),
    "movehub setName(Robot1)[1]": lwp3.set_name("Robot1"),
    "movehub shutdown()": lwp3.action(Action.SWITCH_OFF),
    "movehub subscribe(port2,mode8)": lwp3.input_format(2, 8),
    "movehub unsubscribe(port2,mode8)": lwp3.input_format(2, 0x25, notify=False),
    "spike_essential_small_hub portA setPower(50)": lwp3.start_power(0, 50, BUFFERED),
    "spike_essential_small_hub portA setSpeed(-50)": lwp3.start_speed(0, -50, BUFFERED),
    "spike_essential_small_hub portA rotateByDegrees(90,50)": lwp3.counted(0, 90, 50, BUFFERED),
    "spike_essential_small_hub portA gotoAngle(0,50)": lwp3.go_to(0, 0, 50, BUFFERED),
    "spike_essential_small_hub portA resetZero()": lwp3.preset(0, 0, BUFFERED),
    "spike_essential_small_hub 3x3 setMatrix(9)[0]": lwp3.input_format(1, 2),
    "spike_essential_small_hub 3x3 setMatrix(9)[1]": lwp3.matrix(1, [(9, 10)] * 9, BUFFERED),
    "spike_essential_small_hub led setColor(6)[0]": lwp3.input_format(0x31, 0),
    "spike_essential_small_hub led setColor(6)[1]": lwp3.light_index(0x31, 6, BUFFERED),
}
"""Their `unsubscribe` names the mode 0x25, which is a device's number: a slip of theirs."""


def recorded(file: str, kinds: tuple[str, ...] = ("",)) -> dict[str, str]:
    vectors = json.loads((VECTORS / file).read_text(encoding="utf-8"))["vectors"]
    return {item["name"]: item["hex"] for item in vectors if item["name"].startswith(kinds)}


PYLGBST_BYTES = recorded("lego_lwp3_pylgbst.json")
NODE_BYTES = recorded("lego_node_poweredup.json", ("movehub", "spike_essential"))


def test_every_recorded_message_is_tried():
    assert PYLGBST.keys() == PYLGBST_BYTES.keys()
    assert NODE_POWEREDUP.keys() == NODE_BYTES.keys()


@pytest.mark.parametrize("name", PYLGBST)
def test_our_bytes_are_those_of_pylgbst(name):
    assert PYLGBST[name].hex() == PYLGBST_BYTES[name]


@pytest.mark.parametrize("name", NODE_POWEREDUP)
def test_our_bytes_are_those_of_node_poweredup(name):
    assert NODE_POWEREDUP[name].hex() == NODE_BYTES[name]


def test_a_long_message_has_two_bytes_of_length():
    long = lwp3.message(0x45, bytes(200))
    assert long[:4] == bytes((204 & 0x7F | 0x80, 204 >> 7, 0, 0x45))
    assert lwp3_hub.read(long) == [PortValue(0, bytes(199))]
    assert len(lwp3.message(0x45, bytes(124))) == 127


def test_a_ports_value_is_asked_for_like_its_information():
    assert lwp3.port_value(0).hex() == "0500210000"


def test_an_order_is_done_at_once_unless_it_is_told_to_wait():
    assert AT_ONCE == EXECUTE | FEEDBACK == 0x11


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ("0f0004 00 01 4100 00000010 00000010", [Attached(0, 0x41)]),
        ("0f0004 63 01 3b00 00000010 00000010", [Attached(0x63, 0x3B)]),
        ("090004 10 02 2700 00 01", [Attached(0x10, 0x27, (0, 1))]),
        ("050004 02 00", [Detached(2)]),
        ("060001 06 06 57", [Told(6, 6, b"\x57")]),
        ("060001 02 06 01", [Told(2, 6, b"\x01")]),
        ("080045 00 a6ffffff", [PortValue(0, bytes.fromhex("a6ffffff"))]),
        ("0a0047 00 02 01000000 01", [Formatted(0, 2)]),
        ("050082 10 0a", [Done(((0x10, Outcome.DONE | Outcome.IDLE),))]),
        ("050005 81 06", [Fault(0x81, 6)]),
        ("050082 00 01 070082 00 0a 01 f1", None),
        ("0500f7 10 0a", [Other(0xF7)]),
        ("0f0004 07 01 ffff 00000010 00000010", [Attached(7, 0xFFFF)]),
        ("", []),
    ],
)
def test_what_a_hub_says_is_understood(frame, said):
    done = [Done(((0, Outcome.STARTED),)), Done(((0, Outcome(0x0A)), (1, Outcome(0x01))))]
    assert lwp3_hub.read(bytes.fromhex(frame)) == (done if said is None else said)


@pytest.mark.parametrize(
    "frame", ["ff" * 9, "00", "ff", "050082", "020004", "040082 10", "050104 02 00", "040004 02"]
)
def test_what_means_nothing_is_refused(frame):
    with pytest.raises(Refused, match="garbled"):
        lwp3_hub.read(bytes.fromhex(frame))
