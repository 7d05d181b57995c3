"""Blockly's `extraState`: what a mutator added to a block, as JSON or as the older XML."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape

_NUMBERS = {"items": "itemCount", "elseif": "elseIfCount"}
_FLAGS = {"statement": "isStatement", "statements": "hasStatements", "else": "hasElse"}


def extra_state(content: object) -> Mapping[str, object]:
    """The extra state of a block as JSON; empty when it has none.

    Blocks whose mutator has no JSON of its own keep XML in it:
    `<mutation value="1"><arg name="x" varid="a"></arg></mutation>`.
    """
    if isinstance(content, dict):
        return content
    return _of_xml(content) if isinstance(content, str) else {}


def _of_xml(text: str) -> Mapping[str, object]:
    """The attributes of the mutation; its arguments are `params`."""
    found: dict[str, object] = {}
    params: list[dict[str, str]] = []
    parts = text.split('"')
    for before, value in zip(parts[::2], parts[1::2], strict=False):
        if "<arg" in before:
            params.append({})
        name = before.rstrip().removesuffix("=").rpartition(" ")[2]
        if params:
            params[-1]["id" if name.lower() == "varid" else name] = unescape(value)
        else:
            found |= _attribute(name, unescape(value))
    return found | ({"params": params} if params else {})


def _attribute(name: str, value: str) -> dict[str, object]:
    if name in _NUMBERS:
        return {_NUMBERS[name]: int(value)} if value.isdecimal() and len(value) < 9 else {}
    if name in _FLAGS:
        return {_FLAGS[name]: value in ("true", "1")}
    return {name: value}
