"""Python's statements, read into the tree; each knows its line, and takes its comments."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeGuard

from robots.abilities import WORDS, Role
from robots.errors import Code, Problem, Refused, refuse
from robots.names import Names
from robots.program.limits import DEEPEST, MOST_STATEMENTS
from robots.program.python.counting import COUNT, both_ways, countable, counted
from robots.program.python.measure import remark
from robots.program.python.methods import EFFECTS, MODULES, steady
from robots.program.python.parse import Parsed
from robots.program.python.values import Values, is_taught_import, joined, line, not_taught
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
    If,
    Jump,
    Literal,
    Node,
    Opaque,
    Own,
    Print,
    Repeat,
    Return,
    SetItem,
    Statement,
    Template,
    Unary,
    Unpack,
    Variable,
    While,
)

_GROWN = {ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**"}


class Statements:
    """Reads the statements of one text.

    `own` are the program's functions with the names of their parameters, `faults` the statements
    that are known not to be taught, and why.
    """

    def __init__(
        self,
        text: Parsed,
        names: Names,
        own: Mapping[str, Sequence[str]],
        faults: Mapping[ast.stmt, Refused] | None = None,
    ) -> None:
        self._text, self._faults = text, {} if faults is None else faults
        self.values = Values(text, names, own)
        self._comments = dict(text.comments)
        self._anchors: list[tuple[int, int, Node]] = []
        self._inside = ""
        self._loops = 0
        self._depth = 0

    @contextmanager
    def within(self, what: str) -> Iterator[None]:
        """Read what stands inside a "function", a "hat", or a "part" of either."""
        self._inside, self._loops = what, int(what == "part")
        yield
        self._inside, self._loops = "", 0

    def part(self, nodes: list[ast.stmt]) -> list[Statement]:
        """Statements that stand somewhere in a program, with their comments."""
        with self.within("part"):
            body = self.body(nodes)
        if body:
            self.attach_comments(body[-1])
        return body

    def attach_comments(self, rest: Node) -> None:
        """Give each comment to the node that it stands above, those at the end to `rest`."""
        self._anchors.sort(key=lambda anchor: anchor[:2])
        lines = [anchor[0] for anchor in self._anchors]
        for at, comment in sorted(self._comments.items()):
            index = bisect_left(lines, at)
            node = self._anchors[index][2] if index < len(lines) else rest
            node.comment = f"{node.comment}\n{comment}" if node.comment else comment

    def anchor(self, node: Node, at: ast.stmt | ast.expr) -> None:
        """Let the comments above a place belong to a node; raises Refused(too-big)."""
        if len(self._anchors) >= MOST_STATEMENTS:
            raise refuse(Code.TOO_BIG, line(at))
        self._anchors.append((at.lineno, at.col_offset, node))

    def body(self, nodes: list[ast.stmt]) -> list[Statement]:
        """A row of statements; raises Refused(too-deep)."""
        self._depth += 1
        if self._depth > DEEPEST and nodes:
            raise refuse(Code.TOO_DEEP, line(nodes[0]))
        body: list[Statement] = []
        for node in nodes:
            items = self._statement(node)
            for item in items:
                self.anchor(item, node)
            body += items
        self._depth -= 1
        return body

    def value(self, nodes: list[ast.stmt]) -> Expression:
        """The one expression that a text is, with its comments."""
        node = nodes[0] if len(nodes) == 1 else None
        if not isinstance(node, ast.Expr):
            raise refuse(Code.SYNTAX, line(nodes[0]) if nodes else "1")
        value = self.values.read(node.value)
        self.attach_comments(value)
        return value

    def _statement(self, node: ast.stmt) -> list[Statement]:
        """What one statement is in the tree: nothing, itself, two, or its text."""
        before = len(self._anchors), self._loops, self._depth, self.values.depth
        try:
            found = self._read(node)
        except Refused as refused:
            if refused.problems[0].code is not Code.NOT_TAUGHT:
                raise
            count, self._loops, self._depth, self.values.depth = before
            del self._anchors[count:]
            return [self._opaque(node, refused.problems[0])]
        return found if isinstance(found, list) else [] if found is None else [found]

    def _read(self, node: ast.stmt) -> list[Statement] | Statement | None:
        read = _READERS.get(type(node))
        if read is None:
            raise self._faults.get(node) or not_taught(node)
        return read(self, node)

    def _opaque(self, node: ast.stmt, why: Problem) -> Opaque:
        text, lines = self._text.source.statement(node)
        for at in lines:
            self._comments.pop(at, None)
        return Opaque(text, why, id=str(lines.start))

    def _pass(self, _: ast.Pass | ast.Global) -> None:
        return None

    def _import(self, node: ast.Import) -> None:
        for item in node.names:
            if item.name not in MODULES or item.asname is not None:
                raise not_taught(node, name=f"import {item.name}"[:60])

    def _import_from(self, node: ast.ImportFrom) -> None:
        if node in self._faults:
            raise self._faults[node]
        if not is_taught_import(node):
            raise not_taught(node)

    def _expression(self, node: ast.Expr) -> Statement | None:
        value = node.value
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            self._note(node, value.value)
            return None
        if isinstance(value, ast.Call):
            return self._call(node, value)
        self.values.read(value)
        raise not_taught(node, reason="unused", name=self._text.source.part(value, 30))

    def _note(self, node: ast.Expr, text: str) -> None:
        """A text alone on its line is a comment."""
        lines = [remark(part).strip() for part in text.strip().splitlines()]
        before = self._comments.get(node.lineno)
        self._comments[node.lineno] = "\n".join(([before] if before else []) + lines)

    def _call(self, node: ast.Expr, call: ast.Call) -> Statement:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        word = None if self.values.is_own(name) else self.values.word(call.func)
        if word is not None and WORDS[word].role is Role.DOING:
            return Do(word, self.values.arguments(word, call), id=line(node))
        if name == "print" and isinstance(call.func, ast.Name):
            self.values.check_free(call.func)
            return self._print(node, call)
        if word is not None and WORDS[word].role is Role.EVENT:
            raise not_taught(node, name=f"@{word}")
        value = self.values.read(call)
        if not isinstance(value, (Own, Ask)) and getattr(value, "name", "") not in EFFECTS:
            raise not_taught(node, reason="unused", name=self._text.source.part(call.func, 30))
        return Evaluate(value, id=line(node))

    def _print(self, node: ast.Expr, call: ast.Call) -> Statement:
        values = [self.values.read(item) for item in call.args]
        for keyword in call.keywords:
            glue = self.values.read(keyword.value)
            fits = isinstance(glue, Literal) and isinstance(glue.value, str)
            if keyword.arg != "sep" or not fits:
                raise not_taught(node, name=f"{keyword.arg}="[:60])
            if values:
                values = [Template(joined(_glued(values, glue)), id=line(node))]
        return Print(values, id=line(node))

    def _assign(self, node: ast.Assign) -> list[Statement] | Statement:
        first = node.targets[0]
        if len(node.targets) > 1:
            return self._assign_all(node)
        if isinstance(first, ast.Subscript):
            thing, index = self._place(first)
            return SetItem(thing, index, self.values.read(node.value), id=line(node))
        if isinstance(first, (ast.Tuple, ast.List)) and first.elts:
            names = self._targets(first)
            return Unpack(names, self.values.read(node.value), id=line(node))
        name = self._target(first)
        return Assign(name, self._given(name, node.value), id=line(node))

    def _assign_all(self, node: ast.Assign) -> list[Statement]:
        """`a = b = 0` is `a = 0` and then `b = a`: both have the very same value."""
        first, *others = [self._target(target) for target in node.targets]
        value = self._given(first, node.value)
        copies = [Assign(name, Variable(first, id=line(node)), id=line(node)) for name in others]
        return [Assign(first, value, id=line(node)), *copies]

    def _given(self, name: str, node: ast.expr) -> Expression:
        return self.values.canonical(self.values.groups.get(name, ""), self.values.read(node))

    def _target(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Name):
            raise not_taught(node, name=self._text.source.part(node, 30))
        return node.id

    def _targets(self, node: ast.expr) -> list[str]:
        """The variables of `for a, b in` and `a, b =`."""
        if isinstance(node, (ast.Tuple, ast.List)):
            return [self._target(item) for item in node.elts]
        return [self._target(node)]

    def _place(self, node: ast.Subscript) -> tuple[Expression, Expression]:
        """The thing and the index of `thing[index]`."""
        if isinstance(node.slice, ast.Slice):
            raise not_taught(node, name="[ : ] =")
        return self.values.read(node.value), self.values.read(node.slice)

    def _grow(self, node: ast.AugAssign) -> Statement:
        if isinstance(node.target, ast.Subscript):
            return self._grow_item(node, node.target)
        name, value = self._target(node.target), self.values.read(node.value)
        if isinstance(node.op, ast.Add):
            return Change(name, value, id=line(node))
        if isinstance(node.op, ast.Sub):
            return Change(name, _opposite(value), id=line(node))
        return Assign(name, self._grown(node, Variable(name, id=line(node)), value), id=line(node))

    def _grown(self, node: ast.AugAssign, old: Expression, value: Expression) -> Expression:
        operator = {ast.Add: "+", ast.Sub: "-", **_GROWN}.get(type(node.op))
        if operator is None:
            raise not_taught(node)
        return Binary(operator, old, value, id=line(node))

    def _grow_item(self, node: ast.AugAssign, target: ast.Subscript) -> Statement:
        """`d[k] += 1` is `d[k] = d[k] + 1`, where looking at both twice makes no difference."""
        thing, index = self._place(target)
        if not steady(thing) or not steady(index):
            raise not_taught(target, reason="once")
        old = Call("item", list(self._place(target)), id=line(node))
        value = self._grown(node, old, self.values.read(node.value))
        return SetItem(thing, index, value, id=line(node))

    def _delete(self, node: ast.Delete) -> Statement:
        target = node.targets[0]
        if len(node.targets) > 1 or not isinstance(target, ast.Subscript):
            raise not_taught(node)
        return Evaluate(Call("list.pop", list(self._place(target)), id=line(node)), id=line(node))

    def _jump(self, node: ast.Break | ast.Continue) -> Statement:
        if not self._loops:
            raise refuse(Code.SYNTAX, line(node), reason="jump")
        return Jump("break" if isinstance(node, ast.Break) else "continue", id=line(node))

    def _return(self, node: ast.Return) -> Statement:
        if not self._inside:
            raise refuse(Code.SYNTAX, line(node), reason="return")
        if self._inside == "hat":
            raise not_taught(node)
        value = None if node.value is None else self.values.read(node.value)
        return Return(value, id=line(node))

    def _if(self, node: ast.If) -> Statement:
        branches, otherwise = [self._branch(node)], node.orelse
        while (arm := _elif(otherwise, node)) is not None:
            branch = self._branch(arm)
            self.anchor(branch, arm)
            branches.append(branch)
            otherwise = arm.orelse
        return If(branches, self.body(otherwise), id=line(node))

    def _branch(self, node: ast.If) -> Branch:
        return Branch(self.values.read(node.test), self.body(node.body), id=line(node))

    def _while(self, node: ast.While) -> Statement:
        if node.orelse:
            raise not_taught(node.orelse[0], name="while ... else")
        test = self.values.read(node.test)
        body = self._loop(node.body)
        if isinstance(node.test, ast.UnaryOp) and _is_not(test):
            return While(test.operand, body, until=True, id=line(node))
        return While(test, body, id=line(node))

    def _for(self, node: ast.For) -> Statement:
        if node.orelse:
            raise not_taught(node.orelse[0], name="for ... else")
        names = self._targets(node.target)
        if len(names) < 2 and not isinstance(node.target, ast.Name):
            raise not_taught(node.target)
        if isinstance(node.iter, ast.IfExp) and len(names) == 1:
            both = self._both_ways(node.iter)
            if both is not None:
                return Count(names[0], *both, self._loop(node.body), id=line(node))
        if self._is_range(node.iter) and isinstance(node.target, ast.Name):
            return self._range(names[0], node, node.iter)
        items = self.values.read(node.iter)
        if isinstance(items, Call) and items.name == COUNT and isinstance(node.target, ast.Name):
            first, last, by = items.arguments
            return Count(names[0], first, last, by, self._loop(node.body), id=line(node))
        return ForEach(names, items, self._loop(node.body), id=line(node))

    def _range(self, name: str, node: ast.For, range_: ast.Call) -> Statement:
        ends = self._ends(range_)
        seen = name in self._text.loaded or (len(ends) > 1 and name != "_")
        counter = name if seen else None
        if countable(counter, ends):
            loop = counted(counter, ends, self._loop(node.body), line(node))
            if isinstance(loop, Repeat) and name != "_":
                loop.name = name
            return loop
        numbers = Call("range", ends, id=line(node))
        return ForEach([name], numbers, self._loop(node.body), id=line(node))

    def _both_ways(self, way: ast.IfExp) -> tuple[Expression, Expression, Expression] | None:
        """`range(a, b + 1) if a <= b else range(a, b - 1, -1)`: Blockly's "count with"."""
        if not self._is_range(way.body) or not self._is_range(way.orelse):
            return None
        up, down = self._ends(way.body), self._ends(way.orelse)
        return both_ways(self.values.read(way.test), up, down)

    def _is_range(self, node: ast.expr) -> TypeGuard[ast.Call]:
        called = node.func if isinstance(node, ast.Call) else None
        named = isinstance(called, ast.Name) and called.id == "range"
        return named and "range" not in self._text.bound

    def _ends(self, node: ast.Call) -> list[Expression]:
        """The arguments of `range`."""
        if node.keywords or not 1 <= len(node.args) <= 3:
            raise refuse(Code.BAD_VALUE, line(node), reason="count", word="range")
        return [self.values.read(item) for item in node.args]

    def _loop(self, nodes: list[ast.stmt]) -> list[Statement]:
        self._loops += 1
        body = self.body(nodes)
        self._loops -= 1
        return body


def _glued(values: list[Expression], glue: Expression) -> list[Expression]:
    """Values with another one between them."""
    return [part for value in values for part in (glue, value)][1:]


def _opposite(value: Expression) -> Expression:
    if isinstance(value, Literal) and isinstance(value.value, (int, float)):
        return Literal(-value.value, id=value.id)
    return Unary("-", value, id=value.id)


def _is_not(test: Expression) -> TypeGuard[Unary]:
    return isinstance(test, Unary) and test.operator == "not"


def _elif(otherwise: list[ast.stmt], before: ast.If) -> ast.If | None:
    """The `elif` that an else part is: an `if` alone that stands where the `if` above does."""
    arm = otherwise[0] if len(otherwise) == 1 else None
    return arm if isinstance(arm, ast.If) and arm.col_offset == before.col_offset else None


_READERS: dict[type, Callable[..., list[Statement] | Statement | None]] = {
    ast.Pass: Statements._pass,
    ast.Global: Statements._pass,
    ast.Import: Statements._import,
    ast.ImportFrom: Statements._import_from,
    ast.Expr: Statements._expression,
    ast.Assign: Statements._assign,
    ast.AugAssign: Statements._grow,
    ast.Delete: Statements._delete,
    ast.Return: Statements._return,
    ast.Break: Statements._jump,
    ast.Continue: Statements._jump,
    ast.If: Statements._if,
    ast.While: Statements._while,
    ast.For: Statements._for,
}
