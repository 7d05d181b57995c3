"""Text that is refused: each with its code and its line, none with anything but a refusal."""

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robots.errors import Refused
from robots.languages import sentence
from robots.program import read
from robots.program.check import check
from robots.program.compile import compile_program
from robots.program.faces import write_face
from tests.robots.program.trying import tries

pytestmark = pytest.mark.random


def refusal(text: str | bytes) -> tuple[str, str, object]:
    """The code, line and reason of the refusal of a text."""
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Refused) as caught:
        read(data, "essai.py")
    (problem,) = caught.value.problems
    return str(problem.code), problem.where, problem.details.get("reason")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("forward()\nfor i in range(3)\n    stop()", "2", "colon"),
        ("stop()\nforward(\nstop()\n", "2", "bracket"),
        ("forward)", "1", "bracket"),
        ("say('oui)\nstop()", "1", "quote"),
        ("stop()\n  forward()", "2", "indent-extra"),
        ("if 1:\nforward()", "2", "indent-missing"),
        ("stop()\nelse if 1:\n    stop()", "2", "else-if"),
        ("if 1:\n    stop()\nelse if 2:\n    stop()", "3", "else-if"),
        ("x = 1\nif x = 1:\n    stop()", "2", "equals"),
        ("while x = 1:\n    stop()", "1", "equals"),
        ("If 1:\n    stop()", "1", "spelling"),
        ("stop()\nWhile True:\n    stop()", "2", "spelling"),
        ("For i in range(3):\n    stop()", "1", "spelling"),
        ("si 1:\n    stop()", "1", "spelling"),
        ("stop()\nx = true", "2", "spelling"),
        ("while false: stop()", "1", "spelling"),
        ("say(“oui”)", "1", "curly"),
        ("stop()\nsay(« oui »)", "2", "curly"),
        ("stop()\nprint 'oui'", "2", "call"),
        ("forward 2", "1", "call"),
        ("x = [1 2]", "1", "comma"),
        ("1 = x", "1", "assign"),
        ("if 1\n    say('“')", "1", "colon"),
        ("if 1:\n    stop()\n  stop()", "3", "indent"),
        ("if 1:\n    break", "2", "jump"),
        ("stop()\nreturn 1", "2", "return"),
        ("stop() stop()", "1", None),
        ("x = 1\0", "1", None),
    ],
)
def test_what_is_no_python_says_the_line_and_why(text, line, reason):
    assert refusal(text) == ("syntax", line, reason)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("x = 1\nclass A: pass", "2", "name"),
        ("def f(*x):\n    stop()", "1", "name"),
        ("def f(x=[]):\n    stop()", "1", "name"),
        ("def f():\n    stop()\ndef f():\n    stop()\nstop()", "1", "name"),
        ("def avancer():\n    stop()", "1", "word-name"),
        ("def f():\n    stop()\nx = f", "3", "name"),
        ("x = [i for i in range(3)]", "1", "name"),
        ("from math import gcd", "1", "name"),
        ("from math import sqrt as r", "1", "name"),
        ("import math as m", "1", "name"),
        ("import os", "1", "name"),
        ("x = ().__class__", "1", "name"),
        ("eval('1')", "1", "name"),
        ("x = 1 << 9", "1", None),
        ("x = b'a'", "1", None),
        ("a, *b = 1, 2", "1", "name"),
        ("a, b[0] = 1, 2", "1", "name"),
        ("del x", "1", "name"),
        ("x[1:2] = []", "1", "name"),
        ("x = f'{y!r}'", "1", "name"),
        ("x = f'{y:{z}}'", "1", "name"),
        ("x = f'{y:9999}'", "1", "name"),
        ("x = format(y, z)", "1", "name"),
        ("x = sorted(y, key=len)", "1", "name"),
        ("print(1, end='')", "1", "name"),
        ("x[random.random()] += 1", "1", "once"),
        ("x.upper()", "1", "unused"),
        ("@when_started\ndef f():\n    return", "3", "name"),
        ("x = lambda: 1", "1", "name"),
        ("forward", "1", "brackets"),
        ("if obstacle:\n    stop()", "1", "brackets"),
        ("speed = 9\nspeed(speed)", "2", "word-name"),
        ("max = 9\nx = max(1, 2)", "2", "word-name"),
        ("distance()", "1", "unused"),
        ("1 + 1", "1", "unused"),
        ("x = forward()", "1", "action"),
        ("while True:\n    stop()\nelse:\n    stop()", "4", "name"),
        ("x = 1 < heading() < 3", "1", "once"),
        ("@when_started\ndef f(x):\n    stop()", "2", "name"),
    ],
)
def test_what_is_not_taught_is_kept_and_says_the_line_and_what(text, line, reason):
    program = read(text.encode(), "essai.py")
    problem = next(found for found in check(program) if not found.remark)
    assert problem.code == "not-taught"
    assert (problem.where, problem.details.get("reason")) == (line, reason)
    with pytest.raises(Refused) as caught:
        compile_program(program, Random(0))
    assert str(caught.value) == "not-taught"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("stop()\nvole()", "unknown-word", "2"),
        ("@vole\ndef f():\n    stop()", "unknown-word", "1"),
        ("x = input('a', 'b')", "bad-value", "1"),
        ("forward(1, 2)", "bad-value", "1"),
        ("forward(pas=2)", "bad-value", "1"),
        ("forward(1, steps=2)", "bad-value", "1"),
        ("forward(**x)", "bad-value", "1"),
        ("x = abs()", "bad-value", "1"),
        ("for i in range(1.5):\n    stop()", "bad-value", "1"),
        ("for i in range(0, 9, 0):\n    print(i)", "bad-value", "1"),
        ("x = " + "9" * 301, "bad-value", "1"),
        ("x = " + "9" * 5_000, "bad-value", "1"),
        ("x = 1e999", "bad-value", "1"),
        ("say('\\ud800')", "bad-value", "1"),
        (b"say('\xe9')", "broken-file", "1"),
    ],
)
def test_wrong_words_and_values_say_the_line(text, code, line):
    assert refusal(text)[:2] == (code, line)


def test_a_capital_is_told_the_small_letter():
    with pytest.raises(Refused) as caught:
        read(b"Print('oui')", "essai.py")
    assert sentence(caught.value.problems[0]) == (
        "Je ne connais pas « Print ». Voulais-tu écrire « print » ?"
    )
    assert refusal("stop()\nIf 1:\n    stop()") == ("syntax", "2", "spelling")


def test_a_word_nearly_right_is_told_the_right_one():
    with pytest.raises(Refused) as caught:
        read(b"avancr(2)", "essai.py")
    assert sentence(caught.value.problems[0]) == (
        "Je ne connais pas « avancr ». Voulais-tu écrire « avancer » ?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000, "x = " + "(" * 60 + "1" + ")" * 60, "x = " + "-" * 50_000 + "1",
        "x = " + "not " * 30_000 + "1", "x = " + "1 + " * 40_000 + "1", "x = a" + ".a" * 50_000,
        "x = a" + "()" * 50_000, "x = a" + "[0]" * 50_000, "x = " + "lambda:" * 20_000 + "1",
        "x = " + "1 if 1 else " * 10_000 + "1", "if 1:\n pass\n" + "elif 1:\n pass\n" * 9_000,
        "".join(" " * i + "if 1:\n" for i in range(300)) + " " * 300 + "x = 1",
        "x = 1\n" * 30_000, "x" * 10_000_000, "\n" * 300_000, '"' * 199_999, "@" * 100_000,
        "x = f'" + "{f'" * 90,
    ],
)  # fmt: skip
def test_text_without_end_is_refused_at_once(text):
    began = time.process_time()
    assert refusal(text)[0] in ("too-deep", "too-big", "syntax")
    assert time.process_time() - began < 5


@pytest.mark.parametrize("link", ["x[0] ** ", "not ", "- ", "1 if 1 else ", "1 < ", "1 ** "])
def test_a_chain_without_end_is_refused_before_it_is_parsed(link):
    assert refusal(f"stop()\nx = {link * 201}1")[:2] == ("too-deep", "2")
    assert refusal(f"x = a{'(0)' * 202}")[:2] == ("too-deep", "1")


def test_huge_numbers_do_no_harm():
    program = read(b"for i in range(10**15):\n    x = 9 ** 9 ** 9 ** 9\n    say(x)", "essai.py")
    assert check(program) == []
    loop = read(f"for i in range({'9' * 299}):\n    print(i)".encode(), "essai.py")
    assert read(write_face(loop, "python").encode(), "essai.py") == loop


_pieces = st.sampled_from(
    ["forward", "avancer", "x", "i", "(", ")", "[", "]", ":", "\n", "    ", "for ", " in ", "range",
     "if ", "else", "elif ", "while ", "not ", "=", "==", "+=", "-", "**", "1", "'a'", "0.5", ",",
     "@when_started", "def f():", "pass", "break", "print", "#", ".", "f'{x}'", "lambda", "True",
     "global ", "import math", "\\", "é", "\t", ";", "obstacle()", "'devant'", "# oui", "  "]
)  # fmt: skip


@settings(tries(120))
@given(st.one_of(st.lists(_pieces, max_size=30).map("".join), st.text(max_size=60)))
def test_any_text_is_read_or_refused(text):
    try:
        program = read(text.encode("utf-8", "replace"), "essai.py")
        check(program)
        written = write_face(program, "python")
    except Refused:
        return
    assert write_face(read(written.encode(), "essai.py"), "python") == written
