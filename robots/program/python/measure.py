"""Measures a Python text before it is parsed: its comments, and whether it is small and flat.

Python's own parser may exhaust the stack on text that is nested without end; so brackets, indents
and chains of operators are counted first, token by token.
"""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from keyword import iskeyword
from tokenize import TokenInfo

from robots.errors import Code, Refused, refuse
from robots.program.limits import DEEPEST
from robots.program.python.syntax import syntax_fault

LONGEST_PROGRAM = 200_000
"""Characters of a Python text."""
LONGEST_LINE = 10_000
"""Characters of a line: Python's tokenizer is slow on longer ones."""
LONGEST_CHAIN = 200
"""Operators in one logical line, and `elif` in one text at the same depth."""

_QUIET = frozenset(",()[]{}:;=@")


@dataclass(slots=True)
class Measured:
    """What was seen of a text: its comments by line, without their `#`."""

    comments: dict[int, str] = field(default_factory=dict)
    fault: Refused | None = None
    """Why it could not be looked at to its end; Python's parser may say it better."""


def measured(text: str) -> Measured:
    """Measure a text; raises Refused with `too-big`, `too-deep` or `syntax`."""
    if len(text) > LONGEST_PROGRAM:
        raise refuse(Code.TOO_BIG)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise refuse(Code.TOO_BIG, str(number))
    found, measure = Measured(), _Measure()
    for token in _tokens(text, found):
        if token.type == tokenize.COMMENT:
            found.comments[token.start[0]] = _comment(token.string)
        else:
            measure.take(token)
    return found


def _tokens(text: str, found: Measured) -> Iterator[TokenInfo]:
    try:
        yield from tokenize.generate_tokens(io.StringIO(text).readline)
    except tokenize.TokenError as error:
        found.fault = syntax_fault(str(error.args[0]), int(error.args[1][0]))
    except SyntaxError as error:
        found.fault = syntax_fault(str(error), error.lineno, indent=True)


def _comment(text: str) -> str:
    text = text[1:]
    return text.removeprefix(" ").rstrip()


class _Measure:
    """Counts what nests: brackets, indents, chains of operators."""

    def __init__(self) -> None:
        self._brackets = 0
        self._indents = 0
        self._chain = 0
        self._closed = False
        """Whether a bracket was just closed: another one after it is one more link of a chain."""
        self._elifs: dict[int, int] = {}

    def take(self, token: TokenInfo) -> None:
        """Count one token; raises Refused(too-deep)."""
        if token.type in (tokenize.INDENT, tokenize.DEDENT):
            self._indents += 1 if token.type == tokenize.INDENT else -1
        elif token.type == tokenize.NEWLINE:
            self._chain = 0
        elif token.type == tokenize.OP:
            self._brackets += (token.string in "([{") - (token.string in ")]}")
            follows = token.string in "([" and self._closed
            self._chain += follows or token.string not in _QUIET
        elif token.type == tokenize.NAME and iskeyword(token.string):
            self._chain += 1
            self._count_elif(token)
        self._closed = token.string in (")", "]")
        deep = max(self._brackets, self._indents) > DEEPEST
        if deep or self._chain > LONGEST_CHAIN:
            raise refuse(Code.TOO_DEEP, str(token.start[0]))

    def _count_elif(self, token: TokenInfo) -> None:
        if token.string == "if":
            self._elifs[self._indents] = 0
        elif token.string == "elif":
            count = self._elifs.get(self._indents, 0) + 1
            self._elifs[self._indents] = count
            self._chain += LONGEST_CHAIN * (count > LONGEST_CHAIN)
