"""Writes `docs/language.md`: what is taught, from the very tables that the program is made of.

The prose stands in `docs/language.in.md`; words, functions and limits are filled in here. A test
says when the page is stale; `make generate` writes it again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from robots.abilities import COLOURS, WORDS, Argument, Kind, Role, Word
from robots.languages import explained, languages, spelling
from robots.program import limits, values
from robots.program.building import DEEPEST_CALL
from robots.program.chains import MOST_TERMS
from robots.program.python.measure import LONGEST_CHAIN, LONGEST_LINE, LONGEST_PROGRAM
from robots.program.python.methods import UNSPOKEN
from robots.program.taught import TAUGHT

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "language.md"
_KINDS = {
    Kind.COLOUR: f"{', '.join(COLOURS)}, or `#rrggbb`",
    Kind.PITCH: '`"C4"`, `"F#5"`, or a number from 36 to 96; beats: 0.5 s each',
    Kind.PLACE: 'a cell (`"B3"`) or a place of the mat',
}


def language_page() -> str:
    """The text of the page."""
    template = (DOCS / "language.in.md").read_text(encoding="utf-8")
    page = template.format(
        doing=_words(Role.DOING),
        sensing=_words(Role.SENSING),
        events=_words(Role.EVENT),
        functions=_functions(),
        limits=_table(("what", "at most"), _limits()),
    )
    note = "<!-- Made by `make generate` from language.in.md: edit that, not this. -->"
    return f"{note}\n{page}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = list(head)
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _words(role: Role) -> str:
    others = languages()
    rows = [
        (
            f"`{_mark(role)}{_called(word)}`",
            ", ".join(f"`{_mark(role)}{name}`" for name in _aliases(word, others)),
            explained(word.name, "en"),
            "; ".join(filter(None, map(_meant, word.arguments))) or word.unit,
        )
        for word in WORDS.values()
        if word.role is role
    ]
    return _table(("word", "also", "meaning", "values"), rows)


def _mark(role: Role) -> str:
    return "@" if role is Role.EVENT else ""


def _called(word: Word) -> str:
    given = ", ".join(
        item.name if item.default is None else f"{item.name}={item.default!r}"
        for item in word.arguments
    )
    return word.name if word.role is Role.EVENT and not given else f"{word.name}({given})"


def _aliases(word: Word, others: Iterable[str]) -> list[str]:
    found = dict.fromkeys(spelling(language).word(word.name) for language in others)
    return [name for name in found if name != word.name]


def _meant(argument: Argument) -> str:
    if argument.choices:
        return f"{argument.name}: {', '.join(argument.choices)}"
    if argument.kind in _KINDS:
        return _KINDS[argument.kind]
    ends = (argument.least, argument.most)
    span = f" {ends[0]:g} to {ends[1]:g}" if None not in ends else ""
    unit = "" if argument.unit == argument.name else argument.unit
    return f"{argument.name}:{span} {unit}".rstrip() if span or unit else ""


def _functions() -> str:
    groups: dict[str, list[str]] = {}
    for name in TAUGHT:
        if name not in UNSPOKEN:
            owner, _, method = name.rpartition(".")
            groups.setdefault(owner, []).append(method)
    rows = [
        (owner or "always", " ".join(f"`{name}`" for name in groups[owner])) for owner in groups
    ]
    return _table(("of", "functions"), rows)


def _limits() -> Iterable[tuple[str, str]]:
    yield "statements in a program", f"{limits.MOST_STATEMENTS:,}"
    yield "stacks; variables", f"{limits.MOST_STACKS:,}; {limits.MOST_VARIABLES:,}"
    yield "loops inside one another", f"{limits.MOST_LOOPS}"
    yield "levels of statements, or of brackets", f"{limits.DEEPEST}"
    yield "calls of functions inside one another", f"{DEEPEST_CALL}"
    yield "digits of a whole number", "299"
    yield "characters of a text", f"{values.LONGEST_TEXT:,}"
    yield "items of a list, tuple or dictionary", f"{values.LONGEST_LIST:,}"
    yield "characters of a Python text; of one line", f"{LONGEST_PROGRAM:,}; {LONGEST_LINE:,}"
    yield "terms of one sum, product or condition", f"{MOST_TERMS:,}"
    yield "other signs and keywords in one line", f"{LONGEST_CHAIN}"
