"""An mBot made of software, with its factory firmware: sonar on port 3, line eyes on port 2.

Options: `start`, `left`, `right` (see `two_wheels`). It can be pressed: `sonar` (cm, null takes the
hand away), `line` (0..3 or null), `light` (0..1023), `button` 0 or 1, `pose` [x, y, heading],
`reset` (as when a port is opened: it starts anew), `link.garble`, `link.mute` 1 or 0, `link.drop`.

Speeds are our own reading (no source gives any): below a power of 50 the motors stand, at 255 they
make 30 cm/s. Its one thread does nothing else while it sounds, and 20 ms long while it measures.
"""

from __future__ import annotations

import struct
from collections import deque
from collections.abc import Callable, Mapping

from robots.emulators.emulator import Emulator
from robots.emulators.two_wheels import OPTIONS, TwoWheels, number, numbers
from robots.wire.makeblock import DONE, Action, Device, Kind, Listener, Request, answer
from robots.world.mat import Mat

SONAR_PORT, LINE_PORT, LIGHT_PORT = 3, 2, 6
FARTHEST = 400.0
"""What the sonar says when it sees nothing, in cm."""
STANDS, FREE, FULL, FASTEST = 50, 30, 255, 30.0
"""Below this power a motor stands; the power that friction takes; all of it; cm/s then."""
SONAR_SECONDS = 0.02
START_SECONDS = 0.4
"""Of its boot loader; real ones take about 1.5 s."""
VERSION = "1.2.103"
GARBAGE = b"\x00\xfe\xff\xff"


class Body(TwoWheels):
    """Its body."""

    radius = 7.0
    base = 11.5
    eyes = (6.0, 0.8)


class MBot(Emulator):
    """The robot."""

    kind = "mbot"

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        options = dict(options or {})
        if unknown := options.keys() - OPTIONS:
            raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
        self._body = Body(mat, options)
        self._now = self._busy = 0.0
        self._listener = Listener()
        self._waiting: deque[Request] = deque()
        self._answers: deque[bytes] = deque()
        self._muted = False
        self._hand: float | None = None
        self._line: int | None = None
        self._light, self._button = 500, 0
        self._begin_again()

    def _begin_again(self) -> None:
        self._power = [0, 0]
        self._lamps = [[0, 0, 0], [0, 0, 0]]
        self._hertz = 0

    # ---- the link --------------------------------------------------------------------------------

    def linked(self) -> None:
        """A host has opened the link."""
        self._listener = Listener()

    def unlinked(self) -> None:
        """The link is gone; the motors turn on."""

    def receive(self, data: bytes) -> None:
        """Bytes have come."""
        self._waiting += self._listener.feed(data)
        self._work()

    def _tell(self, data: bytes) -> None:
        if not self._muted:
            self.say(data)

    # ---- time ------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Live until `now`."""
        while self._busy <= now and (self._hertz or self._answers or self._waiting):
            self._live(max(self._busy, self._now))
            self._work()
        self._live(now)

    def _live(self, now: float) -> None:
        self._now = max(now, self._now)
        self._body.roll((_speed(self._power[0]), _speed(self._power[1])), self._now)

    def _work(self) -> None:
        """Do one thing after another, until one takes time."""
        while self._busy <= self._now:
            self._hertz = 0
            while self._answers:
                self._tell(self._answers.popleft())
            if not self._waiting:
                return
            self._do(self._waiting.popleft())

    def _do(self, request: Request) -> None:
        if request.action == Action.GET:
            self._answers += self._value(request)
        elif request.action == Action.RUN:
            self._run(request.device, request.data)
            self._answers.append(DONE)
        elif request.action in (Action.RESET, Action.START):
            self._power = [0, 0]
            self._answers.append(DONE)

    def _run(self, device: int, data: bytes) -> None:
        if device == Device.WHEELS and len(data) >= 4:
            left, right = struct.unpack("<hh", data[:4])
            self._power = [-left, right]
        elif device == Device.LAMPS and len(data) >= 6:
            for lamp in (0, 1) if data[2] == 0 else (data[2] - 1,):
                self._lamps[lamp % 2] = list(data[3:6])
        elif device == Device.TONE and len(data) >= 4:
            self._hertz, milliseconds = struct.unpack("<HH", data[:4])
            self._busy = self._now + milliseconds / 1000.0

    def _value(self, request: Request) -> list[bytes]:
        index, port = request.index, request.data[:1]
        if request.device == Device.VERSION:
            return [answer(index, Kind.TEXT, VERSION)]
        if request.device == Device.ULTRASONIC:
            self._busy = self._now + SONAR_SECONDS
            return [answer(index, Kind.FLOAT, self._sonar(port))]
        if request.device == Device.LINE:
            return [answer(index, Kind.FLOAT, self._eyes(port))]
        if request.device == Device.LIGHT:
            return [answer(index, Kind.FLOAT, self._light if port == bytes((LIGHT_PORT,)) else 0)]
        if request.device == Device.BUTTON:
            return [answer(index, Kind.BYTE, self._button)]
        return []

    def _sonar(self, port: bytes) -> float:
        if port != bytes((SONAR_PORT,)):
            return 0.0
        return self._body.ahead(FARTHEST) if self._hand is None else self._hand

    def _eyes(self, port: bytes) -> float:
        if self._line is not None:
            return self._line
        if port != bytes((LINE_PORT,)):
            return 0.0
        left, right = self._body.on_black()
        return 3 - 2 * left - right

    # ---- what happens to it ----------------------------------------------------------------------

    def press(self, name: str, value: object) -> None:
        """Somebody does something to the robot; raises KeyError, TypeError or ValueError."""
        self._happenings()[name](value)

    def _happenings(self) -> dict[str, Callable[[object], None]]:
        return {
            "sonar": self._hold,
            "line": self._cover,
            "light": self._shine,
            "button": self._push,
            "pose": lambda value: self._body.put(*numbers(value, 3)),
            "reset": lambda value: self._reset(),
            "link.garble": lambda value: self.say(GARBAGE),
            "link.mute": self._mute,
            "link.drop": lambda value: self.drop(),
        }

    def _hold(self, value: object) -> None:
        self._hand = None if value is None else number(value)

    def _cover(self, value: object) -> None:
        self._line = None if value is None else int(number(value)) & 3

    def _shine(self, value: object) -> None:
        self._light = int(number(value))

    def _push(self, value: object) -> None:
        self._button = 1 if value else 0

    def _mute(self, value: object) -> None:
        self._muted = bool(value)

    def _reset(self) -> None:
        self._begin_again()
        self._waiting.clear()
        self._answers.clear()
        self._busy = self._now + START_SECONDS
        self._answers.append(f"Version: {VERSION}\r\n".encode())

    # ---- the truth -------------------------------------------------------------------------------

    def truth(self) -> dict[str, object]:
        """Pose (cm, degrees), wheels (cm/s), powers, lamps (0..32), what sounds."""
        left, right = ([round(part * 32 / 255) for part in lamp] for lamp in self._lamps)
        return {
            "t": round(self._now, 3),
            **self._body.facts(),
            "targets": list(self._power),
            "leds": {"top": left, "right": right},
            "sound": {"hz": self._hertz} if self._hertz else None,
        }


def _speed(power: int) -> float:
    if abs(power) < STANDS:
        return 0.0
    speed = (min(FULL, abs(power)) - FREE) / (FULL - FREE) * FASTEST
    return speed if power > 0 else -speed
