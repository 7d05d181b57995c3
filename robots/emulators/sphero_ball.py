"""Sphero balls made of software: the conversation, the lights, and the ball that it moves.

They speak `robots.wire.sphero`, which is checked against two foreign encoders. A ball that is not
unlocked drops the link after ten seconds; one that is asleep does nothing. When the link is lost it
rolls on: the makers promise nothing else.

Options: `start` ("A1" or "A1,90"), `gain` (1 is true to its scale), `drift` (degrees/s of its
gyroscope while it moves), `battery` (volts), `name`. It can be pressed: `pose` [x, y,
heading] (put down and aimed), `turn` degrees (a hand turns it in place), `knock`, `battery` volts,
`lux`, `link.mute` 1 or 0, `link.say` hex, `link.garble`, `link.drop`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import ClassVar

from robots.emulators.gatt import Advertisement, GattEmulator
from robots.emulators.sphero_body import TICK, Ball
from robots.errors import Refused
from robots.wire import sphero
from robots.wire.sphero import Flag, Id, Packet
from robots.world.cells import cell_place
from robots.world.mat import Mat
from robots.world.trace import Pose
from robots.world.world import World

PATIENCE = 10.0
"""Seconds that a ball stays with a host that does not unlock it."""
BRIGHTEST = 32
"""What a report calls full light."""
DONE, UNKNOWN, BAD_LENGTH, FAILED, WRONG_TARGET = 0, 2, 5, 6, 9
"""Errors of a response."""
GARBAGE = bytes.fromhex("8dffffffffffd8")
_KNOCK = struct.pack(">3hB3hBL", 4096, 0, 0, 1, 100, 0, 0, 20, 0)
_OPTIONS = frozenset(("start", "gain", "drift", "battery", "name"))
_WRITES = frozenset(("write", "write-without-response", "notify"))


class BadData(Exception):
    """A command's data are too short."""


class SpheroBall(GattEmulator):
    """A ball; its kinds say how fast a speed of 255 is (cm/s), its radius (cm), its processors."""

    services: ClassVar = {
        sphero.SERVICE: {sphero.COMMANDS: _WRITES},
        "00020001-574f-4f20-5370-6865726f2121": {
            sphero.FORCE: frozenset(("write", "write-without-response"))
        },
    }
    fastest: ClassVar[float]
    radius: ClassVar[float]
    prefix: ClassVar[str]
    targets: ClassVar[Mapping[int, int | None]]
    """Device -> the processor it must be asked of; the others take no target."""

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        options = dict(options or {})
        if unknown := options.keys() - _OPTIONS:
            raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
        self.advertised = Advertisement(
            options.get("name", f"{self.prefix}1A2B"), (sphero.SERVICE,)
        )
        start = _start(mat, options.get("start", ""))
        gain, drift = float(options.get("gain", 1.0)), float(options.get("drift", 0.05))
        self.ball = Ball(World(mat), start, self.radius, gain, drift)
        self.lights = self.dark()
        self.lux = 120.0
        self._volts = float(options.get("battery", 4.0))
        self._now = self._next_tick = 0.0
        self._packets = sphero.Decoder()
        self._awake = self._unlocked = self._muted = self._feels = False
        self._since: float | None = None
        self._told = [0, 0]
        self._every, self._mask, self._next_told = 0.0, 0, 0.0
        self._commands: dict[int, Callable[[bytes], bytes]] = {
            Id.PING: lambda data: data,
            Id.WAKE: self._wake,
            Id.SLEEP: self._sleep,
            Id.BATTERY: lambda data: struct.pack(">H", round(self._volts * 100)),
            Id.DRIVE: self._drive,
            Id.RAW_MOTORS: self._raw,
            Id.RESET_YAW: self._aim,
            Id.STABILISE: self._stabilise,
            Id.STREAM: self._stream,
            Id.RESET_LOCATOR: self._locate,
            Id.COLLISIONS: self._feel,
            **self.shows(),
        }

    def dark(self) -> dict[str, list[int]]:
        """Every light, out: red, green, blue, each 0..255."""
        raise NotImplementedError

    def shows(self) -> dict[int, Callable[[bytes], bytes]]:
        """The commands of the kind's own lights."""
        raise NotImplementedError

    def target(self, number: int) -> int | None:
        """The processor that a command must be asked of."""
        return self.targets.get(number >> 8)

    # ---- the link --------------------------------------------------------------------------------

    def linked(self) -> None:
        """A host has opened the link."""
        super().linked()
        self._packets = sphero.Decoder()
        self._unlocked, self._since, self._mask = False, self._now, 0

    def unlinked(self) -> None:
        """The link is gone; the ball rolls on."""
        super().unlinked()
        self._since, self._mask = None, 0

    def wrote(self, characteristic: str, data: bytes) -> None:
        """The host has set a value; a packet that means nothing is not answered."""
        if characteristic == sphero.FORCE:
            self._unlocked = data == sphero.UNLOCK
            return
        try:
            packets = self._packets.feed(data)
        except Refused:
            self._packets = sphero.Decoder()
            return
        for packet in packets:
            self._hear(packet)

    def _hear(self, packet: Packet) -> None:
        error, data = self._answer(packet)
        back = None if packet.target is None else packet.source
        answer = Packet(packet.id, data, packet.seq, back, packet.target or 0, Flag.RESPONSE, error)
        self._tell(answer)

    def _answer(self, packet: Packet) -> tuple[int, bytes]:
        if packet.target != self.target(packet.id):
            return WRONG_TARGET, b""
        if packet.id not in self._commands:
            return UNKNOWN, b""
        if not self._awake and packet.id >> 8 in (0x16, 0x1A):
            return FAILED, b""
        try:
            return DONE, self._commands[packet.id](packet.data)
        except (BadData, struct.error, IndexError):
            return BAD_LENGTH, b""

    def _tell(self, packet: Packet) -> None:
        if not self._muted:
            for part in sphero.chunks(packet.to_bytes()):
                self.notify(sphero.COMMANDS, part)

    def _tell_unasked(self, number: int, data: bytes) -> None:
        self._tell(Packet(number, data, sphero.NOTIFIES, flags=0))

    # ---- time ------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Live until `now`."""
        while self._next_tick <= now:
            self._now = self._next_tick
            self._next_tick += TICK
            self.ball.tick()
            self._tell_of_it()
        self._now = max(now, self._now)
        if self._since is not None and not self._unlocked and now - self._since > PATIENCE:
            self._since = None
            self.drop()

    def _tell_of_it(self) -> None:
        if self.ball.knocked:
            self.ball.knocked = False
            if self._feels:
                self._tell_unasked(Id.COLLIDED, _KNOCK)
        if self._mask and self._now >= self._next_told:
            self._next_told = self._now + self._every
            numbers = self._streamed()
            self._tell_unasked(Id.STREAMED, struct.pack(f">{len(numbers)}f", *numbers))

    def _streamed(self) -> list[float]:
        """Its readings by the mask's bits, the highest first; those it lacks are 0."""
        ball = self.ball
        east, north = ball.velocity()
        readings = {
            0x10000: ball.yaw,
            0x40: ball.located[0] / 100,
            0x20: ball.located[1] / 100,
            0x10: east / 100,
            0x08: north / 100,
        }
        bits = [1 << bit for bit in range(31, -1, -1) if self._mask >> bit & 1]
        return [readings.get(bit, 0.0) for bit in bits]

    # ---- what it is told -------------------------------------------------------------------------

    def _wake(self, data: bytes) -> bytes:
        self._awake = True
        return b""

    def _sleep(self, data: bytes) -> bytes:
        self._awake = False
        self.ball.roll(0.0, -self.ball.yaw)
        self.lights = self.dark()
        return b""

    def _drive(self, data: bytes) -> bytes:
        speed, heading, flags = struct.unpack(">BHB", data)
        self._told = [speed, heading]
        way = speed / 255 * self.fastest
        if flags & 1:
            self.ball.roll(-way, heading + 180.0)
        else:
            self.ball.roll(way, heading)
        return b""

    def _raw(self, data: bytes) -> bytes:
        """Raw motors of a ball that nobody steadies: we know them off only."""
        struct.unpack(">4B", data)
        if data[0] or data[2]:
            raise BadData
        self.ball.roll(0.0, -self.ball.yaw)
        return b""

    def _aim(self, data: bytes) -> bytes:
        self.ball.aim()
        return b""

    def _stabilise(self, data: bytes) -> bytes:
        self.ball.stabilised = data[0] == 1
        return b""

    def _stream(self, data: bytes) -> bytes:
        milliseconds, _, mask = struct.unpack(">HBI", data)
        self._every, self._mask, self._next_told = milliseconds / 1000, mask, self._now
        return b""

    def _locate(self, data: bytes) -> bytes:
        self.ball.locate()
        return b""

    def _feel(self, data: bytes) -> bytes:
        struct.unpack(">6B", data)
        self._feels = data[0] > 0
        return b""

    # ---- what happens to it ----------------------------------------------------------------------

    def press(self, name: str, value: object) -> None:
        """Somebody does something to the ball; raises KeyError, TypeError or ValueError."""
        if name == "pose":
            self.ball.put(*_numbers(value, 3))
        elif name == "turn":
            self.ball.twist(*_numbers([value], 1))
        elif name == "knock":
            self.ball.knocked = True
        elif name == "lux":
            (self.lux,) = _numbers([value], 1)
        elif name == "battery":
            (self._volts,) = _numbers([value], 1)
        elif name == "link.mute":
            self._muted = bool(value)
        elif name == "link.say":
            self.notify(sphero.COMMANDS, bytes.fromhex(str(value)))
        elif name == "link.garble":
            self.notify(sphero.COMMANDS, GARBAGE)
        else:
            super().press(name, value)

    # ---- the truth -------------------------------------------------------------------------------

    def truth(self) -> dict[str, object]:
        """Pose (cm, degrees), the carriage's wheels (cm/s), what it was told, lights (0..32)."""
        x, y, heading = self.ball.place(0.0)
        return {
            "t": round(self._now, 3),
            "x": round(x, 2),
            "y": round(y, 2),
            "heading": round(heading, 1) % 360.0,
            "wheels": [round(speed, 2) for speed in self.ball.wheels()],
            "targets": list(self._told),
            "leds": {name: _shone(light) for name, light in self.lights.items()},
            "sound": None,
        }


def _shone(light: list[int]) -> list[int]:
    return [round(part / 255 * BRIGHTEST) for part in light]


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
