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
from robots.program.chains import MOST_TERMS, too_long
from robots.program.limits import DEEPEST
from robots.program.python.source import Place, inside_texts
from robots.program.python.syntax import syntax_fault

LONGEST_PROGRAM = 200_000
"""Characters of a Python text."""
LONGEST_LINE = 30_000
"""Characters of a line: Python's tokenizer is slow on longer ones."""
LONGEST_CHAIN = 200
"""Operators in one logical line, and `elif` in one text at the same depth.

Those of sums, products and conditions are not among them: they make no nesting that is seen.
"""

MOST_INSIDE = 1_500
"""Links of sums and conditions that stand around one another, whatever brackets are between."""

_BLANK = (tokenize.NL, tokenize.INDENT, tokenize.DEDENT)
_QUIET = frozenset(",()[]{}:;=@")
_RANKS = {"or": 0, "and": 1, "+": 2, "-": 2, "*": 3, "/": 3}
_FLAT = frozenset(["not", "in", "is"])
"""Keywords whose reach ends at the next `and` or `or`."""
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


def _ends_value(token: TokenInfo) -> bool:
    if token.type == tokenize.NAME:
        return not iskeyword(token.string) or token.string in ("True", "False", "None")
    text = "STRING" in tokenize.tok_name[token.type] or "END" in tokenize.tok_name[token.type]
    return text or token.type == tokenize.NUMBER or token.string in _CLOSES


@dataclass(slots=True)
class _Level:
    """What is counted between two brackets, or between two commas there."""

    before: int = 0
    """Signs around the bracket."""
    signs: int = 0
    chains: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    """Links of the chains in hand, those that hold together least first."""
    inside: int = 0
    """The most links in a bracket of the chain in hand."""
    most_signs: int = 0
    most_links: int = 0
    """The most of what stood before the last comma, or the last link."""

    @property
    def links(self) -> int:
        """The links that stand around one another here."""
        return sum(self.chains)

    def keep(self) -> None:
        """Remember the most so far."""
        self.most_signs = max(self.most_signs, self.signs)
        self.most_links = max(self.most_links, self.links + self.inside)


class _Terms:
    """Counts what Python would put inside one another on either side of commas and links.

    Links are those of sums and conditions, each around the one before it; signs all others, which
    end at the next link.
    """

    def __init__(self) -> None:
        self._levels = [_Level()]
        self._open = 0
        """Links around the bracket in hand."""

    @property
    def signs(self) -> int:
        """The signs inside one another here."""
        return self._levels[-1].signs

    @property
    def too_many(self) -> bool:
        """Whether a chain has too many terms, or all around here together."""
        level = self._levels[-1]
        whole = self._open + level.links + level.inside
        return max(level.chains) >= MOST_TERMS or whole >= MOST_INSIDE

    def link(self, sign: str) -> None:
        """One more link: what holds together more than it ends there."""
        level, rank = self._levels[-1], _RANKS[sign]
        level.keep()
        level.chains[rank] += 1
        level.chains[rank + 1 :] = [0] * (len(level.chains) - rank - 1)
        level.signs = level.before

    def sign(self, count: int = 1) -> None:
        """One more of the other signs."""
        self._levels[-1].signs += count

    def take(self, sign: str) -> None:
        """What a bracket or a comma does: behind a comma, all that is inside begins again."""
        level = self._levels[-1]
        if sign in _OPENS:
            self._open += level.links
            self._levels.append(_Level(level.signs, level.signs))
        elif sign == ",":
            level.keep()
            level.chains, level.inside = [0, 0, 0, 0], 0
            level.signs = level.before
        elif sign in _CLOSES and len(self._levels) > 1:
            level.keep()
            self._levels.pop()
            outer = self._levels[-1]
            self._open -= outer.links
            outer.signs = level.most_signs
            outer.inside = max(outer.inside, level.most_links)


class _Measure:
    """Counts what nests: brackets, indents, chains of operators."""

    def __init__(self) -> None:
        self._brackets = 0
        self._indents = 0
        self._chain = 0
        self._terms = _Terms()
        self._ended = False
        """Whether a value was just ended: a sign after it stands between two."""
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
            self._terms = _Terms()
        elif self._ended and token.string in _RANKS:
            self._terms.link(token.string)
        elif token.type == tokenize.OP:
            self._brackets += (token.string in "([{") - (token.string in ")]}")
            self._terms.take(token.string)
            follows = token.string in "([" and self._closed
            self._terms.sign(follows or token.string not in _QUIET)
        elif token.type == tokenize.NAME and iskeyword(token.string):
            if token.string in _FLAT:
                self._terms.sign()
            else:
                self._chain += 1
            if begins:
                self._count_elif(token)
        elif token.type == tokenize.STRING and "{" in token.string:
            self._template(token)
        self._closed = token.string in (")", "]")
        self._ended = _ends_value(token)
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
        if deep or self._chain + self._terms.signs > LONGEST_CHAIN:
            raise refuse(Code.TOO_DEEP, str(token.start[0]))
        if self._terms.too_many:
            raise too_long(str(token.start[0]))

    def _count_elif(self, token: TokenInfo) -> None:
        if token.string == "if":
            self._elifs[self._indents] = 0
        elif token.string == "elif":
            count = self._elifs.get(self._indents, 0) + 1
            self._elifs[self._indents] = count
            self._chain += LONGEST_CHAIN * (count > LONGEST_CHAIN)
