"""Written values: Scratch keeps numbers as texts, and takes an empty place for 0."""

from __future__ import annotations

import re

from robots.program.limits import plain_value
from robots.program.tree import Literal

_NUMBER = re.compile(r"\s*([+-]?\d{1,400}(\.\d{0,400})?([eE][+-]?\d{1,3})?)\s*")
_PLAIN = re.compile(r"-?(0|[1-9]\d{0,299})(\.\d{0,16}[1-9])?")


def as_number(text: str, where: str) -> Literal:
    """A written number; 0 for what is none. Raises Refused(bad-value) for one that is too big."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return Literal(0, id=where)
    whole = match[2] is None and match[3] is None
    return Literal(plain_value(int(match[1]) if whole else float(match[1]), where), id=where)


def as_value(text: str, where: str) -> Literal:
    """A number where the text is written just like one, else the text."""
    if _PLAIN.fullmatch(text):
        return as_number(text, where)
    return as_text(text, where)


def as_text(text: str, where: str) -> Literal:
    """A written text."""
    return Literal(plain_value(text, where), id=where)
