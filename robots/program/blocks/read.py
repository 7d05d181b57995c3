"""Reads Blockly's workspace JSON into the tree."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from robots.abilities import Role
from robots.errors import Code, refuse
from robots.names import Names
from robots.program.blocks.fragments import KINDS, STATEMENTS, Fragments
from robots.program.blocks.matching import joined
from robots.program.blocks.read_values import (
    Values,
    is_value,
    number_in,
    python_text,
    signed,
    word_of,
)
from robots.program.blocks.shape import Block, Json, broken, height, place, row, table
from robots.program.blocks.variables import DEFINITIONS, Procedures, Variables, notes
from robots.program.limits import DEEPEST, MOST_STATEMENTS, plain_text
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Count,
    Do,
    Evaluate,
    Expression,
    ForEach,
    Function,
    If,
    Jump,
    ListOf,
    Literal,
    Own,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    SetItem,
    Stack,
    Statement,
    Variable,
    When,
    While,
)
from robots.program.values import LONGEST_LIST
from robots.program.walk import every_node, nested

FORMAT = 1
TOGETHER = "together"
"""The note on `text_print` that says `print(a, b)`: a text joined with blanks between."""
ALWAYS = "always"
"""The note on `procedures_ifreturn` that says `return` and not `if True: return`."""

Chosen = TypeVar("Chosen")

_JUMPS: dict[str | None, str] = {"BREAK": "break", "CONTINUE": "continue", None: "break"}
_MODES: dict[str | None, bool] = {"WHILE": False, "UNTIL": True, None: False}


def read_blocks(data: object, names: Names | None = None) -> Program:
    """Read a program from Blockly's parsed JSON; `names` are those of the words in Python blocks.

    Raises Refused that names the block by its id: `unknown-block`, `broken-file`, `newer-format`,
    `bad-value`, `no-input`, `too-deep` or `too-big`. Keys that are not known are passed over.
    """
    if not isinstance(data, dict) or "blocks" not in data:
        raise refuse(Code.UNKNOWN_FORMAT)
    _check_format(data.get("ribambelle"))
    tops = [table(top) for top in row(table(data["blocks"]).get("blocks"))]
    tops.sort(key=lambda top: height(*place(top)))
    variables = Variables(data.get("variables"))
    definitions = [top for top in tops if top.get("type") in DEFINITIONS]
    procedures = Procedures(definitions)
    fragments = Fragments(
        variables.listed(), procedures.listed(), names or Names(), partial(_python_texts, tops)
    )
    reader = _Reader(Values(variables, procedures, fragments))
    # Functions first: their parameters are the variables of that name.
    functions = reader.functions(definitions)
    stacks = reader.stacks([top for top in tops if top.get("type") not in DEFINITIONS])
    types = variables.types
    return Program(stacks, functions, types, face="blocks", comment=_comment(data))


def _python_texts(tops: list[Json]) -> Iterator[str]:
    """The texts of all Python blocks of a workspace, wherever they stand."""
    pending: list[object] = list(tops)
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            fields = item.get("fields") if item.get("type") in KINDS else None
            text = fields.get("TEXT") if isinstance(fields, dict) else None
            if isinstance(text, str):
                yield text
            pending += item.values()
        elif isinstance(item, list):
            pending += item


def _check_format(ours: object) -> None:
    version = table(ours).get("format", FORMAT)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise broken()
    if version > FORMAT:
        raise refuse(Code.NEWER_FORMAT, format=version)


def _comment(data: Json) -> str:
    """The workspace's first comment."""
    comments = row(data.get("workspaceComments"))
    text = table(comments[0]).get("text") if comments else None
    return plain_text(text) if isinstance(text, str) else ""


class _Reader:
    """Reads the stacks of one workspace, counting its statements."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._variables, self._procedures = values.variables, values.procedures
        self._statements = 0
        self._depth = 0

    def functions(self, definitions: list[Json]) -> list[Function]:
        """The functions from top to bottom, those that are disabled left out."""
        found = []
        for top in definitions:
            name, block = self._procedures.defined(), self._values.open(top)
            if block.enabled:
                function = self._function(name, block)
                function.x, function.y = place(top)
                found.append(function)
        return found

    def stacks(self, tops: list[Json]) -> list[Stack]:
        """The stacks from top to bottom; values that lie about alone and do nothing left out."""
        found = (self._stack(top) for top in tops)
        return [stack for stack in found if stack is not None]

    def _function(self, name: str, block: Block) -> Function:
        self._counted(block)
        known = notes(block.data)
        params = [self._parameter(item, known, block) for item in self._params(block)]
        body = self._inside(block, "STACK")
        if block.type == "procedures_defreturn" and not (known.get("open") and _bare(block)):
            ends = Return(self._value(block, "RETURN", None), id=block.id)
            ends.comment = plain_text(str(known.get("returns", "")), block.id)
            body.append(ends)
        named = row(known.get("local"), block.id)
        local = [plain_text(name, block.id) for name in named if isinstance(name, str)]
        return Function(name, params, body, local, id=block.id, comment=block.comment)

    def _params(self, block: Block) -> list[object]:
        params = row(block.extra.get("params"), block.id)
        if len(params) > LONGEST_LIST:
            raise refuse(Code.TOO_BIG, block.id)
        return params

    def _parameter(self, item: object, known: Json, block: Block) -> Parameter:
        name = self._variables.name(item, block.id)
        default = table(known.get("defaults"), block.id).get(name)
        if not isinstance(default, str):
            return Parameter(name, id=block.id)
        return Parameter(
            name,
            self._values.fragments.value_of(plain_text(default, block.id), block.id),
            id=block.id,
        )

    def _stack(self, top: Json) -> Stack | None:
        block = self._values.open(top)
        x, y = place(top)
        word = word_of(block.type, Role.EVENT)
        if block.enabled and word is not None:
            self._counted(block)
            arguments = self._values.arguments(block, word)
            when = When(word.name, arguments, id=block.id, comment=block.comment)
            return Stack(self._chain(block.following), when, x, y, id=block.id)
        if block.enabled and is_value(block):
            value = self._values.value(block)
            alone = Evaluate(value, id=block.id)
            return Stack([alone], None, x, y, id=block.id) if _acts(value) else None
        body = self._row(block)
        return Stack(body, None, x, y, id=block.id) if body else None

    # ---- rows of statements --------------------------------------------------------------------

    def _chain(self, content: object) -> list[Statement]:
        return [] if content is None else self._row(self._values.open(content))

    def _row(self, first: Block) -> list[Statement]:
        """The statements from a block on, those that are disabled left out."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise refuse(Code.TOO_DEEP, first.id)
        found, block = [], first
        while True:
            self._counted(block)
            if block.enabled:
                found += self._statements_of(block)
            if block.following is None:
                break
            block = self._values.open(block.following)
        self._depth -= 1
        return found

    def _counted(self, block: Block, count: int = 1) -> None:
        self._statements += count
        if self._statements > MOST_STATEMENTS:
            raise refuse(Code.TOO_BIG, block.id)

    def _inside(self, block: Block, name: str) -> list[Statement]:
        return self._chain(block.input(name))

    # ---- one statement -------------------------------------------------------------------------

    def _statements_of(self, block: Block) -> list[Statement]:
        if block.type == STATEMENTS:
            return self._python(block)
        read = _READERS.get(block.type)
        node = self._do(block) if read is None else read(self, block)
        node.id, node.comment = block.id, block.comment
        return [node]

    def _python(self, block: Block) -> list[Statement]:
        found = self._values.fragments.statements_of(python_text(block), block.id)
        self._counted(block, sum(1 for _ in nested(found)) - 1)
        if found and block.comment:
            first = found[0]
            first.comment = "\n".join(filter(None, (block.comment, first.comment)))
        return found

    def _do(self, block: Block) -> Statement:
        word = word_of(block.type, Role.DOING)
        if word is not None:
            return Do(word.name, self._values.arguments(block, word))
        known = is_value(block) or word_of(block.type, Role.EVENT)
        if known or block.type in DEFINITIONS:
            raise broken(block.id)
        raise refuse(Code.UNKNOWN_BLOCK, block.id, name=block.type[:60])

    def _value(self, block: Block, name: str, empty: bool | int | str | None) -> Expression:
        value = self._values.slot(block, name)
        return Literal(empty, id=block.id) if value is None else value

    def _variable(self, block: Block) -> str:
        return self._variables.name(block.field("VAR"), block.id)

    def _repeat(self, block: Block) -> Statement:
        times = self._value(block, "TIMES", 0)
        field = block.field("TIMES")
        if field is not None:
            written = number_in(field, block.id)
            if not isinstance(written, (int, float)) or not math.isfinite(written):
                raise refuse(Code.BAD_VALUE, block.id, reason="number")
            times = Literal(int(written), id=block.id)
        name = plain_text(str(notes(block.data).get("name", "")), block.id)
        return Repeat(times, self._inside(block, "DO"), name)

    def _while(self, block: Block) -> Statement:
        until = _of(_MODES, block, "MODE")
        return While(self._value(block, "BOOL", False), self._inside(block, "DO"), until)

    def _count(self, block: Block) -> Statement:
        ends = (("FROM", 0), ("TO", 0), ("BY", 1))
        first, last, by = (self._value(block, name, empty) for name, empty in ends)
        return Count(self._variable(block), first, last, by, self._inside(block, "DO"))

    def _each(self, block: Block) -> Statement:
        items = self._values.slot(block, "LIST") or ListOf([], id=block.id)
        return ForEach([self._variable(block)], items, self._inside(block, "DO"))

    def _if(self, block: Block) -> Statement:
        branches = [
            Branch(
                self._value(block, f"IF{index}", False),
                self._inside(block, f"DO{index}"),
                id=block.id,
            )
            for index in _branches(block)
        ]
        return If(branches, self._inside(block, "ELSE"))

    def _jump(self, block: Block) -> Statement:
        return Jump(_of(_JUMPS, block, "FLOW"))

    def _set(self, block: Block) -> Statement:
        return Assign(self._variable(block), self._value(block, "VALUE", 0))

    def _change(self, block: Block) -> Statement:
        return Change(self._variable(block), self._value(block, "DELTA", 0))

    def _append(self, block: Block) -> Statement:
        name, text = self._variable(block), self._value(block, "TEXT", "")
        if not (isinstance(text, Literal) and isinstance(text.value, str)):
            text = Call("str", [text], id=block.id)
        before = Call("str", [Variable(name, id=block.id)], id=block.id)
        return Assign(name, Binary("+", before, text, id=block.id))

    def _taken(self, block: Block) -> Statement:
        """`lists_getIndex` that only removes; as a value it cannot stand here."""
        if is_value(block):
            raise broken(block.id)
        return Evaluate(self._values.value(block))

    def _put(self, block: Block) -> Statement:
        """`lists_setIndex`."""
        mode, where = block.field("MODE"), block.field("WHERE")
        if mode not in ("SET", "INSERT", None):
            raise refuse(Code.BAD_VALUE, block.id)
        thing = self._values.slot(block, "LIST") or ListOf([])
        value = self._values.slot(block, "TO") or Literal(None)
        insert = mode == "INSERT"
        if where == "RANDOM":
            name = "blocks.insert_random" if insert else "blocks.set_random"
            return self._acted(block, Call(name, [thing, value]))
        if insert and where == "LAST":
            return self._acted(block, Call("list.append", [thing, value]))
        index = self._values.index(block)
        if insert:
            return self._acted(block, Call("list.insert", [thing, index, value]))
        for part in (thing, index, value):
            signed(part, block.id)
        return SetItem(thing, index, value)

    def _acted(self, block: Block, value: Expression) -> Statement:
        signed(value, block.id)
        return Evaluate(value)

    def _call(self, block: Block) -> Statement:
        return self._acted(block, self._values.own(block))

    def _leave(self, block: Block) -> Statement:
        """`procedures_ifreturn`: `if test: return value`, or a return noted to be without."""
        # It has no value in a function that gives none; only then does it say so.
        bare = block.extra.get("value", "1") != "1"
        value = None if bare else self._value(block, "VALUE", None)
        given = Return(value, id=block.id)
        test = self._value(block, "CONDITION", False)
        if block.data == ALWAYS and test == Literal(True):
            return given
        return If([Branch(test, [given], id=block.id)])

    def _print(self, block: Block) -> Statement:
        value = self._value(block, "TEXT", "")
        items = joined(value) if block.data == TOGETHER else None
        if block.data == TOGETHER and value == Literal(""):
            return Print([])
        return Print([value] if items is None else items[::2])


def _bare(block: Block) -> bool:
    return block.input("RETURN") is None


_ACTS = frozenset({"list.pop", "blocks.take_random"})


def _acts(value: Expression) -> bool:
    """Whether working a value out may do more than give it."""
    return any(
        isinstance(node, (Own, Ask)) or (isinstance(node, Call) and node.name in _ACTS)
        for node in every_node(value)
    )


def _of(choices: dict[str | None, Chosen], block: Block, name: str) -> Chosen:
    value = block.field(name)
    if (value is not None and not isinstance(value, str)) or value not in choices:
        raise refuse(Code.BAD_VALUE, block.id)
    return choices[value]


def _branches(block: Block) -> list[int]:
    """The numbers of the branches of an `if` that hold anything, the first always."""
    names = (name[2:] for name in block.inputs if name[:2] in ("IF", "DO"))
    return sorted({0} | {int(name) for name in names if name.isdecimal() and len(name) < 6})


_READERS: dict[str, Callable[[_Reader, Block], Statement]] = {
    "controls_repeat": _Reader._repeat,
    "controls_repeat_ext": _Reader._repeat,
    "controls_whileUntil": _Reader._while,
    "controls_for": _Reader._count,
    "controls_forEach": _Reader._each,
    "controls_if": _Reader._if,
    "controls_ifelse": _Reader._if,
    "controls_flow_statements": _Reader._jump,
    "variables_set": _Reader._set,
    "variables_set_dynamic": _Reader._set,
    "math_change": _Reader._change,
    "text_append": _Reader._append,
    "text_print": _Reader._print,
    "lists_getIndex": _Reader._taken,
    "lists_setIndex": _Reader._put,
    "procedures_callnoreturn": _Reader._call,
    "procedures_ifreturn": _Reader._leave,
}
