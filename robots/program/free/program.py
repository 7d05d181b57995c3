"""A free text made ready to run once: the same `CompiledProgram` as the compiler makes."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass
from types import CodeType, CoroutineType, FrameType, coroutine
from typing import cast

from robots.abilities import WORDS, Role
from robots.errors import Code, refuse
from robots.names import Names, group_of
from robots.program.arguments import checked
from robots.program.building import TURNS
from robots.program.compile import CompiledProgram, CompiledStack, Request, Strand
from robots.program.free import transform
from robots.program.free.faults import FILE, fault_of
from robots.program.free.functions import Functions, functions_of, own
from robots.program.python.parse import parsed
from robots.world.trace import Value

MOST_SAID, LONGEST_SAID = 10_000, 1_000
"""Texts that a program may print, and the characters of each that are shown."""
MOMENT = 0.015
"""Seconds that a program may go on before others, and STOP, are let in."""
SHORT, MOST_APART = 0.001, 64
"""Seconds between two looks at the clock under which the next is put off, to so many turns."""

Waiting = Generator[Request | bool | None, object, object]
Running = Coroutine[Request | bool | None, object, object]


@dataclass(frozen=True, slots=True)
class FreeProgram:
    """A program ready to run once, and the robot's words that it says."""

    compiled: CompiledProgram
    words: frozenset[str]


def free_program(text: str, names: Names, clock: Callable[[], float] | None = None) -> FreeProgram:
    """Make a text ready; raises Refused with its problems.

    `clock` (seconds) lets others in where a turn of a loop is long; without one the same text
    always gives the same trace.
    """
    module = ast.Module(parsed(text).body, [])
    hats = {
        node.name: event
        for node in module.body
        if isinstance(node, ast.FunctionDef) and (event := _event(node, names)) is not None
    }
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name in hats:
            node.decorator_list = []
    found = functions_of(module, names, frozenset(hats))
    waiting = found.waiting()
    return FreeProgram(
        _Building(found, waiting, names, hats, clock).compiled(module),
        frozenset(found.words | {word for word, _ in hats.values()}),
    )


def _event(node: ast.FunctionDef, names: Names) -> tuple[str, dict[str, Value]] | None:
    """The event word of a function's decorator, and its arguments; None where there is none."""
    for item in node.decorator_list:
        call = item if isinstance(item, ast.Call) else ast.Call(item, [], [])
        word = names.word(call.func.id) if isinstance(call.func, ast.Name) else None
        if word is None or WORDS[word].role is not Role.EVENT:
            continue
        arguments = WORDS[word].arguments
        given = dict(zip((argument.name for argument in arguments), call.args, strict=False))
        given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        if len(node.decorator_list) > 1 or len(call.args) > len(arguments):
            raise refuse(Code.BAD_VALUE, str(item.lineno), reason="fixed", word=word)
        return word, checked(word, {name: _fixed(value, word) for name, value in given.items()})
    return None


def _fixed(value: ast.expr, word: str) -> object:
    if not isinstance(value, ast.Constant):
        raise refuse(Code.BAD_VALUE, str(value.lineno), reason="fixed", word=word)
    return value.value


class _Building:
    """Builds one program: its code, what that code can call, and its strands."""

    def __init__(
        self,
        found: Functions,
        waiting: frozenset[str],
        names: Names,
        hats: dict[str, tuple[str, dict[str, Value]]],
        clock: Callable[[], float] | None,
    ) -> None:
        self._found, self._waiting, self._names, self._hats = found, waiting, names, hats
        self._pace = _Pace(clock)
        self._voice = _Voice(self._pace)
        self._seen: dict[str, object] = {}

    def compiled(self, module: ast.Module) -> CompiledProgram:
        """The program, its functions under event decorators already defined."""
        mine = transform.Transform(self._found, self._waiting, self._names)
        hats = [node for node in module.body if getattr(node, "name", "") in self._hats]
        rest = [node for node in module.body if node not in hats]
        prelude = [_shared(mine.visit(node)) for node in hats]
        whole = [mine.visit(node) for node in rest]
        self._fill()
        exec(_code(prelude), self._seen)
        code = _code(whole)
        stacks = [CompiledStack(1, None, {}, lambda: self._strand(lambda: self._top(code)))]
        for number, (name, (word, given)) in enumerate(self._hats.items(), 2):
            start = cast("Callable[[], Running]", self._seen[name])
            stacks.append(CompiledStack(number, word, given, self._starter(start)))
        return CompiledProgram(
            tuple(stacks),
            lambda: self._pace.where,
            self._pace.back,
            self._variables,
            lambda _: None,  # what it keeps is the browser's own memory
            {},
        )

    def _starter(self, start: Callable[[], Running]) -> Callable[[], Strand]:
        return lambda: self._strand(start)

    def _top(self, code: CodeType) -> Running | None:
        return cast("Running | None", eval(code, self._seen))

    def _variables(self) -> dict[str, object]:
        plain = (bool, int, float, str, list, tuple, dict)
        return {
            name: value
            for name, value in self._seen.items()
            if name.isidentifier() and not name.startswith("__") and isinstance(value, plain)
        }

    def _fill(self) -> None:
        """What the text can call: Python's own, and what waits for the robot."""
        own_print = {"print": self._voice.print_later}
        self._seen |= {
            "__name__": "__main__",
            "__builtins__": {**vars(builtins), **own_print},
            transform.WORD: self._word,
            transform.PRINT: self._voice.print_now,
            transform.INPUT: _input,
            transform.TICK: self._pace.tick,
            transform.LET: self._pace.let,
            transform.SETTLE: _settle,
        }

    @coroutine
    def _word(self, word: str, /, *given: object, **named: object) -> Waiting:
        arguments = WORDS[word].arguments
        if len(given) > len(arguments):
            raise refuse(Code.BAD_VALUE, reason="count", word=word)
        whole = dict(zip((argument.name for argument in arguments), given, strict=False)) | named
        for argument in arguments:
            value = whole.get(argument.name)
            if isinstance(value, str):
                whole[argument.name] = self._names.value(group_of(argument), value)
        if extra := whole.keys() - {argument.name for argument in arguments}:
            raise refuse(Code.BAD_VALUE, reason="extra", word=word, value=min(extra)[:60])
        return (yield WORDS[word].role is Role.SENSING, word, whole)

    def _strand(self, start: Callable[[], Running | None]) -> Strand:
        """One running stack: what its coroutine asks for, and what it printed meanwhile."""
        turns, answer = TURNS, cast("object", None)
        try:
            running = start()
            while running is not None:
                self._pace.begin(turns)
                request = running.send(answer)
                turns = self._pace.turns
                self._pace.where = _line(running)
                yield from self._voice.said()
                answer = yield request
        except (StopIteration, SystemExit):
            yield from self._voice.said()
        except Exception as fault:
            yield from self._voice.said()
            raise fault_of(fault) from None


class _Pace:
    """Counts the turns of the strand in hand, and says where it is."""

    def __init__(self, clock: Callable[[], float] | None) -> None:
        self._clock = clock
        self._began = self._looked = 0.0
        self._left = self._apart = 1
        self.turns = 0
        self.where = ""

    def back(self, where: str) -> None:
        """Another strand goes on, at that line."""
        self.where = where

    def begin(self, turns: int) -> None:
        """A strand goes on, with so many turns left."""
        self.turns = turns
        if self._clock is not None:
            self._began = self._looked = self._clock()

    def tick(self) -> bool:
        """One more turn; whether to let others in."""
        self.turns -= 1
        if self.turns <= 0:
            return True
        self._left -= 1
        return self._left <= 0 and self._clock is not None and self._late(self._clock())

    def _late(self, now: float) -> bool:
        """Whether a moment has passed; short turns are looked at less often."""
        short = now - self._looked < SHORT
        self._apart = min(2 * self._apart, MOST_APART) if short else 1
        self._looked, self._left = now, self._apart
        return now - self._began > MOMENT

    @coroutine
    def let(self) -> Waiting:
        """Let others in: after all its turns (program time goes on), or after a moment."""
        over = self.turns <= 0
        yield None if over else False
        if over:
            self.turns = TURNS
        return None


class _Voice:
    """What the program prints: said at once where it can wait, else at the next occasion."""

    def __init__(self, pace: _Pace) -> None:
        self._pace = pace
        self._later: list[str] = []
        self._left = MOST_SAID

    @coroutine
    def print_now(self, *values: object, sep: str = " ", **_: object) -> Waiting:
        """`print(...)` where the text can wait."""
        yield from self.said()
        yield False, "say", {"text": self._text(values, sep)}
        return None

    def print_later(self, *values: object, sep: str = " ", **_: object) -> None:
        """`print(...)` where it cannot."""
        self._later.append(self._text(values, sep))

    def said(self) -> Waiting:
        """Say what was printed and not yet said."""
        while self._later:
            yield False, "say", {"text": self._later.pop(0)}
        return None

    def _text(self, values: tuple[object, ...], sep: str | None) -> str:
        self._left -= 1
        if self._left < 0:
            raise refuse(Code.LIMIT, reason="output")
        return (" " if sep is None else sep).join(map(str, values))[:LONGEST_SAID]


@coroutine
def _input(prompt: object = "") -> Waiting:
    return (yield True, "input", {"prompt": str(prompt)})


@coroutine
def _settle(value: object) -> Waiting:
    if type(value) is CoroutineType:
        return (yield from cast("Waiting", value))
    return value


def _line(running: Running) -> str:
    """The line at which a coroutine waits: the innermost of the pupil's own."""
    line, inner = "", cast("object", running)
    while inner is not None:
        frame: FrameType | None = getattr(inner, "cr_frame", None)
        if frame is not None and frame.f_code.co_filename == FILE:
            line = str(frame.f_lineno)
        inner = getattr(inner, "cr_await", None) or getattr(inner, "gi_yieldfrom", None)
    return line


def _shared(node: ast.stmt) -> ast.stmt:
    """A stack: the variables that it sets are the program's."""
    assert isinstance(node, ast.AsyncFunctionDef)
    parts = [part for part in own(node) if isinstance(part, ast.Name)]
    stored = sorted({part.id for part in parts if isinstance(part.ctx, ast.Store)})
    if stored:
        node.body = [ast.copy_location(ast.Global(stored), node), *node.body]
    return node


def _code(body: list[ast.stmt]) -> CodeType:
    module = ast.fix_missing_locations(ast.Module(body, []))
    try:
        return cast(
            "CodeType",
            compile(module, FILE, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True),
        )
    except SyntaxError as error:
        raise refuse(Code.SYNTAX, str(error.lineno or 1)) from None
    except (RecursionError, MemoryError):
        raise refuse(Code.TOO_DEEP) from None
