"""The Python block among blocks: Python text with canonical words, read into real nodes."""

from __future__ import annotations

from robots.errors import Code, refuse
from robots.program.tree import Expression, Statement

STATEMENTS, VALUE = "robot_python", "robot_python_value"
"""The block types: one or more statements, and one value; the text is in the field TEXT."""


def statements_of(text: str, where: str) -> list[Statement]:
    """The statements of a Python block; raises Refused that names the block."""
    raise refuse(Code.UNKNOWN_BLOCK, where, name=STATEMENTS)


def value_of(text: str, where: str) -> Expression:
    """The value of a Python block; raises Refused that names the block."""
    raise refuse(Code.UNKNOWN_BLOCK, where, name=VALUE)


def text_of(item: Statement) -> str:
    """The text of a Python block for a statement that Blockly has no block for."""
    raise refuse(Code.NOT_SHOWN, item.id, reason="blocks")


def text_of_value(item: Expression) -> str:
    """The text of a Python block for a value that Blockly has no block for."""
    raise refuse(Code.NOT_SHOWN, item.id, reason="blocks")
