"""Messages that nobody hears, and ears for messages that nobody sends."""

from __future__ import annotations

from collections.abc import Iterator

from robots.errors import Problem
from robots.program.check.doubts import doubt, nearest
from robots.program.tree import Do, Literal, Opaque, Program, When
from robots.program.values import shown
from robots.program.walk import every_node


def message_remarks(program: Program) -> Iterator[Problem]:
    """Each message once; nothing where a message is calculated, or a piece of Python may send."""
    nodes = list(every_node([program.functions, program.stacks]))
    sent = [node for node in nodes if isinstance(node, Do) and node.word == "send"]
    heard = [node for node in nodes if isinstance(node, When) and node.word == "when_message"]
    if any(isinstance(node, Opaque) for node in nodes):
        return
    if None in (*map(_message, sent), *map(_message, heard)):
        return
    said, ears = _messages(sent), _messages(heard)
    yield from _alone(said, ears, "unheard")
    yield from _alone(ears, said, "unsent")


def _alone(ours: dict[str, str], theirs: dict[str, str], reason: str) -> Iterator[Problem]:
    for message, where in ours.items():
        if message in theirs:
            continue
        near = nearest(message, [other for other in theirs if other not in ours])
        if near is None:
            yield doubt(where, reason, name=message[:60])
        elif reason == "unheard":
            yield doubt(where, "message-near", name=message[:60], near=near)


def _messages(nodes: list[Do] | list[When]) -> dict[str, str]:
    """Message -> where it stands first."""
    found: dict[str, str] = {}
    for node in nodes:
        message = _message(node)
        if message is not None:
            found.setdefault(message, node.id)
    return found


def _message(node: Do | When) -> str | None:
    value = node.arguments.get("message")
    return shown(value.value) if isinstance(value, Literal) else None
