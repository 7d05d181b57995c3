"""What Python calls a pupil's variables and functions: a name it takes, and one for each.

A pupil may call a variable "mon compte" or "for"; Python may not. A name that means something else
in Python, or is a word of the robot, gets a `_` behind.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Container, Iterable

from robots.names import Names, plain
from robots.program.python.methods import MODULES
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Assign,
    Change,
    Count,
    ForEach,
    Node,
    Own,
    Unpack,
    Variable,
)

_TAKEN = frozenset(keyword.kwlist) | MODULES | {"_", "print", "range", "input"}


class Identifiers:
    """Gives every variable and every function a Python name, and knows it again.

    `words` are the words of the robot to keep away from (None: all of them), `stored` the variables
    that are set somewhere: the others keep away from all that could be meant by their name. `kept`
    are the names in text that is written as it is, `calls` the taught functions to keep away from.
    """

    def __init__(
        self,
        names: Names,
        words: frozenset[str] | None = None,
        stored: Iterable[str] = (),
        kept: Iterable[str] = (),
        calls: Container[str] = TAUGHT,
    ) -> None:
        self._names, self._words = names, words
        self._stored, self._kept = frozenset(stored), frozenset(kept)
        self._given: dict[tuple[str, str], str] = {}
        self._pupils: dict[tuple[str, str], str] = {}
        self._used: set[str] = set()
        self._calls = calls

    @classmethod
    def of(cls, variables: Iterable[str], functions: Iterable[str], names: Names) -> Identifiers:
        """Those of a program whose variables and functions are known, in this order."""
        found = cls(names)
        for name in functions:
            found.function(name)
        for name in variables:
            found(name)
        return found

    def __call__(self, name: str) -> str:
        """The Python name of a variable."""
        return self._identifier("variable", name, TAUGHT)

    def function(self, name: str) -> str:
        """The Python name of a function of the program."""
        return self._identifier("function", name, self._calls)

    def variable_of(self, identifier: str) -> str:
        """The variable that Python calls so; the name itself when it is not known."""
        return self._pupils.get(("variable", identifier), identifier)

    def function_of(self, identifier: str) -> str:
        """The function that Python calls so; the name itself when it is not known."""
        return self._pupils.get(("function", identifier), identifier)

    def reserve(self, identifier: str) -> None:
        """Keep a Python name for something else."""
        self._used.add(identifier)

    def _identifier(self, kind: str, name: str, avoided: Container[str]) -> str:
        key = (kind, name)
        if key not in self._given:
            identifier = self._free(kind, name, avoided)
            self._given[key] = identifier
            self._pupils[kind, identifier] = name
            self._used.add(identifier)
        return self._given[key]

    def _free(self, kind: str, name: str, avoided: Container[str]) -> str:
        if name.isidentifier() and name in self._kept and name not in self._used | _TAKEN:
            return name
        found, stored = _identifier(name), name in self._stored
        while found in self._used or found in _TAKEN or found in avoided or (
            self._is_word(found) if kind == "function" else self._means(found, stored)
        ):  # fmt: skip
            found += "_"
        return found

    def _is_word(self, name: str) -> bool:
        return self._names.word(name) is not None

    def _means(self, name: str, stored: bool) -> bool:
        """Whether Python, or a word of the program, means something else by the name."""
        if self._words is not None and stored:
            return self._names.word(name) in self._words
        return self._is_word(name) or hasattr(builtins, name)


def _identifier(name: str) -> str:
    text = "".join(part if part.isalnum() or part == "_" else "_" for part in name)
    return text if text.isidentifier() else plain(f"_{text}") if f"_{text}".isidentifier() else "_"


def renamed(node: Node, identifiers: Identifiers) -> None:
    """Give a node that was read from Python its pupil's names."""
    if isinstance(node, (Variable, Assign, Change, Count)):
        node.name = identifiers.variable_of(node.name)
    elif isinstance(node, (Unpack, ForEach)):
        node.names = [identifiers.variable_of(name) for name in node.names]
    elif isinstance(node, Own):
        node.name = identifiers.function_of(node.name)
