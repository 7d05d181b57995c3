"""The program that lives in a Thymio is what an independent assembler makes of its text."""

from types import SimpleNamespace

import pytest
from thymiodirect.assembler import Assembler as ForeignAssembler

from robots.drivers.thymio_resident import resident_program

SIMULATOR = {
    "_id": 1, "event.source": 1, "event.args": 32, "_productId": 1, "_fwversion": 2,
    "button.backward": 1, "button.left": 1, "button.center": 1, "button.forward": 1,
    "button.right": 1, "prox.horizontal": 7, "prox.comm.rx": 1, "prox.comm.tx": 1,
    "prox.ground.ambiant": 2, "prox.ground.reflected": 2, "prox.ground.delta": 2,
    "motor.left.target": 1, "motor.right.target": 1, "motor.left.speed": 1,
    "motor.right.speed": 1, "motor.left.pwm": 1, "motor.right.pwm": 1, "acc": 3,
    "temperature": 1, "rc5.address": 1, "rc5.command": 1, "mic.intensity": 1,
    "mic.threshold": 1, "timer.period": 2, "sd.present": 1,
}  # fmt: skip
"""The variables of asebaplayground 1.6.99, in its order, with their sizes."""
EVENTS = [
    "button.backward", "button.left", "button.center", "button.forward", "button.right",
    "buttons", "prox", "prox.comm", "tap", "acc", "mic", "sound.finished", "temperature", "rc5",
    "motor", "timer0", "timer1",
]  # fmt: skip
NATIVES = ["math.copy", "sound.play", "sound.system", "leds.circle", "leds.top",
           "leds.bottom.right", "leds.bottom.left", "sound.freq"]  # fmt: skip

CALL = """
on{k}:  load event.args
        load _id
        jump.if.not eq end{k}
{pushes}
        callnat _nf.{native}
end{k}: stop
"""
ENTRY = """
        dc {length}
        dc _ev.init, init
        dc _ev.timer0, timer0
        dc _ev.motor, motor
        dc _ev.tap, tap
{calls}
"""
BODY = """
alive:     equ _userdata
remaining: equ _userdata+1
part:      equ _userdata+2
ticks:     equ _userdata+3
left:      equ _userdata+4
right:     equ _userdata+5
taps:      equ _userdata+6
minus:     equ _userdata+7
init:
        push.s 0
        store alive
        push.s 0
        store remaining
        push.s 0
        store part
        push.s 0
        store ticks
        push.s 0
        store left
        push.s 0
        store right
        push.s 0
        store taps
        push.s -1
        store minus
        push.s 0
        store motor.left.target
        push.s 0
        store motor.right.target
        push.s 0
        store remaining
        push.s 100
        store timer.period
        stop
timer0:
        load alive
        push.s 0
        jump.if.not gt silent
        load alive
        push.s 1
        sub
        store alive
        load alive
        push.s 0
        jump.if.not eq watched
        push.s minus
        push.s minus
        callnat _nf.sound.freq
silent:
        push.s 0
        store motor.left.target
        push.s 0
        store motor.right.target
        push.s 0
        store remaining
watched:
        stop
motor:
        load ticks
        push.s 1
        add
        store ticks
        load left
        load motor.left.speed
        add
        store left
        load right
        load motor.right.speed
        add
        store right
        load remaining
        push.s 0
        jump.if.not gt counted
        load part
        load motor.left.speed
        abs
        add
        load motor.right.speed
        abs
        add
        store part
        load remaining
        load part
        push.s 64
        div
        sub
        store remaining
        load part
        push.s 64
        mod
        store part
        load remaining
        push.s 1
        jump.if.not lt counted
        push.s 0
        store motor.left.target
        push.s 0
        store motor.right.target
        push.s 0
        store remaining
        emit 0, ticks, 3
counted:
        stop
tap:
        load taps
        push.s 1
        add
        store taps
        stop
"""
CALLS = [("sound.freq", 2), ("sound.system", 1), ("sound.play", 1), ("leds.top", 3),
         ("leds.bottom.left", 3), ("leds.bottom.right", 3), ("leds.circle", 8)]  # fmt: skip


def foreign(natives: list[str]) -> list[int]:
    calls = [(k, name, count) for k, (name, count) in enumerate(CALLS, 1) if name in natives]
    entries = "\n".join(f"        dc {k}, on{k}" for k, _, _ in calls)
    text = ENTRY.format(length=9 + 2 * len(calls), calls=entries) + BODY
    for k, native, count in calls:
        pushes = "\n".join(f"        push.s event.args+{i}" for i in range(count, 0, -1))
        text += CALL.format(k=k, native=native, pushes=pushes)
    if "sound.freq" not in natives:
        text = text.replace("        push.s minus\n", "").replace("callnat _nf.sound.freq", "")
    node = SimpleNamespace(
        named_variables=list(SIMULATOR), var_offset=addresses(), var_total_size=74,
        max_var_size=586, local_events=EVENTS, native_functions=natives,
    )  # fmt: skip
    return ForeignAssembler(node, text).assemble()


def addresses() -> dict[str, int]:
    places, free = {}, 0
    for name, size in SIMULATOR.items():
        places[name] = free
        free += size
    return places


def test_an_independent_assembler_makes_the_same_words():
    assert resident_program(addresses(), EVENTS, NATIVES, 74) == foreign(NATIVES)


def test_a_native_that_is_not_announced_is_left_out():
    natives = ["leds.top", "sound.system"]
    assert resident_program(addresses(), EVENTS, natives, 74) == foreign(natives)


def test_the_addresses_follow_the_announced_names():
    moved = {name: address + 29 for name, address in addresses().items()}
    moved_words = resident_program(moved, EVENTS, NATIVES, 128)
    words = resident_program(addresses(), EVENTS, NATIVES, 74)
    assert len(moved_words) == len(words)
    assert 0x4000 | moved["motor.left.target"] in moved_words
    assert 0x4000 | addresses()["motor.left.target"] not in moved_words


@pytest.mark.parametrize("missing", ["motor.left.target", "timer.period", "_id"])
def test_a_robot_that_cannot_be_made_safe_is_refused(missing):
    known = {name: address for name, address in addresses().items() if name != missing}
    with pytest.raises(KeyError):
        resident_program(known, EVENTS, NATIVES, 74)


def test_a_robot_without_the_timer_event_is_refused():
    with pytest.raises(KeyError):
        resident_program(addresses(), EVENTS[:-2], NATIVES, 74)
