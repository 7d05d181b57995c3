"""Finds the block that says an expression: the table of phrases, read from right to left."""

from __future__ import annotations

from dataclasses import dataclass

from robots.abilities import WORDS, Kind
from robots.program.blocks.phrases import ANY, BOOLEAN, LIST, NUMBER, PHRASES, TEXT, Phrase
from robots.program.chains import chain
from robots.program.tree import (
    Ask,
    Binary,
    Call,
    Choice,
    Expression,
    ListOf,
    Literal,
    Logic,
    Sense,
    Template,
    Variable,
)

_HOLE = "\0"
"""The first character of the variables that stand for the inputs in a phrase's pattern."""
_KINDS = {Kind.NUMBER: NUMBER, Kind.WHOLE: NUMBER, Kind.BOOLEAN: BOOLEAN}

Key = tuple[type, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase, and the expressions that go into its inputs."""

    phrase: Phrase
    parts: tuple[Expression, ...]


def _key(node: Expression) -> Key:
    """What two expressions must share at their root to be of one phrase."""
    if isinstance(node, Call):
        return Call, node.name
    return type(node), getattr(node, "operator", "")


def _size(pattern: Expression) -> int:
    """How much a pattern says beside its holes: the more, the rather it is taken."""
    if isinstance(pattern, Variable):
        return 0
    return 1 + sum(_size(part) for part in _parts(pattern))


def _parts(node: Expression) -> list[Expression]:
    found: list[Expression] = []
    for name in node.__dataclass_fields__:
        value = getattr(node, name)
        found += [
            item
            for item in (value if isinstance(value, list) else [value])
            if isinstance(item, Expression)
        ]
    return found


def _patterns() -> dict[Key, list[tuple[Phrase, Expression]]]:
    found: dict[Key, list[tuple[Phrase, Expression]]] = {}
    for phrase in PHRASES:
        pattern = phrase.make(*(Variable(_HOLE + slot.name) for slot in phrase.slots))
        found.setdefault(_key(pattern), []).append((phrase, pattern))
    for patterns in found.values():
        patterns.sort(key=lambda item: -_size(item[1]))
    return found


_PATTERNS = _patterns()


def _filled(pattern: Expression, node: Expression, holes: dict[str, Expression]) -> bool:
    """Whether a node is of a pattern; collects what stands in its holes."""
    if isinstance(pattern, Variable) and pattern.name.startswith(_HOLE):
        holes[pattern.name[1:]] = node
        return True
    if type(pattern) is not type(node) or _key(pattern) != _key(node):
        return False
    if isinstance(pattern, Literal):
        value = node.value if isinstance(node, Literal) else None
        return type(pattern.value) is type(value) and pattern.value == value
    inner, outer = _parts(pattern), _parts(node)
    return len(inner) == len(outer) and all(
        _filled(part, item, holes) for part, item in zip(inner, outer, strict=True)
    )


class Matcher:
    """Chooses a phrase for each expression; looks at each expression once."""

    def __init__(self) -> None:
        # With the node: the id of one that is gone would be another's.
        self._seen: dict[int, tuple[Expression, Match | None]] = {}

    def match(self, node: Expression) -> Match | None:
        """The phrase that says most of a node and whose inputs take what goes into them."""
        if id(node) not in self._seen:
            # What a link of a long sum gives depends on the one in it: that is looked at first.
            for part in (*reversed(chain(node)), node):
                if id(part) not in self._seen:
                    self._seen[id(part)] = part, self._match(part)
        return self._seen[id(node)][1]

    def fits(self, node: Expression, takes: tuple[str, ...]) -> bool:
        """Whether Blockly lets a value into an input that takes these types."""
        if isinstance(node, Choice):
            return self.fits(node.then, takes) and self.fits(node.otherwise, takes)
        gives = self.gives(node)
        return not takes or not gives or bool(set(takes) & set(gives))

    def gives(self, node: Expression) -> tuple[str, ...]:
        """The types of a block's value, as Blockly checks them; empty for any."""
        if isinstance(node, Literal):
            return _literal(node)
        if isinstance(node, Sense):
            return _KINDS.get(WORDS[node.word].gives or Kind.TEXT, TEXT)
        if isinstance(node, Logic):
            return BOOLEAN
        if isinstance(node, ListOf):
            return LIST
        if joined(node) is not None or template_items(node) is not None:
            return TEXT
        asked = asked_for(node)
        if asked is not None:
            return asked.gives
        found = None if isinstance(node, Variable) else self.match(node)
        return found.phrase.gives if found else self._of_items(node)

    def _of_items(self, node: Expression) -> tuple[str, ...]:
        """The type of what is written item by item or by position."""
        if not isinstance(node, Call):
            return ANY
        if node.name in ("min", "max"):
            return NUMBER
        of_text = node.name in ("item", "part") and self.gives(node.arguments[0]) == TEXT
        return TEXT if of_text else LIST if node.name == "part" else ANY

    def _match(self, node: Expression) -> Match | None:
        for phrase, pattern in _PATTERNS.get(_key(node), []):
            holes: dict[str, Expression] = {}
            if _filled(pattern, node, holes):
                parts = tuple(holes[slot.name] for slot in phrase.slots)
                if self._fit(phrase, parts):
                    return Match(phrase, parts)
        return None

    def _fit(self, phrase: Phrase, parts: tuple[Expression, ...]) -> bool:
        if phrase.block == "logic_compare":
            # Blockly throws a value out that is compared with one of another type.
            left, right = (() if isinstance(p, Choice) else self.gives(p) for p in parts)
            return not left or not right or bool(set(left) & set(right))
        pairs = zip(phrase.slots, parts, strict=True)
        return all(self.fits(part, slot.takes) or part == slot.empty() for slot, part in pairs)


def _literal(node: Literal) -> tuple[str, ...]:
    if node.value is None:
        return ANY
    if isinstance(node.value, bool):
        return BOOLEAN
    return TEXT if isinstance(node.value, str) else NUMBER


@dataclass(frozen=True, slots=True)
class Asked:
    """What a `text_prompt_ext` asks, and whether for a TEXT or a NUMBER."""

    prompt: Expression | None
    kind: str
    gives: tuple[str, ...]


def asked_for(node: Expression) -> Asked | None:
    """The question that a `text_prompt_ext` block puts, None when it is none."""
    if isinstance(node, Ask):
        return Asked(node.prompt, "TEXT", TEXT)
    if isinstance(node, Call) and node.name == "float" and len(node.arguments) == 1:
        inner = node.arguments[0]
        return Asked(inner.prompt, "NUMBER", NUMBER) if isinstance(inner, Ask) else None
    return None


def template_items(node: Expression) -> list[Expression] | None:
    """The items of a `text_join` block that says an f-string; None where values have formats."""
    if not isinstance(node, Template):
        return None
    formats = any(isinstance(part, Call) and part.name == "format" for part in node.parts)
    return None if formats else node.parts


def joined(node: Expression) -> list[Expression] | None:
    """The items of a `text_join` block that says this, None when it is no joined text."""
    if isinstance(node, Call):
        if node.name == "str" and len(node.arguments) == 1:
            # A written text is joined as it is: `str("a")` would come back as "a".
            return None if _is_text(node.arguments[0]) else [node.arguments[0]]
        return _glued(node)
    if isinstance(node, Binary) and node.operator == "+":
        return sides([node.left, node.right])
    return None


def sides(items: list[Expression]) -> list[Expression] | None:
    """What stands in the inputs of a `text_join`; None where one is not made a text first."""
    found = [_side(item) for item in items]
    return [side for side in found if side is not None] if None not in found else None


def _glued(node: Call) -> list[Expression] | None:
    if node.name != "str.join" or not isinstance(node.arguments[1], ListOf):
        return None
    glue, items = node.arguments[0], node.arguments[1].items
    if not isinstance(glue, Literal) or glue.value != "" or len(items) <= 2:
        return None
    return sides(items)


def _side(node: Expression) -> Expression | None:
    if _is_text(node):
        return node
    if isinstance(node, Call) and node.name == "str" and len(node.arguments) == 1:
        return None if _is_text(node.arguments[0]) else node.arguments[0]
    return None


def _is_text(node: Expression) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, str)
