"""A whole project: the sprite that comes over, its scripts, its blocks of one's own, its data."""

from __future__ import annotations

from collections.abc import Callable

from robots.errors import Code, Problem, refuse
from robots.program.limits import MOST_STATEMENTS, plain_text
from robots.program.scratch.names import names_of
from robots.program.scratch.numbers import as_value
from robots.program.scratch.project import (
    Block,
    Sprite,
    is_hat,
    list_of,
    object_of,
    text_of,
    tops,
)
from robots.program.scratch.rows import Rows
from robots.program.scratch.statements import STATEMENTS
from robots.program.scratch.told import Told
from robots.program.scratch.values import KEYS, Values, is_value
from robots.program.tree import (
    Assign,
    Evaluate,
    Expression,
    Function,
    ListOf,
    Literal,
    Own,
    Parameter,
    Program,
    Return,
    Stack,
    Statement,
    Variable,
    When,
)
from robots.program.walk import every_node

_MOST_BLOCKS = 4 * MOST_STATEMENTS
_LONGEST_LIST = 500
"""Items that a list may hold at the start."""


def read_project(content: object, named: Callable[[str], str]) -> tuple[Program, list[Problem]]:
    """Read a project's JSON, with remarks on what did not come over; raises Refused.

    `named` gives the name of a Scratch block, for the comments that stand where one was left out.
    """
    sprites = [Sprite(object_of(item)) for item in list_of(object_of(content).get("targets"))]
    if not sprites:
        raise refuse(Code.UNKNOWN_FORMAT)
    for sprite in sprites:
        if len(object_of(sprite.json.get("blocks"))) > _MOST_BLOCKS:
            raise refuse(Code.TOO_BIG)
    chosen = _chosen(sprites)
    told = Told(chosen.name, named)
    for sprite in sprites:
        if sprite is not chosen and _scripts(sprite):
            told.other_sprite(sprite.name, _scripts(sprite))
    program = _Reader(chosen, [sprite for sprite in sprites if sprite.is_stage], told).program()
    return program, told.remarks


def _chosen(sprites: list[Sprite]) -> Sprite:
    """The sprite with the most scripts; the stage only where no sprite has any."""
    counts = [_scripts(sprite) for sprite in sprites]
    order = [
        (not sprite.is_stage and count, count)
        for sprite, count in zip(sprites, counts, strict=True)
    ]
    return sprites[order.index(max(order))]


def _scripts(sprite: Sprite) -> int:
    return sum(is_hat(block) for block in tops(sprite.blocks()))


class _Reader:
    """Reads one sprite."""

    def __init__(self, sprite: Sprite, stages: list[Sprite], told: Told) -> None:
        self._blocks, self._told = sprite.blocks(), told
        self._owners = [*(stage for stage in stages if stage is not sprite), sprite]
        self._names = names_of(self._owners, self._blocks)
        self._values = Values(self._blocks, self._names, told)
        comments = {id: plain_text(text, id) for id, text in sprite.comments() if id}
        self._rows = Rows(self._values, STATEMENTS, comments)
        self._functions: list[Function] = []
        self._notes: list[str] = []

    def program(self) -> Program:
        """The program, its data set before its first script begins."""
        stacks = [stack for block in tops(self._blocks) for stack in self._script(block)]
        program = Program(stacks, self._functions, face="blocks")
        self._set_first(program)
        if not any(stack.when for stack in stacks):
            self._start(program)  # else the loose ones would run
        program.comment = "\n".join(self._notes)
        return program

    def _script(self, block: Block) -> list[Stack]:
        if block.opcode == "procedures_definition":
            self._define(block)
        elif is_hat(block):
            return self._started(block)
        elif is_value(block.opcode):
            self._notes.append(self._told.left_out(block))
        else:
            return self._loose(block)
        return []

    def _loose(self, block: Block) -> list[Stack]:
        stack = self._stack(None, block, block.id)
        if not stack.body:
            self._notes += filter(None, [stack.comment])
        return [stack] if stack.body else []

    def _started(self, block: Block) -> list[Stack]:
        when = _when(block)
        if when is None:
            self._notes.append(self._told.left_out(block))
            return []
        self._values.block(block.id)
        return [self._stack(when, block, block.next)]

    def _stack(self, when: When | None, top: Block, first: str) -> Stack:
        stack = Stack([], when, x=top.place("x"), y=top.place("y"), id=top.id)
        stack.body = self._body(first, "")
        if self._rows.returns:
            stack.body = [self._as_function(stack.body, top)]
        own = self._rows.comment(top) if when is not None else ""
        stack.comment = "\n".join(filter(None, [own, *self._rows.left]))
        return stack

    def _body(self, first: str, procedure: str) -> list[Statement]:
        self._rows.returns, self._rows.left = False, []
        self._values.procedure = procedure
        body = self._rows.row(first)
        if body and isinstance(body[-1], Return) and not procedure:
            body.pop()  # a script ends by itself
            self._rows.returns = any(isinstance(node, Return) for node in every_node(body))
        return body

    def _as_function(self, body: list[Statement], top: Block) -> Statement:
        """A script that can end in its middle is a function that returns there."""
        name = self._names.free("script")
        self._functions.append(Function(name, [], body, id=top.id))
        return Evaluate(Own(name, id=top.id), id=top.id)

    def _define(self, block: Block) -> None:
        prototype = self._values.block(text_of(block.input("custom_block")))
        code = text_of(prototype.mutation.get("proccode")) if prototype else ""
        procedure = self._names.procedures.get(code)
        if procedure is None or any(item.name == procedure.name for item in self._functions):
            self._notes.append(self._told.left_out(block))
            return
        function = Function(
            procedure.name,
            [Parameter(name, id=block.id) for name in procedure.parameters.values()],
            self._body(block.next, code),
            id=block.id,
            x=block.place("x"),
            y=block.place("y"),
        )
        function.comment = "\n".join(filter(None, [self._rows.comment(block), *self._rows.left]))
        self._functions.append(function)

    def _set_first(self, program: Program) -> None:
        """What the variables and lists in use hold in the file."""
        nodes = list(every_node([program.functions, program.stacks]))
        used = {node.name for node in nodes if isinstance(node, Variable)}
        first = [item for item in self._first_values() if item.name in used]
        if not first:
            return
        self._start(program).body[:0] = first

    def _start(self, program: Program) -> Stack:
        """The first stack that begins with the run; an empty one where there is none."""
        for stack in program.stacks:
            if stack.when is not None and stack.when.word == "when_started":
                return stack
        program.stacks.insert(0, Stack([], When("when_started")))
        return program.stacks[0]

    def _first_values(self) -> list[Assign]:
        made = []
        for owner in self._owners:
            for key, _, value in owner.values("variables"):
                made.append(Assign(self._names.variables[key], _first(value)))
            for key, _, items in owner.values("lists"):
                few = list_of(items)[:_LONGEST_LIST]
                made.append(Assign(self._names.lists[key], ListOf([_first(item) for item in few])))
        return made


def _first(value: object) -> Expression:
    """A value as the file has it: a number, a text, or true or false."""
    if isinstance(value, bool):
        return Literal(value)
    return as_value(text_of(value), "")


def _when(block: Block) -> When | None:
    """The event of a hat; None where it has no like here."""
    if block.opcode == "event_whenflagclicked":
        return When("when_started", id=block.id)
    if block.opcode == "event_whenbroadcastreceived":
        message = plain_text(block.field("BROADCAST_OPTION"), block.id)
        return When("when_message", {"message": Literal(message, id=block.id)}, id=block.id)
    button = KEYS.get(block.field("KEY_OPTION"))
    if block.opcode == "event_whenkeypressed" and button is not None:
        return When("when_button", {"name": Literal(button, id=block.id)}, id=block.id)
    return None
