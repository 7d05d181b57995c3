"""The program that lives in a Thymio while we hold it: its reflexes, in the robot's own code.

It does four things, whatever happens to the link:
- **silence stops**: `alive` counts down ten times a second; at 0 the wheels stay at 0 and sound
  ends, so a robot whose host died stands within 1.1 s;
- **motions end in the robot**: `remaining` is counted down by what the wheels did, a hundred times
  a second, so that `drive(15)` ends at 15 cm over the slowest radio;
- **it counts**: the wheels' ways, the ticks they took, the taps it felt;
- **it calls natives for the host**: one user event each, since older firmware (and the simulated
  Thymio) has lights and sounds in native functions only.

Every address comes from the robot's own description; what it does not announce is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from robots.wire.aseba_program import FIRST_LOCAL, INIT, Assembler, Op

ALIVE_TICKS = 10
"""What the host writes into `alive`: tenths of a second until the robot stops by itself."""
TICK_MS = 100
PART = 64
"""`remaining` counts in this many speed units of both wheels together."""
MOTION_OVER = 0
"""The event that the robot sends when a motion is over."""
CALLS = {
    "sound.freq": 1,
    "sound.system": 2,
    "sound.play": 3,
    "leds.top": 4,
    "leds.bottom.left": 5,
    "leds.bottom.right": 6,
    "leds.circle": 7,
}
"""Native function -> the user event that calls it; its arguments follow the robot's number."""
ARGUMENTS = {"sound.freq": 2, "sound.system": 1, "sound.play": 1, "leds.circle": 8}
SPEEDS = ("motor.left.speed", "motor.right.speed")


@dataclass(frozen=True, slots=True)
class Own:
    """The program's own variables: addresses counted from the first one the robot left free."""

    first: int

    @property
    def alive(self) -> int:
        """Tenths of a second that the robot still trusts its host."""
        return self.first

    @property
    def remaining(self) -> int:
        """What is left of the motion under way, 0 when none is."""
        return self.first + 1

    @property
    def part(self) -> int:
        """What of a unit of `remaining` is used up."""
        return self.first + 2

    @property
    def ticks(self) -> int:
        """Hundredths of a second, counted with the wheels; wraps."""
        return self.first + 3

    @property
    def left(self) -> int:
        """The sum of the left wheel's speeds, one a tick; wraps."""
        return self.first + 4

    @property
    def right(self) -> int:
        """The sum of the right wheel's speeds, one a tick; wraps."""
        return self.first + 5

    @property
    def taps(self) -> int:
        """How often the robot felt a knock; wraps."""
        return self.first + 6

    @property
    def minus_one(self) -> int:
        """The constant -1: native functions take addresses, not numbers."""
        return self.first + 7

    SIZE = 8


def resident_program(
    addresses: Mapping[str, int], events: Sequence[str], natives: Sequence[str], free: int
) -> list[int]:
    """The words of the program for the robot that announced these names.

    `addresses` of its variables, its events and native functions in their order, and its first
    `free` variable. Raises KeyError when a name is missing that the robot cannot be safe without.
    """
    return _Resident(addresses, events, natives, free).words()


class _Resident:
    def __init__(
        self, at: Mapping[str, int], events: Sequence[str], natives: Sequence[str], free: int
    ) -> None:
        self.at = at
        self.own = Own(free)
        self.natives = {name: number for number, name in enumerate(natives)}
        self.events = {name: FIRST_LOCAL - number for number, name in enumerate(events)}
        self.code = Assembler()

    def words(self) -> list[int]:
        self._begin()
        self._watch()
        self._count()
        if "tap" in self.events:
            self._feel()
        for name in CALLS:
            if name in self.natives:
                self._call(name)
        return self.code.words()

    def _begin(self) -> None:
        self.code.on(INIT)
        for address in range(self.own.first, self.own.minus_one):
            self._set(address, 0)
        self._set(self.own.minus_one, -1)
        self._still()
        self._set(self.at["timer.period"], TICK_MS)
        self.code.stop()

    def _watch(self) -> None:
        """At 0 the wheels are held at 0: a late command does not start a robot nobody watches."""
        code, own = self.code, self.own
        code.on(self.events["timer0"])
        self._compare(own.alive, Op.GREATER, 0, "silent")
        self._change(own.alive, Op.SUB, 1)
        self._compare(own.alive, Op.EQUAL, 0, "watched")
        if "sound.freq" in self.natives:
            code.call(self.natives["sound.freq"], own.minus_one, own.minus_one)
        code.label("silent")
        self._still()
        code.label("watched")
        code.stop()

    def _count(self) -> None:
        code, own = self.code, self.own
        code.on(self.events["motor"])
        self._change(own.ticks, Op.ADD, 1)
        for way, speed in zip((own.left, own.right), SPEEDS, strict=True):
            code.load(way)
            code.load(self.at[speed])
            code.do(Op.ADD)
            code.store(way)
        self._compare(own.remaining, Op.GREATER, 0, "counted")
        self._use_up()
        self._compare(own.remaining, Op.LESS, 1, "counted")
        self._still()
        code.emit(MOTION_OVER, own.ticks, 3)
        code.label("counted")
        code.stop()

    def _use_up(self) -> None:
        """Take from `remaining` what both wheels did in this tick; `part` keeps the rest."""
        code, own = self.code, self.own
        code.load(own.part)
        for speed in SPEEDS:
            code.load(self.at[speed])
            code.absolute()
            code.do(Op.ADD)
        code.store(own.part)
        code.load(own.remaining)
        code.load(own.part)
        code.push(PART)
        code.do(Op.DIV)
        code.do(Op.SUB)
        code.store(own.remaining)
        self._change(own.part, Op.MOD, PART)

    def _feel(self) -> None:
        self.code.on(self.events["tap"])
        self._change(self.own.taps, Op.ADD, 1)
        self.code.stop()

    def _call(self, name: str) -> None:
        """Events reach every robot behind one dongle: the first argument says whose it is."""
        code, arguments = self.code, self.at["event.args"]
        code.on(CALLS[name])
        code.load(arguments)
        code.load(self.at["_id"])
        code.unless(Op.EQUAL, name)
        count = ARGUMENTS.get(name, 3)
        code.call(self.natives[name], *range(arguments + 1, arguments + 1 + count))
        code.label(name)
        code.stop()

    def _still(self) -> None:
        self._set(self.at["motor.left.target"], 0)
        self._set(self.at["motor.right.target"], 0)
        self._set(self.own.remaining, 0)

    def _set(self, address: int, number: int) -> None:
        self.code.push(number)
        self.code.store(address)

    def _change(self, address: int, operation: Op, number: int) -> None:
        self.code.load(address)
        self.code.push(number)
        self.code.do(operation)
        self.code.store(address)

    def _compare(self, address: int, test: Op, number: int, otherwise: str) -> None:
        """Go on when the test holds, else go to the label."""
        self.code.load(address)
        self.code.push(number)
        self.code.unless(test, otherwise)
