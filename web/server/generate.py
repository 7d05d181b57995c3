"""Writes what the client must know of the messages and the words, as TypeScript.

`python -m web.server.generate` writes `messages.ts`, `words.ts` and `animals.ts` in
`web/client/src/generated/`, `docs/language.md`, and the README's table of robots; a test says when
they are stale. Nothing in them is written by hand.
"""

from __future__ import annotations

import inspect
import json
import types
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec

from robots import messages
from robots.abilities import COLOURS, WORDS, Argument, Family, Kind, Role, Word
from robots.messages import ANSWERS, TO_BROWSER, Failure, event_name
from robots.room import ANIMALS
from robots.views import CompanionView, LessonView
from web.server.language_page import PAGE, language_page
from web.server.robots_table import README, readme

FOLDER = Path(__file__).parents[1] / "client" / "src" / "generated"
PLAIN: dict[object, str] = {
    int: "number",
    float: "number",
    str: "string",
    bool: "boolean",
    type(None): "null",
    msgspec.Raw: "TraceEvent",
}
TRACE_EVENT = """/** One line of a trace. */
export interface TraceEvent {
  seq: number;
  t: number;
  type: string;
  x: number;
  y: number;
  heading: number;
  cell: string | null;
  [field: string]: unknown;
}"""


def generated() -> dict[str, str]:
    """The text of each generated file, by its name."""
    return {
        "messages.ts": messages_file(),
        "words.ts": words_file(),
        "animals.ts": animals_file(),
    }


# ---- messages ----------------------------------------------------------------------------------


def messages_file() -> str:
    """Every struct that a browser sends, receives or fetches, and the maps of who answers what."""
    structs: dict[str, type] = {}
    for pair in ANSWERS.items():
        _collect(pair, structs)
    _collect((*TO_BROWSER, Failure, LessonView, CompanionView), structs)
    parts = [TRACE_EVENT, *map(_interface, structs.values()), _asks(), _told()]
    return "\n\n".join(parts) + "\n"


def _collect(roots: tuple[type, ...], found: dict[str, type]) -> None:
    """Add each struct, followed by those it is made of."""
    for root in roots:
        if root.__name__ not in found:
            found[root.__name__] = root
            _collect(tuple(_structs_of(root)), found)


def _structs_of(struct: type) -> Iterator[type]:
    waiting: list[object] = list(_fields(struct).values())
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, type) and issubclass(item, msgspec.Struct):
            yield item
        else:
            waiting[:0] = typing.get_args(item)


def _fields(struct: type) -> dict[str, object]:
    hints = typing.get_type_hints(struct, vars(messages) | vars(_home(struct)))
    return {name: hints[name] for name in struct.__struct_fields__}  # type: ignore[attr-defined]


def _home(struct: type) -> types.ModuleType:
    module = inspect.getmodule(struct)
    return messages if module is None else module


def _interface(struct: type) -> str:
    said = " ".join(inspect.getdoc(struct).split("\n\n")[0].split())  # type: ignore[union-attr]
    fields = [f"  {name}: {_typed(hint)};\n" for name, hint in _fields(struct).items()]
    return f"/** {said} */\nexport interface {struct.__name__} {{\n{''.join(fields)}}}"


def _typed(hint: object) -> str:
    """The TypeScript of an annotation."""
    if hint in PLAIN:
        return PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is None and isinstance(hint, type):
        return hint.__name__
    if origin is typing.Literal:
        return " | ".join(json.dumps(value) for value in arguments)
    if origin is dict:
        return f"Record<{_typed(arguments[0])}, {_typed(arguments[1])}>"
    if origin is list:
        return _list_of(_typed(arguments[0]))
    if origin is tuple:
        return f"[{', '.join(map(_typed, arguments))}]"
    if origin in (typing.Union, types.UnionType):
        return " | ".join(dict.fromkeys(map(_typed, arguments)))
    raise TypeError(f"no TypeScript for {hint}")


def _list_of(item: str) -> str:
    return f"({item})[]" if "|" in item else f"{item}[]"


def _asks() -> str:
    lines = [
        f"  {event_name(asked)}: [{asked.__name__}, {answer.__name__}];\n"
        for asked, answer in ANSWERS.items()
    ]
    head = "/** What a browser asks, and what it is answered. */\nexport interface Asks {\n"
    return f"{head}{''.join(lines)}}}"


def _told() -> str:
    lines = [f"  {event_name(told)}: {told.__name__};\n" for told in TO_BROWSER]
    head = "/** What the server tells a browser. */\nexport interface Told {\n"
    return f"{head}{''.join(lines)}}}"


# ---- words -------------------------------------------------------------------------------------

WORD_TYPES = f"""/** One argument of a word; null: no default (it must be given), no bound. */
export interface WordArgument {{
  name: string;
  kind: {" | ".join(json.dumps(kind) for kind in Kind)};
  default: number | string | null;
  choices: readonly string[];
  least: number | null;
  most: number | null;
  unit: string;
}}

/** One word of the language, as `robots/abilities.py` declares it. */
export interface Word {{
  family: {" | ".join(json.dumps(family) for family in Family)};
  role: {" | ".join(json.dumps(role) for role in Role)};
  ability: string;
  arguments: readonly WordArgument[];
  gives: WordArgument["kind"] | null;
  card: boolean;
  grid: boolean;
  continuous: boolean;
  unit: string;
}}"""


def words_file() -> str:
    """Every word with its arguments, and the values of the colours."""
    words = "".join(f"  {name}: {_word(word)},\n" for name, word in WORDS.items())
    colours = "".join(f"  {name}: {json.dumps(value)},\n" for name, value in COLOURS.items())
    families = "".join(f"  {name}: {json.dumps(word.family)},\n" for name, word in WORDS.items())
    return (
        f"{WORD_TYPES}\n\n"
        "/** Every word by its canonical name, in the order of the toolbox. */\n"
        f"export const WORDS: Record<string, Word> = {{\n{words}}};\n\n"
        "/** The colours that words name, as screens draw them. */\n"
        f"export const COLOURS: Record<string, string> = {{\n{colours}}};\n\n"
        "/** Each word's family alone, for pages that only draw programs. */\n"
        f'export const FAMILIES: Record<string, Word["family"]> = {{\n{families}}};\n'
    )


def animals_file() -> str:
    """The animals alone: the first page of a tablet needs no more of this."""
    return (
        "/** The animals, from robots/room.py: `make generate` writes this. */\n\n"
        "/** Every animal that a child may be, in the order of the shelves. */\n"
        f"export const ANIMAL_NAMES = {json.dumps(ANIMALS)} as const;\n"
    )


def _word(word: Word) -> str:
    arguments = ", ".join(map(_argument, word.arguments))
    return (
        f"{{ family: {json.dumps(word.family)}, role: {json.dumps(word.role)}, "
        f"ability: {json.dumps(word.ability)}, arguments: [{arguments}], "
        f"gives: {json.dumps(word.gives)}, card: {json.dumps(word.card)}, "
        f"grid: {json.dumps(word.grid)}, continuous: {json.dumps(word.continuous)}, "
        f"unit: {json.dumps(word.unit)} }}"
    )


def _argument(argument: Argument) -> str:
    return (
        f"{{ name: {json.dumps(argument.name)}, kind: {json.dumps(argument.kind)}, "
        f"default: {json.dumps(argument.default)}, choices: {json.dumps(argument.choices)}, "
        f"least: {json.dumps(argument.least)}, most: {json.dumps(argument.most)}, "
        f"unit: {json.dumps(argument.unit)} }}"
    )


def main() -> None:
    """Write the files."""
    for name, text in generated().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    PAGE.write_text(language_page(), encoding="utf-8")
    README.write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    main()
