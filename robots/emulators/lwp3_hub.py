"""A LEGO hub made of software, from the published LEGO Wireless Protocol 3, on two driven wheels.

Options: `name`, `start` ("A1" or "A1,90"), `left` and `right` (gains of the wheels, 1 is true),
`battery` (percent), `virtual` 0 (it makes no virtual port, as hubs do that want two motors alike),
`shy` 1 (it tells a value only once it changes), `turned` (degrees that its motors stand at).

It can be pressed (`press`): `button` 0 or 1, `tilt` [roll, pitch] in degrees, `distance` in cm or
null, `colour` (the number that the sensor gives), `held` 1 or 0 (the wheels), `battery`, `pose`
[x, y, heading], `unplug` (a port), and the link itself: `link.garble`, `link.drop`.

Written from the specification's text, apart from the wire files of the drivers.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import ClassVar

from robots.emulators.gatt import Advertisement, GattEmulator
from robots.emulators.lwp3_motor import TICK, Motor
from robots.emulators.wheels_body import WheelsBody
from robots.errors import Code, refuse
from robots.world.cells import cell_place
from robots.world.mat import Mat
from robots.world.trace import Pose
from robots.world.world import World

SERVICE = "00001623-1212-efde-1623-785feabcd123"
CHARACTERISTIC = "00001624-1212-efde-1623-785feabcd123"
COMPANY = 0x0397
BRIGHTEST = 32
"""Lights in the report go so far, for every kind."""
TELLING = 0.05
"""Seconds between two tellings of a value that changes."""
COLOURS: dict[int, tuple[int, int, int]] = {
    0: (0, 0, 0), 1: (255, 80, 160), 2: (140, 0, 255), 3: (0, 0, 255), 4: (0, 160, 255),
    5: (0, 255, 160), 6: (0, 255, 0), 7: (255, 255, 0), 8: (255, 110, 0), 9: (255, 0, 0),
    10: (255, 255, 255),
}  # fmt: skip
"""The light's eleven colours."""
MOTORS = frozenset({0x26, 0x27, 0x2E, 0x2F, 0x30, 0x31, 0x41, 0x4B, 0x4C})
LIGHT, TILT, BOOST_TILT, COLOUR_DISTANCE, COLOUR, DISTANCE = 0x17, 0x3B, 0x28, 0x25, 0x3D, 0x3E
GARBAGE = b"\xff" * 7
NOT_KNOWN, NOT_DONE = 5, 6
"""Codes of a fault: no such command; no such thing to do here."""
_OPTIONS = frozenset(("name", "start", "left", "right", "battery", "virtual", "shy", "turned"))


class Hub(GattEmulator):
    """One hub of a kind.

    `devices`: what is attached, by port. `wheels`: the ports of the left and the right one;
    `mirrored`: the left one must turn backwards to go forwards. `system` is the number that tells
    the kind on the air. `fastest`: degrees/s of a wheel at 100 %.
    """

    services = {SERVICE: {CHARACTERISTIC: frozenset({"write", "write-without-response", "notify"})}}
    devices: ClassVar[Mapping[int, int]]
    wheels: ClassVar[tuple[int, int]] = (0, 1)
    mirrored: ClassVar[bool] = True
    virtual: ClassVar[int | None] = None
    """The number of a virtual port of both motors that the hub has from the beginning."""
    system: ClassVar[int]
    called: ClassVar[str]
    fastest: ClassVar[float] = 640.0
    wheel_cm: ClassVar[float] = 5.6
    base_cm: ClassVar[float] = 11.2
    radius_cm: ClassVar[float] = 6.0

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        options = dict(options or {})
        if unknown := options.keys() - _OPTIONS:
            raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
        name = options.get("name", self.called)
        self.advertised = Advertisement(
            name, (SERVICE,), {COMPANY: bytes((0, self.system, 0, 0, 0, 0))}
        )
        self._now = 0.0
        self._name = name.encode()
        self._battery = int(options.get("battery", 87))
        self._button = 0
        self._body = WheelsBody(
            World(mat), _start(mat, options.get("start", "")), self.radius_cm, self.base_cm
        )
        gains = float(options.get("left", 1.0)), float(options.get("right", 1.0))
        self._gains = dict(zip(self.wheels, gains, strict=True))
        self._makes_pairs = options.get("virtual", "1") != "0"
        self._attached = dict(self.devices)
        self._motors = {
            port: Motor(self.fastest, self._gains.get(port, 1.0))
            for port, device in self.devices.items()
            if device in MOTORS
        }
        for motor in self._motors.values():
            motor.position = float(options.get("turned", 0))
        self._shy = options.get("shy", "0") != "0"
        self._pairs: dict[int, tuple[int, int]] = {}
        if self.virtual is not None:
            self._pairs[self.virtual] = self.wheels
        self._modes: dict[int, tuple[int, bool]] = {}
        self._told: dict[int, bytes] = {}
        self._enabled: set[int] = set()
        self._shines = (0, 0, 0)
        self._tilt = (0, 0)
        self._hand: float | None = None
        self._colour = 255
        self._due = self._telling = 0.0

    # ---- the link --------------------------------------------------------------------------------

    def subscribed(self, characteristic: str) -> None:
        """A hub begins by telling what is attached."""
        self._modes.clear()
        self._told.clear()
        self._enabled.clear()
        for port, device in self._attached.items():
            self._tell_attached(port, device)
        for port, pair in self._pairs.items():
            self._tell_pair(port, pair)

    def wrote(self, characteristic: str, data: bytes) -> None:
        """A host's message; one that is none at all is refused."""
        if len(data) < 3 or data[0] != len(data):
            raise refuse(Code.GARBLED)
        kind, payload = data[2], data[3:]
        handler = {
            0x01: self._property,
            0x02: self._action,
            0x21: self._answer_value,
            0x41: self._input_format,
            0x61: self._make_pair,
            0x81: self._output,
        }.get(kind)
        try:
            if handler is None:
                self._fault(kind, NOT_KNOWN)
            else:
                handler(payload)
        except (IndexError, KeyError, struct.error):
            self._fault(kind, NOT_DONE)

    def _say(self, kind: int, payload: bytes) -> None:
        self.notify(CHARACTERISTIC, bytes((len(payload) + 3, 0, kind)) + payload)

    def _fault(self, kind: int, code: int) -> None:
        self._say(0x05, bytes((kind, code)))

    def _tell_attached(self, port: int, device: int) -> None:
        self._say(0x04, struct.pack("<BBHII", port, 1, device, 0x10000000, 0x10000000))

    def _tell_pair(self, port: int, pair: tuple[int, int]) -> None:
        self._say(0x04, struct.pack("<BBHBB", port, 2, self._attached[pair[0]], *pair))

    # ---- the hub itself --------------------------------------------------------------------------

    def _property(self, payload: bytes) -> None:
        number, operation = payload[0], payload[1]
        if operation == 1 and number == 1:
            self._name = payload[2:]
        elif operation == 2:
            self._enabled.add(number)
            self._tell_property(number)
        elif operation == 3:
            self._enabled.discard(number)
        elif operation == 5:
            self._tell_property(number)
        else:
            raise KeyError(operation)

    def _tell_property(self, number: int) -> None:
        value = {
            1: self._name,
            2: bytes((self._button,)),
            3: bytes.fromhex("00000010"),
            5: b"\xc8",
            6: bytes((self._battery,)),
        }[number]
        self._say(0x01, bytes((number, 6)) + value)

    def _action(self, payload: bytes) -> None:
        if payload[0] in (1, 2):
            self.drop()

    # ---- ports -----------------------------------------------------------------------------------

    def _input_format(self, payload: bytes) -> None:
        port, mode, delta, wanted = struct.unpack("<BBIB", payload)
        self._attached[port]
        self._modes[port] = (mode, bool(wanted))
        self._say(0x47, struct.pack("<BBIB", port, mode, delta, wanted))
        self._told.pop(port, None)
        if self._shy and (reading := self._reading(port, mode)) is not None:
            self._told[port] = reading

    def _answer_value(self, payload: bytes) -> None:
        port, what = payload
        mode = self._modes.get(port, (0, False))[0]
        reading = self._reading(port, mode)
        if what or reading is None:
            raise KeyError(port)
        self._say(0x45, bytes((port,)) + reading)

    def _make_pair(self, payload: bytes) -> None:
        what, first, second = payload
        if what != 1 or not self._makes_pairs or {first, second} - self._motors.keys():
            raise KeyError(what)
        port = 0x10 + len(self._pairs)
        self._pairs[port] = (first, second)
        self._tell_pair(port, (first, second))

    def _reading(self, port: int, mode: int) -> bytes | None:
        device = self._attached[port]
        if device in MOTORS:
            motor = self._motors[port]
            percent = round(motor.speed / self.fastest * 100)
            return (
                struct.pack("<i", round(motor.position)) if mode == 2 else struct.pack("b", percent)
            )
        if device == TILT:
            return struct.pack("<hhh", 0, self._tilt[1], self._tilt[0])
        if device == BOOST_TILT:
            return struct.pack("<bb", *self._tilt)
        if device == COLOUR_DISTANCE and mode == 8:
            inches = min(10, round((self._ahead(25.0) * 10 + 20) / 25.4))
            return bytes((self._colour, inches, 0, 0))
        if device == COLOUR:
            return bytes((self._colour,))
        if device == DISTANCE:
            ahead = self._ahead(200.0)
            return struct.pack("<h", -1 if ahead >= 200.0 else round(ahead * 10))
        return None

    def _ahead(self, reach: float) -> float:
        return self._body.ahead(reach) if self._hand is None else self._hand

    # ---- orders ----------------------------------------------------------------------------------

    def _output(self, payload: bytes) -> None:
        port, flags, order, given = payload[0], payload[1], payload[2], payload[3:]
        if port in self._pairs:
            self._order_pair(self._pairs[port], order, given)
        elif port in self._motors:
            self._order(self._motors[port], order, given)
        elif self._attached[port] == LIGHT and order == 0x51:
            self._shine(port, given)
        else:
            raise KeyError(port)
        if flags & 1:
            self._say(0x82, bytes((port, 0x01 if self._busy(port) else 0x0A)))

    def _busy(self, port: int) -> bool:
        ports = self._pairs.get(port, (port,))
        return any(port in self._motors and self._motors[port].busy for port in ports)

    def _order(self, motor: Motor, order: int, given: bytes) -> None:
        if order == 0x51:
            self._write_motor(motor, given[0], given[1:])
        elif order in (0x01, 0x07):
            motor.run(_power(given[0]))
        elif order == 0x09:
            milliseconds, speed = struct.unpack_from("<Hb", given)
            motor.run_until(speed, self._now + milliseconds / 1000.0)
        elif order == 0x0B:
            degrees, speed = struct.unpack_from("<Ib", given)
            motor.run_degrees(speed, degrees)
        elif order == 0x0D:
            degrees, speed = struct.unpack_from("<ib", given)
            way = degrees - motor.position
            motor.run_degrees(abs(speed) if way > 0 else -abs(speed), way)
        else:
            raise KeyError(order)

    def _write_motor(self, motor: Motor, mode: int, given: bytes) -> None:
        if mode == 0:
            motor.run(_power(given[0]))
        elif mode == 2:
            motor.position = float(struct.unpack("<i", given)[0])
        else:
            raise KeyError(mode)

    def _order_pair(self, pair: tuple[int, int], order: int, given: bytes) -> None:
        motors = [self._motors[port] for port in pair]
        if order in (0x02, 0x08):
            for motor, percent in zip(motors, given, strict=False):
                motor.run(_power(percent))
        elif order == 0x0A:
            milliseconds, *speeds = struct.unpack_from("<Hbb", given)
            for motor, speed in zip(motors, speeds, strict=True):
                motor.run_until(speed, self._now + milliseconds / 1000.0)
        elif order == 0x0C:
            degrees, *speeds = struct.unpack_from("<Ibb", given)
            most = max(1, *map(abs, speeds))
            for motor, speed in zip(motors, speeds, strict=True):
                motor.run_degrees(speed, degrees * abs(speed) / most)
        else:
            raise KeyError(order)

    def _shine(self, port: int, given: bytes) -> None:
        mode = self._modes.get(port, (0, False))[0]
        if given[0] != mode:
            return  # a light hears only what is of its mode
        if mode == 1:
            self._shines = (given[1], given[2], given[3])
        else:
            self._shines = COLOURS[given[1]]

    # ---- time ------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Live until `now`."""
        while self._due + TICK <= now:
            self._due += TICK
            self._now = self._due
            self._turn_motors()
            if self._now >= self._telling:
                self._telling = self._now + TELLING
                self._tell_readings()

    def _turn_motors(self) -> None:
        ended = {port for port, motor in self._motors.items() if motor.tick(self._now)}
        for port in ended:
            pairs = [number for number, pair in self._pairs.items() if port in pair]
            for done in (port, *(pair for pair in pairs if not self._busy(pair))):
                self._say(0x82, bytes((done, 0x0A)))
        left, right = self._rolling()
        if left or right:
            self._body.roll(left, right, TICK)

    def _rolling(self) -> tuple[float, float]:
        """How fast the wheels are, in cm/s."""
        around = self.wheel_cm * 3.14159265 / 360.0
        left, right = (self._motors[port].speed * around for port in self.wheels)
        return (-left if self.mirrored else left), right

    def _tell_readings(self) -> None:
        for port, (mode, wanted) in self._modes.items():
            reading = self._reading(port, mode) if wanted and port in self._attached else None
            if reading is not None and reading != self._told.get(port):
                self._told[port] = reading
                self._say(0x45, bytes((port,)) + reading)

    # ---- what happens to it ----------------------------------------------------------------------

    def press(self, name: str, value: object) -> None:
        """Somebody does something to the robot; raises KeyError, TypeError or ValueError."""
        happenings: dict[str, Callable[[object], None]] = {
            "button": self._press_button,
            "battery": self._drain,
            "tilt": self._lean,
            "distance": self._hold_before,
            "colour": self._paint,
            "held": self._hold_wheels,
            "pose": lambda value: self._body.put(*_numbers(value, 3)),
            "unplug": self._unplug,
            "link.garble": lambda value: self.notify(CHARACTERISTIC, GARBAGE),
        }
        if name in happenings:
            happenings[name](value)
        else:
            super().press(name, value)

    def _press_button(self, value: object) -> None:
        self._button = 1 if value else 0
        if 2 in self._enabled:
            self._tell_property(2)

    def _drain(self, value: object) -> None:
        self._battery = round(_numbers([value])[0])
        if 6 in self._enabled:
            self._tell_property(6)

    def _lean(self, value: object) -> None:
        roll, pitch = _numbers(value, 2)
        self._tilt = (round(roll), round(pitch))

    def _hold_before(self, value: object) -> None:
        self._hand = None if value is None else _numbers([value])[0]

    def _paint(self, value: object) -> None:
        self._colour = round(_numbers([value])[0]) & 0xFF

    def _hold_wheels(self, value: object) -> None:
        for motor in self._motors.values():
            motor.held = bool(value)

    def _unplug(self, value: object) -> None:
        port = round(_numbers([value])[0])
        del self._attached[port]
        self._say(0x04, bytes((port, 0)))

    # ---- the truth -------------------------------------------------------------------------------

    def truth(self) -> dict[str, object]:
        """Pose (cm, degrees), wheels (cm/s), targets (percent), lights (0..32), no sound."""
        x, y, heading = self._body.place(0.0)
        return {
            "t": round(self._now, 3),
            "x": round(x, 2),
            "y": round(y, 2),
            "heading": round(heading, 1),
            "wheels": [round(speed, 2) + 0.0 for speed in self._rolling()],
            "targets": [self._motors[port].percent for port in self.wheels],
            "leds": {"top": [round(part * BRIGHTEST / 255) for part in self._shines]},
            "sound": None,
        }


def _power(byte: int) -> int:
    """A power or speed; a brake (127) holds as well as 0 does."""
    signed = byte - 256 if byte > 127 else byte
    return 0 if signed == 127 else signed


def _start(mat: Mat, text: str) -> Pose:
    cell, _, heading = text.partition(",")
    if not cell:
        return mat.start_pose()
    place = cell_place(cell)
    if place is None or not mat.inside(*place):
        raise ValueError(f"start: {cell} is no cell of the mat")
    return Pose(*mat.centre(*place), float(heading or 0), cell)


def _numbers(value: object, count: int = 1) -> list[float]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError(f"{count} numbers are wanted")
    return [float(number) for number in value]
