"""The doing words of a program that stays in a Thymio: motions, lights, sounds, waits, messages."""

from __future__ import annotations

from collections.abc import Callable

from robots.abilities import WORDS
from robots.drivers import thymio_reflexes, thymio_shows
from robots.drivers.thymio_board import UNITS_A_CM
from robots.drivers.thymio_code import HIGHEST, Code, lacking
from robots.drivers.thymio_values import Values
from robots.drivers.thymio_wheels import turn
from robots.errors import Refused
from robots.program.arguments import checked, midi
from robots.program.tree import Do, Expression, Unary
from robots.wire.aseba_program import Op
from robots.world.trace import Value

CELL_CM = 15
WAIT_MOST = int(WORDS["wait"].arguments[0].most or 0)
UNITS_A_DEGREE = UNITS_A_CM * turn(1, 100).way
TICKS = 100
"""A second in ticks of the robot's clock."""
MOST_TICKS = 32_000
FARTHEST_CM, MOST_CELLS, MOST_DEGREES = 340, 22, 4000
"""The longest way of a drive, a row of steps and a turn whose length is worked out."""
STEPS = {"forward": 1, "backward": -1}
QUARTERS = {"turn_right": 90, "turn_left": -90}


class Words:
    """Writes the doing words of one program."""

    def __init__(self, code: Code, values: Values) -> None:
        self.code, self.values = code, values
        self.messages: dict[str, list[int]] = {}
        """Text -> the strands that it starts."""
        self._words: dict[str, Callable[[Do], None]] = {
            "drive": self._drive,
            "turn": self._turn,
            "speed": self._speed,
            "wheels": self._wheels,
            "stop": lambda item: self._still(),
            "light": self._light,
            "light_off": lambda item: self._shine(thymio_shows.DARK),
            "note": self._note,
            "play": self._play,
            "wait": self._wait,
            "send": self._send,
        }

    def do(self, item: Do) -> None:
        """Write a doing word; raises Refused when the robot cannot do it alone."""
        if item.word in STEPS:
            self._step(item)
        elif item.word in QUARTERS:
            self._move("spin", QUARTERS[item.word] * UNITS_A_DEGREE)
        elif item.word in self._words:
            self._words[item.word](item)
        else:
            raise lacking(item.word, item.id)

    def _written(self, item: Do) -> dict[str, Value]:
        """The arguments of a word that takes only written ones, checked."""
        given = {name: self.values.constant(value) for name, value in item.arguments.items()}
        return checked(item.word, given)

    def _number(self, item: Do, name: str) -> float | None:
        """A number that is written in the program, None where it is worked out."""
        try:
            return _float(self._written(item)[name])
        except Refused as refused:
            if any(
                problem.details.get("reason") == "onboard-written" for problem in refused.problems
            ):
                return None
            raise

    def _move(self, sub: str, units: float) -> None:
        """A motion of a known length; longer ones than the robot counts are made of several."""
        parts = 1 + int(abs(units)) // HIGHEST
        for _ in range(parts):
            self.code.push(round(units / parts))
            self.code.visit(sub, 1)
            self._yield()

    def _worked_out(self, sub: str, value: Expression, most: int, units: float) -> None:
        """A motion whose length is only known when it begins."""
        code, name = self.code, self.values.spare()
        self.values.value(value)
        code.push(most)
        code.visit("ranged", 2, 1)
        code.store(name)
        whole, tenths = divmod(round(units * 10), 10)
        code.load(name)
        code.push(whole)
        code.do(Op.MULTIPLY)
        code.load(name)
        code.push(tenths)
        code.do(Op.MULTIPLY)
        code.push(10)
        code.do(Op.DIV)
        code.do(Op.ADD)
        code.visit(sub, 1)
        self._yield()

    def _step(self, item: Do) -> None:
        cells, units = self._number(item, "steps"), STEPS[item.word] * CELL_CM * UNITS_A_CM
        if cells is not None:
            self._move("straight", cells * units)
        elif item.word == "backward":
            steps = Unary("-", item.arguments["steps"], id=item.id)
            self._worked_out("straight", steps, MOST_CELLS, -units)
        else:
            self._worked_out("straight", item.arguments["steps"], MOST_CELLS, units)

    def _drive(self, item: Do) -> None:
        cm = self._number(item, "cm")
        if cm is not None:
            self._move("straight", cm * UNITS_A_CM)
        else:
            self._worked_out("straight", item.arguments["cm"], FARTHEST_CM, UNITS_A_CM)

    def _turn(self, item: Do) -> None:
        angle = self._number(item, "degrees")
        if angle is not None:
            self._move("spin", angle * UNITS_A_DEGREE)
        else:
            self._worked_out("spin", item.arguments["degrees"], MOST_DEGREES, UNITS_A_DEGREE)

    def _speed(self, item: Do) -> None:
        percent = self._number(item, "percent")
        if percent is None:
            self._percent(item.arguments["percent"])
        else:
            self.code.push(max(1, round(percent)))
        self.code.store("speed")

    def _percent(self, value: Expression) -> None:
        self.values.value(value)
        self.code.push(100)
        self.code.visit("ranged", 2, 1)

    def _wheels(self, item: Do) -> None:
        spares = []
        for name in ("left", "right"):
            self._percent(item.arguments[name])
            spares.append(self.values.spare())
            self.code.store(spares[-1])
        self.code.load(*spares)
        self.code.visit("wheels", 2)

    def _still(self) -> None:
        self.code.visit("halt")

    def _light(self, item: Do) -> None:
        self._shine(thymio_shows.light(str(self._written(item)["colour"])))

    def _shine(self, light: thymio_shows.Light) -> None:
        for name, level in zip(thymio_reflexes.COLOUR, light, strict=True):
            self.code.set(name, level)
        self.code.visit("shine")

    def _note(self, item: Do) -> None:
        given = self._written(item)
        pitch = midi(given["pitch"])
        assert pitch is not None
        self._sing(((pitch, _float(given["beats"]) * thymio_shows.BEAT),))

    def _play(self, item: Do) -> None:
        self._sing(thymio_shows.TUNES[str(self._written(item)["sound"])])

    def _sing(self, tune: thymio_shows.Tune) -> None:
        if "sound.freq" not in self.code.natives:
            raise lacking("play", "")
        for pitch, seconds in tune:
            if pitch and seconds > 0:
                self.code.set("hertz", thymio_shows.hertz(pitch))
                self.code.set("sounding", thymio_shows.ticks(seconds))
                self.code.native("sound.freq", "hertz", "sounding")
            self._rest(round(seconds * TICKS))

    def _wait(self, item: Do) -> None:
        seconds = self._number(item, "seconds")
        if seconds is not None:
            self._rest(round(seconds * TICKS))
            return
        code, left = self.code, self.values.spare()
        again, over = code.fresh(), code.fresh()
        self.values.value(item.arguments["seconds"])
        code.push(WAIT_MOST)
        code.visit("ranged", 2, 1)
        code.store(left)
        code.label(again, 0)
        code.require(left, Op.GREATER, 0, over)
        code.change(left, Op.SUB, 1)
        self._rest(TICKS)
        code.jump(again)
        code.label(over, 0)

    def _rest(self, ticks: int) -> None:
        """Wait; the tick in which the strand goes on is one of them."""
        while ticks > 0:
            part = min(ticks, MOST_TICKS)
            self.code.set(f"wait.{self._strand}", part - 1)
            self._yield()
            ticks -= part

    def _send(self, item: Do) -> None:
        for strand in self.messages.get(str(self._written(item)["message"]), ()):
            self.wake(strand)

    def wake(self, strand: int) -> None:
        """Start a stack, unless it still runs."""
        busy = self.code.fresh()
        self.code.require(f"resume.{strand}", Op.EQUAL, 0, busy)
        self.code.assembler.push_place(f"strand_{strand}")
        self.code.assembler.store(self.code.at(f"resume.{strand}"))
        self.code.label(busy)

    @property
    def _strand(self) -> int:
        return self.values.scope.strand

    def _yield(self) -> None:
        """Let the others go on; the strand goes on here in the next tick."""
        self.code.visit(f"yield_{self._strand}")


def _float(value: Value) -> float:
    assert isinstance(value, (int, float))
    return float(value)
