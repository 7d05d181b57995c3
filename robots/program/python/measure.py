"""Measures a Python text before it is parsed: its comments, and whether it is small and flat.

Python's own parser may exhaust the stack on text that is nested without end; so brackets, indents
and chains of operators are counted first, token by token.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from keyword import iskeyword
from tokenize import TokenInfo

from robots.errors import Code, Refused, refuse
from robots.program.limits import DEEPEST
from robots.program.python.source import Place, inside_texts
from robots.program.python.syntax import syntax_fault

LONGEST_PROGRAM = 200_000
"""Characters of a Python text."""
LONGEST_LINE = 10_000
"""Characters of a line: Python's tokenizer is slow on longer ones."""
LONGEST_CHAIN = 200
"""Operators in one logical line, and `elif` in one text at the same depth."""

_BLANK = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT)
_QUIET = frozenset(",()[]{}:;=@")
_OPENS, _CLOSES = ("(", "[", "{"), (")", "]", "}")
_LINK = re.compile(r"[^\w\s\"'\\]|\b(?:not|if|else|and|or|in|is|lambda|for|await|yield)\b")
"""What may nest or make a chain inside a template."""


@dataclass(slots=True)
class Measured:
    """What was seen of a text: its comments by line, without their `#`."""

    comments: dict[int, str] = field(default_factory=dict)
    starts: list[Place] = field(default_factory=list)
    """Where each logical line begins."""
    inside: frozenset[int] = frozenset()
    """The lines that begin inside a text."""
    fault: Refused | None = None
    """Why it could not be looked at to its end; Python's parser may say it better."""


def measured(text: str) -> Measured:
    """Measure a text; raises Refused with `too-big`, `too-deep` or `syntax`."""
    if len(text) > LONGEST_PROGRAM:
        raise refuse(Code.TOO_BIG)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise refuse(Code.TOO_BIG, str(number))
    found, measure, texts = Measured(), _Measure(), list[TokenInfo]()
    begins = True
    for token in _tokens(text, found):
        if token.type == tokenize.COMMENT:
            found.comments[token.start[0]] = remark(token.string[1:].removeprefix(" "))
        elif token.type not in _BLANK:
            if begins:
                found.starts.append(token.start)
            measure.take(token, begins)
            begins = token.type == tokenize.NEWLINE
            if "STRING" in tokenize.tok_name[token.type]:
                texts.append(token)
        else:
            measure.indent(token)
    found.inside = inside_texts(texts)
    return found


def _tokens(text: str, found: Measured) -> Iterator[TokenInfo]:
    try:
        yield from tokenize.generate_tokens(io.StringIO(text).readline)
    except tokenize.TokenError as error:
        found.fault = syntax_fault(str(error.args[0]), int(error.args[1][0]))
    except SyntaxError as error:
        found.fault = syntax_fault(str(error), error.lineno, indent=True)


def remark(text: str) -> str:
    """One line of a comment as it is kept: what cannot be shown is a blank."""
    return "".join(part if part.isprintable() else " " for part in text).rstrip()


class _Measure:
    """Counts what nests: brackets, indents, chains of operators."""

    def __init__(self) -> None:
        self._brackets = 0
        self._indents = 0
        self._chain = 0
        self._closed = False
        """Whether a bracket was just closed: another one after it is one more link of a chain."""
        self._elifs: dict[int, int] = {}

    def indent(self, token: TokenInfo) -> None:
        """Count what stands at the margin; raises Refused(too-deep)."""
        if token.type != tokenize.NL:
            self._indents += 1 if token.type == tokenize.INDENT else -1
        self._check(token)

    def take(self, token: TokenInfo, begins: bool) -> None:
        """Count one token, which may begin its line; raises Refused(too-deep)."""
        if token.type == tokenize.NEWLINE:
            self._chain = 0
        elif token.type == tokenize.OP:
            self._brackets += (token.string in "([{") - (token.string in ")]}")
            follows = token.string in "([" and self._closed
            self._chain += follows or token.string not in _QUIET
        elif token.type == tokenize.NAME and iskeyword(token.string):
            self._chain += 1
            if begins:
                self._count_elif(token)
        elif token.type == tokenize.STRING and "{" in token.string:
            self._template(token)
        self._closed = token.string in (")", "]")
        self._check(token)

    def _template(self, token: TokenInfo) -> None:
        """Before Python 3.12 a template is one token, whatever stands in its braces."""
        quote = token.string.index(token.string[-1])
        if "f" not in token.string[:quote].lower():
            return
        depth = most = 0
        for piece in _LINK.findall(token.string):
            depth += (piece in _OPENS) - (piece in _CLOSES)
            most = max(most, depth)
            self._chain += depth > 0 and piece not in _QUIET
        self._chain += LONGEST_CHAIN * (self._brackets + most > DEEPEST)

    def _check(self, token: TokenInfo) -> None:
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
