"""The Python block among blocks: Python text with canonical words, read into real nodes.

What Blockly has no block for (a dictionary, a format, an unpacking...) stands in one, and so does
what is Python but not taught.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from robots.errors import Code, Refused, refuse
from robots.names import Names, Spelling
from robots.program.python.identifiers import Identifiers
from robots.program.python.read import Elsewhere, named_in, read_expression, read_statements
from robots.program.python.write import write_expression, write_statements
from robots.program.tree import Expression, Opaque, Statement

STATEMENTS, VALUE = "robot_python", "robot_python_value"
"""The block types: one or more statements, and one value; the text is in the field TEXT."""
KINDS = (STATEMENTS, VALUE)
_NAME = re.compile(r"[^\W\d]\w*")


class Fragments:
    """Reads and writes the Python blocks of one program.

    Its variables and functions give the identifiers in the texts, where their names are none; they
    must be the same when a text is read as when it was written. `texts` gives the texts of all of
    them: a name that one binds (a class, say) is no misspelt word in another.
    """

    def __init__(
        self,
        variables: Iterable[str],
        functions: Iterable[str],
        names: Names,
        texts: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._variables, self._functions = sorted(variables), frozenset(functions)
        self._names = names
        self._made: Identifiers | None = None
        self._texts = texts
        self._named: Elsewhere | None = None

    @property
    def _identifiers(self) -> Identifiers:
        if self._made is None:
            functions = sorted(self._functions)
            self._made = Identifiers.of(self._variables, functions, self._names)
        return self._made

    @property
    def _elsewhere(self) -> Elsewhere:
        if self._named is None:
            self._named = named_in(self._texts())
        return self._named

    def _called(self, text: str) -> list[str]:
        """The functions that a text may speak of: with all of them, many texts would take long."""
        names = {self._identifiers.function_of(name) for name in _NAME.findall(text)}
        return sorted(names & self._functions)

    def statements_of(self, text: str, where: str) -> list[Statement]:
        """The statements of a Python block; raises Refused that names the block."""
        return read_statements(
            text,
            self._names,
            functions=self._called(text),
            identifiers=self._identifiers,
            elsewhere=self._elsewhere,
            where=where,
        )

    def value_of(self, text: str, where: str) -> Expression:
        """The value of a Python block; raises Refused that names the block."""
        return read_expression(
            text,
            self._names,
            functions=self._called(text),
            identifiers=self._identifiers,
            elsewhere=self._elsewhere,
            where=where,
        )

    def text_of(self, item: Statement) -> str:
        """The text of a Python block for a statement that Blockly has no block for."""
        if isinstance(item, Opaque) and not item.comment:
            return item.text
        try:
            return write_statements([item], Spelling(), self._names, self._identifiers)
        except Refused as refused:
            raise _told(refused, item.id) from None

    def text_of_value(self, item: Expression) -> str:
        """The text of a Python block for a value that Blockly has no block for."""
        try:
            return write_expression(item, Spelling(), self._names, self._identifiers)
        except Refused as refused:
            raise _told(refused, item.id) from None


def _told(refused: Refused, where: str) -> Refused:
    """What neither blocks nor Python show is told of the blocks, which were asked for."""
    if refused.problems[0].code is not Code.NOT_SHOWN:
        return refused
    return refuse(Code.NOT_SHOWN, refused.problems[0].where or where, reason="blocks")
