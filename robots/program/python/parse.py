"""From Python text to Python's own `ast`, and what names the text uses."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from dataclasses import dataclass

from robots.errors import Code, Refused, refuse
from robots.program.python.bound import bindings
from robots.program.python.measure import measured
from robots.program.python.mistakes import foreseen
from robots.program.python.source import Source
from robots.program.python.syntax import syntax_fault

TRIES = 5
"""Times that a text is given to Python before it is told to be too deep."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text: its statements, its comments by line, the names it stores and looks at."""

    body: list[ast.stmt]
    comments: dict[int, str]
    stored: frozenset[str]
    """The names that are variables or parameters somewhere."""
    loaded: frozenset[str]
    bound: Counter[str]
    """How often a name is given a meaning, as a variable, a function, an import or otherwise."""
    nodes: list[ast.AST]
    """Every node, outer before inner."""
    source: Source


def parsed(text: str) -> Parsed:
    """Parse a text; raises Refused with `syntax`, `too-big` or `too-deep`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    seen = measured(text)
    try:
        module = parsed_module(text)
    except Refused as fault:
        raise foreseen(fault, text) from None
    if seen.fault is not None:
        raise seen.fault
    nodes = list(ast.walk(module))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    grown = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
    return Parsed(
        module.body,
        seen.comments,
        frozenset(node.id for node in names if isinstance(node.ctx, ast.Store))
        | {node.arg for node in nodes if isinstance(node, ast.arg)},
        frozenset(node.id for node in names if isinstance(node.ctx, ast.Load))
        | {target.id for target in grown if isinstance(target, ast.Name)},
        bindings(nodes),
        nodes,
        Source(text, seen.starts, frozenset(seen.inside)),
    )


def parsed_module(text: str) -> ast.Module:
    """Python's own tree of a text; raises Refused with `syntax` or `too-deep`."""
    try:
        with warnings.catch_warnings():
            # A backslash that Python thinks odd is no fault of the program.
            warnings.simplefilter("ignore")
            return _tree(text)
    except SyntaxError as error:
        indent = isinstance(error, IndentationError)
        raise syntax_fault(str(error.msg), error.lineno, indent) from None
    except (RecursionError, MemoryError):
        raise refuse(Code.TOO_DEEP) from None
    except ValueError:
        # Python 3.11 says this of a zero byte.
        line = text.count("\n", 0, text.find("\0")) + 1
        raise refuse(Code.SYNTAX, str(line)) from None


def _tree(text: str) -> ast.Module:
    """The tree; asked again where Python lost count of its depth, being called from two places.

    CPython 3.11 and 3.12 count it for all threads and collections of garbage together
    (github.com/python/cpython/issues/106905).
    """
    for _ in range(TRIES):
        try:
            return ast.parse(text)
        except SystemError:
            continue
    raise refuse(Code.TOO_DEEP)
