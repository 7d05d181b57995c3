"""The runner: a scene is the runs that share a mat and one clock of program time.

A scene does nothing by itself: `step(now)` does what is due, in a slice short enough that STOP is
seen within 10 ms with 30 programs running, and says when it wants to be called again. Program time
is counted, so the same program gives the same trace whether it is paced to the wall clock
(`robots.gateway.pace`) or runs as fast as it goes (`virtual`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from robots.errors import Problem
from robots.program.body import Body
from robots.program.compile import CompiledProgram
from robots.program.run import Run
from robots.program.stage import Due
from robots.program.tree import Program
from robots.world.trace import Recorder, Value

MOST_SAID = 100_000
"""What one run may say or print: more than a lesson of an hour at 20 lines a second."""
SLICE = 20
"""What one step may cost: about three times 1,000 loop turns, or twenty words."""


class Scene:
    """The runs that share one clock. `sentence` makes the text of an error for its reader."""

    def __init__(
        self,
        sentence: Callable[[Problem], str] = lambda problem: str(problem.code),
        most_said: int = MOST_SAID,
    ) -> None:
        self.most_said = most_said
        """What one run may say or print."""
        self.now = 0.0
        """Program time, in seconds."""
        self.runs: list[Run] = []
        self._sentence = sentence
        self._tickets = 0
        self._frozen = False
        self._behind = 0.0
        self._stirred = False
        """Whether a run did something that changes what others have to do."""

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self._frozen

    @property
    def ended(self) -> bool:
        """Whether every run has ended."""
        return all(run.ended for run in self.runs)

    def at(self, now: float) -> float:
        """The program time that `now` is: the clock may have stood still meanwhile."""
        return self.now if self._frozen else now - self._behind

    def add(
        self,
        program: Program,
        body: Body,
        recorder: Recorder,
        start: Mapping[str, Value],
        compiled: CompiledProgram | None = None,
        asks: bool = False,
        breakpoints: Iterable[str] = (),
    ) -> Run:
        """Add a run; its stacks begin with the next step.

        `start` are the fields of the `start` event that the body does not know (robot, mat, seed),
        `compiled` is the program where it was compiled before (`run.ready`), with the same seed
        and breakpoints. `asks` says that somebody can answer what the program asks for
        (`Run.asked`); else asking ends it with `no-input`. Before a statement whose id is a
        breakpoint, the scene pauses.
        Raises Refused when the program cannot be compiled; nothing is written then.
        """
        run = Run(self, program, body, recorder, start, compiled, asks, breakpoints)
        self.runs.append(run)
        return run

    def step(self, now: float) -> float | None:
        """Do what is due at `now`; when to call again, None while only the outside can go on."""
        if self._frozen:
            return None
        target = now - self._behind
        dues = self._wake(target)
        left = SLICE
        while left > 0:
            found = _first(dues)
            if found is None or found[1].time > target:
                self.now = max(self.now, target)
                return None if found is None else found[1].time + self._behind
            run, due = found
            self.now = max(self.now, due.time)
            self._stirred = False
            left -= run.go(due)
            if run.idle or run.ended:
                self.settle()
            if self._frozen:
                return None
            if self._stirred:
                dues = self._dues()
            else:
                dues[run] = run.due()
        found = _first(dues)
        return None if found is None else max(found[1].time, self.now) + self._behind

    def rest(self) -> None:
        """End the runs in which no stack runs: nothing moves, and nobody outside will act."""
        for run in self.runs:
            if run.idle and not run.ended:
                run.finish()

    def stop(self, by: str, now: float) -> None:
        """Stop every run."""
        for run in self.runs:
            run.stop(by, now)

    # ---- what runs need of their scene -----------------------------------------------------------

    def ticket(self) -> int:
        """A number for the next turn: lower ones come first."""
        self._tickets += 1
        return self._tickets

    def reach(self, now: float) -> None:
        """Bring the clock to `now`, unless it stands still or something is still due before."""
        if self._frozen:
            return
        target = now - self._behind
        found = self._next()
        self.now = max(self.now, target if found is None else min(target, found[1].time))

    def freeze(self) -> None:
        """Stop the clock where it is."""
        if not self._frozen:
            self._frozen = True
            for run in self.runs:
                run.hold()

    def thaw(self, now: float) -> None:
        """Let the clock go on at `now`: the time that it stood still does not count."""
        if self._frozen:
            self._frozen = False
            self._behind = now - self.now
            for run in self.runs:
                run.let_go()

    def deliver(self, message: str) -> None:
        """Give a message to every run of the scene."""
        self._stirred = True
        for run in self.runs:
            run.receive(message)

    def sentence(self, problem: Problem) -> str:
        """The reader's sentence of a problem."""
        return self._sentence(problem)

    def settle(self) -> None:
        """Finish the runs in which no stack runs and none can start any more."""
        self._stirred = True
        going = [run for run in self.runs if not run.ended]
        talking = any(not run.idle or run.may_sense() for run in going)
        for run in going:
            if run.idle and not run.may_sense() and not (talking and run.may_hear()):
                run.finish()

    # ---- turns -----------------------------------------------------------------------------------

    def _next(self) -> tuple[Run, Due] | None:
        """The run whose turn is first, and what it has to do."""
        return _first(self._dues())

    def _dues(self) -> dict[Run, Due | None]:
        """What each run has to do next."""
        return {run: run.due() for run in self.runs}

    def _wake(self, target: float) -> dict[Run, Due | None]:
        """Take note of what the outside did since the last step, at `target` at the latest."""
        dues = self._dues()
        found = _first(dues)
        if found is None or found[1].time > target:
            self.now = max(self.now, target)
        calm = True
        for run in self.runs:
            calm = not run.woken() and calm
            if run.idle:
                calm = False
                self.settle()
        return dues if calm else self._dues()


def _first(dues: dict[Run, Due | None]) -> tuple[Run, Due] | None:
    """The run whose turn is first, and what it has to do."""
    first, best = None, None
    for run, due in dues.items():
        if due is not None and (best is None or _before(due, best)):
            first, best = run, due
    return None if first is None or best is None else (first, best)


def _before(due: Due, other: Due) -> bool:
    """Whether something is due before something else."""
    if due[0] != other[0]:
        return due[0] < other[0]
    return due[1] < other[1] or (due[1] == other[1] and due[2] < other[2])


def virtual(
    scene: Scene,
    timeout: float | None = None,
    halt: Callable[[], str | None] = lambda: None,
) -> None:
    """Run a scene as fast as it goes, until it ends by itself or program time is over.

    `halt` is asked often, and stops every run when it says by whom ("signal").
    """
    now = 0.0
    while (due := scene.step(now)) is not None:
        by = halt()
        if by is not None:
            scene.stop(by, now)
            return
        if timeout is not None and due > timeout:
            scene.stop("timeout", timeout)
            return
        now = max(now, due)
    scene.rest()
