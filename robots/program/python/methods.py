"""How Python spells the taught functions: methods, modules, signs, and which of them change things.

A reader does not know what a method's object is, so each method has ONE row in the table of taught
functions, whatever it is called on: `x.pop()` is `list.pop`, for a dictionary too.
"""

from __future__ import annotations

from robots.program.taught import TAUGHT
from robots.program.tree import Ask, Call, Expression, Own, Sense
from robots.program.walk import every_node

MODULES = frozenset({"math", "random", "statistics", "blocks"})
CONSTANTS = frozenset({"math.pi", "math.e"})
UNSPOKEN = frozenset({"item", "part", "contains", "reversed"})
"""Taught functions that Python spells with signs, or not at all."""
OWNERS = ("str", "list", "dict")
METHODS = {
    name.partition(".")[2]: name
    for name in TAUGHT
    if name.partition(".")[0] in OWNERS and "." in name
}
"""Method -> taught function."""
EFFECTS = frozenset(
    {
        "list.append", "list.insert", "list.pop", "list.remove", "list.sort", "list.reverse",
        "list.extend", "list.clear", "dict.update", "random.shuffle",
        "blocks.take_random", "blocks.set_random", "blocks.insert_random",
    }
)  # fmt: skip
"""Taught functions that are called for what they do."""
REVERSIBLE = frozenset({"sorted", "list.sort"})
"""Taught functions whose second argument Python spells `reverse=`."""


def steady(value: Expression) -> bool:
    """Whether an expression gives the same when it is looked at twice, and changes nothing."""
    return not any(
        isinstance(node, (Sense, Own, Ask))
        or (isinstance(node, Call) and (node.name in EFFECTS or _is_luck(node.name)))
        for node in every_node(value)
    )


def _is_luck(name: str) -> bool:
    taught = TAUGHT.get(name)
    return taught is not None and taught.chance
