"""Which variables hold a value of a closed choice: `"rouge"` is read as `"red"` there too."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from robots.abilities import WORDS
from robots.names import Names, group_given, group_of
from robots.program.python.parse import Parsed


def groups_of_variables(text: Parsed, names: Names) -> dict[str, str]:
    """Variable -> group of choices, for those set from a sensing word or given to a word."""
    return dict(pair for node in text.nodes for pair in _groups(node, names))


def _groups(node: ast.AST, names: Names) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Assign):
        group = _group_of_call(node.value, names)
        for target in node.targets:
            if group and isinstance(target, ast.Name):
                yield target.id, group
    elif isinstance(node, ast.Compare):
        ends = (node.left, *node.comparators)
        group = next(filter(None, (_group_of_call(end, names) for end in ends)), "")
        yield from ((end.id, group) for end in ends if group and isinstance(end, ast.Name))
    elif isinstance(node, ast.Call):
        yield from _given(node, names)


def _given(node: ast.Call, names: Names) -> Iterator[tuple[str, str]]:
    """The variables given to a word."""
    word = names.word(node.func.id) if isinstance(node.func, ast.Name) else None
    if word is None:
        return
    for argument, value in zip(WORDS[word].arguments, node.args, strict=False):
        if isinstance(value, ast.Name) and group_of(argument):
            yield value.id, group_of(argument)


def _group_of_call(node: ast.expr, names: Names) -> str:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return ""
    word = names.word(node.func.id)
    return group_given(word) if word is not None else ""
