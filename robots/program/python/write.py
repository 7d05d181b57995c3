"""The tree, written as Python text that a child can read.

The first stack, when it starts with the program, is the text's own top level; every other stack is
a function under its event decorator. Loose stacks beside hats do not run: they become comments.
"""

from __future__ import annotations

import re

from robots.errors import Code, Refused, refuse
from robots.names import Names, Spelling
from robots.program.measure import used
from robots.program.python.counting import COUNT, python_range
from robots.program.python.identifiers import Identifiers
from robots.program.python.measure import remark
from robots.program.python.methods import steady
from robots.program.python.read import read_python
from robots.program.python.scope import looked_at, modules_of, stored_by
from robots.program.python.source import movable
from robots.program.python.spell import NOT, SUM, Speller
from robots.program.python.stacks import STARTED
from robots.program.tree import (
    Assign,
    Binary,
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
    Literal,
    Opaque,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    SetItem,
    Stack,
    Statement,
    Unary,
    Unpack,
    Variable,
    When,
    While,
)
from robots.program.walk import every_node, nested, statements

INDENT = "    "
_NAME = re.compile(r"[^\W\d]\w*")


def write_python(program: Program, spelling: Spelling, names: Names) -> str:
    """A program as Python; `spelling` is the language of its words, `names` those of all.

    Raises Refused(not-shown) naming the first thing that Python cannot show.
    """
    try:
        identifiers = identifiers_of(program, spelling, names)
        seen = looked_at(program)
        text = _Writer(spelling, identifiers, seen).program(program)
        if _holds_function(program) and not _reads_back(text, names, program):
            text = _Writer(spelling, identifiers, seen, main=False).program(program)
    except RecursionError:
        raise refuse(Code.TOO_DEEP) from None
    return text


def _holds_function(program: Program) -> bool:
    """Whether the first stack has a text that means something else outside a function."""
    body = program.stacks[0].body if program.stacks else []
    texts = [item.text for item in nested(body) if isinstance(item, Opaque)]
    return any(word in text for text in texts for word in ("def ", "return"))


def _reads_back(text: str, names: Names, program: Program) -> bool:
    try:
        copy = read_python(text, names)
    except Refused:
        return False
    return len(copy.functions) == len(program.functions)


def write_statements(
    body: list[Statement], spelling: Spelling, names: Names, identifiers: Identifiers | None = None
) -> str:
    """Some statements as Python, as `read_statements` reads them; raises Refused(not-shown)."""
    writer = _Writer(spelling, Identifiers(names) if identifiers is None else identifiers)
    try:
        return "\n".join(writer.body(body))
    except RecursionError:
        raise refuse(Code.TOO_DEEP) from None


def write_expression(
    node: Expression, spelling: Spelling, names: Names, identifiers: Identifiers | None = None
) -> str:
    """One expression as Python, without its comments; raises Refused(not-shown)."""
    try:
        found = Identifiers(names) if identifiers is None else identifiers
        return Speller(spelling, found).write(node)
    except RecursionError:
        raise refuse(Code.TOO_DEEP) from None


def identifiers_of(program: Program, spelling: Spelling, names: Names) -> Identifiers:
    """What Python calls the variables and functions of a program."""
    stored = {item.name for function in program.functions for item in function.parameters}
    bodies = [item.body for item in program.functions] + [item.body for item in program.stacks]
    for body in bodies:
        stored |= stored_by(body)
    texts = [item.text for item in statements(program) if isinstance(item, Opaque)]
    kept = {name for text in texts for name in _NAME.findall(text)}
    calls = {node.name for node in every_node(program) if isinstance(node, Call)}
    found = Identifiers(names, used(program), stored, kept, calls)
    for number, stack in enumerate(program.stacks, 1):
        if stack.when is not None:
            found.reserve(_hat_name(stack.when, number, spelling))
    # A name that stands in a text as it is belongs to the variable of exactly that name.
    read = {node.name for node in every_node(program) if isinstance(node, Variable)}
    for function in program.functions:
        found.function(function.name)
    for name in sorted((stored | read) & kept):
        found(name)
    return found


def _hat_name(when: When, number: int, spelling: Spelling) -> str:
    """What the function under an event is called."""
    return f"{spelling.word(when.word)}_{number}"


class _Writer:
    """Writes the statements of one program."""

    def __init__(
        self,
        spelling: Spelling,
        identifiers: Identifiers,
        seen: frozenset[str] | None = None,
        main: bool = True,
    ) -> None:
        self._identifiers = identifiers
        self._spelling = spelling
        self._seen = seen
        """The variables that are looked at; None in a part, where all may be."""
        self._main = main
        """Whether the first stack may be the text's own top level."""
        self._speller = Speller(spelling, identifiers)

    def program(self, program: Program) -> str:
        """The whole text: imports, functions, the top level, and the comments that end it."""
        hats = any(stack.when is not None for stack in program.stacks)
        main, tail = list[str](), list[str]()
        functions = [self._function(function) for function in program.functions]
        for number, stack in enumerate(program.stacks, 1):
            if stack.when is None and hats:
                tail += _remarked([*self._commented(stack), *self.body(stack.body)])
            elif stack.when is None or self._is_main(stack, number, program):
                main += [*self._commented(stack), *self.body(stack.body)]
            else:
                functions.append(self._hat(stack, number))
        modules = self._speller.modules | modules_of(program)
        imports = [f"import {module}" for module in sorted(modules)]
        main += tail + _remarked(program.comment.splitlines())
        parts = ["\n".join(part) for part in (imports, *functions, main) if part]
        return "\n\n\n".join(parts) + "\n" if parts else ""

    def _is_main(self, stack: Stack, number: int, program: Program) -> bool:
        """Whether a stack is the top level: the first one, started with the program."""
        started = stack.when is not None and stack.when.word == STARTED
        return (
            self._main
            and number == 1
            and started
            and (bool(stack.body) or len(program.stacks) == 1)
        )

    def _hat(self, stack: Stack, number: int) -> list[str]:
        assert stack.when is not None
        word, arguments = stack.when.word, stack.when.arguments
        decorator = self._speller.word(word, arguments) if arguments else self._spelling.word(word)
        body = self._shared(stored_by(stack.body)) + (self.body(stack.body) or ["pass"])
        head = [f"@{decorator}", f"def {_hat_name(stack.when, number, self._spelling)}():"]
        return [*self._commented(stack), *head, *_indented(body)]

    def _function(self, function: Function) -> list[str]:
        own = {item.name for item in function.parameters}
        stored = stored_by(function.body)
        shared = self._shared(stored - own - set(function.local))
        # A variable of its own that it never sets is None in it, whatever it is outside.
        unset = [name for name in function.local if name not in stored | own]
        first = [f"{self._identifiers(name)} = None" for name in unset]
        given = ", ".join(map(self._parameter, function.parameters))
        head = f"def {self._identifiers.function(function.name)}({given}):"
        body = shared + first + (self.body(function.body) or ["pass"])
        return [*_remarked(function.comment.splitlines()), head, *_indented(body)]

    def _parameter(self, item: Parameter) -> str:
        name = self._identifiers(item.name)
        return name if item.default is None else f"{name}={self._speller.write(item.default)}"

    def _shared(self, names: set[str]) -> list[str]:
        """The line that says which variables are the program's."""
        shared = sorted(map(self._identifiers, names))
        return [f"global {', '.join(shared)}"] if shared else []

    def _commented(self, stack: Stack) -> list[str]:
        own = stack.comment.splitlines()
        return _remarked(own + (stack.when.comment.splitlines() if stack.when else []))

    def body(self, body: list[Statement]) -> list[str]:
        """The lines of a row of statements."""
        return [line for item in body for line in self._statement(item)]

    def _statement(self, item: Statement) -> list[str]:
        """The lines of one statement, its comments above."""
        lines = self._lines(item)
        comments = [item.comment, *self._speller.comments]
        self._speller.comments.clear()
        return _remarked([part for text in comments for part in text.splitlines()]) + lines

    def _lines(self, item: Statement) -> list[str]:
        write = self._speller.write
        if isinstance(item, Do):
            return [self._speller.word(item.word, item.arguments)]
        if isinstance(item, Print):
            return [f"print({', '.join(write(value) for value in item.values)})"]
        if isinstance(item, Assign):
            return [f"{self._identifiers(item.name)} = {write(item.value)}"]
        if isinstance(item, Change):
            return [self._change(item)]
        if isinstance(item, Jump):
            return [item.kind]
        if isinstance(item, If):
            return self._if(item)
        if isinstance(item, (Repeat, While, Count, ForEach)):
            return self._loop(item)
        return self._line(item)

    def _line(self, item: Evaluate | SetItem | Unpack | Return | Opaque) -> list[str]:
        write = self._speller.write
        if isinstance(item, Evaluate):
            return [write(item.value)]
        if isinstance(item, SetItem):
            return [self._set_item(item)]
        if isinstance(item, Unpack):
            return [f"{self._names(item.names)} = {self._speller.row(item.value)}"]
        if isinstance(item, Opaque):
            return movable(item.text)
        return ["return" if item.value is None else f"return {self._speller.row(item.value)}"]

    def _names(self, names: list[str]) -> str:
        return ", ".join(map(self._identifiers, names)) + ("," if len(names) == 1 else "")

    def _set_item(self, item: SetItem) -> str:
        """`thing[index] = value`, or `thing[index] += more`."""
        place, value = Call("item", [item.thing, item.index]), item.value
        grows = isinstance(value, Binary) and value.left == place
        if isinstance(value, Binary) and grows and steady(place):
            return (
                f"{self._speller.write(place)} {value.operator}= {self._speller.write(value.right)}"
            )
        return f"{self._speller.write(place)} = {self._speller.write(value)}"

    def _change(self, item: Change) -> str:
        name, value = self._identifiers(item.name), item.value
        if isinstance(value, Unary) and value.operator == "-":
            return f"{name} -= {self._speller.write(value.operand)}"
        text = self._speller.write(value)
        if isinstance(value, Literal) and text.startswith("-"):
            return f"{name} -= {text[1:]}"
        return f"{name} += {text}"

    def _if(self, item: If) -> list[str]:
        counting = python_range(item)
        if counting is not None:
            loop, ends = counting
            noted = _remarked([*item.branches[0].comment.splitlines(), *loop.comment.splitlines()])
            head = self._for(loop.name, self._range(ends, self._is_seen(loop.name)))
            return noted + self._block(head, loop.body)
        if not item.branches:
            raise _not_shown(item)
        lines: list[str] = []
        for branch in item.branches:
            head = f"{'elif' if lines else 'if'} {self._speller.write(branch.test)}:"
            comments = _remarked(branch.comment.splitlines())
            lines += comments + self._block(head, branch.body)
        return lines + (self._block("else:", item.otherwise) if item.otherwise else [])

    def _loop(self, item: Repeat | While | Count | ForEach) -> list[str]:
        if isinstance(item, ForEach):
            head = (
                f"for {self._names(item.names).rstrip(',')} in {self._speller.write(item.items)}:"
            )
            return self._block(head, item.body)
        if isinstance(item, Repeat):
            return self._block(self._for_times(item), item.body)
        if isinstance(item, Count):
            return self._block(self._for(item.name, self._count(item)), item.body)
        if not item.until:
            return self._block(f"while {self._speller.write(item.test)}:", item.body)
        head = f"while not {self._speller.write(item.test, NOT)}:"
        return self._block(head, item.body) if item.body else [f"{head} pass"]

    def _block(self, head: str, body: list[Statement]) -> list[str]:
        # The comments of the head's expressions belong above it, not above the body's first line.
        comments = _remarked(
            [part for text in self._speller.comments for part in text.splitlines()]
        )
        self._speller.comments.clear()
        return [*comments, head, *_indented(self.body(body) or ["pass"])]

    def _for(self, name: str, values: str) -> str:
        return f"for {self._identifiers(name)} in {values}:"

    def _for_times(self, item: Repeat) -> str:
        free = item.name and self._seen is not None and item.name not in self._seen
        name = self._identifiers(item.name) if free else "_"
        return f"for {name} in range({self._times(item.times)}):"

    def _times(self, times: Expression) -> str:
        text = self._speller.write(times)
        loose = isinstance(times, Literal) and _whole(times) is None
        return f"int({text})" if loose else text

    def _range(self, ends: list[Expression], seen: bool = True) -> str:
        """A range; to one number alone, a loop whose variable is not seen only repeats."""
        if ends[2] == Literal(1):
            ends = ends[1:2] if ends[0] == Literal(0) and seen else ends[:2]
        return f"range({', '.join(self._speller.write(end) for end in ends)})"

    def _count(self, item: Count) -> str:
        """The values of a "count with": a plain range where the ends are written numbers.

        What no range counts (decimals, a step that is calculated) is `blocks.count`.
        """
        by, first, last = _whole(item.by), _whole(item.first), _whole(item.last)
        if by and first is not None and last is not None:
            way = 1 if first <= last else -1
            ends = [item.first, Literal(last + way), Literal(abs(by) * way)]
            return self._range(ends, self._is_seen(item.name))
        if by and _may_be_whole(item.first) and _may_be_whole(item.last):
            return self._both_ways(item.first, item.last, abs(by))
        return self._speller.write(Call(COUNT, [item.first, item.last, item.by]))

    def _is_seen(self, name: str) -> bool:
        return self._seen is None or name in self._seen

    def _both_ways(self, first: Expression, last: Expression, step: int) -> str:
        up = self._range([first, Binary("+", last, Literal(1)), Literal(step)])
        down = self._range([first, Binary("-", last, Literal(1)), Literal(-step)])
        write = self._speller.write
        return f"{up} if {write(first, SUM)} <= {write(last, SUM)} else {down}"


def _may_be_whole(end: Expression) -> bool:
    """Whether a range may end there: looking at it twice changes nothing, and it may be whole."""
    return _whole(end) is not None if isinstance(end, Literal) else steady(end)


def _whole(node: Expression) -> int | None:
    """The written whole number, None when it is none."""
    value = node.value if isinstance(node, Literal) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _not_shown(item: Statement) -> Refused:
    return refuse(Code.NOT_SHOWN, item.id, reason="python")


def _remarked(lines: list[str]) -> list[str]:
    """Lines as comments."""
    parts = [part for line in lines for part in line.split("\n")]
    return [f"# {remark(part)}".rstrip() for part in parts]


def _indented(lines: list[str]) -> list[str]:
    return [f"{INDENT}{line}" if line else "" for line in lines]
