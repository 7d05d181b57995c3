"""The run that this Python holds, on a simulated robot: begun, stepped and steered by its page.

An order with `remote` is for a robot that is elsewhere (`robots.browser.remote`).

There is one at a time. The page's worker has the clock: it calls `step` with its wall time when
something is due, and messages (STOP first of all) come in between two calls.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial

from robots.browser.orders import Json, faults_of, mat_of, text_of
from robots.browser.prepared import prepared, written
from robots.browser.remote import Remote
from robots.drivers.simulated import body_for
from robots.errors import Refused
from robots.languages import sentence
from robots.program.scene import Scene
from robots.world.trace import Event, Recorder, Value

NOTHING, ENDED = -1.0, -2.0
"""What `step` says when only the outside can go on, and when the run is over."""
SLOW = 0.5
"""Of the wall clock's speed, in slow motion."""


class Playing:
    """One run. `tell` gets each event of its trace, as one line of JSON.

    An order has `program` ({face, content}), and may have `mat` (a shipped one's name or a file's
    text) with `mat_name`, `seed`, `language` (of an error's sentence), `speed` ("real" or "max"),
    `timeout` (program time, seconds), `asks` (somebody can answer `input()`) and `breakpoints`.
    """

    def __init__(self, order: Mapping[str, Json], tell: Callable[[str], object]) -> None:
        """Begin what was ordered; raises Refused with everything that is wrong."""
        seed = order.get("seed", 0)
        self._seed = seed if isinstance(seed, int) else 0
        self._fast = order.get("speed") == "max"
        timeout = order.get("timeout")
        self._timeout = timeout if isinstance(timeout, (int, float)) else None
        self._scene = Scene(partial(sentence, language=text_of(order, "language")))
        self._rate, self._then = 1.0, 0.0
        self._wall: float | None = None
        """The wall time of `_then`; the run's time begins with the first call."""
        self._begin(order, tell)

    def _begin(self, order: Mapping[str, Json], tell: Callable[[str], object]) -> None:
        mat = mat_of(order)
        stops = order.get("breakpoints", [])
        breakpoints = [str(id) for id in stops] if isinstance(stops, list) else []
        ready = prepared(written(order), mat, self._seed, breakpoints)
        start: dict[str, Value] = {"robot": "simulated", "mat": mat.name, "seed": self._seed}

        def write(event: Event) -> None:
            tell(event.as_line())

        body = body_for(ready.words, mat, self._seed)
        recorder = Recorder(write)
        asks = order.get("asks") is True
        self._run = self._scene.add(ready.program, body, recorder, start, ready.compiled, asks)

    @property
    def mark(self) -> str:
        """The block, card or line that runs now."""
        return self._run.mark

    @property
    def asked(self) -> str | None:
        """What the program asks for now; `input("input", answer)` answers."""
        return self._run.asked

    @property
    def paused(self) -> bool:
        """Whether time stands still: by `steer`, or at a breakpoint."""
        return self._scene.paused

    def step(self, wall: float) -> float:
        """Do what is due at `wall` (seconds of any clock that only grows).

        In how many seconds to call again: 0 is at once, NOTHING when only `steer` can go on, ENDED.
        """
        now = self._now(wall)
        due = self._scene.step(now)
        if due is None and self._fast:
            self._scene.rest()
        if self._timeout is not None and not self._scene.ended and self._late(due, now):
            self._scene.stop("timeout", self._timeout)
        if self._scene.ended:
            return ENDED
        if due is None:
            return NOTHING
        if self._fast:
            self._then = max(now, due)
            return 0.0
        return max(0.0, due - now) / self._rate

    def steer(self, action: str, wall: float) -> None:
        """Do what the page asks: "stop", "pause", "resume", "step", "slow" or "normal"."""
        now = self._now(wall)
        if action == "stop":
            self._run.stop("pupil", now)
        elif action == "pause":
            self._run.pause(now)
        elif action == "resume":
            self._run.resume(now)
        elif action == "step":
            self._run.step_once(now)
        else:
            self._then, self._wall = now, wall
            self._rate = SLOW if action == "slow" else 1.0

    def input(self, name: str, value: Value, wall: float) -> None:
        """Something from outside: a simulated button (`button.up`), a clap, an answer."""
        self._run.input(name, value, self._now(wall))

    def _now(self, wall: float) -> float:
        """The scene's outer time."""
        if self._wall is None:
            self._wall = wall
        return self._then if self._fast else self._then + (wall - self._wall) * self._rate

    def _late(self, due: float | None, now: float) -> bool:
        timeout = self._timeout or 0.0
        return due is not None and due > timeout if self._fast else now >= timeout


_held: list[Playing | Remote] = []
"""The run, once one was begun."""


def begin(order: str, tell: Callable[[str], object]) -> str:
    """Begin a run in place of the last one; answers with `faults`, none when it has begun.

    For a robot elsewhere it answers with what the gateway must know, too (`Remote.declared`).
    """
    _held.clear()
    asked: Mapping[str, Json] = json.loads(order)
    try:
        held = Remote(asked, tell) if asked.get("remote") is True else Playing(asked, tell)
    except Refused as refused:
        return json.dumps({"faults": faults_of(refused.problems)}, ensure_ascii=False)
    _held.append(held)
    declared = held.declared if isinstance(held, Remote) else {}
    return json.dumps({"faults": [], **declared}, ensure_ascii=False)


def step(wall: float) -> float:
    """Do what is due; see `Playing.step`."""
    return _held[0].step(wall) if _held else ENDED


def mark() -> str:
    """The block, card or line that runs now."""
    return _held[0].mark if _held else ""


def asked() -> str:
    """What the program asks for, as JSON: null while it asks for nothing."""
    return json.dumps(_held[0].asked if _held else None, ensure_ascii=False)


def paused() -> bool:
    """Whether the run stands still."""
    return bool(_held) and _held[0].paused


def steer(action: str, wall: float) -> None:
    """Steer the run; see `Playing.steer`."""
    if _held:
        _held[0].steer(action, wall)


def give(name: str, value: str, wall: float) -> None:
    """Give the run an input; `value` is JSON."""
    if _held:
        _held[0].input(name, json.loads(value), wall)
