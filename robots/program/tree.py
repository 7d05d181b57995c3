"""The program tree: the one thing that cards, blocks and Python are three faces of.

Every node carries `id` (where it stands in the face it was read from: a Blockly block id, a card's
path such as "1.3.2", or a Python line), a `comment`, and stacks carry their place on the block
canvas. Nodes are plain dataclasses; equality ignores id, comment and layout, so two faces of one
program compare equal.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from robots.errors import Problem


@dataclass(slots=True, kw_only=True)
class Node:
    """What every node carries beside its meaning."""

    id: str = field(default="", compare=False)
    comment: str = field(default="", compare=False)


# Expressions ------------------------------------------------------------------------------------


@dataclass(slots=True)
class Literal(Node):
    """A number, a text, True, False or None."""

    value: bool | int | float | str | None


@dataclass(slots=True)
class Variable(Node):
    """The value of a variable; None before it was set."""

    name: str


@dataclass(slots=True)
class Unary(Node):
    """`not x`, `-x`."""

    operator: str
    operand: Expression


@dataclass(slots=True, eq=False, repr=False)
class _Operation(Node):
    """Two sides and an operator. A long sum holds a thousand on its left: nothing recurs there."""

    operator: str
    left: Expression
    right: Expression

    def __eq__(self, other: object) -> bool:
        one: object = self
        while isinstance(one, _Operation) and type(one) is type(other):
            assert isinstance(other, _Operation)
            if one.operator != other.operator or one.right != other.right:
                return False
            one, other = one.left, other.left
        return one == other if one is not self else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        heads, tails = list[str](), list[str]()
        node: object = self
        while isinstance(node, _Operation):
            heads.append(f"{type(node).__name__}({node.operator!r}, ")
            tails.append(f", {node.right!r})")
            node = node.left
        return "".join([*heads, repr(node), *reversed(tails)])


@dataclass(slots=True, eq=False, repr=False)
class Binary(_Operation):
    """`+ - * / // % **`, with Python's meaning."""


@dataclass(slots=True)
class Compare(Node):
    """`== != < <= > >=`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False, repr=False)
class Logic(_Operation):
    """`and`, `or`; the right side is only looked at when it matters."""


@dataclass(slots=True)
class Choice(Node):
    """`then if test else otherwise`."""

    test: Expression
    then: Expression
    otherwise: Expression


@dataclass(slots=True)
class Call(Node):
    """A taught function: `abs`, `round`, `math.sqrt`, `random.randint`, `str.upper`...

    Methods of a text or list are written with their type (`str.upper`) and the object is the first
    argument. The list of names stands in one table, with the runner.
    """

    name: str
    arguments: list[Expression]


@dataclass(slots=True)
class Sense(Node):
    """A sensing word; `arguments` by their canonical names, left-out ones absent."""

    word: str
    arguments: dict[str, Expression] = field(default_factory=dict)


@dataclass(slots=True)
class ListOf(Node):
    """`[a, b, c]`."""

    items: list[Expression]


@dataclass(slots=True)
class TupleOf(Node):
    """`a, b`: a list that never changes."""

    items: list[Expression]


@dataclass(slots=True)
class DictOf(Node):
    """`{a: b, c: d}`; as many keys as values."""

    keys: list[Expression]
    values: list[Expression]


@dataclass(slots=True)
class Template(Node):
    """An f-string: written texts and values to show, one after another.

    A `Literal` text is what stands in the string itself; `Call("format", [value, Literal(".2f")])`
    is a value with a format.
    """

    parts: list[Expression]


@dataclass(slots=True)
class Own(Node):
    """A call of one of the program's own functions, for its value (or, in `Evaluate`, its effect).

    `arguments` go by their place, `named` by the parameter's name.
    """

    name: str
    arguments: list[Expression] = field(default_factory=list)
    named: dict[str, Expression] = field(default_factory=dict)


@dataclass(slots=True)
class Ask(Node):
    """`input(prompt)`: a text that is asked for on the pupil's screen."""

    prompt: Expression | None = None


Expression = (
    Literal
    | Variable
    | Unary
    | Binary
    | Compare
    | Logic
    | Choice
    | Call
    | Sense
    | ListOf
    | TupleOf
    | DictOf
    | Template
    | Own
    | Ask
)


# Statements -------------------------------------------------------------------------------------


@dataclass(slots=True)
class Do(Node):
    """A doing word; `arguments` by their canonical names, left-out ones absent."""

    word: str
    arguments: dict[str, Expression] = field(default_factory=dict)


@dataclass(slots=True)
class Assign(Node):
    """`name = value`."""

    name: str
    value: Expression


@dataclass(slots=True)
class Change(Node):
    """Blockly's "change by": what is no number counts as 0. In Python: `name += value`."""

    name: str
    value: Expression


@dataclass(slots=True)
class Repeat(Node):
    """Do the body a number of times, counted once before the first."""

    times: Expression
    body: list[Statement]
    name: str = field(default="", compare=False)
    """What Python calls its counter, which nobody looks at."""


@dataclass(slots=True)
class While(Node):
    """Do the body while the test holds, or until it does (`until`).

    `While(Literal(True), body)` is "forever"; an empty body with `until` is "wait for".
    """

    test: Expression
    body: list[Statement]
    until: bool = False


@dataclass(slots=True)
class Count(Node):
    """Blockly's "count with": the last value is done too, the direction follows the ends."""

    name: str
    first: Expression
    last: Expression
    by: Expression
    body: list[Statement]


@dataclass(slots=True)
class Branch(Node):
    """One arm of an `If`."""

    test: Expression
    body: list[Statement]


@dataclass(slots=True)
class If(Node):
    """The first branch whose test holds, else `otherwise`."""

    branches: list[Branch]
    otherwise: list[Statement] = field(default_factory=list)


@dataclass(slots=True)
class Jump(Node):
    """`break` or `continue`."""

    kind: str


@dataclass(slots=True)
class Print(Node):
    """Shows values on the screens; a `say` event in the trace."""

    values: list[Expression]


@dataclass(slots=True)
class Evaluate(Node):
    """A value that is worked out for what it does: `draw(4)`, `names.append("Lea")`."""

    value: Expression


@dataclass(slots=True)
class SetItem(Node):
    """`thing[index] = value`."""

    thing: Expression
    index: Expression
    value: Expression


@dataclass(slots=True)
class Unpack(Node):
    """`a, b = value`."""

    names: list[str]
    value: Expression


@dataclass(slots=True)
class ForEach(Node):
    """`for name in items`; with several names, each item is unpacked."""

    names: list[str]
    items: Expression
    body: list[Statement]


@dataclass(slots=True)
class Return(Node):
    """Ends the function that it stands in, with a value or None."""

    value: Expression | None = None


@dataclass(slots=True)
class Opaque(Node):
    """Python outside the taught subset, its text kept whole (dedented, no newline at the end).

    It is shown and edited like any other statement, and runs in the browser's own Python only.
    """

    text: str
    why: Problem | None = field(default=None, compare=False, repr=False)
    """What the reader says of it: the construct that is not taught, and its line."""


Statement = (
    Do
    | Assign
    | Change
    | Repeat
    | While
    | Count
    | If
    | Jump
    | Print
    | Evaluate
    | SetItem
    | Unpack
    | ForEach
    | Return
    | Opaque
)
Loop = Repeat | While | Count | ForEach


@dataclass(slots=True)
class Parameter(Node):
    """What a function is given; without a default it must be."""

    name: str
    default: Expression | None = None


@dataclass(slots=True)
class Function(Node):
    """One of the program's own functions.

    Its parameters and the variables named in `local` live in each call; all other variables are
    the program's, shared by all stacks.
    """

    name: str
    parameters: list[Parameter]
    body: list[Statement]
    local: list[str] = field(default_factory=list)
    x: float = field(default=0.0, compare=False)
    y: float = field(default=0.0, compare=False)


@dataclass(slots=True)
class When(Node):
    """What starts a stack: an event word and its arguments."""

    word: str
    arguments: dict[str, Expression] = field(default_factory=dict)


@dataclass(slots=True)
class Stack(Node):
    """Statements that run one after another; without a hat (`when` None) a loose stack."""

    body: list[Statement]
    when: When | None = None
    x: float = field(default=0.0, compare=False)
    y: float = field(default=0.0, compare=False)


@dataclass(slots=True)
class Program(Node):
    """A whole program; `face` says what it was read from ("cards", "blocks" or "python")."""

    stacks: list[Stack]
    functions: list[Function] = field(default_factory=list)
    types: dict[str, str] = field(default_factory=dict, compare=False)
    """The Blockly types of its typed variables, by name."""
    face: str = field(default="", compare=False)
