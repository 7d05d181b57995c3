"""Which functions of a free text can wait for the robot, and which never may.

A function that waits is a coroutine, and whoever calls it awaits it. That is possible wherever the
function is called by its name, in a place that can wait itself; not where Python calls it on its
own (`__init__`, `key=`, a decorator), nor inside a lambda, a generator or a class's own body.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from robots.errors import Code, Problem, Refused
from robots.names import Names

MODULE = ""
"""The owner of what stands outside all functions; it can always wait."""
Def = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp
_PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod"})
_ASYNC = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
SLEEP = "sleep"
"""`time.sleep` is the word `wait`: nothing else may hold the browser up."""


@dataclass(slots=True)
class Use:
    """A call of a function by its name, and who makes it: None where nothing can wait."""

    name: str
    owner: str | None
    line: int


@dataclass(slots=True)
class Functions:
    """What a text defines, calls and mentions."""

    names: Names
    hats: frozenset[str] = frozenset()
    """Functions under an event decorator: they are stacks."""
    defined: set[str] = field(default_factory=set)
    bound: set[str] = field(default_factory=set)
    """Names that the text gives a value of its own: they are no words of the robot's."""
    otherwise: set[str] = field(default_factory=set)
    """Names that also mean something else than a function of the text's."""
    words: set[str] = field(default_factory=set)
    calls: list[Use] = field(default_factory=list)
    waits: list[Use] = field(default_factory=list)
    """Calls of the robot's words, and of `input`."""
    never: dict[str, int] = field(default_factory=dict)
    """Functions that cannot wait -> the line that tells why."""
    sleeps: set[str] = field(default_factory=set)
    """Names under which `time.sleep` is called."""

    @property
    def surely(self) -> frozenset[str]:
        """Functions whose name means nothing else anywhere."""
        return frozenset(self.defined - self.otherwise)

    def word(self, name: str) -> str | None:
        """The word that a name means here, None when it means something else."""
        if name in self.sleeps:
            return "wait"
        return None if name in self.bound else self.names.word(name)

    def waiting(self) -> frozenset[str]:
        """The functions that are made to wait: all that can.

        Raises Refused(not-taught) for a word of the robot's where nothing can wait.
        """
        self._spread_never()
        faults = [*self._stuck(), *self._stuck_functions()]
        if faults:
            raise Refused(sorted(faults, key=lambda problem: int(problem.where)))
        return frozenset(self.defined - self.never.keys())

    def _spread_never(self) -> None:
        """Whoever is called where nothing can wait, cannot wait either."""
        changed = True
        while changed:
            changed = False
            for use in self.calls:
                free = use.owner is not None and use.owner not in self.never
                if not free and use.name in self.defined and use.name not in self.never:
                    self.never[use.name] = use.line
                    changed = True

    def _stuck(self) -> Iterator[Problem]:
        for use in self.waits:
            if use.owner is None:
                yield _cannot(use.line, use.name)

    def _stuck_functions(self) -> Iterator[Problem]:
        needs = {use.owner: use.name for use in self.waits if use.owner}
        for _ in self.defined:
            needs |= {use.owner: use.name for use in self.calls if use.owner and use.name in needs}
        for name, line in self.never.items():
            if name in needs:
                yield _cannot(line, needs[name])


def functions_of(module: ast.Module, names: Names, hats: frozenset[str]) -> Functions:
    """Look through a text; raises Refused for words of Python that wait in their own way."""
    found = Functions(names, hats)
    outside = {id(node) for node in module.body}
    for node in ast.walk(module):
        if isinstance(node, _ASYNC):
            details = {"reason": "async", "name": "async"}
            raise Refused(Problem(Code.NOT_TAUGHT, str(node.lineno), details))
        bound = _bound(node)
        found.bound.update(bound)
        if isinstance(node, ast.FunctionDef):
            found.defined.add(node.name)
        if id(node) not in outside or not isinstance(node, ast.FunctionDef):
            found.otherwise.update(bound)
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            found.sleeps |= {item.asname or SLEEP for item in node.names if item.name == SLEEP}
    _Looker(found).look(module, MODULE)
    return found


def _bound(node: ast.AST) -> list[str]:
    """The names that a node gives a value."""
    if isinstance(node, ast.Name):
        return [] if isinstance(node.ctx, ast.Load) else [node.id]
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return [node.name]
    if isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)):
        return [node.name] if node.name else []
    return []


class _Looker:
    """Goes through a text once; `owner` is who would wait at each place."""

    def __init__(self, found: Functions) -> None:
        self._found = found

    def look(self, node: ast.AST, owner: str | None) -> None:
        """Look at a node and at everything inside."""
        if isinstance(node, ast.FunctionDef):
            self._function(node, owner)
        elif isinstance(node, ast.Lambda):
            self._each([*node.args.defaults, *node.args.kw_defaults], owner)
            self.look(node.body, None)
        elif isinstance(node, ast.ClassDef):
            self._each([*node.decorator_list, *node.bases, *node.keywords], owner)
            self._each(node.body, None)
        elif isinstance(node, ast.GeneratorExp):
            self.look(node.generators[0].iter, owner)
            self._each([node.elt, *_inside(node)], None)
        elif isinstance(node, ast.Call):
            self._call(node, owner)
        elif isinstance(node, (ast.Name, ast.Attribute)):
            self._mention(node, owner)
        else:
            self._each(ast.iter_child_nodes(node), owner)

    def _each(self, nodes: Iterable[ast.AST | None], owner: str | None) -> None:
        for node in nodes:
            if node is not None:
                self.look(node, owner)

    def _function(self, node: ast.FunctionDef, owner: str | None) -> None:
        self._each([*node.args.defaults, *node.args.kw_defaults], owner)
        self._each(node.decorator_list, owner)
        if node.name not in self._found.hats and not can_wait(node):
            self._found.never.setdefault(node.name, node.lineno)
        self._each(node.body, node.name)

    def _call(self, node: ast.Call, owner: str | None) -> None:
        name = called(node)
        if name is not None:
            word = word_called(node, self._found)
            if word is not None or (name == "input" and name not in self._found.bound):
                self._found.words |= {word} if word else set()
                self._found.waits.append(Use(name, owner, node.lineno))
            self._found.calls.append(Use(name, owner, node.lineno))
        inner = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        if name is None or inner is not node.func:
            self.look(inner, owner)
        self._each([*node.args, *(keyword.value for keyword in node.keywords)], owner)

    def _mention(self, node: ast.Name | ast.Attribute, owner: str | None) -> None:
        """A function that is only mentioned is called by somebody else, who does not wait."""
        if isinstance(node, ast.Attribute):
            self.look(node.value, owner)
        if isinstance(node.ctx, ast.Load):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in self._found.defined and name not in self._found.hats:
                self._found.never.setdefault(name, node.lineno)
            elif isinstance(node, ast.Name) and self._found.word(name) is not None:
                self._found.waits.append(Use(name, None, node.lineno))


def called(node: ast.Call) -> str | None:
    """The name by which a function or method is called."""
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else None


def word_called(node: ast.Call, found: Functions) -> str | None:
    """The robot's word that a call says, None when it says none."""
    if isinstance(node.func, ast.Name):
        return found.word(node.func.id)
    value = node.func.value if isinstance(node.func, ast.Attribute) else None
    slept = isinstance(value, ast.Name) and (value.id, called(node)) == ("time", SLEEP)
    return "wait" if slept else None


def can_wait(node: ast.FunctionDef) -> bool:
    """Whether nobody but the text itself calls this function, and it is no generator."""
    if node.name.startswith("__") and node.name.endswith("__"):
        return False
    plain = [item.id for item in node.decorator_list if isinstance(item, ast.Name)]
    if len(plain) < len(node.decorator_list) or not _PLAIN_DECORATORS.issuperset(plain):
        return False
    return not any(isinstance(part, (ast.Yield, ast.YieldFrom)) for part in own(node))


def own(node: Def) -> Iterator[ast.AST]:
    """The nodes of a function's own body, not those of functions and classes inside."""
    pending: list[ast.AST] = list(node.body)
    while pending:
        part = pending.pop()
        yield part
        if not isinstance(part, (ast.FunctionDef, ast.ClassDef, ast.Lambda)):
            pending += ast.iter_child_nodes(part)


def _inside(node: ast.GeneratorExp) -> list[ast.expr | None]:
    rest: list[ast.expr | None] = [test for part in node.generators for test in part.ifs]
    return rest + [part.iter for part in node.generators[1:]]


def _cannot(line: int, name: str) -> Problem:
    details: Mapping[str, str | int | float] = {"reason": "wait", "name": name[:60]}
    return Problem(Code.NOT_TAUGHT, str(line), details)
