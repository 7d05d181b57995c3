"""Random programs: those that cards can show, and those that Python can."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from hypothesis import strategies as st

from robots.abilities import BUTTONS, COLOURS, SIDES, SOUNDS, WORDS, Argument, Kind, Role, Word
from robots.program.python.scope import stored_by
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Choice,
    Compare,
    Count,
    DictOf,
    Do,
    Evaluate,
    Expression,
    ForEach,
    Function,
    If,
    Jump,
    ListOf,
    Literal,
    Logic,
    Opaque,
    Own,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    Sense,
    SetItem,
    Stack,
    Statement,
    Template,
    TupleOf,
    Unary,
    Unpack,
    Variable,
    When,
    While,
)

Rows = Callable[[st.SearchStrategy[Statement]], st.SearchStrategy[Statement]]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_numbers = st.one_of(st.integers(-5, 5), st.sampled_from([0.5, 2.0, -1.25, 10**15, 1e-9]))
_kinds: dict[Kind, st.SearchStrategy[object]] = {
    Kind.NUMBER: _numbers,
    Kind.TEXT: texts,
    Kind.COLOUR: st.sampled_from([*COLOURS, "#a1b2c3"]),
    Kind.PITCH: st.sampled_from(["C4", "F#5", 60]),
    Kind.PLACE: st.sampled_from(["A1", "maison", "été"]),
}
_choices = {SIDES: st.sampled_from(SIDES), BUTTONS: st.sampled_from(BUTTONS),
            SOUNDS: st.sampled_from(SOUNDS)}  # fmt: skip


def _argument(argument: Argument) -> st.SearchStrategy[Expression]:
    if argument.choices:
        return st.builds(Literal, _choices[argument.choices])
    return st.builds(Literal, _kinds[argument.kind])


@st.composite
def _given(draw: st.DrawFn, word: Word) -> dict[str, Expression]:
    given = {}
    for argument in word.arguments:
        if argument.default is None or draw(st.booleans()):
            given[argument.name] = draw(_argument(argument))
    return given


def _words(role: Role) -> list[Word]:
    return [word for word in WORDS.values() if word.role is role]


@st.composite
def dos(draw: st.DrawFn) -> Do:
    word = draw(st.sampled_from(_words(Role.DOING)))
    return Do(word.name, draw(_given(word)))


@st.composite
def senses(draw: st.DrawFn) -> Sense:
    word = draw(st.sampled_from(_words(Role.SENSING)))
    return Sense(word.name, draw(_given(word)))


@st.composite
def whens(draw: st.DrawFn) -> When:
    word = draw(st.sampled_from(_words(Role.EVENT)))
    return When(word.name, draw(_given(word)))


def _nested(cards: st.SearchStrategy[Statement]) -> st.SearchStrategy[Statement]:
    row = st.lists(cards, max_size=3)
    return st.one_of(
        st.builds(Repeat, st.builds(Literal, st.integers(0, 10**15)), row),
        st.builds(lambda body: While(Literal(True), body), row),
        st.builds(lambda test, body, other: If([Branch(test, body)], other), senses(), row, row),
    )


_flat = st.one_of(dos(), st.builds(lambda test: While(test, [], until=True), senses()))
cards = st.recursive(_flat, _nested, max_leaves=12)
card_programs = st.builds(
    Program,
    st.lists(st.builds(Stack, st.lists(cards, max_size=4), whens()), min_size=1, max_size=3),
)
"""Programs that cards can show, every stack under a hat."""

# What Python can show beside ---------------------------------------------------------------------

_names = st.sampled_from(["x", "y", "i", "ma variable", "speed", "for", "max", "_", "été"])
_leaves = st.one_of(
    st.builds(Literal, st.one_of(_numbers, texts, st.booleans(), st.none())),
    st.builds(Variable, _names),
    st.builds(Sense, st.sampled_from(["heading", "colour", "bumped"])),
)


def _expressions(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    arithmetic = st.sampled_from(["+", "-", "*", "/", "//", "%", "**"])
    comparison = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
    one = st.sampled_from(["abs", "len", "str", "int", "str.upper", "math.sqrt", "reversed"])
    two = st.sampled_from(["item", "part", "contains", "max", "random.randint", "str.join"])
    return st.one_of(
        st.builds(Unary, st.sampled_from(["not", "-"]), inner),
        st.builds(Binary, arithmetic, inner, inner),
        st.builds(Compare, comparison, inner, inner),
        st.builds(Logic, st.sampled_from(["and", "or"]), inner, inner),
        st.builds(Choice, inner, inner, inner),
        st.builds(lambda name, a: Call(name, [a]), one, inner),
        st.builds(lambda name, a, b: Call(name, [a, b]), two, inner, inner),
        st.builds(lambda a, b, c: Call("part", [a, b, c]), inner, inner, inner),
        st.builds(ListOf, st.lists(inner, max_size=3)),
        st.builds(Call, st.sampled_from(["math.pi", "random.random"]), st.just([])),
    )


expressions = st.recursive(_leaves, _expressions, max_leaves=8)


def _blocks(inner: st.SearchStrategy[Statement]) -> st.SearchStrategy[Statement]:
    row = st.lists(inner, max_size=3)
    few = st.builds(Literal, st.one_of(st.integers(-1, 4), st.just(1.5)))
    end = st.one_of(st.builds(Literal, st.integers(-3, 4)), st.builds(Variable, _names))
    by = st.builds(Literal, st.sampled_from([1, 2, -2]))
    branches = st.lists(st.builds(Branch, expressions, row), min_size=1, max_size=3)
    return st.one_of(
        st.builds(Repeat, few, row),
        st.builds(Count, _names, end, end, by, row),
        st.builds(If, branches, row),
    )


_simple = st.one_of(
    st.builds(Assign, _names, expressions),
    st.builds(Change, _names, expressions),
    st.builds(Print, st.lists(expressions, max_size=2)),
    st.builds(lambda steps: Do("forward", {"steps": steps}), expressions),
    st.builds(lambda: Do("turn_right")),
)
statements = st.recursive(_simple, _blocks, max_leaves=8)
python_programs = st.builds(
    lambda body, other: Program([Stack(body, When("when_started")), *other]),
    st.lists(statements, min_size=1, max_size=4),
    st.lists(
        st.builds(lambda body: Stack(body, When("when_started")), st.lists(statements, max_size=2)),
        max_size=1,
    ),
)
"""Programs that end by themselves and that Python can show."""

# The whole language ------------------------------------------------------------------------------

FAMILIES = frozenset(
    {"containers", "templates", "methods", "functions", "asking", "each", "changes", "opaque"}
)
"""The families of nodes that `whole_programs` can be asked for."""

FUNCTIONS = {"carre": ["cote", "tours"], "aide": []}
"""The functions of such programs, with their parameters; the last parameter has a default."""

_fields = st.sampled_from(["x", "y", "liste", "notes"])
_said = st.text(st.characters(categories=["L", "P", "Zs"]), min_size=1, max_size=8)


def _distinct(parts: list[Expression]) -> list[Expression]:
    """The parts of a template without written texts side by side, which are one."""
    kept: list[Expression] = []
    for part in parts:
        written = isinstance(part, Literal) and isinstance(part.value, str)
        before = kept[-1] if kept else None
        if written and isinstance(before, Literal) and isinstance(before.value, str):
            continue
        kept.append(part)
    return kept


def _templates(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    form = st.sampled_from([".2f", ">5", "03d", "", "+", "*^9"])
    shown = st.builds(lambda value, spec: Call("format", [value, Literal(spec)]), inner, form)
    parts = st.lists(st.one_of(st.builds(Literal, _said), shown, inner), max_size=4)
    whole = parts.filter(
        lambda given: not any(isinstance(part, Literal) and part.value == "" for part in given)
    )
    return st.builds(lambda given: Template(_distinct(given)), whole)


def _containers(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    pairs = st.lists(st.tuples(inner, inner), max_size=3)
    return st.one_of(
        st.builds(TupleOf, st.lists(inner, max_size=3)),
        st.builds(lambda found: DictOf([a for a, _ in found], [b for _, b in found]), pairs),
    )


def _methods(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    one = st.sampled_from(["list.pop", "list.copy", "dict.keys", "dict.items", "str.isdigit",
                           "sorted", "enumerate", "tuple", "list", "str.capitalize"])  # fmt: skip
    two = st.sampled_from(["list.index", "str.count", "dict.get", "list.pop", "sorted", "range",
                           "zip", "random.randrange"])  # fmt: skip
    return st.one_of(
        st.builds(lambda name, a: Call(name, [a]), one, inner),
        st.builds(lambda name, a, b: Call(name, [a, b]), two, inner, inner),
        st.builds(lambda a, b, c, d: Call("part", [a, b, c, d]), inner, inner, inner, inner),
        st.builds(lambda a, b, c: Call("list.pop", [a, b, c]), inner, inner, inner),
    )


def _calls(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(lambda a: Own("carre", [a]), inner),
        st.builds(lambda a, b: Own("carre", [a], {"tours": b}), inner, inner),
        st.just(Own("aide")).map(lambda _: Own("aide")),
    )


def _asks(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.builds(Ask, st.one_of(st.none(), inner))


_VALUES = {"containers": _containers, "templates": _templates, "methods": _methods,
           "functions": _calls, "asking": _asks}  # fmt: skip


def whole_expressions(families: frozenset[str] = FAMILIES) -> st.SearchStrategy[Expression]:
    """Values with the nodes of these families, beside those of every program."""
    makers = [_expressions, *(maker for name, maker in _VALUES.items() if name in families)]
    return st.recursive(
        _leaves, lambda inner: st.one_of([maker(inner) for maker in makers]), max_leaves=4
    )


def _changing(values: st.SearchStrategy[Expression]) -> st.SearchStrategy[Statement]:
    thing = st.builds(Variable, _fields)
    return st.one_of(
        st.builds(SetItem, thing, values, values),
        st.builds(Unpack, st.lists(_fields, min_size=1, max_size=3, unique=True), values),
        st.builds(lambda a, b: Evaluate(Call("list.append", [a, b])), thing, values),
        st.builds(lambda a: Evaluate(Call("list.sort", [a, Literal(True)])), thing),
    )


OPAQUE = (
    "import turtle", "x = [i for i in range(3)]", "class Robot:\n    def dit(self):\n        pass",
    "try:\n    x = 1\nexcept ValueError:  # ici\n    pass", "with open('a') as f:\n\n    y = f",
    "x = '''un\n  deux''' if x else lambda: 1",
)  # fmt: skip
"""Python that is not taught."""


def whole_statements(
    families: frozenset[str] = FAMILIES, returns: bool = False
) -> st.SearchStrategy[Statement]:
    """Statements with the nodes of these families; `returns` for those of a function."""
    values = whole_expressions(families)
    simple = [
        st.builds(Assign, _names, values),
        st.builds(Print, st.lists(values, max_size=2)),
        st.builds(lambda steps: Do("forward", {"steps": steps}), values),
    ]
    if "changes" in families:
        simple.append(_changing(values))
    if "functions" in families:
        simple.append(st.builds(lambda a: Evaluate(Own("carre", [a])), values))
    if "opaque" in families:
        simple.append(st.builds(Opaque, st.sampled_from(OPAQUE)))
    if returns:
        simple.append(st.builds(Return, st.one_of(st.none(), values)))
    return st.recursive(st.one_of(simple), _rows(values, "each" in families), max_leaves=4)


def _rows(values: st.SearchStrategy[Expression], each: bool) -> Rows:
    def around(inner: st.SearchStrategy[Statement]) -> st.SearchStrategy[Statement]:
        row = st.lists(inner, min_size=1, max_size=3)
        names = st.lists(_fields, min_size=1, max_size=2, unique=True)
        branches = st.lists(st.builds(Branch, values, row), min_size=1, max_size=2)
        found = [st.builds(Repeat, st.builds(Literal, st.integers(0, 3)), row)]
        found.append(st.builds(If, branches, st.one_of(st.just([]), row)))
        jumps = st.builds(Jump, st.sampled_from(["break", "continue"]))
        turns = st.builds(lambda body, after: [*body, *after], row, st.lists(jumps, max_size=1))
        found.append(st.builds(While, values, turns, st.booleans()))
        found.append(st.builds(Count, _fields, values, values, values, turns))
        return st.one_of([*found, st.builds(ForEach, names, values, row)] if each else found)

    return around


@st.composite
def _functions(draw: st.DrawFn, families: frozenset[str]) -> list[Function]:
    body = st.lists(whole_statements(families, returns=True), max_size=3)
    found = []
    for name, given in FUNCTIONS.items():
        default = draw(st.one_of(st.none(), st.builds(Literal, st.integers(0, 9))))
        last = [Parameter(given[-1], default)] if given else []
        rows = draw(body)
        stored = sorted(stored_by(rows) - set(given))
        local = draw(st.lists(st.sampled_from(stored), unique=True)) if stored else []
        parameters = [*map(Parameter, given[:-1]), *last]
        found.append(Function(name, parameters, rows, sorted(local)))
    return found


def whole_programs(families: frozenset[str] = FAMILIES) -> st.SearchStrategy[Program]:
    """Programs with the nodes of these families; they may go wrong when they run."""
    rows = st.lists(whole_statements(families), min_size=1, max_size=4)
    functions = _functions(families) if "functions" in families else st.just([])
    return st.builds(
        lambda body, own: Program([Stack(body, When("when_started"))], own), rows, functions
    )


# Programs that go to their end --------------------------------------------------------------------

_small = st.builds(Literal, st.integers(-3, 4))
_counts = st.sampled_from(["x", "y", "i"])


def _sums(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.one_of(
        st.builds(Binary, st.sampled_from(["+", "-", "*"]), inner, inner),
        st.builds(lambda a, b: Call("max", [a, b]), inner, inner),
        st.builds(lambda a: Own("double", [a]), inner),
    )


_number = st.recursive(st.one_of(_small, st.builds(Variable, _counts)), _sums, max_leaves=3)
_test = st.builds(Compare, st.sampled_from(["<", "==", ">="]), _number, _number)


def _loops(inner: st.SearchStrategy[Statement]) -> st.SearchStrategy[Statement]:
    row = st.lists(inner, min_size=1, max_size=3)
    step = st.builds(Literal, st.sampled_from([1, 2, 0.5]))
    return st.one_of(
        st.builds(Repeat, st.builds(Literal, st.integers(0, 3)), row),
        st.builds(Count, st.just("k"), _small, _small, step, row),
        st.builds(ForEach, st.just(["i"]), st.builds(ListOf, st.lists(_small, max_size=3)), row),
        st.builds(lambda test, a, b: If([Branch(test, a)], b), _test, row, row),
    )


_steps = st.one_of(
    st.builds(lambda steps: Do("forward", {"steps": Literal(steps)}), st.integers(-1, 2)),
    st.just("turn_right").map(Do),
    st.builds(lambda value: Print([value]), _number),
    st.builds(Assign, _counts, _number),
    st.builds(Change, _counts, _number),
)
_double = Function("double", [Parameter("n")], [Return(Binary("*", Literal(2), Variable("n")))])
ending_programs = st.builds(
    lambda body: Program(
        [Stack([*(Assign(name, Literal(0)) for name in "xyi"), *body], When("when_started"))],
        [deepcopy(_double)],
    ),
    st.lists(st.recursive(_steps, _loops, max_leaves=6), min_size=1, max_size=5),
)
"""Programs in which nothing goes wrong, so that all of what they do is seen."""
