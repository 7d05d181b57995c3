"""The words that a run does itself, for every robot: say, wait, send and the pen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from robots.errors import Code, refuse
from robots.program.body import Activity
from robots.program.stage import Stage
from robots.program.values import is_number
from robots.world.trace import Type, Value


class Emit(Protocol):
    """Writes an event to the run's trace."""

    def __call__(self, type: Type, /, **fields: Value) -> None:
        """Write it, now and where the robot is."""


class OwnWords:
    """The own words of one run: what it has said, and what its pen is like."""

    def __init__(self, stage: Stage, emit: Emit) -> None:
        self._stage, self._emit = stage, emit
        self._said = 0
        self._pen: dict[str, Value] = {"down": False, "colour": "black"}
        self._words: dict[str, Callable[[dict[str, Value]], Activity]] = {
            "say": self._say,
            "wait": self._wait,
            "send": self._send,
            "pen_down": lambda _: self._pen_is(down=True),
            "pen_up": lambda _: self._pen_is(down=False),
            "pen_colour": lambda arguments: self._pen_is(colour=arguments["colour"]),
        }

    def begin(self, word: str, arguments: dict[str, Value]) -> Activity | None:
        """Begin a doing word; None when it is the robot's."""
        own = self._words.get(word)
        return None if own is None else own(arguments)

    def _say(self, arguments: dict[str, Value]) -> Activity:
        self._said += 1
        if self._said > self._stage.most_said:
            raise refuse(Code.LIMIT, reason="output")
        self._emit(Type.SAY, text=arguments["text"])
        return Activity(done=True)

    def _wait(self, arguments: dict[str, Value]) -> Activity:
        seconds = arguments["seconds"]
        return Activity(end=self._stage.now + (seconds if is_number(seconds) else 0.0))

    def _send(self, arguments: dict[str, Value]) -> Activity:
        message = str(arguments["message"])
        self._emit(Type.SEND, message=message)
        self._stage.deliver(message)
        return Activity(done=True)

    def _pen_is(self, **change: Value) -> Activity:
        self._pen |= change
        self._emit(Type.PEN, **self._pen)
        return Activity(done=True)
