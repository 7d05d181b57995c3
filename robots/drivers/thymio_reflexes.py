"""Subroutines of a program that stays in a Thymio: its readings in our units, its lights."""

from __future__ import annotations

from collections.abc import Callable

from robots.abilities import TILTS
from robots.drivers import thymio_senses as senses
from robots.drivers.thymio_code import Code
from robots.wire.aseba_program import Op

LAMPS = ("leds.top", "leds.bottom.left", "leds.bottom.right")
COLOUR = ("red", "green", "blue")
REACH = round(senses.REACH)


def _nearer(centimetres: int) -> int:
    """The raw reading from which something is that near, to the nearest centimetre."""
    bound = centimetres + 0.5
    return min(raw for raw in range(1, 4600) if senses.centimetres(raw) < bound)


def distance(code: Code) -> None:
    """The nearest thing in front, in whole cm."""
    code.label("distance", 1)
    code.store("d.back")
    code.set("d.best", 0)
    for eye in senses.EYES["front"]:
        further = code.fresh()
        code.sense("prox.horizontal", eye)
        code.load("d.best")
        code.unless(Op.GREATER, further)
        code.sense("prox.horizontal", eye)
        code.store("d.best")
        code.label(further)
    code.set("d.cm", REACH)
    for centimetres in reversed(range(REACH)):
        code.require("d.best", Op.NOT_LESS, _nearer(centimetres), "d.known")
        code.set("d.cm", centimetres)
    code.label("d.known")
    code.load("d.cm", "d.back")
    code.back()


def ground(code: Code) -> None:
    """How light the floor is, 0..100."""
    code.label("ground", 1)
    code.store("g.back")
    code.sense("prox.ground.delta", 0)
    code.sense("prox.ground.delta", 1)
    code.do(Op.ADD)
    share = round(2 * senses.WHITE / 100)
    code.push(share // 2)
    code.do(Op.ADD)
    code.push(share)
    code.do(Op.DIV)
    code.store("g.light")
    for test, bound in ((Op.LESS, 0), (Op.GREATER, 100)):
        inside = code.fresh()
        code.require("g.light", test, bound, inside)
        code.set("g.light", bound)
        code.label(inside)
    code.load("g.light", "g.back")
    code.back()


def sound_level(code: Code) -> None:
    """How loud it is, 0..100."""
    code.label("sound_level", 1)
    code.store("n.back")
    code.sense("mic.intensity")
    code.push(100)
    code.do(Op.MULTIPLY)
    code.push(127)
    code.do(Op.ADD)
    code.push(255)
    code.do(Op.DIV)
    code.load("n.back")
    code.back()


def tilt(code: Code) -> None:
    """Which way the robot leans, as the place in the list of ways."""
    code.label("tilt", 1)
    code.store("t.back")
    code.set("t.way", TILTS.index("flat"))
    for axis in (0, 1):
        code.sense("acc", axis)
        code.assembler.absolute()
        code.store(f"t.{axis}")
    sideways, over = code.fresh(), code.fresh()
    code.load("t.1", "t.0")
    code.unless(Op.NOT_LESS, sideways)
    _leans(code, 1, "up", "down", over)
    code.label(sideways)
    _leans(code, 0, "left", "right", over)
    code.label(over)
    code.load("t.way", "t.back")
    code.back()


def _leans(code: Code, axis: int, positive: str, negative: str, over: str) -> None:
    code.require(f"t.{axis}", Op.NOT_LESS, senses.TILTED, over)
    code.set("t.way", TILTS.index(positive))
    code.sense("acc", axis)
    code.push(0)
    code.unless(Op.LESS, over)
    code.set("t.way", TILTS.index(negative))
    code.jump(over)


def shine(code: Code) -> None:
    """Light everything in `red`, `green`, `blue`, each 0..32."""
    code.label("shine", 1)
    for lamp in LAMPS:
        if lamp in code.robot.places:
            for place, name in enumerate(COLOUR):
                code.load(name)
                code.tell(lamp, place)
        elif lamp in code.natives:
            code.native(lamp, *COLOUR)
            code.depth = 1
    code.back()


SUBROUTINES: dict[str, Callable[[Code], None]] = {
    function.__name__: function for function in (distance, ground, sound_level, tilt, shine)
}
