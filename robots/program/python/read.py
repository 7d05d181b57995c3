"""Python text, read into the tree: statements, stacks, comments.

Top-level statements are one `when_started` stack, the first in turn; a function under an event
decorator is a stack of its own. A comment belongs to the first statement at or below its line, and
those at the end to the program. Nothing is ever executed.
"""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Callable
from typing import TypeGuard

from robots.abilities import WORDS, Role
from robots.errors import Code, Refused, refuse
from robots.names import Names
from robots.program.limits import DEEPEST, MOST_STATEMENTS
from robots.program.python.counting import both_ways, counted
from robots.program.python.parse import Parsed, parsed
from robots.program.python.values import MODULES, Values, line, not_taught
from robots.program.tree import (
    Assign,
    Binary,
    Branch,
    Change,
    Count,
    Do,
    Expression,
    If,
    Jump,
    Literal,
    Node,
    Print,
    Program,
    Stack,
    Statement,
    Unary,
    Variable,
    When,
    While,
)

STARTED = "when_started"
_GROWN = {ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**"}


def read_python(text: str, names: Names) -> Program:
    """Read a Python text; `names` are the words' names in every language.

    Raises Refused with `syntax`, `not-taught`, `unknown-word`, `bad-value`, `no-input`, `too-big`
    or `too-deep`, and the line.
    """
    found = parsed(text)
    return _Reader(found, names).program()


class _Reader:
    """Reads the statements of one text."""

    def __init__(self, text: Parsed, names: Names) -> None:
        self._text = text
        self._values = Values(text, names)
        self._names = names
        self._comments = dict(text.comments)
        self._anchors: list[tuple[int, int, Node]] = []
        self._loops = 0
        self._depth = 0

    def program(self) -> Program:
        """The whole program."""
        hats, main = list[ast.FunctionDef](), list[ast.stmt]()
        for node in self._text.body:
            if isinstance(node, ast.FunctionDef):
                hats.append(node)
            else:
                main.append(node)
        body = self._body(main)
        stacks = [self._hat(node) for node in hats]
        if body or not stacks:
            place = body[0].id if body else "1"
            stacks.insert(0, Stack(body, When(STARTED, id=place), id=place))
        program = Program(stacks, face="python")
        self._attach_comments(program)
        return program

    def _attach_comments(self, program: Program) -> None:
        self._anchors.sort(key=lambda anchor: anchor[:2])
        lines = [anchor[0] for anchor in self._anchors]
        for at, comment in sorted(self._comments.items()):
            index = bisect_left(lines, at)
            node = self._anchors[index][2] if index < len(lines) else program
            node.comment = f"{node.comment}\n{comment}" if node.comment else comment

    def _anchor(self, node: Node, at: ast.stmt | ast.expr) -> None:
        if len(self._anchors) >= MOST_STATEMENTS:
            raise refuse(Code.TOO_BIG, line(at))
        self._anchors.append((at.lineno, at.col_offset, node))

    # ---- stacks ------------------------------------------------------------------------------

    def _hat(self, node: ast.FunctionDef) -> Stack:
        if len(node.decorator_list) != 1 or _has_arguments(node) or node.returns is not None:
            raise not_taught(node, name="def")
        decorator = node.decorator_list[0]
        when = self._when(decorator)
        stack = Stack(self._body(node.body), when, id=line(decorator))
        self._anchor(stack, decorator)
        return stack

    def _when(self, node: ast.expr) -> When:
        call = node if isinstance(node, ast.Call) else ast.Call(node, [], [])
        ast.copy_location(call, node)
        word = self._values.word(call.func)
        if word is None or WORDS[word].role is not Role.EVENT:
            raise self._not_called(call.func)
        return When(word, self._values.arguments(word, call), id=line(node))

    def _not_called(self, node: ast.expr) -> Refused:
        if isinstance(node, ast.Name) and self._names.word(node.id) is None:
            return self._values.unknown(node)
        return not_taught(node, name=ast.unparse(node)[:60])

    # ---- statements --------------------------------------------------------------------------

    def _body(self, nodes: list[ast.stmt]) -> list[Statement]:
        self._depth += 1
        if self._depth > DEEPEST and nodes:
            raise refuse(Code.TOO_DEEP, line(nodes[0]))
        body: list[Statement] = []
        for node in nodes:
            item = self._statement(node)
            if item is not None:
                self._anchor(item, node)
                body.append(item)
        self._depth -= 1
        return body

    def _statement(self, node: ast.stmt) -> Statement | None:
        """One statement; None for those that do nothing in a tree (`pass`, imports, `global`)."""
        read = _READERS.get(type(node))
        if read is None:
            raise not_taught(node)
        return read(self, node)

    def _pass(self, _: ast.Pass | ast.Global) -> None:
        return None

    def _import(self, node: ast.Import) -> None:
        for item in node.names:
            if item.name not in MODULES or item.asname is not None:
                raise not_taught(node, name=f"import {item.name}"[:60])

    def _expression(self, node: ast.Expr) -> Statement | None:
        value = node.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            self._note(node, value.value)
            return None
        if isinstance(value, ast.Call):
            return self._call(node, value)
        self._values.read(value)
        raise not_taught(node, reason="unused", name=ast.unparse(value)[:30])

    def _note(self, node: ast.Expr, text: str) -> None:
        """A text alone on its line is a comment."""
        lines = [part.strip() for part in text.strip().splitlines()]
        before = self._comments.get(node.lineno)
        self._comments[node.lineno] = "\n".join(([before] if before else []) + lines)

    def _call(self, node: ast.Expr, call: ast.Call) -> Statement:
        word = self._values.word(call.func)
        if word is not None and WORDS[word].role is Role.DOING:
            return Do(word, self._values.arguments(word, call), id=line(node))
        if isinstance(call.func, ast.Name) and call.func.id == "print":
            self._values.check_free(call.func)
            return self._print(node, call)
        if word is not None and WORDS[word].role is Role.EVENT:
            raise not_taught(node, name=f"@{word}")
        self._values.read(call)
        raise not_taught(node, reason="unused", name=ast.unparse(call.func)[:30])

    def _print(self, node: ast.Expr, call: ast.Call) -> Statement:
        if call.keywords:
            raise not_taught(node, name=f"{call.keywords[0].arg}="[:60])
        return Print([self._values.read(item) for item in call.args], id=line(node))

    def _assign(self, node: ast.Assign) -> Statement:
        if len(node.targets) != 1:
            raise not_taught(node, name="a = b = ...")
        name = self._target(node.targets[0])
        value = self._values.canonical(
            self._values.groups.get(name, ""), self._values.read(node.value)
        )
        return Assign(name, value, id=line(node))

    def _target(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Name):
            raise not_taught(node, name=ast.unparse(node)[:30])
        return node.id

    def _grow(self, node: ast.AugAssign) -> Statement:
        name, value = self._target(node.target), self._values.read(node.value)
        if isinstance(node.op, ast.Add):
            return Change(name, value, id=line(node))
        if isinstance(node.op, ast.Sub):
            return Change(name, _opposite(value), id=line(node))
        operator = _GROWN.get(type(node.op))
        if operator is None:
            raise not_taught(node)
        whole = Binary(operator, Variable(name, id=line(node)), value, id=line(node))
        return Assign(name, whole, id=line(node))

    def _jump(self, node: ast.Break | ast.Continue) -> Statement:
        if not self._loops:
            raise refuse(Code.SYNTAX, line(node), reason="jump")
        return Jump("break" if isinstance(node, ast.Break) else "continue", id=line(node))

    def _if(self, node: ast.If) -> Statement:
        branches, otherwise = [self._branch(node)], node.orelse
        while (arm := _elif(otherwise, node)) is not None:
            branch = self._branch(arm)
            self._anchor(branch, arm)
            branches.append(branch)
            otherwise = arm.orelse
        return If(branches, self._body(otherwise), id=line(node))

    def _branch(self, node: ast.If) -> Branch:
        return Branch(self._values.read(node.test), self._body(node.body), id=line(node))

    def _while(self, node: ast.While) -> Statement:
        if node.orelse:
            raise not_taught(node.orelse[0], name="while ... else")
        test = self._values.read(node.test)
        body = self._loop(node.body)
        if isinstance(node.test, ast.UnaryOp) and _is_not(test):
            return While(test.operand, body, until=True, id=line(node))
        return While(test, body, id=line(node))

    def _for(self, node: ast.For) -> Statement:
        if node.orelse:
            raise not_taught(node.orelse[0], name="for ... else")
        name = self._target(node.target)
        if isinstance(node.iter, ast.IfExp):
            return self._both_ways(name, node, node.iter)
        ends = self._ends(node.iter)
        used = name in self._text.loaded
        return counted(name if used else None, ends, self._loop(node.body), line(node))

    def _both_ways(self, name: str, node: ast.For, way: ast.IfExp) -> Statement:
        """`range(a, b + 1) if a <= b else range(a, b - 1, -1)`: Blockly's "count with"."""
        up, down = self._ends(way.body), self._ends(way.orelse)
        first_last = both_ways(self._values.read(way.test), up, down)
        if first_last is None:
            raise not_taught(node, name="for ... in")
        return Count(name, *first_last, self._loop(node.body), id=line(node))

    def _ends(self, node: ast.expr) -> list[Expression]:
        """The arguments of `range`."""
        if not _is_range(node) or "range" in self._text.stored:
            raise not_taught(node, name="for ... in")
        if node.keywords or not 1 <= len(node.args) <= 3:
            raise refuse(Code.BAD_VALUE, line(node), reason="count", word="range")
        return [self._values.read(item) for item in node.args]

    def _loop(self, nodes: list[ast.stmt]) -> list[Statement]:
        self._loops += 1
        body = self._body(nodes)
        self._loops -= 1
        return body


def _opposite(value: Expression) -> Expression:
    if isinstance(value, Literal) and isinstance(value.value, (int, float)):
        return Literal(-value.value, id=value.id)
    return Unary("-", value, id=value.id)


def _has_arguments(node: ast.FunctionDef) -> bool:
    given = node.args
    return bool(given.posonlyargs or given.args or given.kwonlyargs or given.vararg or given.kwarg)


def _is_not(test: Expression) -> TypeGuard[Unary]:
    return isinstance(test, Unary) and test.operator == "not"


def _is_range(node: ast.expr) -> TypeGuard[ast.Call]:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id == "range"


def _elif(otherwise: list[ast.stmt], before: ast.If) -> ast.If | None:
    """The `elif` that an else part is: an `if` alone that stands where the `if` above does."""
    arm = otherwise[0] if len(otherwise) == 1 else None
    return arm if isinstance(arm, ast.If) and arm.col_offset == before.col_offset else None


_READERS: dict[type, Callable[..., Statement | None]] = {
    ast.Pass: _Reader._pass,
    ast.Global: _Reader._pass,
    ast.Import: _Reader._import,
    ast.Expr: _Reader._expression,
    ast.Assign: _Reader._assign,
    ast.AugAssign: _Reader._grow,
    ast.Break: _Reader._jump,
    ast.Continue: _Reader._jump,
    ast.If: _Reader._if,
    ast.While: _Reader._while,
    ast.For: _Reader._for,
}
