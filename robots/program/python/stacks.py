"""A whole Python text: its stacks, its functions, and the statements of its top level."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from robots.abilities import WORDS, Role
from robots.errors import Code, Problem, Refused, refuse
from robots.names import Names
from robots.program.python.bound import shared_here
from robots.program.python.parse import Parsed
from robots.program.python.scope import stored_by
from robots.program.python.statements import Statements
from robots.program.python.values import line, not_taught
from robots.program.tree import Function, Parameter, Program, Stack, When

STARTED = "when_started"
_BUILT_IN = frozenset({"print", "range", "input", "_"})


class ProgramReader:
    """Reads the stacks and functions of one text.

    `kept` are the imports that stay as they are, since text that is kept needs them.
    """

    def __init__(
        self, text: Parsed, names: Names, kept: Mapping[ast.stmt, Problem] | None = None
    ) -> None:
        self._text, self._names = text, names
        self._functions = [node for node in text.body if isinstance(node, ast.FunctionDef)]
        self._faults = self._headers()
        self._faults |= {node: Refused([why]) for node, why in (kept or {}).items()}
        own = {
            node.name: [item.arg for item in node.args.args]
            for node in self._functions
            if not node.decorator_list and node not in self._faults
        }
        self._statements = Statements(text, names, own, self._faults)
        self._values = self._statements.values

    def _headers(self) -> dict[ast.stmt, Refused]:
        """The functions whose first line is not taught, and why."""
        faults: dict[ast.stmt, Refused] = {}
        for node in self._functions:
            try:
                self._check_header(node)
            except Refused as refused:
                if refused.problems[0].code is not Code.NOT_TAUGHT:
                    raise
                faults[node] = refused
        return faults

    def _check_header(self, node: ast.FunctionDef) -> None:
        given = node.args
        more = given.posonlyargs or given.kwonlyargs or given.vararg or given.kwarg
        if more or node.returns or getattr(node, "type_params", None):
            raise not_taught(node, name="def")
        if node.decorator_list:
            if given.args or len(node.decorator_list) > 1:
                raise not_taught(node, name="def")
            return
        if self._names.word(node.name) is not None:
            raise not_taught(node, reason="word-name", name=node.name)
        fits = all(item.annotation is None for item in given.args)
        if not fits or not all(map(_is_written, given.defaults)):
            raise not_taught(node, name="def")
        if self._text.bound[node.name] > 1 or node.name in _BUILT_IN:
            raise not_taught(node, name="def")
        if len({item.arg for item in given.args}) < len(given.args):
            raise refuse(Code.SYNTAX, line(node))

    def program(self) -> Program:
        """The whole program."""
        stacks, functions, main = list[Stack](), list[Function](), list[ast.stmt]()
        for node in self._text.body:
            if not isinstance(node, ast.FunctionDef) or node in self._faults:
                main.append(node)
            elif not node.decorator_list:
                functions.append(self._function(node))
            elif (stack := self._hat(node)) is not None:
                stacks.append(stack)
            else:
                main.append(node)
        body = self._statements.body(main)
        if body or not stacks:
            place = body[0].id if body else "1"
            stacks.insert(0, Stack(body, When(STARTED, id=place), id=place))
        program = Program(stacks, functions, face="python")
        self._statements.attach_comments(program)
        return program

    def _hat(self, node: ast.FunctionDef) -> Stack | None:
        """The stack under an event; None when its event is not taught."""
        decorator = node.decorator_list[0]
        try:
            when = self._when(decorator)
        except Refused as refused:
            if refused.problems[0].code is not Code.NOT_TAUGHT:
                raise
            self._faults[node] = refused
            return None
        with self._statements.within("hat"):
            stack = Stack(self._statements.body(node.body), when, id=line(decorator))
        self._statements.anchor(stack, decorator)
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
        return not_taught(node, name=self._text.source.part(node, 60))

    def _function(self, node: ast.FunctionDef) -> Function:
        with self._statements.within("function"):
            parameters = self._parameters(node.args)
            body = self._statements.body(node.body)
        given = {item.name for item in parameters}
        local = stored_by(body) - given - shared_here(node.body)
        function = Function(node.name, parameters, body, sorted(local), id=line(node))
        self._statements.anchor(function, node)
        return function

    def _parameters(self, given: ast.arguments) -> list[Parameter]:
        parameters = [Parameter(item.arg, id=str(item.lineno)) for item in given.args]
        for parameter, default in zip(reversed(parameters), reversed(given.defaults), strict=False):
            group = self._values.groups.get(parameter.name, "")
            parameter.default = self._values.canonical(group, self._values.read(default))
        return parameters


def _is_written(default: ast.expr) -> bool:
    """Whether a default is a written value, the same at every call."""
    if isinstance(default, ast.UnaryOp) and isinstance(default.op, ast.USub):
        default = default.operand
        return isinstance(default, ast.Constant) and type(default.value) in (int, float)
    value = default.value if isinstance(default, ast.Constant) else ...
    return value is None or isinstance(value, (bool, int, float, str))
