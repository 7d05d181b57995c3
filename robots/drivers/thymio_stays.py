"""Puts a compiled program into a Thymio, leaves it there, and understands what it tells."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from robots.drivers.stays import State, Stays, Told
from robots.drivers.thymio_board import FAILED, FINISHED, HALTED, REPORT, REPORT_HEAD, RUNNING
from robots.drivers.thymio_code import Announced, Fault
from robots.drivers.thymio_node import Node
from robots.drivers.thymio_program import OnBoard
from robots.errors import Code, Problem
from robots.transports.transport import LinkLost
from robots.wire import aseba
from robots.wire.aseba_node import UserEvent

STARTS = 3
START_SECONDS = 2.0
"""How long a program may take to show that it runs; a robot that writes its flash is busy."""
STATES = {
    RUNNING: State.RUNNING,
    FINISHED: State.FINISHED,
    FAILED: State.FAILED,
    HALTED: State.HALTED,
}
FAULTS = {
    Fault.DIVISION: (Code.BAD_VALUE, "division"),
    Fault.SIZE: (Code.LIMIT, "size"),
    Fault.INDEX: (Code.BAD_VALUE, "onboard-index"),
    Fault.RANGE: (Code.BAD_VALUE, "onboard-range"),
}


def announced(node: Node) -> Announced:
    """What a robot told of itself, as the compiler wants it."""
    bytecode, stack, memory = node.room
    return Announced(node.places, node.events, node.natives, node.free, bytecode, stack, memory)


class ThymioStays(Stays):
    """A program in a Thymio."""

    def __init__(self, node: Node, program: OnBoard) -> None:
        super().__init__()
        self._node, self._program = node, program
        self._span = (node.free, REPORT_HEAD + len(program.stacks))
        node.heard = self._heard

    async def load(self, flash: bool) -> None:
        """Put it in and let it run, from each power-on where `flash`; raises LinkLost."""
        node = self._node
        messages = aseba.set_bytecode(node.id, self._program.words)
        if flash:
            messages.append(aseba.write_bytecode(node.id))
        for last in range(1, STARTS + 1):
            await node.set(node.free, 0)
            await node.send(*messages, aseba.run(node.id))
            try:
                async with asyncio.timeout(START_SECONDS):
                    await self._runs()
                return
            except (TimeoutError, LinkLost):
                node.check()
                if last == STARTS:
                    raise LinkLost("the robot does not run the program") from None

    async def _runs(self) -> None:
        while (await self._words())[0] not in STATES:
            pass

    async def look(self) -> Told:
        """Ask it; raises LinkLost when the robot does not answer."""
        return self._meaning(await self._words())

    async def _words(self) -> Sequence[int]:
        await self._node.get(self._span)
        start, count = self._span
        return self._node.memory[start : start + count]

    def _heard(self, event: UserEvent) -> None:
        if event.id == REPORT and len(event.arguments) == self._span[1]:
            self.told(self._meaning(event.arguments))

    def _meaning(self, words: Sequence[int]) -> Told:
        state, fault, current, *marks = words
        program = self._program
        blocks = {
            stack: program.marks[mark]
            for stack, mark in zip(program.stacks, marks, strict=True)
            if 0 < mark < len(program.marks)
        }
        known = STATES.get(state, State.RUNNING)
        if known is not State.FAILED or fault not in FAULTS:
            return Told(known, blocks)
        code, reason = FAULTS[Fault(fault)]
        stack = program.stacks[current] if current < len(program.stacks) else 0
        return Told(known, blocks, Problem(code, blocks.get(stack, ""), {"reason": reason}))
