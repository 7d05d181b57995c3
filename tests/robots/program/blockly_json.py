"""Blockly's JSON in short: blocks, rows and workspaces, and what they are read as."""

import pytest

from robots.errors import Refused
from robots.program.blocks import read_blocks
from robots.program.tree import (
    Variable,
)

X = Variable("x")

X = Variable("x")


def number(value):
    return {"shadow": {"type": "math_number", "fields": {"NUM": value}}}


def block(type, fields=None, **inputs):
    """A block; inputs are plain numbers, blocks, or whole inputs."""
    given = {
        name: number(value)
        if isinstance(value, (int, float))
        else value
        if {"block", "shadow"} & set(value)
        else {"block": value}
        for name, value in inputs.items()
    }
    return {"type": type, "fields": fields or {}, "inputs": given}


def variable(name="x"):
    return block("variables_get", {"VAR": {"id": name}})


def row(*blocks):
    """Blocks under one another, as Blockly nests them."""
    top = None
    for item in reversed(blocks):
        top = item if top is None else item | {"next": {"block": top}}
    return top


def workspace(*tops, **more):
    return {"blocks": {"languageVersion": 0, "blocks": list(tops)}} | more


def statements(*blocks):
    (stack,) = read_blocks(workspace(row(*blocks))).stacks
    return stack.body


def value(item):
    """What a value block means."""
    (assign,) = statements(block("variables_set", {"VAR": {"id": "x"}}, VALUE=item))
    return assign.value


def problem(*tops, **more):
    with pytest.raises(Refused) as refused:
        read_blocks(workspace(*tops, **more))
    (found,) = refused.value.problems
    return str(found.code), found.where
