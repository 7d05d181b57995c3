"""How much work a program makes, and how much it keeps.

Loop turns alone do not measure work: one turn may sort a list of a thousand. What goes through
whole lists, texts and dictionaries is counted in items, so that STOP and the other stacks get in
between; and everything that a program keeps, in variables and in functions under way, is counted
now and then, so that no program can fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import FrameType, GeneratorType

from robots.errors import Code, refuse
from robots.program.holding import comparable
from robots.program.tree import Binary, Call, DictOf, Expression, Literal, Node, Unary
from robots.program.values import CHARACTERS, GROUPS, grown, is_number, weight

REST_AFTER = 5_000
"""Items gone through after which a stack lets the others in: about a millisecond."""
MOST_AT_ONCE = 200_000
"""Items that one statement may go through."""
MOST_KEPT = 50_000
"""Items that a program may keep in all, a text counting one for each 16 characters."""
SIZED = (str, list, tuple, dict)

_QUICK = frozenset(
    ["abs", "round", "int", "float", "bool", "random.random", "random.randint", "random.uniform"]
)
"""Taught functions beside the mathematical ones that take as long for all values."""
_ONE = frozenset(
    [
        "len",
        "item",
        "list.append",
        "list.pop",
        "list.insert",
        "dict.get",
        "random.choice",
        "ord",
        "chr",
    ]
)
"""Those that touch one item."""


class Effort:
    """What one run has spent. `spent[0]` is since its last rest: compiled code looks at it."""

    def __init__(self) -> None:
        self.spent = [0]
        self._made = 0
        self._look_at = MOST_KEPT // 4

    def spend(self, items: int) -> None:
        """Count work; raises Refused(limit) when one statement does too much."""
        self.spent[0] += items
        self._made += items
        if self.spent[0] > MOST_AT_ONCE:
            raise refuse(Code.LIMIT, reason="size")

    def watched(self, name: str, function: Callable[..., object]) -> Callable[..., object]:
        """A taught function that counts what it goes through."""
        if name in _QUICK or name.startswith("math."):
            return function
        spend, size = self.spend, self.size

        def one(*values: object) -> object:
            spend(1)
            return function(*values)

        def whole(*values: object) -> object:
            result = function(*values)
            spend(1 + size(result) + sum(map(size, values)))
            return result

        return one if name in _ONE else whole

    @staticmethod
    def size(value: object) -> int:
        """How many items a value is, those inside its own not counted."""
        if isinstance(value, SIZED):
            count = len(value)
            return count // CHARACTERS if isinstance(value, str) else count
        return 0

    def kept(self, value: object) -> object:
        """`grown`, which counts what it goes through."""
        if isinstance(value, GROUPS):
            self.spend(1 + weight(value))
        elif isinstance(value, str):
            self.spend(len(value) // CHARACTERS)
        return grown(value)

    def comparison(self, compare: Callable[..., object]) -> Callable[..., object]:
        """A comparison that counts what it may go through."""

        def compared(left: object, right: object) -> object:
            self.spend(comparable(left, right))
            return compare(left, right)

        return compared

    def look(self, values: Iterable[object], strands: Iterable[object]) -> None:
        """Count all that is kept, when enough was made since the last time.

        Raises Refused(limit) when it is too much.
        """
        if self._made < self._look_at:
            return
        kept = _kept([*values, *(value for strand in strands for value in locals_of(strand))])
        if kept > MOST_KEPT:
            raise refuse(Code.LIMIT, reason="memory")
        self._made, self._look_at = 0, max(MOST_KEPT // 4, kept)


def _kept(values: list[object]) -> int:
    """How many items hang on values, each list counted once; stops counting beyond the limit."""
    seen: set[int] = set()
    total = 0
    while values and total <= MOST_KEPT:
        value = values.pop()
        if not isinstance(value, SIZED) or id(value) in seen:
            continue
        seen.add(id(value))
        total += 1 + Effort.size(value)
        if isinstance(value, dict):
            values += [*value.keys(), *value.values()]
        elif not isinstance(value, str):
            values += [item for item in value if item.__class__ in SIZED]
    return total


def frames_of(strand: object) -> Iterator[FrameType]:
    """The frames of a waiting stack and the functions it is in, outer before inner."""
    while isinstance(strand, GeneratorType):
        if strand.gi_frame is not None:
            yield strand.gi_frame
        strand = strand.gi_yieldfrom


def locals_of(strand: object) -> Iterator[object]:
    """The values in a waiting stack and the functions it is in."""
    for frame in frames_of(strand):
        yield from list(frame.f_locals.values())


def heavy(node: Node) -> bool:
    """Whether working out a node, without what is in it, can go through a whole list or text."""
    if isinstance(node, Call):
        return not (node.name in _QUICK or node.name.startswith("math."))
    if isinstance(node, Binary):
        return node.operator in "+*" and not numeric(node)
    return isinstance(node, DictOf)


def numeric(node: Expression) -> bool:
    """Whether an expression gives a number if it gives anything."""
    if isinstance(node, Literal):
        return is_number(node.value)
    if isinstance(node, Binary):
        # One number makes a sum a number; a product needs two.
        while isinstance(node, Binary) and node.operator in ("+", "*"):
            right = numeric(node.right)
            if right is (node.operator == "+"):
                return right
            node = node.left
        return isinstance(node, Binary) or numeric(node)
    return isinstance(node, Unary)
