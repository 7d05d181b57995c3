"""Thirty programs at once: what they do against one alone, and whether each gets its part."""

from __future__ import annotations

from robots.drivers.simulated import simulated_body
from robots.program.run import Run
from robots.program.scene import Scene
from robots.program.tree import Assign, Change, Literal, Program, Stack, While
from robots.world.shipped import shipped
from robots.world.trace import Recorder
from web.commands.bench.figure import Figure, Watch

PROGRAMS = 30
TURNS = 3_000_000
TRIES = 3


def crowd() -> list[Figure]:
    """The turns of thirty programs in one scene, and the slowest's against the fastest's."""
    alone = max(_turns(1)[0] for _ in range(TRIES))
    speed, fair, starved = max(_turns(PROGRAMS) for _ in range(TRIES))
    return [
        Figure("runner-30", speed, "turns/s", speed / alone, "one program alone", starved=starved),
        Figure("runner-30-fairness", fair, "slowest/fastest", starved=starved),
    ]


def _turns(programs: int) -> tuple[float, float, bool]:
    """Turns a second in all, the slowest program's turns against the fastest's, and if starved."""
    scene = Scene()
    runs = [_counting(scene) for _ in range(programs)]
    now: float | None = 0.0
    with Watch() as watch:
        while now is not None and sum(map(_count, runs)) < TURNS:
            for _ in range(programs):
                now = scene.step(now or 0.0)
    counts = [_count(run) for run in runs]
    return sum(counts) / watch.cpu, min(counts) / max(counts), watch.starved


def _counting(scene: Scene) -> Run:
    """A program that counts for ever."""
    loop = While(Literal(True), [Change("n", Literal(1), id="3")], id="2")
    program = Program([Stack([Assign("n", Literal(0), id="1"), loop])])
    return scene.add(program, simulated_body(program, shipped()), Recorder(lambda _: None), {})


def _count(run: Run) -> int:
    count = run.variables["n"]
    return count if isinstance(count, int) else 0
