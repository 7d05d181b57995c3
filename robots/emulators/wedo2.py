"""A LEGO WeDo 2.0 hub made of software: two ports, a light, a piezo; nothing in it counts or stops.

Options: `start`, `left`, `right` (see `two_wheels`), `port1` and `port2`: `motor` (default),
`tilt`, `motion` or `none`, `name`. With one motor both wheels are on its axle.

It can be pressed: `button` 0 or 1, `tilt` [sideways, forwards] in degrees, `motion` (0..10, null
takes the hand away), `battery`, `pose` [x, y, heading], `link.garble`, `link.drop`.

Speeds are our own reading: below a power of 10 a motor stands, at 100 wheels make 25 cm/s. A motor
goes on when the link is lost: no source says otherwise.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

from robots.emulators.gatt import Advertisement, GattEmulator
from robots.emulators.two_wheels import OPTIONS, TwoWheels, number, numbers
from robots.wire.wedo2 import (
    ATTACHED,
    BATTERY,
    BATTERY_SERVICE,
    BUTTON,
    INPUT,
    IO_SERVICE,
    LIGHT_PORT,
    NAME,
    OUTPUT,
    PIEZO_PORT,
    SERVICE,
    SWITCH_OFF,
    VALUES,
)
from robots.world.mat import Mat

DEVICES = {"motor": 0x01, "tilt": 0x22, "motion": 0x23, "none": 0}
FIXED = {3: 0x15, 4: 0x14, PIEZO_PORT: 0x16, LIGHT_PORT: 0x17}
STANDS, FASTEST = 10, 25.0
"""Below this power a motor stands; cm/s at 100."""
REACH = 10.0
"""What the motion sensor tells when it sees nothing; one is 1.5 cm."""
CM_A_STEP = 1.5
_WRITE = frozenset({"write", "write-without-response"})
_TELL = frozenset({"read", "notify"})


class Body(TwoWheels):
    """Its body."""

    radius = 6.0
    base = 10.0
    eyes = (0.0, 0.0)


class WeDo2(GattEmulator):
    """The hub."""

    kind = "wedo2"
    services = {
        SERVICE: {NAME: _WRITE | _TELL, BUTTON: _TELL, ATTACHED: _TELL, SWITCH_OFF: _WRITE},
        IO_SERVICE: {VALUES: _TELL, INPUT: _WRITE, OUTPUT: _WRITE},
        BATTERY_SERVICE: {BATTERY: _TELL},
    }

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        options = dict(options or {})
        if unknown := options.keys() - OPTIONS - {"port1", "port2", "name"}:
            raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
        self.advertised = Advertisement(options.get("name", "LPF2 Smart Hub"), (SERVICE,))
        self._ports = {port: _device(options.get(f"port{port}", "motor")) for port in (1, 2)}
        self._body = Body(mat, options)
        self._now = 0.0
        self._power = {1: 0, 2: 0}
        self._shines = [0, 0, 0]
        self._three_parts = False
        self._hertz, self._silent = 0, 0.0
        self._button, self._battery = 0, 76
        self._tilt = (0, 0)
        self._hand: float | None = None
        self._wanted: set[int] = set()
        self._told: dict[int, bytes] = {}

    # ---- the link --------------------------------------------------------------------------------

    def subscribed(self, characteristic: str) -> None:
        """The hub tells at once what is attached, and its button."""
        if characteristic == ATTACHED:
            self._wanted.clear()
            for port, device in {**self._ports, **FIXED}.items():
                if device:
                    self.notify(ATTACHED, bytes((port, 1, 0, device)) + bytes(8))
        elif characteristic == BUTTON:
            self.notify(BUTTON, bytes((self._button,)))

    def value(self, characteristic: str) -> bytes:
        """What a host that reads gets."""
        if characteristic == BATTERY:
            return bytes((self._battery,))
        return self.advertised.name.encode() if characteristic == NAME else b"\0"

    def wrote(self, characteristic: str, data: bytes) -> None:
        """The host has set a value; what means nothing is ignored, as hubs do."""
        if characteristic == OUTPUT and len(data) >= 3:
            self._output(data[0], data[1], data[3:])
        elif characteristic == INPUT and len(data) == 11:
            self._listen(data[2], data[4], bool(data[10]))
        elif characteristic == SWITCH_OFF:
            self.drop()

    def _output(self, port: int, order: int, values: bytes) -> None:
        if order == 1 and self._ports.get(port) == DEVICES["motor"] and len(values) == 1:
            self._power[port] = struct.unpack("b", values)[0]
        elif port == PIEZO_PORT and order == 2 and len(values) == 4:
            self._hertz, milliseconds = struct.unpack("<HH", values)
            self._silent = self._now + milliseconds / 1000.0
        elif port == PIEZO_PORT and order == 3:
            self._hertz = 0
        elif port == LIGHT_PORT and order == 4 and self._three_parts and len(values) == 3:
            self._shines = list(values)

    def _listen(self, port: int, mode: int, notify: bool) -> None:
        if port == LIGHT_PORT:
            self._three_parts = mode == 1
        elif notify:
            self._wanted.add(port)
            self._told.pop(port, None)

    # ---- time ------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Live until `now`."""
        self._now = max(now, self._now)
        if self._now >= self._silent:
            self._hertz = 0
        self._body.roll(self._speeds(), self._now)
        for port in self._wanted:
            reading = self._reading(self._ports.get(port, 0))
            if reading and reading != self._told.get(port):
                self._told[port] = reading
                self.notify(VALUES, bytes((1, port)) + reading)

    def _speeds(self) -> tuple[float, float]:
        """The left motor is mounted the other way round; one alone drives both wheels."""
        motors = [port for port, device in self._ports.items() if device == DEVICES["motor"]]
        if len(motors) == 1:
            speed = _speed(self._power[motors[0]])
            return speed, speed
        return -_speed(self._power[1]), _speed(self._power[2])

    def _reading(self, device: int) -> bytes:
        if device == DEVICES["tilt"]:
            return struct.pack("bb", *self._tilt)
        if device == DEVICES["motion"]:
            ahead = self._body.ahead(REACH * CM_A_STEP) / CM_A_STEP
            return bytes((round(ahead if self._hand is None else self._hand),))
        return b""

    # ---- what happens to it ----------------------------------------------------------------------

    def press(self, name: str, value: object) -> None:
        """Somebody does something to the robot; raises KeyError, TypeError or ValueError."""
        happenings: dict[str, Callable[[object], None]] = {
            "button": self._push,
            "battery": self._drain,
            "tilt": self._lean,
            "motion": self._hold,
            "pose": lambda value: self._body.put(*numbers(value, 3)),
            "link.garble": lambda value: self.notify(BUTTON, b"\xff\xff"),
        }
        if name in happenings:
            happenings[name](value)
        else:
            super().press(name, value)

    def _push(self, value: object) -> None:
        self._button = 1 if value else 0
        self.notify(BUTTON, bytes((self._button,)))

    def _drain(self, value: object) -> None:
        self._battery = round(number(value))
        self.notify(BATTERY, bytes((self._battery,)))

    def _lean(self, value: object) -> None:
        sideways, forwards = numbers(value, 2)
        self._tilt = round(sideways), round(forwards)

    def _hold(self, value: object) -> None:
        self._hand = None if value is None else number(value)

    # ---- the truth -------------------------------------------------------------------------------

    def truth(self) -> dict[str, object]:
        """Pose (cm, degrees), wheels (cm/s), powers, light (0..32), what sounds."""
        return {
            "t": round(self._now, 3),
            **self._body.facts(),
            "targets": list(self._power.values()),
            "leds": {"top": [round(part * 32 / 255) for part in self._shines]},
            "sound": {"hz": self._hertz} if self._hertz else None,
        }


def _device(name: str) -> int:
    if name not in DEVICES:
        raise ValueError(f"a port: one of {', '.join(DEVICES)}")
    return DEVICES[name]


def _speed(power: int) -> float:
    """A wheel's cm/s at a power; braked (127) and slow ones stand."""
    return 0.0 if abs(power) < STANDS or abs(power) > 100 else power / 100.0 * FASTEST
