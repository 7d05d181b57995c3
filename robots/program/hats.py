"""What starts stacks: the conditions behind event words, looked at as the robot senses them."""

from __future__ import annotations

from robots.program.body import Body
from robots.program.compile import CompiledStack
from robots.program.values import is_number
from robots.world.trace import Value

LOUD = 50
"""`when_loud` starts above this sound level (0..100)."""

_SENSES: dict[str, tuple[str, dict[str, Value]]] = {
    "when_button": ("button", {}),
    "when_obstacle": ("obstacle", {"side": "front"}),
    "when_line": ("on_line", {}),
    "when_loud": ("sound_level", {}),
}


class Watch:
    """A stack that starts whenever what it watches becomes true."""

    def __init__(self, stack: CompiledStack) -> None:
        self.stack = stack
        self._sense, fixed = _SENSES[stack.word or ""]
        self._arguments = {**fixed, **stack.arguments}
        self._was = False

    def rises(self, body: Body, now: float) -> bool:
        """Whether it became true since it was last looked at."""
        value = body.read(self._sense, self._arguments, now)
        holds = value > LOUD if is_number(value) else value is True
        rose, self._was = holds and not self._was, holds
        return rose


def watches(stacks: tuple[CompiledStack, ...]) -> list[Watch]:
    """The watches of those stacks that start by what the robot senses."""
    return [Watch(stack) for stack in stacks if stack.word in _SENSES]
