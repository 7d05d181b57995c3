"""A micro:bit with our program in a small robot, made of software from `firmware/PROTOCOL.md`.

Options: `start`, `left`, `right` (see `two_wheels`), `robot` (maqueen or cutebot), `name` (four
digits), `lose` (0..1: the part of lines that are lost each way, as by radio). It can be pressed:
`sonar` (cm, null takes the hand away), `line` (0..3 or null), `light` (0..255), `button.a`,
`button.b` 0 or 1, `pose` [x, y, heading], `link.garble`, `link.mute` 1 or 0, `link.drop`.

The speed of its wheels is our own reading: 20 cm/s at 100 %.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from robots.emulators.emulator import Emulator
from robots.emulators.two_wheels import OPTIONS, TwoWheels, number, numbers
from robots.world.mat import Mat

FULL = 20.0
"""cm/s at 100 %."""
SILENCE = 1.0
"""Seconds without a line after which it stops."""
EVERY = 0.1
"""Seconds between two readings."""
FARTHEST = 200.0
"""The sonar sees no further, in cm."""
ROBOTS = ("maqueen", "cutebot")
GARBAGE = b"\x00\xfe\xff\n"


class Body(TwoWheels):
    """Its body."""

    radius = 5.0
    base = 8.5
    eyes = (4.0, 0.7)


class Microbit(Emulator):
    """The robot."""

    kind = "microbit"

    def __init__(self, mat: Mat, options: Mapping[str, str] | None = None) -> None:
        super().__init__(mat, options)
        options = dict(options or {})
        if unknown := options.keys() - OPTIONS - {"robot", "name", "lose"}:
            raise ValueError(f"unknown options: {', '.join(sorted(unknown))}")
        self._robot = options.get("robot", ROBOTS[0])
        if self._robot not in ROBOTS:
            raise ValueError(f"robot: one of {', '.join(ROBOTS)}")
        self._name, self._lose = options.get("name", "3fa2"), float(options.get("lose", 0))
        self._random = Random(0)
        self._body = Body(mat, options)
        self._now = self._said = 0.0
        self._kept = b""
        self._heard: float | None = None
        self._percent = [0, 0]
        self._number = 0
        self._until: float | None = None
        self._lamps = [0, 0, 0]
        self._hertz, self._sounds_until = 0, 0.0
        self._muted = False
        self._hand: float | None = None
        self._line: int | None = None
        self._light, self._buttons = 80, 0

    # ---- the link --------------------------------------------------------------------------------

    def linked(self) -> None:
        """A host has opened the link: nothing that the robot would notice."""
        self._kept = b""

    def unlinked(self) -> None:
        """The link is gone: it notices by the silence."""

    def receive(self, data: bytes) -> None:
        """Bytes have come."""
        *lines, self._kept = (self._kept + data).split(b"\n")
        for line in lines:
            if self._random.random() >= self._lose:
                self._take(line.decode("ascii", errors="replace").split())

    def _tell(self, line: str) -> None:
        if not self._muted and self._random.random() >= self._lose:
            self.say(line.encode() + b"\n")

    def _take(self, words: list[str]) -> None:
        """Do what a line says; one that cannot be read is passed over."""
        try:
            answer = self._do(words[0], [int(word) for word in words[1:]])
        except (ValueError, IndexError, KeyError):
            return
        self._heard = self._now
        if answer:
            self._tell(answer)

    def _do(self, word: str, given: list[int]) -> str:
        return self._lines()[word](given)

    def _lines(self) -> dict[str, Callable[[list[int]], str]]:
        return {
            "?": self._greet,
            ".": lambda given: "",
            "m": lambda given: self._move(*given[:4]),
            "s": self._stop,
            "l": self._shine_lamps,
            "t": self._sound,
        }

    def _greet(self, given: list[int]) -> str:
        self._still()
        self._number = 0
        return f"hello 1 {self._robot} {self._name}"

    def _move(self, motion: int, left: int, right: int, milliseconds: int) -> str:
        if motion != self._number:
            self._number = motion
            self._percent = [max(-100, min(100, part)) for part in (left, right)]
            self._until = self._now + milliseconds / 1000.0 if milliseconds else None
        return f"a {motion}"

    def _stop(self, given: list[int]) -> str:
        self._still()
        return "a 0"

    def _shine_lamps(self, given: list[int]) -> str:
        red, green, blue = (max(0, min(255, part)) for part in given[:3])
        self._lamps = [red, green, blue]
        return ""

    def _sound(self, given: list[int]) -> str:
        hertz, milliseconds = given[:2]
        self._hertz, self._sounds_until = hertz, self._now + milliseconds / 1000.0
        return ""

    def _still(self) -> None:
        self._percent, self._until = [0, 0], None
        self._hertz = 0

    # ---- time ------------------------------------------------------------------------------------

    def advance(self, now: float) -> None:
        """Live until `now`."""
        while (due := self._due()) <= now:
            self._live(due)
            self._happen()
        self._live(now)

    def _due(self) -> float:
        dues = [self._until, self._sounds_until if self._hertz else None]
        if self._heard is not None:
            dues += [self._heard + SILENCE, self._said + EVERY]
        return max(self._now, min((due for due in dues if due is not None), default=float("inf")))

    def _live(self, now: float) -> None:
        self._now = max(now, self._now)
        self._body.roll((self._percent[0] / 100.0 * FULL, self._percent[1] / 100.0 * FULL), now)

    def _happen(self) -> None:
        """Do all that is due at this moment."""
        if self._until is not None and self._until <= self._now:
            self._percent, self._until = [0, 0], None
        if self._hertz and self._sounds_until <= self._now:
            self._hertz = 0
        if self._heard is not None and self._heard + SILENCE <= self._now:
            self._heard = None
            self._still()
        if self._heard is not None and self._said + EVERY <= self._now:
            self._said = self._now
            self._tell(f"r {self._sees()} {self._over()} {self._buttons} {self._light}")

    def _sees(self) -> int:
        """What the sonar sees, in mm."""
        seen = self._body.ahead(FARTHEST) if self._hand is None else self._hand
        return -1 if seen >= FARTHEST else round(seen * 10)

    def _over(self) -> int:
        """Which line eyes are over black."""
        if self._line is not None:
            return self._line
        left, right = self._body.on_black()
        return left + 2 * right

    # ---- what happens to it ----------------------------------------------------------------------

    def press(self, name: str, value: object) -> None:
        """Somebody does something to the robot; raises KeyError, TypeError or ValueError."""
        self._happenings()[name](value)

    def _happenings(self) -> dict[str, Callable[[object], None]]:
        return {
            "sonar": self._hold,
            "line": self._cover,
            "light": self._shine,
            "button.a": lambda value: self._push(1, value),
            "button.b": lambda value: self._push(2, value),
            "pose": lambda value: self._body.put(*numbers(value, 3)),
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

    def _push(self, bit: int, value: object) -> None:
        self._buttons = self._buttons | bit if value else self._buttons & ~bit

    def _mute(self, value: object) -> None:
        self._muted = bool(value)

    # ---- the truth -------------------------------------------------------------------------------

    def truth(self) -> dict[str, object]:
        """Pose (cm, degrees), wheels (cm/s), percents, lamps (0..32), what sounds."""
        return {
            "t": round(self._now, 3),
            **self._body.facts(),
            "targets": list(self._percent),
            "leds": {"top": [round(part * 32 / 255) for part in self._lamps]},
            "sound": {"hz": self._hertz} if self._hertz else None,
        }
