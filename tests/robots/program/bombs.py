"""Programs' files that are made to hurt: each grows with a number, in each face."""

from __future__ import annotations

import json
from collections.abc import Callable

from tests.robots.program.scratch.projects import block as scratch
from tests.robots.program.scratch.projects import project, sb3, sprite

Bomb = Callable[[int], bytes]
Json = dict[str, object]


def python(start: str = "", more: str = "", end: str = "") -> Bomb:
    """Text with a part that comes again and again; `{n}` in it is its number."""
    return lambda size: (
        start + "".join(more.replace("{n}", str(n)) for n in range(size)) + end
    ).encode()


def _lines(*rows: str) -> Bomb:
    """Rows of statements, one line each with its number."""
    return python("", "\n".join(rows) + "\n")


def deep(size: int) -> str:
    return "".join("    " * n + "if 1:\n" for n in range(size)) + "    " * size + "x = 1\n"


PYTHON: dict[str, Bomb] = {
    "brackets": python("x = ", "("),
    "closed brackets": lambda size: f"x = {'(' * size}1{')' * size}".encode(),
    "lists": lambda size: f"x = {'[' * size}{']' * size}".encode(),
    "sums": python("x = 1", " + 1"),
    "signs": python("x = ", "-", "1"),
    "nots": python("x = ", "not ", "1"),
    "comparisons": python("x = 1", " < x"),
    "powers": python("x = 9", " ** 9"),
    "attributes": python("x = a", ".b"),
    "calls": python("x = f", "(1)"),
    "places": python("x = f", "[0]"),
    "choices": python("x = ", "1 if 1 else ", "1"),
    "lambdas": python("x = ", "lambda: ", "1"),
    "templates": python("x = f'", "{x}", "'"),
    "templates inside": python("x = ", "f'{", ""),
    "digits": python("x = ", "9"),
    "decimals": python("x = 0.", "9"),
    "exponent": python("x = 1e", "9"),
    "long text": python("say('", "a", "')"),
    "open text": python("x = '''", "a\n"),
    "long name": python("", "x", " = 1"),
    "long word": python("", "avancer", "(1)"),
    "commas": python("x = [", "1, ", "]"),
    "long list": python("x = [\n", "1,\n", "]"),
    "long dictionary": python("x = {\n", "{n}: {n},\n", "}"),
    "arguments": python("forward(", "1,", ")"),
    "targets": python("", "x{n}, ", " = 1"),
    "together": python("", "x{n} = ", "1"),
    "semicolons": python("", "stop();"),
    "tabs": python("if 1:\n", "\t", "stop()"),
    "comments": _lines("# un commentaire"),
    "comments above": python("", "# oui\n", "stop()\n"),
    "blank lines": python("", "\n", "stop()"),
    "backslashes": python("x = 1 ", "\\\n", "+ 1"),
    "statements": _lines("forward({n})"),
    "variables": _lines("x{n} = {n}"),
    "one variable": _lines("x = x + 1"),
    "functions": _lines("def f{n}():", "    stop()"),
    "functions that call": _lines("def f{n}(a):", "    f{n}(a)"),
    "hats": _lines("@when_started", "def f{n}():", "    stop()"),
    "same functions": _lines("def f():", "    stop()"),
    "texts kept": _lines("x = lambda: {n}"),
    "texts kept deep": _lines("class A{n}:", "    def f(self):", "        pass"),
    "loops": _lines("for i{n} in range({n}):", "    print(i{n})"),
    "counting to sums": _lines("for i in range(x, x + {n}):", "    print(i)"),
    "waiting": _lines("while x{n} < {n}:", "    stop()"),
    "waiting in hats": _lines("@when_started", "def f{n}():", "    while x{n}:", "        stop()"),
    "kept in functions": _lines("def f{n}():", "    x{n} = lambda: {n}"),
    "calls with names": _lines("def f{n}(a{n}=1):", "    f{n}(a{n}=x{n})"),
    "conditions": _lines("if x == {n}:", "    stop()"),
    "elif": python("if x:\n    stop()\n", "elif x == {n}:\n    stop()\n"),
    "indents": lambda size: deep(size).encode(),
    "spaces": python("x = 1", " "),
    "imports": _lines("import math"),
    "star imports": _lines("from math import *"),
    "globals": python("def f():\n", "    global x{n}\n"),
    "quotes": python("x = ", '"'),
    "at": python("", "@"),
    "open quotes": _lines("say('oui)"),
    "surrogates": python("say('", "\\ud800", "')"),
    "letters": python("x = '", "é", "'"),
    "misspelt": _lines("avancr{n}(1)"),
    "items grow": _lines("d[{n}] += 1"),
    "asks": _lines("x = int(input('{n}'))"),
    "messages": _lines("send('m{n}')"),
}


def _json(content: object) -> bytes:
    return json.dumps(content).encode()


def cards(*stacks: list[Json]) -> bytes:
    return _json({"cards": 1, "stacks": [{"do": list(row)} for row in stacks]})


def _inside(make: Callable[[str], str], core: str, size: int) -> str:
    """A text inside itself."""
    start, _, end = make("\0").partition("\0")
    return start * size + core + end * size


CARD_INSIDE = '{{"cards": 1, "stacks": [{{"do": [{}]}}]}}'
BLOCK_INSIDE = '{{"blocks": {{"blocks": [{}]}}}}'
CARDS: dict[str, Bomb] = {
    "cards": lambda size: cards([{"word": "forward", "steps": 1}] * size),
    "stacks": lambda size: cards(*[[{"word": "stop"}]] * size),
    "empty stacks": lambda size: cards(*[[]] * size),
    "repeats": lambda size: CARD_INSIDE.format(
        _inside(lambda inner: f'{{"repeat": 2, "do": [{inner}]}}', "", size)
    ).encode(),
    "else": lambda size: CARD_INSIDE.format(
        _inside(lambda inner: f'{{"if": {{"word": "bumped"}}, "else": [{inner}]}}', "", size)
    ).encode(),
    "elif": lambda size: CARD_INSIDE.format(
        _inside(
            lambda inner: f'{{"if": {{"word": "bumped"}}, "elif": true, "else": [{inner}]}}',
            "",
            size,
        )
    ).encode(),
    "comment": lambda size: cards([{"word": "stop", "comment": "a" * size}]),
    "types": lambda size: _json(
        {"cards": 1, "stacks": [], "types": {f"x{n}": "Number" for n in range(size)}}
    ),
    "number": lambda size: cards([]).replace(b"1", b"9" * size, 1),
    "steps": lambda size: cards([{"word": "forward", "steps": 7}]).replace(b"7", b"9" * size),
    "keys": lambda size: cards([{"word": "stop"} | {f"x{n}": n for n in range(size)}]),
    "brackets": lambda size: b'{"cards":' + b"[" * size,
    "closed": lambda size: b'{"cards": 1, "stacks":' + b"[" * size + b"]" * size + b"}",
    "braces": lambda size: b'{"a":' * size,
    "junk": lambda size: b"\xff\xfe" * size,
    "zeros": lambda size: b"\0" * size,
    "spaces": lambda size: b" " * size + b"{}",
    "escapes": lambda size: b'{"cards": "' + b"\\ud800" * size + b'"}',
}


def _blocks(*tops: Json, **more: object) -> bytes:
    return _json({"blocks": {"blocks": list(tops)}} | more)


def _chain(size: int, type: str = "robot_stop") -> str:
    return _inside(
        lambda inner: f'{{"type": "{type}", "next": {{"block": {inner}}}}}',
        f'{{"type": "{type}"}}',
        size,
    )


def _nested(type: str, name: str, core: str) -> Bomb:
    def make(size: int) -> bytes:
        inner = _inside(
            lambda inner: f'{{"type": "{type}", "inputs": {{"{name}": {{"block": {inner}}}}}}}',
            core,
            size,
        )
        if name == "DO":
            return BLOCK_INSIDE.format(inner).encode()
        top = f'{{"type": "text_print", "inputs": {{"TEXT": {{"block": {inner}}}}}}}'
        return BLOCK_INSIDE.format(top).encode()

    return make


def _texts(text: str) -> Bomb:
    return lambda size: _blocks(
        {"type": "robot_python", "fields": {"TEXT": text}, "id": "b"}, *[
            {"type": "robot_python", "fields": {"TEXT": text.replace("0", str(n))}, "id": str(n)}
            for n in range(size)
        ]
    )  # fmt: skip


def _variables(size: int) -> bytes:
    listed = [{"id": str(n), "name": "x"} for n in range(size)]
    used = [
        {"type": "math_change", "fields": {"VAR": {"id": str(n)}}, "x": n, "y": n}
        for n in range(size)
    ]
    return _blocks(*used, variables=listed)


def _functions(size: int) -> bytes:
    called = [{"type": "procedures_callnoreturn", "extraState": {"name": "f"}}] * size
    return _blocks(*[{"type": "procedures_defnoreturn", "fields": {"NAME": "f"}}] * size, *called)


BLOCKS: dict[str, Bomb] = {
    "tops": lambda size: _blocks(*[{"type": "robot_stop"}] * size),
    "same ids": lambda size: _blocks(*[{"type": "robot_stop", "id": "a"}] * size),
    "a row": lambda size: BLOCK_INSIDE.format(_chain(size)).encode(),
    "an unknown row": lambda size: BLOCK_INSIDE.format(_chain(size, "fly")).encode(),
    "loops": _nested("controls_repeat", "DO", '{"type": "robot_stop"}'),
    "sums": _nested("math_arithmetic", "A", '{"type": "math_number"}'),
    "negations": _nested("logic_negate", "BOOL", '{"type": "logic_boolean"}'),
    "items": lambda size: _blocks(
        {"type": "lists_create_with", "extraState": {"itemCount": size}, "id": "a"}
    ),
    "many items": lambda size: _blocks(
        *[{"type": "text_print", "inputs": {"TEXT": {"block": {
            "type": "lists_create_with", "extraState": {"itemCount": 90}}}}}] * size
    ),
    "mutation": lambda size: _blocks(
        {"type": "controls_if", "extraState": f"<mutation elseif=\"{'9' * size}\"></mutation>"}
    ),
    "branches": lambda size: _blocks({"type": "controls_if", "inputs": {
        f"IF{n}": {"block": {"type": "logic_boolean"}} for n in range(size)}}),
    "texts": _texts("x = 0"),
    "kept texts": _texts("x = lambda: 0"),
    "one long text": lambda size: _blocks(
        {"type": "robot_python", "fields": {"TEXT": "x = 1\n" * size}}
    ),
    "deep text": lambda size: _blocks(
        {"type": "robot_python_value", "fields": {"TEXT": "(" * size + ")" * size}}
    ),
    "variables": _variables,
    "functions": _functions,
    "data": lambda size: _blocks({"type": "procedures_defnoreturn", "data": "{" * size}),
    "a number": lambda size: _blocks(
        {"type": "robot_forward", "fields": {"STEPS": 7}}
    ).replace(b"7", b"9" * size),
    "brackets": lambda size: b'{"blocks":' + b"[" * size,
}  # fmt: skip


def _scratch(size: int) -> bytes:
    moves = [scratch("motion_movesteps", {"STEPS": 10}) for _ in range(size)]
    return sb3(project(sprite("Chat", [scratch("event_whenflagclicked"), *moves])))


SCRATCH: dict[str, Bomb] = {
    "blocks": _scratch,
    "junk": lambda size: b"PK\x03\x04" * size,
    "cut": lambda size: _scratch(size)[:-20],
    "zeros": lambda size: sb3(json.loads("[" + "0," * size + "0]")),
}
BOMBS: dict[str, tuple[str, Bomb]] = {
    f"{name} ({suffix})": (suffix, bomb)
    for suffix, bombs in (("py", PYTHON), ("json", CARDS), ("sb3", SCRATCH))
    for name, bomb in bombs.items()
} | {f"{name} (blocks)": ("json", bomb) for name, bomb in BLOCKS.items()}
"""What it is -> the suffix of its file, and how to make one of a size."""
