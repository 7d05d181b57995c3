"""Words, their values, and taught functions: known, complete, and within the robot's powers."""

from __future__ import annotations

from collections.abc import Iterator

from robots.abilities import WORDS, Kind, Role, Word
from robots.errors import Code, Problem, Refused
from robots.program.arguments import checked_value
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Call,
    Do,
    Literal,
    Node,
    Opaque,
    Program,
    Sense,
    Stack,
    When,
)
from robots.program.walk import every_node

_ROLES: dict[type, Role] = {Do: Role.DOING, Sense: Role.SENSING, When: Role.EVENT}


def word_faults(
    program: Program, abilities: frozenset[str] | None, places: frozenset[str]
) -> Iterator[Problem]:
    """What is wrong with words, their values and the taught functions; loose stacks, as remarks."""
    return _Checker(program, abilities, places).problems()


class _Checker:
    """Goes through one program."""

    def __init__(
        self, program: Program, abilities: frozenset[str] | None, places: frozenset[str]
    ) -> None:
        self._program, self._abilities, self._places = program, abilities, places
        self._told: set[tuple[str, str]] = set()
        self._hats = any(stack.when is not None for stack in program.stacks)
        self._grid = not any(
            isinstance(node, Do) and node.word in WORDS and WORDS[node.word].continuous
            for node in every_node(program)
        )

    def problems(self) -> Iterator[Problem]:
        """Every problem."""
        for function in self._program.functions:
            yield from self._nodes(function)
        for stack in self._program.stacks:
            yield from self._loose(stack)
            if stack.when is not None:
                yield from self._when(stack.when)
            yield from self._nodes(stack.body)

    def _nodes(self, root: object) -> Iterator[Problem]:
        for node in every_node(root):
            yield from self._node(node)

    def _loose(self, stack: Stack) -> Iterator[Problem]:
        if self._hats and stack.when is None and stack.body and self._program.face != "python":
            yield Problem(Code.LOOSE_STACK, stack.body[0].id or stack.id, remark=True)

    def _when(self, when: When) -> Iterator[Problem]:
        yield from self._word(when)
        for value in when.arguments.values():
            if not isinstance(value, Literal):
                details = {"reason": "fixed", "word": when.word}
                yield Problem(Code.BAD_VALUE, value.id or when.id, details)

    def _node(self, node: Node) -> Iterator[Problem]:
        if isinstance(node, (Do, Sense)):
            yield from self._word(node)
        elif isinstance(node, Call):
            yield from _call(node)
        elif isinstance(node, Opaque):
            yield from self._kept(node)

    def _kept(self, node: Opaque) -> Iterator[Problem]:
        """What is not taught, told once: an import that is kept is so for what comes after it."""
        why = node.why or Problem(Code.NOT_TAUGHT, node.id)
        key = why.where, str(why.details)
        if key not in self._told:
            yield why
        self._told.add(key)

    def _word(self, node: Do | Sense | When) -> Iterator[Problem]:
        word = WORDS.get(node.word)
        if word is None or word.role is not _ROLES[type(node)]:
            yield Problem(Code.UNKNOWN_WORD, node.id, {"name": node.word[:60]})
            return
        if self._abilities is not None and word.ability and word.ability not in self._abilities:
            yield Problem(Code.WORD_LACKING, node.id, {"word": word.name})
        for name in node.arguments:
            if word.argument(name) is None:
                yield _bad(node, "extra", word, name)
        yield from self._arguments(node, word)

    def _arguments(self, node: Do | Sense | When, word: Word) -> Iterator[Problem]:
        needed = {item.name for item in word.arguments if item.default is None}
        if needed - node.arguments.keys():
            yield Problem(Code.BAD_VALUE, node.id, {"reason": "missing", "word": word.name})
        for argument in word.arguments:
            value = node.arguments.get(argument.name)
            if isinstance(value, Literal):
                try:
                    good = checked_value(word.name, argument, value.value)
                except Refused as refused:
                    fault = refused.problems[0]
                    yield Problem(fault.code, value.id or node.id, fault.details)
                else:
                    yield from self._on_this_floor(node, word, argument.kind, good)

    def _on_this_floor(
        self, node: Do | Sense | When, word: Word, kind: Kind, value: object
    ) -> Iterator[Problem]:
        """What a good value may still be wrong for: a grid robot, a mat."""
        if self._grid and word.grid and isinstance(value, float) and not value.is_integer():
            yield _bad(node, "whole", word, str(value))
        if kind is Kind.PLACE and self._places and value not in self._places:
            yield _bad(node, "place", word, str(value))


def _bad(node: Node, reason: str, word: Word, value: str) -> Problem:
    details = {"reason": reason, "word": word.name, "value": value[:60]}
    return Problem(Code.BAD_VALUE, node.id, details)


def _call(node: Call) -> Iterator[Problem]:
    taught = TAUGHT.get(node.name)
    if taught is None:
        details = {"reason": "name", "name": node.name[:60]}
        yield Problem(Code.NOT_TAUGHT, node.id, details)
    elif not taught.least <= len(node.arguments) <= (taught.most or len(node.arguments)):
        yield Problem(Code.BAD_VALUE, node.id, {"reason": "count", "word": node.name})
