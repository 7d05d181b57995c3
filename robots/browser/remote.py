"""A program run here whose robot is elsewhere: each word is told to the page, and waited for.

The gateway counts the time, writes the trace, checks and limits the words; here the stacks run, in
turn, until each one's next word. What is told is one line of JSON: `{"kind": "word", "number",
"stack", "line", "word", "arguments"}` (`word` null: that stack is over, because of the `fault` if
there is one; it is told again while it has no answer), and `{"kind": "beat", "began"}` for as long
as this very loop goes on: a robot whose program hangs must not roll on. `began` counts the stacks
that were told to begin.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from robots.browser.orders import Json, faults_of, mat_of
from robots.browser.prepared import prepared, written
from robots.errors import Code, Problem, refuse
from robots.program.arguments import checked
from robots.program.compile import Strand
from robots.program.expressions import ASK
from robots.program.faults import FAULTS, problem_of
from robots.program.remote import MOST_REMOTE_STACKS
from robots.world.trace import Value

BEAT, AGAIN = 0.25, 1.0
"""Seconds between two beats, and before a word without an answer is told again."""
LONGEST_TOLD = 1_000
"""Characters of a text that is told."""
ENDED = -2.0
"""What `step` says when the run is over; as `playing` says it."""


@dataclass(slots=True, eq=False)
class _Going:
    """A stack that runs: what it is sent next, where it is, and what it told last."""

    stack: int
    strand: Strand
    answer: object = None
    line: str = ""
    over: bool = False
    told: str = ""
    at: float = 0.0


class Remote:
    """One program whose words are told. An order is as in `playing`; `mat` is for `at`."""

    asked: str | None = None
    """The gateway asks what `input()` asks for."""
    paused = False
    mark = ""
    """Marks come from the gateway."""

    def __init__(self, order: Mapping[str, Json], tell: Callable[[str], object]) -> None:
        """Make the program ready; raises Refused with everything that is wrong."""
        seed = order.get("seed", 0)
        ready = prepared(written(order), mat_of(order), seed if isinstance(seed, int) else 0)
        if len(ready.compiled.stacks) > MOST_REMOTE_STACKS:
            raise refuse(Code.TOO_BIG)
        self._program, self._words, self._tell = ready.compiled, ready.words, tell
        self._ready: deque[_Going] = deque()
        self._waiting: dict[int, _Going] = {}
        self._last = self._began = 0
        self._wall = self._beat_due = 0.0
        self._over = False

    @property
    def declared(self) -> dict[str, Json]:
        """What the gateway must know before: the stacks, and the robot's words."""
        stacks: list[Json] = [
            {"word": stack.word, "arguments": dict(stack.arguments)}
            for stack in self._program.stacks
        ]
        return {"stacks": stacks, "words": [*sorted(self._words)]}

    def step(self, wall: float) -> float:
        """Let the next stack go on for a moment; in how many seconds to call again, or ENDED."""
        if self._over:
            return ENDED
        self._wall = wall
        if wall >= self._beat_due:
            self._beat_due = wall + BEAT
            self._beat()
        if self._ready:
            self._go_on(self._ready.popleft())
        return 0.0 if self._ready else max(0.0, self._beat_due - wall)

    def steer(self, action: str, wall: float) -> None:
        """End it for "stop"; all else is the gateway's."""
        if action == "stop":
            self._over = True
            for going in [*self._ready, *self._waiting.values()]:
                going.strand.close()
            self._ready.clear()
            self._waiting.clear()

    def input(self, name: str, value: Value, wall: float) -> None:
        """What the gateway says: "began" ({stack, count}), "answer" ({number, value}).

        What is said a second time does nothing.
        """
        said = value if isinstance(value, dict) else {}
        if name == "began" and said.get("count") == self._began + 1 and not self._over:
            self._began += 1
            self._begin(said.get("stack"))
        number = said.get("number")
        if name == "answer" and isinstance(number, int) and number in self._waiting:
            going = self._waiting.pop(number)
            going.answer = said.get("value")
            if not going.over:
                self._ready.append(going)

    def _beat(self) -> None:
        self._tell(json.dumps({"kind": "beat", "began": self._began}))
        for going in self._waiting.values():
            if self._wall >= going.at + AGAIN:
                going.at = self._wall
                self._tell(going.told)

    def _begin(self, number: Value) -> None:
        for stack in self._program.stacks:
            if stack.number == number:
                self._ready.append(_Going(stack.number, stack.start()))

    def _go_on(self, going: _Going) -> None:
        answer, going.answer = going.answer, None
        self._program.back(going.line)
        try:
            request = going.strand.send(answer)
            going.line = self._program.where()
            if isinstance(request, tuple):
                self._say(going, request[1], _arguments(request[1], request[2]))
            else:
                self._ready.append(going)
        except StopIteration:
            self._say(going, None, {})
        except FAULTS as fault:
            self._say(going, None, {}, problem_of(fault, self._program.where() or going.line))

    def _say(
        self,
        going: _Going,
        word: str | None,
        arguments: Mapping[str, Value],
        fault: Problem | None = None,
    ) -> None:
        self._last += 1
        self._waiting[self._last] = going
        told = {
            "kind": "word",
            "number": self._last,
            "stack": going.stack,
            "line": going.line,
            "word": word,
            "arguments": arguments,
            "fault": faults_of([fault])[0] if fault else None,
        }
        going.over, going.at = word is None, self._wall
        going.told = json.dumps(told, ensure_ascii=False)
        self._tell(going.told)


def _arguments(word: str, given: Mapping[str, object]) -> dict[str, Value]:
    """What is told of a word's arguments: checked, and no text longer than a screen can show."""
    known = {"prompt": str(given.get("prompt", ""))} if word == ASK else checked(word, given)
    return {
        name: value[:LONGEST_TOLD] if isinstance(value, str) else value
        for name, value in known.items()
    }
