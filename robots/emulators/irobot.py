"""iRobots made of software: the conversation, counted motions, lights, one voice, touch and bumps.

They speak `robots.wire.irobot`, which is checked against two foreign encoders. A counted motion
goes at 100 mm/s and is answered when it is over, or when another or a bump ended it. When the link
is lost the motion under way goes on to its end; speeds would go on for ever.

Options: `start` ("A1" or "A1,90"), `gain` (how far wheels go for each centimetre they count),
`battery` percent, `name`. It can be pressed: `pose`, `touch` (four bits), `bump`, `colours` (one
number for all zones), `battery`, `link.mute` 1 or 0, `link.say` hex, `link.drop`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from math import cos, degrees, radians, sin
from typing import ClassVar

from robots.emulators.gatt import Advertisement, GattEmulator
from robots.emulators.wheels_body import WheelsBody
from robots.errors import Refused
from robots.wire.irobot import FROM_ROBOT, IDENTITY, MAKER, TO_ROBOT, UART, Frame, Id, decode
from robots.world.cells import cell_place
from robots.world.mat import Mat
from robots.world.trace import Pose
from robots.world.world import World

TICK = 0.01
SPEED = 10.0
"""cm/s of a counted motion's faster wheel."""
BASE = 10.3
BRIGHTEST = 32
"""What a report calls full light."""
_OPTIONS = frozenset(("start", "gain", "battery", "name"))


class _Motion:
    """A motion under way: the two wheels in cm/s, and the seconds that are left (None: no end)."""

    def __init__(self, number: Frame, left: float, right: float, seconds: float | None) -> None:
        self.asked, self.left, self.right, self.seconds = number, left, right, seconds


class IRobot(GattEmulator):
    """A robot; its kinds say their size and how they are advertised."""

    services: ClassVar = {
        IDENTITY: {},
        UART: {
            TO_ROBOT: frozenset(("write", "write-without-response")),
            FROM_ROBOT: frozenset(("notify",)),
        },
    }
    radius: ClassVar[float]
    model: ClassVar[bytes]

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        options = dict(options or {})
        if unknown := options.keys() - _OPTIONS:
            raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
        name = options.get("name", self.kind.title())
        self.advertised = Advertisement(name, (IDENTITY,), {MAKER: self.model})
        self.body = WheelsBody(World(mat), _start(mat, options.get("start", "")), self.radius, BASE)
        self._gain, self._battery = float(options.get("gain", 1.0)), int(options.get("battery", 90))
        self._now = self._next_tick = 0.0
        self._motion: _Motion | None = None
        self._x, self._y, self._heading = 0.0, 0.0, 90.0
        self._light = [0, 0, 0]
        self._note: tuple[Frame, int, float] | None = None
        self._muted = False
        self._events = 0
        self._does: dict[int, Callable[[Frame], None]] = {
            Id.STOP: lambda frame: self._end_all(),
            Id.DISCONNECT: lambda frame: self.drop(),
            Id.SPEEDS: self._run,
            Id.DRIVE: self._drive,
            Id.TURN: self._turn,
            Id.ARC: self._arc,
            Id.WHERE: self._tell_place,
            Id.LED: self._shine,
            Id.NOTE: self._sing,
            Id.HUSH: lambda frame: self._hush(),
            Id.BATTERY: self._tell_battery,
        }

    # ---- the link --------------------------------------------------------------------------------

    def linked(self) -> None:
        """A host has opened the link: its place is counted from here."""
        super().linked()
        self._x, self._y, self._heading = 0.0, 0.0, 90.0

    def wrote(self, characteristic: str, data: bytes) -> None:
        """A frame has come; one that is damaged or unknown is not answered."""
        try:
            frame = decode(data)
        except Refused:
            return
        if frame.id in self._does:
            self._does[frame.id](frame)

    def _answer(self, asked: Frame, payload: bytes) -> None:
        self._tell(Frame(asked.id, payload, asked.number))

    def _event(self, number: int, payload: bytes) -> None:
        self._events = (self._events + 1) % 256
        self._tell(Frame(number, payload, self._events))

    def _tell(self, frame: Frame) -> None:
        if not self._muted:
            self.notify(FROM_ROBOT, frame.to_bytes())

    def _clock(self) -> bytes:
        return struct.pack(">I", round(self._now * 1000))

    # ---- motions ---------------------------------------------------------------------------------

    def _run(self, frame: Frame) -> None:
        left, right = struct.unpack_from(">ii", frame.payload)
        self._begin(_Motion(frame, left / 10.0, right / 10.0, None))

    def _drive(self, frame: Frame) -> None:
        (way,) = struct.unpack_from(">i", frame.payload)
        speed = SPEED if way > 0 else -SPEED
        self._begin(_Motion(frame, speed, speed, abs(way) / 10.0 / SPEED))

    def _turn(self, frame: Frame) -> None:
        (angle,) = struct.unpack_from(">i", frame.payload)
        speed = SPEED if angle > 0 else -SPEED
        self._begin(_Motion(frame, speed, -speed, radians(abs(angle) / 10.0) * BASE / 2 / SPEED))

    def _arc(self, frame: Frame) -> None:
        angle, radius = struct.unpack_from(">ii", frame.payload)
        turned, middle = radians(angle / 10.0), radius / 10.0
        left, right = turned * (middle + BASE / 2), turned * (middle - BASE / 2)
        seconds = max(abs(left), abs(right)) / SPEED
        if seconds:
            self._begin(_Motion(frame, left / seconds, right / seconds, seconds))

    def _begin(self, motion: _Motion) -> None:
        self._end_motion()
        self._motion = motion

    def _end_motion(self) -> None:
        """It is over, or interrupted: counted ones are answered."""
        motion, self._motion = self._motion, None
        if motion is not None and motion.seconds is not None:
            self._tell_place(motion.asked)

    def _end_all(self) -> None:
        self._end_motion()
        self._hush()

    def _tell_place(self, frame: Frame) -> None:
        place = round(self._x * 10), round(self._y * 10), round(self._heading % 360 * 10)
        self._answer(frame, self._clock() + struct.pack(">iih", *place))

    # ---- time ------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Live until `now`."""
        while self._next_tick <= now:
            self._now = self._next_tick
            self._next_tick += TICK
            self._tick()
        self._now = max(now, self._now)

    def _tick(self) -> None:
        if self._note is not None and self._now >= self._note[2]:
            asked, self._note = self._note[0], None
            self._answer(asked, self._clock())
        motion = self._motion
        if motion is None:
            return
        seconds = TICK if motion.seconds is None else min(TICK, motion.seconds)
        self._roll(motion, seconds)
        if motion.seconds is not None and self._motion is motion:
            motion.seconds -= seconds
            if motion.seconds <= 1e-9:
                self._end_motion()

    def _roll(self, motion: _Motion, seconds: float) -> None:
        """Its own count goes with its wheels; the body where walls let it."""
        before = self.body.place(0.0)
        self.body.roll(motion.left * self._gain, motion.right * self._gain, seconds)
        way = (motion.left + motion.right) / 2.0 * seconds
        turned = degrees((motion.left - motion.right) / BASE * seconds)
        middle = radians(self._heading - turned / 2.0)
        self._x, self._y = self._x + way * cos(middle), self._y + way * sin(middle)
        self._heading -= turned
        after = self.body.place(0.0)
        moved = abs(after[0] - before[0]) + abs(after[1] - before[1])
        if abs(way) > 0.01 and moved < abs(way) * self._gain / 2:
            self._bump(0xC0)

    def _bump(self, sides: int) -> None:
        """Its own reflex: stand."""
        self._end_motion()
        self._event(Id.BUMPED, self._clock() + bytes((sides,)))
        self._event(Id.BUMPED, self._clock() + b"\0")

    # ---- what it shows and tells -----------------------------------------------------------------

    def _shine(self, frame: Frame) -> None:
        state, *colour = frame.payload[:4]
        self._light = colour if state else [0, 0, 0]

    def _sing(self, frame: Frame) -> None:
        hertz, milliseconds = struct.unpack_from(">IH", frame.payload)
        self._note = (frame, hertz, self._now + milliseconds / 1000) if milliseconds else None

    def _hush(self) -> None:
        self._note = None

    def _tell_battery(self, frame: Frame) -> None:
        volts = 3000 + 12 * self._battery
        self._answer(frame, self._clock() + struct.pack(">HB", volts, self._battery))

    # ---- what happens to it ----------------------------------------------------------------------

    def press(self, name: str, value: object) -> None:
        """Somebody does something to the robot; raises KeyError, TypeError or ValueError."""
        if name == "pose":
            self.body.put(*_numbers(value, 3))
        elif name == "touch":
            self._event(Id.TOUCHED, self._clock() + bytes((_byte(value),)))
        elif name == "bump":
            self._bump(0x80)
        elif name == "colours":
            self._event(Id.COLOURS, bytes((_byte(value) * 0x11,)) * 16)
        elif name == "battery":
            self._battery = _byte(value)
        elif name == "link.mute":
            self._muted = bool(value)
        elif name == "link.say":
            self.notify(FROM_ROBOT, bytes.fromhex(str(value)))
        else:
            super().press(name, value)

    # ---- the truth -------------------------------------------------------------------------------

    def truth(self) -> dict[str, object]:
        """Pose (cm, degrees), wheels (cm/s), the light (0..32), what sounds."""
        x, y, heading = self.body.place(0.0)
        motion = self._motion
        wheels = [0.0, 0.0] if motion is None else [motion.left, motion.right]
        return {
            "t": round(self._now, 3),
            "x": round(x, 2),
            "y": round(y, 2),
            "heading": round(heading, 1) % 360.0,
            "wheels": [round(speed * self._gain, 2) for speed in wheels],
            "targets": wheels,
            "leds": {"top": [round(part / 255 * BRIGHTEST) for part in self._light]},
            "sound": None if self._note is None else {"hz": self._note[1]},
        }


def _start(mat: Mat, text: str) -> Pose:
    cell, _, heading = text.partition(",")
    if not cell:
        return mat.start_pose()
    place = cell_place(cell)
    if place is None or not mat.inside(*place):
        raise ValueError(f"start: {cell} is no cell of the mat")
    return Pose(*mat.centre(*place), float(heading or 0), cell)


def _numbers(value: object, count: int) -> list[float]:
    if not isinstance(value, list) or len(value) != count:
        raise ValueError(f"{count} numbers are wanted")
    return [float(number) for number in value]


def _byte(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError("a whole number is wanted")
    return value
