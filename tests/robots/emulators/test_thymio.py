"""The Thymio made of software, in virtual time: what it says, does, senses, and survives."""

import pytest

from robots.errors import Refused
from robots.wire import aseba
from robots.wire.aseba import Flags, Info
from robots.wire.aseba_node import (
    ChangedVariables,
    Description,
    DeviceInfo,
    EventDescription,
    EventKilled,
    ExecutionState,
    NativeDescription,
    NodePresent,
    UserEvent,
    VariableDescription,
    Variables,
)
from tests.robots.emulators.thymio_host import BLACK_SQUARE, Host


def hexes(host: Host, frame: str) -> str:
    host.take()
    host.robot.receive(bytes.fromhex(frame))
    data, host.bytes = host.bytes, b""
    return data.hex(" ")


# ---- what it says --------------------------------------------------------------------------------


def test_old_firmware_answers_with_the_very_bytes_of_the_simulator():
    host = Host(firmware="old")
    assert hexes(host, "02 00 01 00 11 a0 05 00") == "02 00 01 00 0c 90 05 00"
    said = hexes(host, "04 00 01 00 10 a0 01 00 05 00")
    assert said.startswith(
        "18 00 01 00 00 90 09 74 68 79 6d 69 6f 2d 49 49"
        " 05 00 fe 05 20 00 4a 02 1e 00 11 00 34 00 06 00 01 00 01 90 01 00 03 5f 69 64"
    )


def test_it_says_that_it_is_there_whatever_version_the_host_speaks():
    host = Host()
    assert host.say(aseba.list_nodes(5)) == host.say(aseba.list_nodes(9)) == [NodePresent(9)]


def test_it_describes_itself_whole_or_in_parts():
    host = Host()
    whole = host.say(aseba.get_description(1))
    parts = [
        host.say(aseba.get_description_fragment(1, fragment))[0]
        for fragment in range(-1, len(whole) - 1)
    ]
    assert parts == whole
    assert host.say(aseba.get_description_fragment(1, len(whole) - 1)) == []
    header, kinds = whole[0], [type(part) for part in whole[1:]]
    assert header == Description("thymio-II", 9, 1534, 32, 586, 44, 17, 57)
    assert kinds == [VariableDescription] * 44 + [EventDescription] * 17 + [NativeDescription] * 57


@pytest.mark.parametrize(
    ("firmware", "name", "offset"),
    [
        ("new", "_fwversion", 34),
        ("new", "button.backward", 42),
        ("new", "prox.horizontal", 57),
        ("new", "motor.left.target", 86),
        ("new", "leds.circle", 110),
        ("new", "timer.period", 124),
        ("new", "sd.present", 127),
        ("old", "_fwversion", 35),
        ("old", "prox.horizontal", 42),
        ("old", "prox.ground.delta", 55),
        ("old", "motor.left.target", 57),
        ("old", "timer.period", 71),
    ],
)
def test_its_variables_are_where_the_firmware_has_them(firmware, name, offset):
    assert Host(firmware=firmware).offset(name) == offset


def test_the_maps_are_as_long_as_the_firmware_has_them():
    assert (Host().free(), Host(firmware="old").free()) == (128, 74)


def test_it_tells_its_name_and_number():
    host = Host(name="Léa", uuid="00112233445566778899aabbccddeeff")
    [name] = host.say(aseba.get_device_info(1, Info.NAME))
    [uuid] = host.say(aseba.get_device_info(1, Info.UUID))
    assert name == DeviceInfo(Info.NAME, "Léa".encode())
    assert uuid.data.hex() == "00112233445566778899aabbccddeeff"


def test_old_firmware_does_not_answer_what_it_does_not_know():
    host = Host(firmware="old")
    newer = (
        aseba.get_device_info(1, Info.NAME),
        aseba.get_description_fragment(1, -1),
        aseba.get_changed_variables(1),
    )
    assert host.say(*newer) == []


def test_it_ignores_what_is_for_another_robot():
    host = Host()
    assert host.say(aseba.get_variables(2, 0, 5), aseba.get_description(2)) == []


def test_variables_can_be_read_and_written():
    host = Host()
    host.say(aseba.set_variables(1, 86, [100, -100]))
    assert host.say(aseba.get_variables(1, 86, 2)) == [Variables(86, (100, -100))]


def test_it_tells_what_changed_since_it_was_last_asked():
    host = Host()
    host.say(aseba.get_changed_variables(1))
    host.say(aseba.set_variables(1, 86, [7]), aseba.set_variables(1, 500, [1, 2]))
    [changed] = host.say(aseba.get_changed_variables(1))
    assert changed == ChangedVariables((Variables(86, (7,)), Variables(500, (1, 2))))
    assert host.say(aseba.get_changed_variables(1)) == [ChangedVariables(())]


def test_bytes_that_mean_nothing_are_refused_and_the_next_host_is_served():
    host = Host()
    with pytest.raises(Refused):
        host.robot.receive(b"\xff" * 40)
    host.robot.unlinked()
    host.robot.linked()
    assert host.say(aseba.list_nodes()) == [NodePresent(9)]


# ---- what it does --------------------------------------------------------------------------------


def test_equal_wheels_drive_straight_at_the_robots_speed():
    host = Host(start="B1,0")
    _, y = host.truth("x"), host.truth("y")
    host.set("motor.left.target", 500, 500)
    host.wait(3.0)
    assert host.truth("y") - y == pytest.approx(3 * 16.6, rel=0.03)
    assert host.get("motor.left.speed", 2) == (500, 500)


def test_opposite_wheels_turn_on_the_spot():
    host = Host(start="C3,0")
    x, y = host.truth("x"), host.truth("y")
    host.set("motor.left.target", 100, -100)
    host.wait(1.0)
    assert (host.truth("x"), host.truth("y")) == (pytest.approx(x), pytest.approx(y))
    assert host.truth("heading") == pytest.approx(3.32 * 2 / 9.5 * 57.2958, rel=0.08)


def test_a_wall_holds_it_and_it_slides_along():
    host = Host(start="F6,45")
    host.set("motor.left.target", 300, 300)
    host.wait(4.0)
    assert (host.truth("x"), host.truth("y")) == (pytest.approx(84.5), pytest.approx(84.5))


def test_a_lost_link_does_not_stop_the_wheels():
    host = Host()
    host.set("motor.left.target", 150, 150)
    host.robot.unlinked()
    host.wait(3.0)
    assert host.truth("targets") == [150, 150]
    assert host.truth("wheels") == [pytest.approx(150 * 16.6 / 500, abs=0.01)] * 2


@pytest.mark.parametrize("say", [aseba.stop, aseba.pause])
def test_stopping_the_program_does_not_stop_the_wheels(say):
    host = Host()
    host.set("motor.left.target", 150, 150)
    host.say(say(1))
    host.wait(1.0)
    assert host.truth("targets") == [150, 150]


@pytest.mark.parametrize("say", [aseba.reset, lambda node: aseba.set_bytecode(node, [1])[0]])
def test_a_reset_zeroes_everything_on_a_real_robot(say):
    host = Host()
    host.set("motor.left.target", 150, 150)
    host.set("leds.top", 0, 32, 0)
    host.say(aseba.set_variables(1, 128, [7]))
    host.say(say(1))
    host.wait(1.0)
    assert host.truth("targets") == [0, 0]
    assert host.truth("wheels") == [0, 0]
    assert host.truth("leds")["top"] == [0, 0, 0]
    assert host.get("_id") == (1,)
    assert host.say(aseba.get_variables(1, 128, 1)) == [Variables(128, (0,))]


def test_a_reset_leaves_the_targets_on_the_simulator():
    host = Host(firmware="old")
    host.set("motor.left.target", 150, 150)
    host.say(aseba.reset(1))
    assert host.truth("targets") == [150, 150]


def test_lights_are_variables_on_new_firmware():
    host = Host()
    host.set("leds.circle", 0, 4, 8, 12, 16, 20, 24, 99)
    host.set("leds.bottom.left", 1, 2, 3)
    assert host.truth("leds")["circle"] == [0, 4, 8, 12, 16, 20, 24, 32]
    assert host.truth("leds")["bottom.left"] == [1, 2, 3]


# ---- the program in it ---------------------------------------------------------------------------

WATCHDOG = "0500 efff 0500 ffff 1000 4a30 0010 0aa0 0600 0010 3940 0010 3a40 0010 4a40 0000"
WATCHDOG += " 0010 4a40 f411 4740 0000"


def watchdog(firmware: str) -> list[int]:
    """The 21 words of the specification, for the addresses that this firmware announces."""
    data = bytes.fromhex(WATCHDOG)
    words = [int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)]
    if firmware == "old":
        return words
    moved = {74: 128, 57: 86, 58: 87, 71: 124}
    return [word & 0xF000 | moved[word & 0xFFF] if word >> 12 in (3, 4) else word for word in words]


@pytest.mark.parametrize("firmware", ["new", "old"])
def test_a_program_in_it_stops_the_wheels_when_the_host_falls_silent(firmware):
    host = Host(firmware=firmware)
    host.load(*watchdog(firmware))
    alive = host.free()
    host.say(aseba.set_variables(1, alive, [1]))
    host.set("motor.left.target", 150, 150)
    for _ in range(20):
        host.wait(0.2)
        host.say(aseba.set_variables(1, alive, [1]))
        assert host.truth("targets") == [150, 150]
    host.robot.unlinked()
    host.wait(1.6)
    assert host.truth("targets") == [0, 0]
    host.wait(0.3)
    assert host.truth("wheels") == [0, 0]


def test_a_program_says_when_it_is_loaded_and_when_it_runs():
    host = Host(firmware="old")
    said = host.say(*aseba.set_bytecode(1, watchdog("old")), aseba.run(1))
    assert said == [
        ExecutionState(16, Flags.EVENT_ACTIVE | Flags.STEP_BY_STEP),
        ExecutionState(16, Flags.EVENT_ACTIVE),
    ]


def test_a_compiled_program_emits_and_lights():
    # Compiled by asebamassloader 1.6.99: each 500 ms, count, drive, light, emit [count, prox].
    program = "0500efff0500ffff1f004a30011002804a406410394064103a400010474247122010484248120010"
    program += "4942491223c04a3048422c30494200b048020200000000104a40f41147400000"
    data = bytes.fromhex(program)
    host = Host(firmware="old")
    host.load(*(int.from_bytes(data[at : at + 2], "little") for at in range(0, len(data), 2)))
    host.wait(1.05)
    events = [said for said in host.take() if isinstance(said, UserEvent)]
    assert [(event.id, event.arguments[0]) for event in events] == [(0, 1), (0, 2)]
    assert host.truth("targets") == [100, 100]
    assert host.truth("leds")["top"] == [0, 32, 0]


def native(host: Host, name: str) -> int:
    names = [
        part.name
        for part in host.say(aseba.get_description(1))
        if isinstance(part, NativeDescription)
    ]
    return names.index(name)


@pytest.mark.parametrize("firmware", ["new", "old"])
@pytest.mark.parametrize(
    ("light", "values"),
    [
        ("top", [32, 16, 0]),
        ("bottom.left", [1, 2, 3]),
        ("bottom.right", [4, 5, 6]),
        ("circle", [1, 2, 3, 4, 5, 6, 7, 8]),
    ],
)
def test_a_host_lights_it_through_a_native_function(firmware, light, values):
    host = Host(firmware=firmware)
    handler = [0x1000 | (2 + index) for index in reversed(range(len(values)))]
    call = 0xC000 | native(host, f"leds.{light}")
    host.load(3, 7, 3, *handler, call, 0)
    host.say(aseba.user_event(7, values))
    assert host.truth("leds")[light] == values


def test_a_note_sounds_for_its_time_and_says_when_it_is_over():
    host = Host()
    finished = 0xFFFE - 11
    freq = 0xC000 | native(host, "sound.freq")
    host.load(5, 7, 5, finished, 9, 0x1003, 0x1002, freq, 0, 0xB001, 0, 1, 0)
    host.say(aseba.user_event(7, [440, 30]))
    assert host.truth("sound") == {"hz": 440}
    host.wait(0.49)
    assert host.truth("sound") == {"hz": 440}
    host.wait(0.02)
    assert host.truth("sound") is None
    assert host.take() == [UserEvent(1, (1,))]


def test_both_timers_beat():
    host = Host()
    counters = (128, 129)
    program = [7, 0xFFEF, 7, 0xFFEE, 12, 0xFFFF, 17]
    for counter in counters:
        program += [0x3000 | counter, 0x1001, 0x8002, 0x4000 | counter, 0]
    program += [0x1000 | 100, 0x4000 | 124, 0x1000 | 25, 0x4000 | 125, 0]
    host.load(*program)
    host.wait(1.01)
    assert host.say(aseba.get_variables(1, 128, 2)) == [Variables(128, (10, 40))]


def test_an_event_ends_the_handler_that_never_ends():
    host = Host()
    host.load(5, 7, 5, 8, 6, 0x9000, 0x1001, 0x4000 | 128, 0)
    host.say(aseba.user_event(7))
    host.wait(0.1)
    assert host.say(aseba.user_event(8)) == [EventKilled(5)]
    assert host.say(aseba.get_variables(1, 128, 1)) == [Variables(128, (1,))]


def test_an_event_says_who_sent_it():
    host = Host()
    host.say(aseba.user_event(7, [-3], source=42))
    assert host.get("event.source", 2) == (42, -3)


# ---- what it senses ------------------------------------------------------------------------------


def test_proximity_grows_towards_a_wall():
    far, near = Host(start="C3,0"), Host(start="A6,0")
    for host in (far, near):
        host.wait(0.2)
    assert far.get("prox.horizontal", 7) == (0,) * 7
    front = near.get("prox.horizontal", 7)
    assert front[2] == max(front) > 4000
    assert front[0] > front[4] > 0
    assert front[5:] == (0, 0)


def test_a_hand_can_be_held_before_it():
    host = Host(start="C3,0")
    host.robot.press("prox.horizontal", [0, 0, 3000, 0, 0, 0, 0])
    host.wait(0.11)
    assert host.get("prox.horizontal", 7) == (0, 0, 3000, 0, 0, 0, 0)
    host.robot.press("prox.horizontal", None)
    host.wait(0.11)
    assert host.get("prox.horizontal", 7) == (0,) * 7


def test_the_ground_is_bright_or_black():
    host = Host(BLACK_SQUARE)
    host.wait(0.11)
    assert all(delta > 800 for delta in host.get("prox.ground.delta", 2))
    host.robot.press("pose", [22.5, 7.5, 0])
    host.wait(0.11)
    assert all(delta < 200 for delta in host.get("prox.ground.delta", 2))


def test_a_button_is_felt_and_raises_its_event():
    host = Host()
    host.load(3, 0xFFFE - 2, 3, 0xB005, 44, 1, 0)
    host.robot.press("button.center", 1)
    host.wait(0.06)
    assert host.take() == [UserEvent(5, (1,))]
    host.robot.press("button.center", 0)
    host.wait(0.06)
    assert host.get("button.center") == (0,)


def test_a_clap_is_loud_for_a_moment():
    host = Host()
    host.load(3, 0xFFFE - 10, 3, 0xB005, 121, 1, 0)
    host.set("mic.threshold", 50)
    host.robot.press("clap", 1)
    host.wait(0.06)
    assert UserEvent(5, (200,)) in host.take()
    host.wait(1.0)
    assert host.get("mic.intensity") == (0,)


def test_a_tap_raises_its_event():
    host = Host()
    host.load(3, 0xFFFE - 8, 3, 0xB005, 0, 1, 0)
    host.robot.press("tap", 1)
    host.wait(0.01)
    assert host.take() == [UserEvent(5, (1,))]


def test_its_sensors_and_battery_are_there_without_a_program():
    host = Host(battery=700)
    host.wait(0.6)
    assert host.get("acc", 3) == (0, 0, 23)
    assert host.get("temperature") == (220,)
    assert host.get("_vbat", 2) == (700, 695)
    assert host.get("_productId") == (8,)


def test_the_same_seed_gives_the_same_robot():
    first, second = Host("ligne", seed=3), Host("ligne", seed=3)
    for host in (first, second):
        host.set("motor.left.target", 200, 180)
        host.wait(2.0)
    assert first.robot.truth() == second.robot.truth()
    assert first.get("prox.horizontal", 7) == second.get("prox.horizontal", 7)


# ---- what can be done to its link ----------------------------------------------------------------


def test_it_can_be_made_to_send_bytes_that_mean_nothing():
    host = Host()
    host.robot.press("link.garble", 1)
    with pytest.raises(Refused):
        host.take()


def test_it_can_be_made_mute():
    host = Host()
    host.robot.press("link.mute", 1)
    assert host.say(aseba.list_nodes(), aseba.set_variables(1, 86, [50])) == []
    host.robot.press("link.mute", 0)
    assert host.say(aseba.get_variables(1, 86, 1)) == [Variables(86, (50,))]


@pytest.mark.parametrize(
    "options", [{"firmware": "none"}, {"start": "Z9"}, {"colour": "blue"}, {"uuid": "00"}]
)
def test_wrong_options_are_refused(options):
    with pytest.raises(ValueError, match=r"\w"):
        Host(**options)
