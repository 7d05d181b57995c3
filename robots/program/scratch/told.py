"""What is told about a project: each thing that did not come over, or means something else here."""

from __future__ import annotations

from collections.abc import Callable

from robots.errors import Code, Problem
from robots.program.scratch.project import Block

_MOST = 200
"""Remarks of one project: more of them nobody reads."""


class Unmapped(Exception):
    """A value that has no like here; `block` is the Scratch block to name."""

    def __init__(self, block: Block) -> None:
        super().__init__(block.opcode)
        self.block = block


class Told:
    """Gathers the remarks; `named` gives a Scratch block's name in the language of comments."""

    def __init__(self, sprite: str, named: Callable[[str], str]) -> None:
        self.remarks: list[Problem] = []
        self._sprite, self._named = sprite[:60], named
        self._once: set[str] = set()

    def left_out(self, block: Block) -> str:
        """Names a block that is left out; gives the comment that says so in the program."""
        opcode = block.opcode[:60]
        self._tell(block.id, {"reason": "block", "block": opcode, "sprite": self._sprite})
        return f"Scratch : {self._named(opcode)}"

    def other_sprite(self, name: str, scripts: int) -> None:
        """Names a sprite whose scripts stay behind."""
        self._tell("", {"reason": "sprite", "sprite": name[:60], "scripts": scripts})

    def differs(self, block: Block, reason: str) -> None:
        """Names, once, what means something else here."""
        if reason not in self._once:
            self._once.add(reason)
            self._tell(block.id, {"reason": reason, "block": block.opcode[:60]})

    def _tell(self, where: str, details: dict[str, str | int | float]) -> None:
        if len(self.remarks) < _MOST:
            self.remarks.append(Problem(Code.LEFT_OUT, where, details, remark=True))
