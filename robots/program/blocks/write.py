"""Writes the tree as Blockly's workspace JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import cast

from robots.errors import Code, Refused, refuse
from robots.names import Names
from robots.program.blocks.fragments import STATEMENTS, Fragments
from robots.program.blocks.layout import RIGHT, Place, places
from robots.program.blocks.matching import joined
from robots.program.blocks.phrases import ANY, BOOLEAN, LIST, NUMBER
from robots.program.blocks.positions import Place as At
from robots.program.blocks.positions import place_inside, place_of
from robots.program.blocks.read import ALWAYS, FORMAT, TOGETHER
from robots.program.blocks.read_values import PREFIX, as_text
from robots.program.blocks.variables import Unique
from robots.program.blocks.write_values import Callee, Ids, ValueWriter, Written, not_shown
from robots.program.limits import DEEPEST, MOST_STATEMENTS
from robots.program.tree import (
    Ask,
    Assign,
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
    Opaque,
    Own,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    SetItem,
    Stack,
    Statement,
    Unpack,
    Variable,
    When,
    While,
)
from robots.program.walk import every_node, nested


def write_blocks(program: Program, names: Names | None = None) -> dict[str, object]:
    """A program as Blockly's JSON; raises Refused(not-shown) naming what no block says.

    `names` are those of the words in Python blocks, the same as for reading.
    """
    try:
        return _Writer(program, names or Names()).program(program)
    except RecursionError:
        raise refuse(Code.TOO_DEEP) from None


def _callees(functions: list[Function]) -> dict[str, Callee]:
    unique = Unique(blind=True)
    return {
        item.name: Callee(
            unique.name(item.name), [param.name for param in item.parameters], gives(item)
        )
        for item in functions
    }


def gives(function: Function) -> bool:
    """Whether a function returns a value."""
    returned = (item for item in nested(function.body) if isinstance(item, Return))
    return any(item.value is not None for item in returned)


class _Writer:
    """Writes the stacks of one program."""

    def __init__(self, program: Program, names: Names) -> None:
        self._callees = _callees(program.functions)
        ids = Ids(kept=program.face == "blocks")
        spoken = dict.fromkeys(_spoken(program))
        fragments = Fragments(spoken, self._callees, names)
        self._values = ValueWriter(ids, program.types, self._callees, fragments)
        for name in spoken:
            self._values.variable(name)
        self._statements = 0
        self._depth = 0

    def program(self, program: Program) -> Written:
        pairs = zip(program.stacks, places(program.stacks), strict=True)
        tops = [self._stack(stack, place) for stack, place in pairs if stack.when or stack.body]
        beside = zip(program.functions, places(program.functions, RIGHT), strict=True)
        tops += [self._function(function, place) for function, place in beside]
        written: Written = {"blocks": {"languageVersion": 0, "blocks": tops}}
        if self._values.variables:
            written["variables"] = [self._listed(name) for name in self._values.variables]
        if program.comment:
            written["workspaceComments"] = [_workspace_comment(program.comment)]
        return written | {"ribambelle": {"format": FORMAT}}

    def _listed(self, name: str) -> Written:
        entry: Written = {"name": self._values.variables[name], "id": name}
        type = self._values.types.get(name)
        return entry if type is None else entry | {"type": type}

    def _function(self, function: Function, place: Place) -> Written:
        callee = self._callees[function.name]
        last = function.body[-1] if function.body else None
        ends = last if isinstance(last, Return) and last.value is not None else None
        kind = "procedures_defreturn" if callee.gives else "procedures_defnoreturn"
        written = self._values.block(kind, function) | {"fields": {"NAME": callee.shown}}
        params: list[object] = [self._parameter(item.name) for item in function.parameters]
        if params:
            written["extraState"] = {"params": params}
        body = function.body if ends is None else function.body[:-1]
        inputs = self._inside("STACK", body)
        if ends is not None and ends.value is not None and ends.value != Literal(None):
            inputs["RETURN"] = self._values.input(ends.value)
        if inputs:
            written["inputs"] = inputs
        noted = _notes(function, callee, ends, self._values.fragments)
        if noted:
            written["data"] = json.dumps(noted, ensure_ascii=False)
        return written | {"x": place[0], "y": place[1]}

    def _parameter(self, name: str) -> Written:
        id = self._values.variable(name)
        return {"name": self._values.variables[name]} | id

    def _stack(self, stack: Stack, place: Place) -> Written:
        blocks = [] if stack.when is None else [self._hat(stack.when)]
        alone = None if stack.when else _alone(stack.body)
        rest = self._row(stack.body) if alone is None else [self._values.alone(alone)]
        top = _linked(blocks + rest)
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
        # Nothing can stand under Blockly's break: what does, stands under one in Python.
        blocks = [
            self._python(item)
            if isinstance(item, Jump) and item is not body[-1]
            else self._statement(item)
            for item in body
        ]
        self._depth -= 1
        return blocks

    def _inside(self, name: str, body: list[Statement]) -> Written:
        return {name: {"block": _linked(self._row(body))}} if body else {}

    def _statement(self, item: Statement) -> Written:
        """A statement's block: a Python block where Blockly has none."""
        ids = self._values.ids
        before = ids.given(), self._statements, self._depth
        try:
            return _WRITERS[type(item)](self, item)
        except Refused as refused:
            if refused.problems[0].code is not Code.NOT_SHOWN:
                raise
        given, self._statements, self._depth = before
        self._values.depth = 0
        ids.take_back(given)
        return self._python(item)

    def _python(self, item: Statement) -> Written:
        """The comments stand in the text itself."""
        written: Written = {"type": STATEMENTS, "id": self._values.ids.of(item)}
        return written | {"fields": {"TEXT": self._values.fragments.text_of(item)}}

    # ---- one statement -------------------------------------------------------------------------

    def _do(self, item: Do) -> Written:
        return self._values.block(PREFIX + item.word, item) | self._values.arguments(item)

    # The block takes its id before what stands in it, which may have been given the same.

    def _repeat(self, item: Repeat) -> Written:
        written = self._values.block("controls_repeat_ext", item)
        if item.name:
            written["data"] = json.dumps({"name": item.name}, ensure_ascii=False)
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
        left = _leaving(item)
        if left is not None:
            return self._leave(item, item.branches[0].test, left)
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

    def _each(self, item: ForEach) -> Written:
        if len(item.names) != 1:
            raise not_shown(item)
        written = self._of_variable("controls_forEach", item, item.names[0])
        items: Written = {"LIST": self._values.input(item.items, LIST)}
        return written | {"inputs": items | self._inside("DO", item.body)}

    def _jump(self, item: Jump) -> Written:
        written = self._values.block("controls_flow_statements", item)
        return written | {"fields": {"FLOW": item.kind.upper()}}

    def _assign(self, item: Assign) -> Written:
        items = joined(item.value) or []
        if len(items) == 2 and items[0] == Variable(item.name):
            written = self._of_variable("text_append", item, item.name)
            return written | {"inputs": {"TEXT": self._values.input(items[1])}}
        type = self._values.types.get(item.name)
        takes = ANY if type is None else (type,)
        typed = type is not None and self._values.fits(item.value, takes)
        name = "variables_set_dynamic" if typed else "variables_set"
        written = self._of_variable(name, item, item.name)
        return written | {"inputs": {"VALUE": self._values.input(item.value, takes)}}

    def _change(self, item: Change) -> Written:
        written = self._of_variable("math_change", item, item.name)
        return written | {"inputs": {"DELTA": self._values.input(item.value, NUMBER, Literal(1))}}

    def _print(self, item: Print) -> Written:
        written = self._values.block("text_print", item)
        shown = {"TEXT": self._values.input(_together(item))}
        note = {"data": TOGETHER} if len(item.values) != 1 else {}
        return written | {"inputs": shown} | note

    def _evaluate(self, item: Evaluate) -> Written:
        value = item.value
        if isinstance(value, Own):
            return self._call(item, value)
        if not isinstance(value, Call):
            raise not_shown(item)
        if value.name in _PUT:
            mode, where, count = _PUT[value.name]
            if len(value.arguments) != count:
                raise not_shown(item)
            thing, *at, put = value.arguments
            place = At(where) if where else place_inside(at[0])
            return self._put(item, mode, place, thing, put)
        return self._moved(item, self._values.taken(value, "REMOVE"))

    def _call(self, item: Evaluate, value: Own) -> Written:
        callee = self._callees.get(value.name)
        if callee is not None and callee.gives:
            raise not_shown(item)
        return self._moved(item, self._values.call("procedures_callnoreturn", value))

    def _moved(self, item: Evaluate, written: Written) -> Written:
        """The block of what is worked out, with the comment of the whole statement."""
        comment = "\n".join(filter(None, (item.comment, item.value.comment)))
        return written | ({"icons": {"comment": {"text": comment}}} if comment else {})

    def _set_item(self, item: SetItem) -> Written:
        return self._put(item, "SET", place_of(item.index), item.thing, item.value)

    def _put(
        self, item: Statement, mode: str, place: At | None, thing: Expression, put: Expression
    ) -> Written:
        if place is None:
            raise not_shown(item)
        written = self._values.block("lists_setIndex", item)
        inputs = {"LIST": self._values.input(thing, LIST)} | self._values.at("AT", place)
        inputs["TO"] = self._values.input(put)
        return written | {"fields": {"MODE": mode, "WHERE": place.where}, "inputs": inputs}

    def _return(self, item: Return) -> Written:
        return self._leave(item, Literal(True), item) | {"data": ALWAYS}

    def _leave(self, item: Statement, test: Expression, left: Return) -> Written:
        written = self._values.block("procedures_ifreturn", item)
        value = left.value
        written["extraState"] = f'<mutation value="{int(value is not None)}"></mutation>'
        inputs = {"CONDITION": self._values.input(test, BOOLEAN)}
        if value is not None and value != Literal(None):
            inputs["VALUE"] = self._values.input(value)
        return written | {"inputs": inputs}

    def _opaque(self, item: Opaque | Unpack) -> Written:
        return self._python(item)

    def _of_variable(self, type: str, item: Statement, name: str) -> Written:
        fields = {"VAR": self._values.variable(name)}
        return self._values.block(type, item) | {"fields": fields}


def _spoken(program: Program) -> Iterator[str]:
    """The variables that a program speaks of."""
    for node in every_node(program):
        if isinstance(node, (Variable, Assign, Change, Count, Parameter)):
            yield node.name
        elif isinstance(node, (ForEach, Unpack)):
            yield from node.names
        elif isinstance(node, Function):
            yield from node.local


_PUT: dict[str, tuple[str, str, int]] = {
    "list.insert": ("INSERT", "", 3),
    "list.append": ("INSERT", "LAST", 2),
    "blocks.insert_random": ("INSERT", "RANDOM", 2),
    "blocks.set_random": ("SET", "RANDOM", 2),
}
"""Taught function -> the MODE and WHERE of its `lists_setIndex`, and its arguments."""


def _alone(body: list[Statement]) -> Expression | None:
    """The value of a row that is nothing but a question, or a call, put there alone."""
    item = body[0] if len(body) == 1 else None
    value = item.value if isinstance(item, Evaluate) and not item.comment else None
    return value if isinstance(value, (Own, Ask)) else None


def _leaving(item: If) -> Return | None:
    """The return of a `procedures_ifreturn`, None where an `if` is more than that."""
    only = item.branches[0] if len(item.branches) == 1 and not item.otherwise else None
    if only is None or only.comment or len(only.body) != 1:
        return None
    left = only.body[0]
    return left if isinstance(left, Return) and not left.comment else None


def _notes(
    function: Function, callee: Callee, ends: Return | None, fragments: Fragments
) -> Written:
    """What a definition block does not show by itself, short."""
    defaults = {
        item.name: fragments.text_of_value(item.default)
        for item in function.parameters
        if item.default is not None
    }
    return {
        name: value
        for name, value in (
            ("name", function.name if callee.shown != function.name else ""),
            ("local", function.local),
            ("defaults", defaults),
            ("open", callee.gives and ends is None),
            ("returns", ends.comment if ends is not None else ""),
        )
        if value
    }


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
        ForEach: _Writer._each,
        Evaluate: _Writer._evaluate,
        SetItem: _Writer._set_item,
        Return: _Writer._return,
        Unpack: _Writer._opaque,
        Opaque: _Writer._opaque,
    },
)
