"""The tree, written as Python text that a child can read.

The first stack, when it starts with the program, is the text's own top level; every other stack is
a function under its event decorator. Loose stacks beside hats do not run: they become comments.
"""

from __future__ import annotations

import builtins
import keyword

from robots.errors import Code, Refused, refuse
from robots.names import Names, Spelling, plain
from robots.program.measure import used
from robots.program.python.counting import python_range
from robots.program.python.read import STARTED
from robots.program.python.spell import NOT, SUM, Speller
from robots.program.python.values import MODULES, steady
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Assign,
    Binary,
    Change,
    Count,
    Do,
    Expression,
    If,
    Jump,
    Literal,
    Print,
    Program,
    Repeat,
    Stack,
    Statement,
    Unary,
    While,
)
from robots.program.walk import statements

INDENT = "    "
_TAKEN = frozenset(keyword.kwlist) | frozenset(TAUGHT) | MODULES | {"_", "print", "range", "input"}


def write_python(program: Program, spelling: Spelling, names: Names) -> str:
    """A program as Python; `spelling` is the language of its words, `names` those of all.

    Raises Refused(not-shown) naming the first thing that Python cannot show.
    """
    try:
        return _Writer(spelling, names, program).program(program)
    except RecursionError:
        raise refuse(Code.TOO_DEEP) from None


class _Variables:
    """Gives every variable a name that Python takes and that no word of the program has."""

    def __init__(self, names: Names, program: Program) -> None:
        self._names, self._words = names, used(program)
        self._stored = {
            item.name for item in statements(program) if isinstance(item, (Assign, Change, Count))
        }
        self._given: dict[str, str] = {}

    def __call__(self, name: str) -> str:
        if name not in self._given:
            self._given[name] = self._free(_identifier(name), name in self._stored)
        return self._given[name]

    def _free(self, name: str, stored: bool) -> str:
        while name in self._given.values() or name in _TAKEN or self._means(name, stored):
            name += "_"
        return name

    def _means(self, name: str, stored: bool) -> bool:
        """Whether Python, or a word of the program, means something else by the name.

        A variable that is never set keeps away from all that could be meant by its name.
        """
        word = self._names.word(name)
        return word in self._words if stored else word is not None or hasattr(builtins, name)


def _identifier(name: str) -> str:
    text = "".join(part if part.isalnum() or part == "_" else "_" for part in name)
    return text if text.isidentifier() else plain(f"_{text}") if f"_{text}".isidentifier() else "_"


class _Writer:
    """Writes the statements of one program."""

    def __init__(self, spelling: Spelling, names: Names, program: Program) -> None:
        self._variables = _Variables(names, program)
        self._spelling = spelling
        self._speller = Speller(spelling, self._variables)
        self._stored: set[str] = set()

    def program(self, program: Program) -> str:
        """The whole text: imports, functions, the top level, and the comments that end it."""
        hats = any(stack.when is not None for stack in program.stacks)
        functions, main, tail = list[list[str]](), list[str](), list[str]()
        for number, stack in enumerate(program.stacks, 1):
            if stack.when is None and hats:
                tail += _remarked([*self._commented(stack), *self._body(stack.body)])
            elif stack.when is None or self._is_main(stack, number, program):
                main += [*self._commented(stack), *self._body(stack.body)]
            else:
                functions.append(self._function(stack, number))
        imports = [f"import {module}" for module in sorted(self._speller.modules)]
        main += tail + _remarked(program.comment.splitlines())
        parts = ["\n".join(part) for part in (imports, *functions, main) if part]
        return "\n\n\n".join(parts) + "\n" if parts else ""

    def _is_main(self, stack: Stack, number: int, program: Program) -> bool:
        """Whether a stack is the top level: the first one, started with the program."""
        started = stack.when is not None and stack.when.word == STARTED
        return number == 1 and started and (bool(stack.body) or len(program.stacks) == 1)

    def _function(self, stack: Stack, number: int) -> list[str]:
        assert stack.when is not None
        word, arguments = stack.when.word, stack.when.arguments
        decorator = self._speller.word(word, arguments) if arguments else self._spelling.word(word)
        self._stored.clear()
        body = self._body(stack.body) or ["pass"]
        shared = [f"global {', '.join(sorted(self._stored))}"] if self._stored else []
        head = [f"@{decorator}", f"def {self._spelling.word(word)}_{number}():"]
        return [*self._commented(stack), *head, *_indented(shared + body)]

    def _commented(self, stack: Stack) -> list[str]:
        own = stack.comment.splitlines()
        return _remarked(own + (stack.when.comment.splitlines() if stack.when else []))

    def _body(self, body: list[Statement]) -> list[str]:
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
            return [f"{self._store(item.name)} = {write(item.value)}"]
        if isinstance(item, Change):
            return [self._change(item)]
        if isinstance(item, Jump):
            return [item.kind]
        if isinstance(item, If):
            return self._if(item)
        if isinstance(item, (Repeat, While, Count)):
            return self._loop(item)
        raise _not_shown(item)

    def _store(self, name: str) -> str:
        variable = self._variables(name)
        self._stored.add(variable)
        return variable

    def _change(self, item: Change) -> str:
        name, value = self._store(item.name), item.value
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
            return noted + self._block(self._for(loop.name, self._range(ends)), loop.body)
        if not item.branches:
            raise _not_shown(item)
        lines: list[str] = []
        for branch in item.branches:
            head = f"{'elif' if lines else 'if'} {self._speller.write(branch.test)}:"
            comments = _remarked(branch.comment.splitlines())
            lines += comments + self._block(head, branch.body)
        return lines + (self._block("else:", item.otherwise) if item.otherwise else [])

    def _loop(self, item: Repeat | While | Count) -> list[str]:
        if isinstance(item, Repeat):
            return self._block(f"for _ in range({self._times(item.times)}):", item.body)
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
        return [*comments, head, *_indented(self._body(body) or ["pass"])]

    def _for(self, name: str, values: str) -> str:
        return f"for {self._store(name)} in {values}:"

    def _times(self, times: Expression) -> str:
        text = self._speller.write(times)
        loose = isinstance(times, Literal) and _whole(times) is None
        return f"int({text})" if loose else text

    def _range(self, ends: list[Expression]) -> str:
        if ends[2] == Literal(1):
            ends = ends[1:2] if ends[0] == Literal(0) else ends[:2]
        return f"range({', '.join(self._speller.write(end) for end in ends)})"

    def _count(self, item: Count) -> str:
        """The values of a "count with": a plain range where the ends are written numbers."""
        by, first, last = _whole(item.by), _whole(item.first), _whole(item.last)
        if not by:
            raise _not_shown(item)
        if first is not None and last is not None:
            way = 1 if first <= last else -1
            return self._range([item.first, Literal(last + way), Literal(abs(by) * way)])
        if not (_may_be_whole(item.first) and _may_be_whole(item.last)):
            raise _not_shown(item)
        return self._both_ways(item.first, item.last, abs(by))

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
    return [f"# {_printable(line)}".rstrip() for line in lines]


def _printable(line: str) -> str:
    return "".join(part if part.isprintable() else " " for part in line)


def _indented(lines: list[str]) -> list[str]:
    return [f"{INDENT}{line}" for line in lines]
