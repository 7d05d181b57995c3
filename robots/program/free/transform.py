"""Makes a free text wait: its own functions become coroutines, its loops count their turns.

No name that is put in can be written by a pupil.
"""

from __future__ import annotations

import ast

from robots.abilities import WORDS
from robots.names import Names, group_given
from robots.program.free.functions import Functions, called, word_called

WORD, PRINT, INPUT = "<word>", "<print>", "<input>"
TICK, LET, SETTLE = "<tick>", "<let>", "<settle>"
"""Called at each turn; awaited where it says so; awaits what is a coroutine."""

Stmts = list[ast.stmt]


class Transform(ast.NodeTransformer):
    """Rewrites one module. `can` says whether the place in hand can wait."""

    def __init__(self, found: Functions, waiting: frozenset[str], names: Names) -> None:
        self._found, self._waiting, self._names = found, waiting, names
        self._can = True

    # ---- places ---------------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        """A function that can wait becomes a coroutine, and counts its entry as a turn."""
        node.args = self.visit(node.args)
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        waits = node.name in self._waiting or node.name in self._found.hats
        body = self._inside(waits, node.body)
        if not waits:
            node.body = body
            return node
        head = body[:1] if ast.get_docstring(node, clean=False) is not None else []
        whole = [*head, turn(node.body[0]), *body[len(head) :]]
        made = ast.AsyncFunctionDef(node.name, node.args, whole, node.decorator_list, node.returns)
        # Python 3.12 and later know of these, and want them to be there.
        setattr(made, "type_params", getattr(node, "type_params", []))  # noqa: B010
        return ast.copy_location(made, node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:
        """A class's own body cannot wait; its methods may."""
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        node.bases = [self.visit(item) for item in node.bases]
        node.body = self._inside(False, node.body)
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.expr:
        """A lambda cannot wait."""
        node.args = self.visit(node.args)
        node.body = self._blocked(node.body)
        return node

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        """Only what it goes through is worked out where it stands."""
        first = node.generators[0]
        source, can = self.visit(first.iter), self._can
        self._can = False
        self.generic_visit(node)
        self._can = can
        first.iter = source
        return node

    def _inside(self, can: bool, body: Stmts) -> Stmts:
        outer, self._can = self._can, can
        done: Stmts = []
        for item in body:
            changed = self.visit(item)
            done += changed if isinstance(changed, list) else [changed]
        self._can = outer
        return done

    def _blocked(self, node: ast.expr) -> ast.expr:
        outer, self._can = self._can, False
        done: ast.expr = self.visit(node)
        self._can = outer
        return done

    # ---- loops ----------------------------------------------------------------------------------

    def visit_For(self, node: ast.For) -> ast.stmt:
        """Each turn is counted."""
        self.generic_visit(node)
        if self._can:
            node.body = [turn(node), *node.body]
        return node

    def visit_While(self, node: ast.While) -> ast.stmt:
        """Each turn is counted, the last look at the test too, as the runner does."""
        self.generic_visit(node)
        if not self._can:
            return node
        if node.orelse:
            node.body = [turn(node), *node.body]
            return node
        forever = isinstance(node.test, ast.Constant) and node.test.value is True
        leave = ast.If(ast.UnaryOp(ast.Not(), node.test), [ast.Break()], [])
        header = [] if forever else [ast.copy_location(leave, node.test)]
        whole = ast.While(ast.Constant(True), [turn(node), *header, *node.body], [])
        return ast.copy_location(whole, node)

    # ---- calls ----------------------------------------------------------------------------------

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Words, `print`, `input` and the text's own functions are waited for."""
        name, word = called(node), word_called(node, self._found)
        self.generic_visit(node)
        if not self._can or name is None:
            return node
        if word is not None:
            return _awaited(node, WORD, [ast.Constant(word), *node.args])
        if isinstance(node.func, ast.Name) and name not in self._found.bound:
            hidden = {"print": PRINT, "input": INPUT}.get(name)
            return node if hidden is None else _awaited(node, hidden, node.args)
        if name not in self._waiting:
            return node
        if isinstance(node.func, ast.Name) and name in self._found.surely:
            return ast.copy_location(ast.Await(node), node)
        # The name may mean something else here, that does not wait.
        settled = ast.Call(ast.Name(SETTLE, ast.Load()), [node], [])
        return ast.copy_location(ast.Await(ast.copy_location(settled, node)), node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        """`couleur() == "rouge"` is asked of the robot's own name for red."""
        ends = [node.left, *node.comparators]
        words = [word_called(end, self._found) for end in ends if isinstance(end, ast.Call)]
        groups = [group_given(word) for word in words if word is not None and word in WORDS]
        if any(groups):
            group = next(filter(None, groups))
            for part in ast.walk(node):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    part.value = self._names.value(group, part.value)
        self.generic_visit(node)
        return node


def turn(at: ast.stmt) -> ast.stmt:
    """`if <tick>(): await <let>()`."""
    tick = ast.Call(ast.Name(TICK, ast.Load()), [], [])
    let = ast.Await(ast.Call(ast.Name(LET, ast.Load()), [], []))
    return ast.copy_location(ast.If(tick, [ast.Expr(let)], []), at)


def _awaited(node: ast.Call, name: str, arguments: list[ast.expr]) -> ast.expr:
    call = ast.Call(ast.Name(name, ast.Load()), arguments, node.keywords)
    return ast.copy_location(ast.Await(ast.copy_location(call, node)), node)
