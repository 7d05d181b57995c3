"""Rows of blocks: one below the other, what is left out noted where it stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from robots.errors import Code, refuse
from robots.program.limits import DEEPEST
from robots.program.scratch.project import Block
from robots.program.scratch.told import Unmapped
from robots.program.scratch.values import Values
from robots.program.tree import Statement


class Rows:
    """Reads the scripts of one sprite.

    `returns` is set by a block that ends its script; `left` holds the notes on blocks that were
    left out at the end of a row that has nothing else.
    """

    def __init__(
        self,
        values: Values,
        makers: Mapping[str, Callable[[Rows, Block], list[Statement]]],
        comments: Mapping[str, str],
    ) -> None:
        self.values, self.returns = values, False
        self.left: list[str] = []
        self._makers, self._comments = makers, comments
        self._level = 0

    def row(self, first: str) -> list[Statement]:
        """The statements from a block on down; raises Refused where they go round in a circle."""
        self._level += 1
        if self._level > DEEPEST:
            raise refuse(Code.TOO_DEEP, first)
        made: list[Statement] = []
        notes: list[str] = []
        block = self.values.block(first)
        while block is not None:
            notes = self._add(made, block, notes)
            block = self.values.block(block.next)
        self._level -= 1  # a refusal ends the reading whole
        self._note_end(made, notes)
        return made

    def inside(self, block: Block, name: str) -> list[Statement]:
        """The statements in a mouth of a block."""
        first = block.input(name)
        return self.row(first) if isinstance(first, str) else []

    def comment(self, block: Block) -> str:
        """What the pupil noted on a block."""
        return self._comments.get(block.id, "")

    def _add(self, made: list[Statement], block: Block, notes: list[str]) -> list[str]:
        """Adds what a block is; gives the notes that wait for the next one."""
        statements = self._made(block)
        inner, self.left = self.left, []
        if not statements:
            return [*notes, self.values.told.left_out(self._culprit or block), *inner]
        for item in statements:
            item.id = item.id or block.id
        statements[0].comment = "\n".join(filter(None, [*notes, self.comment(block), *inner]))
        made += statements
        return []

    def _made(self, block: Block) -> list[Statement]:
        """What a block is, nothing where it has no like here."""
        make, self._culprit = self._makers.get(block.opcode), None
        try:
            return make(self, block) if make is not None else []
        except Unmapped as unmapped:
            self._culprit = unmapped.block
            return []

    _culprit: Block | None = None

    def _note_end(self, made: list[Statement], notes: list[str]) -> None:
        if made and notes:
            made[-1].comment = "\n".join(filter(None, [made[-1].comment, *notes]))
        elif notes:
            self.left += notes
