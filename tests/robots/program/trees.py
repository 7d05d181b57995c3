"""Random programs: those that cards can show, and those that Python can."""

from __future__ import annotations

from hypothesis import strategies as st

from robots.abilities import BUTTONS, COLOURS, SIDES, SOUNDS, WORDS, Argument, Kind, Role, Word
from robots.program.tree import (
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Choice,
    Compare,
    Count,
    Do,
    Expression,
    If,
    ListOf,
    Literal,
    Logic,
    Print,
    Program,
    Repeat,
    Sense,
    Stack,
    Statement,
    Unary,
    Variable,
    When,
    While,
)

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
