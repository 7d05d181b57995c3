"""How fast the runner is: loop turns a second against CPython and peers, and a lesson's minute."""

from __future__ import annotations

from collections.abc import Callable

from robots.drivers.simulated import simulated_body
from robots.program.scene import Scene, virtual
from robots.program.tree import (
    Assign,
    Binary,
    Branch,
    Change,
    Compare,
    Do,
    If,
    Literal,
    Program,
    Repeat,
    Sense,
    Stack,
    Statement,
    Variable,
    While,
)
from robots.world.mat import Mat, read_mat
from robots.world.shipped import shipped
from robots.world.trace import Recorder
from web.commands.bench.crowd import crowd
from web.commands.bench.figure import Figure, Watch
from web.commands.bench.peers import rates

TURNS = 1_000_000
TRIES = 5
MINUTE = 60.0
TWELVE_WALLS = """rows = ["......", ".#....", "......", "......", "....#.", "......"]"""
"""A mat whose edge and two blocked cells make twelve walls."""


def measure() -> list[Figure]:
    """The counter loop with step marking on, and 60 s of a robot that polls its sensors."""
    ours, plain = _best(_marked), _best(_plain)
    speed, known = TURNS / ours.seconds, TURNS / plain.seconds
    busy = ours.starved or plain.starved
    minute = _best(_polling_minute)
    return [
        Figure("runner", speed, "turns/s", speed / known, "plain CPython, same loop", starved=busy),
        Figure("runner-minute", minute.seconds * 1000.0, "ms", starved=minute.starved),
        *crowd(),
        *_against_peers(),
    ]


def _against_peers() -> list[Figure]:
    """The loop that every peer does, one change of a variable a turn, against each of them."""
    ours = TURNS / _best(_changing).cpu
    return [
        Figure(f"runner/{name}", ours, "turns/s", ours / rate.speed, name, {name: version})
        for name, version, rate in rates()
    ]


def _best(work: Callable[[], None]) -> Watch:
    """The fastest of a few tries."""
    watches = []
    for _ in range(TRIES):
        with Watch() as watch:
            work()
        watches.append(watch)
    return min(watches, key=lambda watch: watch.seconds)


def _plain() -> None:
    count = 0
    while count < TURNS:
        count = count + 1


def _marked() -> None:
    count = Variable("count")
    _run(
        Assign("count", Literal(0), id="1"),
        While(
            Compare("<", count, Literal(TURNS)),
            [Assign("count", Binary("+", count, Literal(1)), id="3")],
            id="2",
        ),
    )


def _changing() -> None:
    change = Change("count", Literal(1), id="3")
    _run(Assign("count", Literal(0), id="1"), Repeat(Literal(TURNS), [change], id="2"))


def _polling_minute() -> None:
    """A differential robot that looks ahead 20 times a second and turns away from walls."""
    turn: list[Statement] = [Do("turn", {"degrees": Literal(100)}, id="3")]
    roll = Do("wheels", {"left": Literal(40), "right": Literal(44)}, id="4")
    look = Sense("obstacle", {"side": Literal("front")})
    poll = While(Literal(True), [If([Branch(look, turn)], [roll], id="2")], id="1")
    _run(poll, timeout=MINUTE, mat=read_mat(TWELVE_WALLS, "walls"))


def _run(*body: Statement, timeout: float | None = None, mat: Mat | None = None) -> None:
    program = Program([Stack(list(body))])
    scene = Scene()
    scene.add(program, simulated_body(program, mat or shipped(), 0), Recorder(lambda _: None), {})
    virtual(scene, timeout)
