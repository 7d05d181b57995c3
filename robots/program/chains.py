"""Long sums and conditions: chains of one operator after another, each link around the one before.

`a + b - c` is `Binary("-", Binary("+", a, b), c)`: a thousand terms are a thousand nodes inside one
another, though nobody sees any nesting. So whoever goes through expressions goes along a chain with
a loop, and a chain counts as one level.
"""

from __future__ import annotations

from collections.abc import Iterator

from robots.errors import Code, Refused, refuse
from robots.program.tree import Binary, Expression, Logic
from robots.program.walk import expressions

MOST_TERMS = 1_000
"""Terms of one chain."""
_GROUPS = {"+": "+", "-": "+", "*": "*", "/": "*", "and": "and", "or": "or"}

Link = Binary | Logic


def group(operator: str) -> str:
    """What operators must share to make one chain: `+ -`, `* /`, `and`, `or`; "" for all others."""
    return _GROUPS.get(operator, "")


def chain(node: Expression) -> list[Link]:
    """The links of the chain that a node ends, the outermost first; none when it is no link."""
    links: list[Link] = []
    while isinstance(node, (Binary, Logic)):
        kind = group(node.operator)
        if not kind or (links and kind != group(links[0].operator)):
            break
        links.append(node)
        node = node.left
    return links


def terms(links: list[Link]) -> list[Expression]:
    """What a chain's links hold, in reading order."""
    return [links[-1].left, *(link.right for link in reversed(links))]


def inner(node: Expression) -> Iterator[Expression]:
    """The expressions one level further in: a chain's terms, else what stands right inside."""
    links = chain(node)
    yield from terms(links) if links else expressions(node)


def check_terms(links: int, where: str) -> None:
    """Refuse one more link after so many; raises Refused(too-deep)."""
    if links + 1 >= MOST_TERMS:
        raise too_long(where)


def too_long(where: str) -> Refused:
    """The refusal of a chain of too many terms."""
    return refuse(Code.TOO_DEEP, where, reason="terms", most=MOST_TERMS)
