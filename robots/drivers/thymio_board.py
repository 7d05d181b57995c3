"""The frame of a program that stays in a Thymio: its clock, its motions, its stacks in turn.

A handler of the robot's machine cannot wait, so each stack is a strand: it runs from where it
waited to where it waits next, once in every tick of the `motor` event (a hundred a second). What
it waits for is `wait`: so many ticks more, or (-1) the end of its motion. A motion is counted down
by what the wheels did, as in the resident program; it ends early at something hard, or when the
wheels are held. No host is watched: this program is meant to run with the cable out. The middle
button stops it and starts it anew, unless the program uses that button itself.
"""

from __future__ import annotations

from collections.abc import Callable

from robots.drivers import thymio_arithmetic
from robots.drivers.thymio_code import Code
from robots.drivers.thymio_resident import PART
from robots.drivers.thymio_senses import EYES, TOUCH_CM, TOUCHING
from robots.drivers.thymio_wheels import SLOWEST, Odometer
from robots.wire.aseba_program import INIT, Op

REPORT = 20
"""The event that tells a host where the program is: state, fault, the strand at fault, then the
number of each strand's statement."""
REPORT_HEAD = 3
REPORT_TICKS = 10
"""Ticks between two reports, which come only when something changed: ten a second at the most."""
RUNNING, FINISHED, FAILED, HALTED = 1, 2, 3, 4
"""The states of a program."""
MOST_STRANDS = 12
TURNS = 24
"""Turns of loops without a wait that all strands together make in a tick."""
COAST = 12
"""Quarters of a tick for which wheels roll on, at first; each motion teaches it."""
SETTLE_TICKS = 30
UNREADY_TICKS = 12
"""Before the eyes were read once (ten times a second) they say that everything is black."""
STALL_TICKS = 60
LEFT, RIGHT = "motor.left", "motor.right"
HALF_SPEED = 50
UNITS_A_CM = Odometer().units(100) / 100


class Board:
    """Writes the frame of a program with so many strands."""

    def __init__(self, code: Code, strands: int, button: bool) -> None:
        self.code = code
        self.strands = strands
        self.button = button
        """Whether the middle button stops and starts the program."""
        self.endless = False
        """Whether a stack may start at any time, so that the program never finishes."""
        self.report = code.array("report", REPORT_HEAD + strands)
        code.array("wait", strands)
        code.array("resume", strands)
        for number in range(strands):
            code.variables[f"mark.{number}"] = self.report + REPORT_HEAD + number
            code.variables[f"wait.{number}"] = code.variables["wait"] + number
            code.variables[f"resume.{number}"] = code.variables["resume"] + number
        for number, name in enumerate(("state", "fault", "current")):
            code.variables[name] = self.report + number

    # ---- beginning and end ----

    def begin(self, started: list[int]) -> None:
        """The program's beginning, written last: every variable 0, the first strands ready."""
        code = self.code
        code.assembler.on(INIT)
        code.label("begin", 0)
        first, size = code.robot.free, code.at("cleared") - code.robot.free
        code.set("cleared", 0)
        code.label("clearing")
        code.push(0)
        code.load("cleared")
        code.assembler.store_item(first, size)
        code.depth = 0
        code.change("cleared", Op.ADD, 1)
        code.require("cleared", Op.NOT_LESS, size, "clearing")
        for number in started:
            self._ready(number)
        self._wheels_still()
        code.set("speed", HALF_SPEED)
        code.set("coast", COAST)
        code.set("state", RUNNING)
        code.set("unready", UNREADY_TICKS)
        if self.button:
            code.sense("button.center")
            code.store("held")
        code.assembler.stop()

    def _ready(self, number: int) -> None:
        self.code.assembler.push_place(f"strand_{number}")
        self.code.assembler.store(self.code.at(f"resume.{number}"))

    # ---- the clock ----

    def tick(self, watches: list[Callable[[], None]]) -> None:
        """The handler of the clock, up to the strands' own code, which follows it."""
        code = self.code
        code.assembler.on(code.events["motor"])
        code.depth = 0
        if self.button:
            self._button()
        code.require("state", Op.EQUAL, RUNNING, "over")
        code.require("unready", Op.GREATER, 0, "ready")
        code.change("unready", Op.SUB, 1)
        code.jump("over")
        code.label("ready")
        code.visit("roll")
        for watch in watches:
            watch()
        for number in range(self.strands):
            self._turn_of(number)
        self._finish()
        self._tell_changes()
        code.label("over")
        code.assembler.stop()

    def _button(self) -> None:
        """Pressed: a program that runs stops, one that does not begins."""
        code = self.code
        code.sense("button.center")
        code.store("pressed")
        code.load("pressed", "held")
        code.unless(Op.GREATER, "unpressed")
        code.require("state", Op.EQUAL, RUNNING, "begin")
        code.visit("halt")
        code.visit("hush")
        code.set("state", HALTED)
        code.visit("tell")
        code.label("unpressed")
        code.load("pressed")
        code.store("held")

    def _turn_of(self, number: int) -> None:
        """Let a strand go on when what it waited for is over."""
        code = self.code
        waits, after = f"waits_{number}", f"after_{number}"
        code.require(f"wait.{number}", Op.EQUAL, 0, waits)
        code.require(f"resume.{number}", Op.UNEQUAL, 0, after)
        code.set("turns", max(1, TURNS // self.strands))
        code.set("current", number)
        code.load(f"resume.{number}")
        code.back()
        code.label(waits, 0)
        code.require(f"wait.{number}", Op.GREATER, 0, after)
        code.change(f"wait.{number}", Op.SUB, 1)
        code.jump(after)
        # A strand that waits comes here with the address where it goes on.
        code.label(f"turn_{number}", 1)
        code.change("turns", Op.SUB, 1)
        code.require("turns", Op.NOT_GREATER, 0, f"back_{number}")
        code.label(f"yield_{number}", 1)
        code.store(f"resume.{number}")
        code.jump(after)
        code.label(f"back_{number}", 1)
        code.back()
        code.label(f"end_{number}", 0)
        code.set(f"resume.{number}", 0)
        code.label(after, 0)

    def _finish(self) -> None:
        """No strand runs and none can start: the wheels are still, the host is told."""
        if self.endless:
            return
        code = self.code
        code.push(0)
        for number in range(self.strands):
            code.load(f"resume.{number}")
            code.do(Op.OR)
        code.push(0)
        code.unless(Op.EQUAL, "unfinished")
        code.visit("halt")
        code.set("state", FINISHED)
        code.visit("tell")
        code.label("unfinished")

    def _tell_changes(self) -> None:
        code = self.code
        code.change("since", Op.ADD, 1)
        code.require("since", Op.NOT_LESS, REPORT_TICKS, "told")
        code.set("since", 0)
        code.push(0)
        for number in range(self.strands):
            code.load(f"mark.{number}", f"told.{number}")
            code.do(Op.UNEQUAL, Op.OR)
        code.push(0)
        code.unless(Op.UNEQUAL, "told")
        for number in range(self.strands):
            code.load(f"mark.{number}")
            code.store(f"told.{number}")
        code.visit("tell")
        code.label("told")

    # ---- subroutines ----

    def subroutines(self, others: dict[str, Callable[[Code], None]]) -> None:
        """Write those that are used, and those that these use; `others` are not the frame's."""
        done: set[str] = set()
        while missing := [name for name in self.code.used if name not in done]:
            done.update(missing)
            for name in missing:
                self._subroutine(name, thymio_arithmetic.SUBROUTINES | others)

    def _subroutine(self, name: str, others: dict[str, Callable[[Code], None]]) -> None:
        if name in others:
            others[name](self.code)
            return
        own: dict[str, Callable[[], None]] = {
            "fault": self._fault,
            "halt": self._halt,
            "hush": self._hush,
            "tell": self._tell,
            "roll": self._roll,
            "straight": self._straight,
            "spin": self._spin,
            "go": self._go,
            "wheels": self._wheels,
        }
        if name in own:
            own[name]()

    def _fault(self) -> None:
        """The end of a program that cannot go on, with the fault on the stack."""
        code = self.code
        code.label("fault", 1)
        code.store("fault")
        code.visit("halt")
        code.visit("hush")
        code.set("state", FAILED)
        code.visit("tell")
        code.assembler.stop()

    def _tell(self) -> None:
        self.code.label("tell", 1)
        self.code.assembler.emit(REPORT, self.report, REPORT_HEAD + self.strands)
        self.code.back()

    def _hush(self) -> None:
        """End every sound."""
        code = self.code
        code.label("hush", 1)
        if "sound.freq" in code.natives:
            code.set("minus", -1)
            code.native("sound.freq", "minus", "minus")
        code.back()

    def _wheels_still(self) -> None:
        for wheel in (LEFT, RIGHT):
            self.code.push(0)
            self.code.tell(f"{wheel}.target")

    def _halt(self) -> None:
        """Still the wheels, and let the strand whose motion this was go on."""
        code = self.code
        code.label("halt", 1)
        self._wheels_still()
        self._release()
        code.back()

    def _release(self) -> None:
        code = self.code
        free = code.fresh()
        code.require("phase", Op.UNEQUAL, 0, free)
        code.push(0)
        code.load("owner")
        code.assembler.store_item(code.at("wait"), self.strands)
        code.depth -= 2
        code.set("phase", 0)
        code.label(free)

    def _straight(self) -> None:
        """Drive so many units as the stack says, backwards when they are negative."""
        code = self.code
        code.label("straight", 2)
        code.store("m.back", "units")
        code.load("speed")
        code.push(5)
        code.do(Op.MULTIPLY)
        code.store("target")
        code.set("ahead", 1)
        code.set("side", 1)
        code.used.setdefault("go")
        code.jump("go")

    def _spin(self) -> None:
        """Turn on the spot by so many units, clockwise when they are positive."""
        code = self.code
        code.label("spin", 2)
        code.store("m.back", "units")
        code.load("speed")
        code.push(7)
        code.do(Op.MULTIPLY)
        code.push(2)
        code.do(Op.DIV)
        code.store("target")
        code.set("ahead", 0)
        code.set("side", -1)
        code.used.setdefault("go")
        code.jump("go")

    def _go(self) -> None:
        """Begin the motion of the strand whose turn it is."""
        code = self.code
        fast, forward, enough = (code.fresh() for _ in range(3))
        code.label("go", 0)
        code.visit("halt")
        code.require("target", Op.LESS, SLOWEST, fast)
        code.set("target", SLOWEST)
        code.label(fast)
        code.load("target")
        code.store("left")
        code.require("units", Op.UNEQUAL, 0, "gone")
        code.require("units", Op.LESS, 0, forward)
        for name in ("units", "left", "ahead"):
            code.change(name, Op.MULTIPLY, -1)
        code.label(forward)
        code.load("coast", "target")
        code.do(Op.MULTIPLY)
        code.push(2 * PART)
        code.do(Op.DIV)
        code.store("over")
        code.load("units", "over")
        code.do(Op.SUB)
        code.store("units")
        code.require("units", Op.LESS, 1, enough)
        code.set("units", 1)
        code.label(enough)
        for name in ("part", "over", "touching", "stalled", "watched", "hindered"):
            code.set(name, 0)
        code.load("left")
        code.tell(f"{LEFT}.target")
        code.load("left", "side")
        code.do(Op.MULTIPLY)
        code.tell(f"{RIGHT}.target")
        code.set("phase", 1)
        code.load("current")
        code.store("owner")
        code.push(-1)
        code.load("owner")
        code.assembler.store_item(code.at("wait"), self.strands)
        code.depth -= 2
        code.label("gone")
        code.load("m.back")
        code.back()

    def _wheels(self) -> None:
        """Let the wheels run, the percents of left and right on the stack."""
        code = self.code
        code.label("wheels", 3)
        code.store("m.back", "right", "left")
        code.visit("halt")
        for wheel, name in ((LEFT, "left"), (RIGHT, "right")):
            code.load(name)
            code.push(5)
            code.do(Op.MULTIPLY)
            code.tell(f"{wheel}.target")
        code.load("m.back")
        code.back()

    # ---- a motion's tick ----

    def _roll(self) -> None:
        """What a tick does to the motion under way."""
        code = self.code
        code.label("roll", 1)
        code.require("phase", Op.UNEQUAL, 0, "rolled")
        self._count()
        code.require("phase", Op.EQUAL, 1, "settling")
        code.load("units", "gone.now")
        code.do(Op.SUB)
        code.store("units")
        code.require("units", Op.LESS, 1, "rolling")
        code.jump("stop_motion")
        code.label("rolling")
        self._watch_wheels()
        self._watch_eyes()
        code.back()
        code.label("stop_motion", 1)
        self._wheels_still()
        code.set("phase", 2)
        code.set("settled", SETTLE_TICKS)
        code.back()
        code.label("settling", 1)
        self._settle()
        code.label("rolled", 1)
        code.back()

    def _count(self) -> None:
        """`gone.now`: the units that both wheels did in this tick; `part` keeps the rest."""
        code = self.code
        code.load("part")
        for wheel in (LEFT, RIGHT):
            code.sense(f"{wheel}.speed")
            code.assembler.absolute()
            code.do(Op.ADD)
        code.store("part")
        code.load("part")
        code.push(PART)
        code.do(Op.DIV)
        code.store("gone.now")
        code.change("part", Op.MOD, PART)

    def _watch_wheels(self) -> None:
        """Held wheels do next to nothing of what they were told: less than 0.15 of it."""
        code = self.code
        code.load("stalled", "gone.now")
        code.do(Op.ADD)
        code.store("stalled")
        code.change("watched", Op.ADD, 1)
        code.require("watched", Op.NOT_LESS, STALL_TICKS, "turning")
        code.load("stalled", "target")
        code.push(9)
        code.do(Op.MULTIPLY)
        code.push(32)
        code.do(Op.DIV)
        code.unless(Op.LESS, "unheld")
        code.jump("bump")
        code.label("unheld")
        code.set("stalled", 0)
        code.set("watched", 0)
        code.label("turning")

    def _watch_eyes(self) -> None:
        """An eye that cannot see nearer, and way enough to have covered the rest."""
        code = self.code
        code.require("ahead", Op.UNEQUAL, 0, "unseen")
        code.require("ahead", Op.GREATER, 0, "behind")
        self._any_eye("front")
        code.jump("seen")
        code.label("behind", 1)
        self._any_eye("back")
        code.label("seen", 2)
        code.push(0)
        code.unless(Op.EQUAL, "near")
        code.set("touching", 0)
        code.jump("unseen")
        code.label("near")
        code.load("touching", "gone.now")
        code.do(Op.ADD)
        code.store("touching")
        code.require("touching", Op.GREATER, round(2 * TOUCH_CM * UNITS_A_CM), "unseen")
        code.label("bump")
        code.set("bumped", 1)
        code.set("hindered", 1)
        code.jump("stop_motion")
        code.label("unseen")

    def _any_eye(self, side: str) -> None:
        code = self.code
        code.push(0)
        for eye in EYES[side]:
            code.sense("prox.horizontal", eye)
            code.push(TOUCHING)
            code.do(Op.NOT_LESS, Op.OR)

    def _settle(self) -> None:
        """Wheels roll out; how far, the next motion knows."""
        code = self.code
        code.load("over", "gone.now")
        code.do(Op.ADD)
        code.store("over")
        code.change("settled", Op.SUB, 1)
        code.require("settled", Op.GREATER, 0, "rested")
        code.sense(f"{LEFT}.speed")
        code.assembler.absolute()
        code.sense(f"{RIGHT}.speed")
        code.assembler.absolute()
        code.do(Op.ADD)
        code.push(0)
        code.unless(Op.EQUAL, "rolled")
        code.label("rested")
        self._learn()
        self._release()

    def _learn(self) -> None:
        code = self.code
        code.require("hindered", Op.EQUAL, 0, "learnt")
        code.require("over", Op.LESS, 0x7FFF // (2 * PART), "learnt")
        code.load("over")
        code.push(2 * PART)
        code.do(Op.MULTIPLY)
        code.load("target")
        code.do(Op.DIV)
        code.load("coast")
        code.do(Op.ADD)
        code.push(2)
        code.do(Op.DIV)
        code.store("coast")
        code.label("learnt")
