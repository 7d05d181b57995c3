"""The programs that must leave the same traces on the server's Python and in the browser's."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from lessons.catalogue import catalogue
from robots.program.faces import read_face, write_face
from tests.robots.program.free.test_free import CREATURES, TAUGHT

HERE = Path(__file__).parent
NOISY = """
rows = [".....#", "......", "..#...", "......", "#.....", "......"]
start = {cell = "B2", heading = 45}
noise = 0.05
lines = [{points = [[10, 10], [60, 20], [70, 80]], width = 2, colour = "black"}]
"""
MADE = 40
LONG = [
    f"x = 2\nprint({f' {sign} '.join([term] * 1000)})"
    for sign, term in (("+", "x"), ("-", "-distance()"), ("*", "0.99"), ("and", "x < 3"))
]
"""Programs with a thousand terms in one expression: the browser's Python has a smaller stack."""


def orders() -> list[dict[str, object]]:
    """What to run: lessons' and tests' programs, and some made up by number."""
    texts = [*TAUGHT, CREATURES, *LONG, *(made_up(number) for number in range(MADE))]
    written = [{"program": {"face": "python", "content": text}} for text in texts]
    mats = [{"mat": NOISY} if number % 2 else {} for number in range(len(written))]
    whole = [
        *_lessons(),
        *_blockly(),
        *_long_blocks(),
        *(a | b for a, b in zip(written, mats, strict=True)),
    ]
    fixed = {"speed": "max", "timeout": 30, "language": "fr"}
    return [{**order, **fixed, "seed": number} for number, order in enumerate(whole)]


def _lessons() -> list[dict[str, object]]:
    return [
        {"program": {"face": text.face, "content": text.content}, "mat": lesson.mat_text}
        for lesson in catalogue().values()
        for text in (*lesson.solutions, *([lesson.start] if lesson.start else []))
    ]


def _blockly() -> list[dict[str, object]]:
    """What the real Blockly saved of nearly all its blocks."""
    saved = (HERE.parent / "program" / "blockly_saved.jsonl").read_text("utf-8").splitlines()
    whole = [json.dumps(json.loads(line)["blocks"]) for line in saved]
    return [{"program": {"face": "blocks", "content": content}} for content in whole]


def _long_blocks() -> list[dict[str, object]]:
    """Blocks inside one another: a long sum of long products, and more statements than fit."""
    product = " * ".join(["1"] * 740)
    texts = [f"print({product}{' + 1' * 740})", "stop()\n" * 3000]
    return [
        {"program": {"face": "blocks", "content": write_face(read_face("python", text), "blocks")}}
        for text in texts
    ]


def made_up(number: int) -> str:
    """A program by its number: arithmetic, luck, lists, and a robot of either body."""
    luck = Random(number)
    free = luck.random() < 0.6
    lines = ["import math", "import random", "x = 1", "y = 2.5", "xs = [3, 1, 2]"]
    for _ in range(luck.randint(6, 14)):
        lines += _statement(luck, free, 0)
    return "\n".join([*lines, "print(x, y, xs, heading())", ""])


def _statement(luck: Random, free: bool, level: int) -> list[str]:
    kind = luck.randrange(8 if level < 2 else 5)
    if kind == 0:
        return [f"x = {_number(luck, 2)}"]
    if kind == 1:
        return [f"y = {_number(luck, 3)}"]
    if kind == 2:
        return [f"print({_number(luck, 2)}, {_sense(luck)}, x > y)"]
    if kind == 3:
        return [luck.choice(["xs.append(x)", "xs[0] = y", "xs = xs + [x]", "xs.sort()"])]
    if kind == 4:
        return [_word(luck, free)]
    header = luck.choice([f"for i in range({luck.randint(1, 4)}):", f"if {_number(luck, 1)} > x:"])
    body = [line for _ in range(luck.randint(1, 3)) for line in _statement(luck, free, level + 1)]
    return [header, *(f"    {line}" for line in body)]


def _number(luck: Random, depth: int) -> str:
    plain = ["x", "y", "xs[0]", "len(xs)", str(luck.randint(-9, 9)), f"{luck.uniform(-5, 5):.3f}"]
    if depth == 0:
        return luck.choice([*plain, "random.randint(1, 6)", "random.random()"])
    left, right = (_number(luck, depth - 1) for _ in range(2))
    return luck.choice(
        [
            *plain,
            f"({left} {luck.choice('+-*')} {right})",
            f"({left} / (1 + abs({right})))",
            f"math.sin({left})",
            f"math.cos(math.radians({left}))",
            f"math.atan({left})",
            f"math.sqrt(abs({left}))",
            f"math.exp(-abs({left}))",
            f"math.log(1 + abs({left}))",
            f"(abs({left}) ** 0.5)",
            f"round({left})",
            f"max({left}, {right})",
            f"({left} % 7)",
            f"sum(xs) + {left}",
        ]
    )


def _sense(luck: Random) -> str:
    return luck.choice(["distance()", "obstacle('front')", "ground()", "at('B2')", "heading()"])


def _word(luck: Random, free: bool) -> str:
    if not free:
        return luck.choice(["forward()", "turn_left()", "turn_right()", "backward(2)", "go_east()"])
    return luck.choice(
        [
            "drive(x % 20)",
            "turn(y * 10 % 360)",
            "forward()",
            "speed(30)",
            "wheels(20, 35)",
            "wait(0.5)",
            "stop()",
            "turn_left()",
        ]
    )
