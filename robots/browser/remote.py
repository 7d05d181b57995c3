"""A program run here whose robot is elsewhere: each word is asked for, and waited for.

This is the seam of a remote run: `ask(word, arguments)` is an async callable that gives what a
sensing word reads, None when a doing word is over, and a text for "input" ({"prompt": text}). Who
asks for real (server, lease, gateway) also counts the time, writes the trace and limits the words.
STOP is `task.cancel()` of the task that runs `Remote.run`; a thread that does not hear it is ended.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from robots.browser.orders import Json, mat_of
from robots.browser.prepared import prepared, written
from robots.errors import Problem
from robots.program.arguments import checked
from robots.program.compile import CompiledStack, Strand
from robots.program.expressions import ASK
from robots.program.faults import FAULTS, problem_of
from robots.world.trace import Value

Ask = Callable[[str, Mapping[str, Value]], Awaitable[Value]]


class Remote:
    """One program whose words are asked for. An order is as in `playing`; `mat` is for `at`."""

    def __init__(self, order: Mapping[str, Json], ask: Ask) -> None:
        """Make the program ready; raises Refused with everything that is wrong."""
        seed = order.get("seed", 0)
        ready = prepared(written(order), mat_of(order), seed if isinstance(seed, int) else 0)
        self._program, self._ask = ready.compiled, ask
        self.words = ready.words
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self.problem: Problem | None = None
        """What went wrong, once the run has ended by it."""

    @property
    def mark(self) -> str:
        """The block, card or line that runs now."""
        return self._program.where()

    async def run(self) -> None:
        """Run the stacks that start at once, until they and those they lead to have ended."""
        try:
            for stack in self._program.stacks:
                if stack.word in (None, "when_started"):
                    self._begin(stack)
            while self._tasks:
                await asyncio.wait(self._tasks.values(), return_when=asyncio.FIRST_COMPLETED)
                self._gather()
        finally:
            for task in self._tasks.values():
                task.cancel()

    def happens(self, word: str, **arguments: Value) -> None:
        """Start the stacks of an event; one that still runs is left alone."""
        for stack in self._program.stacks:
            same = all(stack.arguments.get(name) == value for name, value in arguments.items())
            if stack.word == word and same and stack.number not in self._tasks:
                self._begin(stack)

    def _begin(self, stack: CompiledStack) -> None:
        self._tasks[stack.number] = asyncio.create_task(self._stack(stack.start()))

    def _gather(self) -> None:
        """Take leave of the stacks that have ended; a fault ends the others too."""
        ended = {number: task for number, task in self._tasks.items() if task.done()}
        self._tasks = {key: task for key, task in self._tasks.items() if key not in ended}
        for task in ended.values():
            task.result()
        if self.problem is not None:
            for task in self._tasks.values():
                task.cancel()
            self._tasks = {}

    async def _stack(self, strand: Strand) -> None:
        answer, where = None, ""
        try:
            while True:
                self._program.back(where)
                request = strand.send(answer)
                where = self._program.where()
                if isinstance(request, tuple):
                    _, word, given = request
                    answer = await self._asked(word, given)
                else:
                    answer = None
                    await asyncio.sleep(0)  # the others, and STOP
        except StopIteration:
            return
        except FAULTS as fault:
            self.problem = self.problem or problem_of(fault, where or self.mark)
        finally:
            strand.close()

    async def _asked(self, word: str, given: Mapping[str, object]) -> Value:
        if word == ASK:
            return await self._ask(word, {"prompt": str(given.get("prompt", ""))})
        return await self._ask(word, checked(word, given))
