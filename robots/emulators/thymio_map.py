"""What a Thymio II announces: its variables, events and native functions, by firmware.

`new` is the wireless robot of firmware 14; `old` is what the simulator of Aseba 1.6 announces: an
older protocol, other offsets, lights and sounds by native functions only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

NAME = "thymio-II"
PRODUCT = 8
STACK = 32
BYTECODE = 1534
MEMORY = 586

_BUTTONS = ("button.backward", "button.left", "button.center", "button.forward", "button.right")

NEW_VARIABLES: dict[str, int] = {
    "_id": 1,
    "event.source": 1,
    "event.args": 32,
    "_fwversion": 2,
    "_productId": 1,
    "buttons._raw": 5,
    **dict.fromkeys(_BUTTONS, 1),
    "buttons._mean": 5,
    "buttons._noise": 5,
    "prox.horizontal": 7,
    "prox.comm.rx._payloads": 7,
    "prox.comm.rx._intensities": 7,
    "prox.comm.rx": 1,
    "prox.comm.tx": 1,
    "prox.ground.ambiant": 2,
    "prox.ground.reflected": 2,
    "prox.ground.delta": 2,
    "motor.left.target": 1,
    "motor.right.target": 1,
    "_vbat": 2,
    "_imot": 2,
    "motor.left.speed": 1,
    "motor.right.speed": 1,
    "motor.left.pwm": 1,
    "motor.right.pwm": 1,
    "_integrator": 2,
    "acc": 3,
    "leds.top": 3,
    "leds.bottom.left": 3,
    "leds.bottom.right": 3,
    "leds.circle": 8,
    "temperature": 1,
    "rc5.address": 1,
    "rc5.command": 1,
    "mic.intensity": 1,
    "mic.threshold": 1,
    "mic._mean": 1,
    "timer.period": 2,
    "acc._tap": 1,
    "sd.present": 1,
}
"""Name -> words, in order."""

_OLD_LACKS = frozenset(
    ("buttons._raw", "buttons._mean", "buttons._noise", "prox.comm.rx._payloads")
    + ("prox.comm.rx._intensities", "_vbat", "_imot", "_integrator", "leds.top")
    + ("leds.bottom.left", "leds.bottom.right", "leds.circle", "mic._mean", "acc._tap")
)
_OLD_FIRST = ("_id", "event.source", "event.args", "_productId", "_fwversion")
OLD_VARIABLES: dict[str, int] = {
    name: NEW_VARIABLES[name]
    for name in dict.fromkeys((*_OLD_FIRST, *NEW_VARIABLES))
    if name not in _OLD_LACKS
}

EVENTS: dict[str, str] = {
    "button.backward": "The backward button changed",
    "button.left": "The left button changed",
    "button.center": "The center button changed",
    "button.forward": "The forward button changed",
    "button.right": "The right button changed",
    "buttons": "The buttons were read",
    "prox": "The proximity sensors were read",
    "prox.comm": "Another robot said something",
    "tap": "The robot was tapped",
    "acc": "The accelerometer was read",
    "mic": "It is louder than the threshold",
    "sound.finished": "A sound is over",
    "temperature": "The temperature was read",
    "rc5": "A remote control said something",
    "motor": "The wheels were read",
    "timer0": "Timer 0",
    "timer1": "Timer 1",
}
"""Name -> description, in order."""

_STANDARD = """
math.copy(dest:-1, src:-1)
math.fill(dest:-1, value)
math.addscalar(dest:-1, src:-1, scalar)
math.add(dest:-1, src1:-1, src2:-1)
math.sub(dest:-1, src1:-1, src2:-1)
math.mul(dest:-1, src1:-1, src2:-1)
math.div(dest:-1, src1:-1, src2:-1)
math.min(dest:-1, src1:-1, src2:-1)
math.max(dest:-1, src1:-1, src2:-1)
math.clamp(dest:-1, src:-1, low:-1, high:-1)
math.dot(dest, src1:-1, src2:-1, shift)
math.stat(src:-1, min, max, mean)
math.argbounds(src:-1, argmin, argmax)
math.sort(array:-1)
math.muldiv(dest:-1, a:-1, b:-1, c:-1)
math.atan2(dest:-1, y:-1, x:-1)
math.sin(dest:-1, x:-1)
math.cos(dest:-1, x:-1)
math.rot2(dest:2, v:2, a)
math.sqrt(dest:-1, x:-1)
math.rand(dest:-1)
deque.size(deque:-1, size)
deque.get(deque:-1, dest:-2, index)
deque.set(deque:-1, src:-2, index)
deque.insert(deque:-1, src:-2, index)
deque.erase(deque:-1, index, len)
deque.push_front(deque:-1, src:-2)
deque.push_back(deque:-1, src:-2)
deque.pop_front(deque:-1, dest:-2)
deque.pop_back(deque:-1, dest:-2)
"""
_THYMIO = """
sound.record(N)
sound.play(N)
sound.replay(N)
sound.system(N)
leds.circle(led 0, led 1, led 2, led 3, led 4, led 5, led 6, led 7)
leds.top(red, green, blue)
leds.bottom.right(red, green, blue)
leds.bottom.left(red, green, blue)
sound.freq(Hz, ds)
leds.buttons(led 0, led 1, led 2, led 3)
leds.prox.h(led 0, led 1, led 2, led 3, led 4, led 5, led 6, led 7)
leds.prox.v(led 0, led 1)
leds.rc(led)
leds.sound(led)
leds.temperature(red, blue)
sound.wave(wave:142)
prox.comm.enable(state)
sd.open(number, status)
sd.write(data:-1, written)
sd.read(data:-1, read)
sd.seek(position, status)
sound.duration(N, duration)
"""
_SYSTEM = """
_system.reboot()
_system.settings.read(address, value)
_system.settings.write(address, value)
_system.settings.flash()
"""

Signature = tuple[str, tuple[tuple[str, int], ...]]
"""A native's name and its parameters: name and words (negative: any, the same for equal ones)."""


def signatures(text: str) -> list[Signature]:
    """Native functions, one a line: `name(parameter:words, ...)`, one word where none is said."""
    return [_signature(line) for line in text.split("\n") if line]


def _signature(line: str) -> Signature:
    name, _, rest = line.rstrip(")").partition("(")
    found = []
    for parameter in filter(None, rest.split(", ")):
        label, _, words = parameter.partition(":")
        found.append((label, int(words or 1)))
    return name, tuple(found)


@dataclass(frozen=True, slots=True)
class Firmware:
    """What one firmware announces. `zeroes`: whether RESET and SET_BYTECODE zero everything."""

    protocol: int
    version: tuple[int, int]
    variables: Mapping[str, int]
    natives: Sequence[Signature]
    zeroes: bool
    offsets: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        starts = accumulate(self.variables.values(), initial=0)
        object.__setattr__(self, "offsets", dict(zip(self.variables, starts, strict=False)))


FIRMWARES = {
    "new": Firmware(
        9, (14, 0), NEW_VARIABLES, signatures(f"{_SYSTEM}{_STANDARD}{_THYMIO}_poweroff()"), True
    ),
    "old": Firmware(5, (11, 0), OLD_VARIABLES, signatures(_STANDARD + _THYMIO), False),
}
