"""Writes the tree as Blockly's workspace JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from robots.errors import Code, refuse
from robots.program.blocks.layout import Place, places
from robots.program.blocks.matching import joined
from robots.program.blocks.phrases import BOOLEAN, NUMBER
from robots.program.blocks.read import FORMAT, TOGETHER
from robots.program.blocks.read_values import PREFIX, as_text
from robots.program.blocks.write_values import Ids, ValueWriter, Written
from robots.program.limits import DEEPEST, MOST_STATEMENTS
from robots.program.tree import (
    Assign,
    Call,
    Change,
    Count,
    Do,
    Expression,
    If,
    Jump,
    ListOf,
    Literal,
    Print,
    Program,
    Repeat,
    Stack,
    Statement,
    Variable,
    When,
    While,
)


def write_blocks(program: Program) -> dict[str, object]:
    """A program as Blockly's JSON; raises Refused(not-shown) naming what no block says."""
    return _Writer(kept=program.face == "blocks").program(program)


class _Writer:
    """Writes the stacks of one program."""

    def __init__(self, *, kept: bool) -> None:
        self._values = ValueWriter(Ids(kept))
        self._statements = 0
        self._depth = 0

    def program(self, program: Program) -> Written:
        pairs = zip(program.stacks, places(program.stacks), strict=True)
        stacks = [self._stack(stack, place) for stack, place in pairs if stack.when or stack.body]
        written: Written = {"blocks": {"languageVersion": 0, "blocks": stacks}}
        if self._values.variables:
            names = self._values.variables
            written["variables"] = [{"name": name, "id": name} for name in names]
        if program.comment:
            written["workspaceComments"] = [_workspace_comment(program.comment)]
        return written | {"ribambelle": {"format": FORMAT}}

    def _stack(self, stack: Stack, place: Place) -> Written:
        blocks = [] if stack.when is None else [self._hat(stack.when)]
        top = _linked(blocks + self._row(stack.body))
        if stack.comment and "icons" not in top:
            top["icons"] = {"comment": {"text": stack.comment}}
        return top | {"x": place[0], "y": place[1]}

    def _hat(self, when: When) -> Written:
        return self._values.block(PREFIX + when.word, when) | self._values.arguments(when)

    def _row(self, body: list[Statement]) -> list[Written]:
        self._depth += 1
        self._statements += len(body)
        if self._depth > DEEPEST:
            raise refuse(Code.TOO_DEEP, body[0].id if body else "")
        if self._statements > MOST_STATEMENTS:
            raise refuse(Code.TOO_BIG)
        blocks = [self._statement(item) for item in body]
        self._depth -= 1
        return blocks

    def _inside(self, name: str, body: list[Statement]) -> Written:
        return {name: {"block": _linked(self._row(body))}} if body else {}

    def _statement(self, item: Statement) -> Written:
        return _WRITERS[type(item)](self, item)

    # ---- one statement -------------------------------------------------------------------------

    def _do(self, item: Do) -> Written:
        return self._values.block(PREFIX + item.word, item) | self._values.arguments(item)

    # The block takes its id before what stands in it, which may have been given the same.

    def _repeat(self, item: Repeat) -> Written:
        written = self._values.block("controls_repeat_ext", item)
        times = self._values.input(item.times, NUMBER, Literal(1))
        return written | {"inputs": {"TIMES": times} | self._inside("DO", item.body)}

    def _while(self, item: While) -> Written:
        written = self._values.block("controls_whileUntil", item)
        fields = {"MODE": "UNTIL" if item.until else "WHILE"}
        test = self._values.input(item.test, BOOLEAN)
        inputs = {"BOOL": test} | self._inside("DO", item.body)
        return written | {"fields": fields, "inputs": inputs}

    def _count(self, item: Count) -> Written:
        written = self._of_variable("controls_for", item, item.name)
        ends = (("FROM", item.first), ("TO", item.last), ("BY", item.by))
        inputs: Written = {name: self._values.input(end, NUMBER, Literal(1)) for name, end in ends}
        return written | {"inputs": inputs | self._inside("DO", item.body)}

    def _if(self, item: If) -> Written:
        written = self._values.block("controls_if", item)
        inputs: Written = {}
        for index, branch in enumerate(item.branches):
            inputs[f"IF{index}"] = self._values.input(branch.test, BOOLEAN)
            inputs |= self._inside(f"DO{index}", branch.body)
        inputs |= self._inside("ELSE", item.otherwise)
        extra: Written = {}
        if len(item.branches) > 1:
            extra["elseIfCount"] = len(item.branches) - 1
        if item.otherwise:
            extra["hasElse"] = True
        return written | ({"extraState": extra} if extra else {}) | {"inputs": inputs}

    def _jump(self, item: Jump) -> Written:
        written = self._values.block("controls_flow_statements", item)
        return written | {"fields": {"FLOW": item.kind.upper()}}

    def _assign(self, item: Assign) -> Written:
        items = joined(item.value) or []
        if len(items) == 2 and items[0] == Variable(item.name):
            written = self._of_variable("text_append", item, item.name)
            return written | {"inputs": {"TEXT": self._values.input(items[1])}}
        written = self._of_variable("variables_set", item, item.name)
        return written | {"inputs": {"VALUE": self._values.input(item.value)}}

    def _change(self, item: Change) -> Written:
        written = self._of_variable("math_change", item, item.name)
        return written | {"inputs": {"DELTA": self._values.input(item.value, NUMBER, Literal(1))}}

    def _print(self, item: Print) -> Written:
        written = self._values.block("text_print", item)
        shown = {"TEXT": self._values.input(_together(item))}
        note = {"data": TOGETHER} if len(item.values) > 1 else {}
        return written | {"inputs": shown} | note

    def _of_variable(self, type: str, item: Statement, name: str) -> Written:
        fields = {"VAR": self._values.variable(name)}
        return self._values.block(type, item) | {"fields": fields}


def _together(item: Print) -> Expression:
    """What `print` shows, as one value: several with blanks between."""
    values = item.values
    if len(values) == 1:
        return values[0]
    spaced = [as_text(part) for value in values for part in (Literal(" "), value)][1:]
    return Call("str.join", [Literal(""), ListOf(spaced)], id=item.id) if spaced else Literal("")


def _linked(blocks: list[Written]) -> Written:
    """A row of blocks as Blockly keeps it: each holds the next."""
    for upper, lower in zip(reversed(blocks[:-1]), reversed(blocks[1:]), strict=True):
        upper["next"] = {"block": lower}
    return blocks[0]


def _workspace_comment(text: str) -> Written:
    return {"text": text, "x": 440, "y": 40, "width": 240, "height": 120}


_WRITERS = cast(
    "dict[type, Callable[[_Writer, Statement], Written]]",
    {
        Do: _Writer._do,
        Repeat: _Writer._repeat,
        While: _Writer._while,
        Count: _Writer._count,
        If: _Writer._if,
        Jump: _Writer._jump,
        Assign: _Writer._assign,
        Change: _Writer._change,
        Print: _Writer._print,
    },
)
