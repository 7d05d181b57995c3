"""Any Python runs as it is, its robot words waited for wherever they can be."""

import pytest

from robots.errors import Refused
from robots.languages import names
from robots.program import read
from robots.program.free.program import free_program
from robots.world.trace import Type
from tests.robots.playing import of, play, said
from tests.robots.program.free.running import run

TAUGHT = [
    "forward(2)\nturn_right()\nbackward()\n",
    "for i in range(5000):\n    pass\nlight('red')\n",
    "i = 0\nwhile i < 2500:\n    i = i + 1\nsay(i)\n",
    "while True:\n    forward()\n    if obstacle():\n        break\nprint(heading())\n",
    "drive(12)\nturn(30)\nwheels(20, 30)\nwait(1)\nstop()\nprint(distance())\n",
    "wait(0.5)\nsend('a')\n@when_message('a')\ndef go():\n    light('blue')\n    forward()\n",
    "n = 3\n@when_started\ndef go():\n    n = 7\nwait(1)\nprint(n)\n",
    "if colour() == 'rouge':\n    say('no')\nelse:\n    light('rouge')\n",
    "note('C4', 2)\nprint('a', 1, True, None)\nplay('happy')\npen_down()\npen_colour('blue')\n",
    "while not button('up'):\n    pass\n",
]
CREATURES = """
class Animal:
    def __init__(self, name):
        self.name = name
        self.steps = 0

    def walk(self, steps):
        for _ in range(steps):
            forward()
            self.steps += 1
        self.rest()

    def rest(self):
        turn_right()

class Cat(Animal):
    def rest(self):
        super().rest()
        say(f"{self.name}: {self.steps}")

for animal in [Cat("Mia"), Cat("Zou")]:
    animal.walk(2)
"""


def plain(trace):
    """A trace without what tells the faces apart."""
    whole = [event.as_dict() for event in trace if event.type is not Type.STEP]
    return [
        {name: value for name, value in event.items() if name not in ("seq", "block")}
        for event in whole
    ]


@pytest.mark.parametrize("text", TAUGHT)
def test_a_taught_program_leaves_the_runners_own_trace(text):
    taught = play(*read(text.encode(), "x.py").stacks, face="python", timeout=20)
    assert plain(run(text, timeout=20)) == plain(taught)


def test_a_loop_that_never_waits_takes_the_runners_own_time():
    text = "n = 0\nwhile True:\n    n = n + 1\n    if n % 700 == 0:\n        light('red')\n"
    taught = play(*read(text.encode(), "x.py").stacks, face="python", timeout=0.01)
    assert plain(run(text, timeout=0.01)) == plain(taught)


def test_classes_and_their_methods_drive_the_robot():
    trace = run(CREATURES)
    assert said(trace) == ["Mia: 2", "Zou: 2"]
    assert len(of(trace, Type.MOTION)) == 6
    assert trace[-1].type is Type.FINISHED


def test_a_word_is_marked_at_its_own_line_however_deep_it_is_called():
    steps = of(run(CREATURES), Type.STEP)
    assert [(step.fields["word"], step.fields["block"]) for step in steps[:3]] == [
        ("forward", "9"),
        ("forward", "9"),
        ("turn_right", "14"),
    ]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("print(sorted([3, 1, 2], key=lambda n: -n))", "[3, 2, 1]"),
        ("def back(n):\n    return -n\nprint(sorted([1, 2], key=back))", "[2, 1]"),
        ("print(sum(n * n for n in range(4)))", "14"),
        ("def f(n):\n    return n\nprint([f(n) for n in [f(1)]], {f(2): f(3)})", "[1] {2: 3}"),
        ("def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nprint(fib(12))", "144"),
        ("def g():\n    yield 1\n    yield 2\nprint(list(g()))", "[1, 2]"),
        ("try:\n    1 / 0\nexcept ZeroDivisionError:\n    print('oh')", "oh"),
        ("import math\nprint(math.floor(math.pi))", "3"),
        ("def f(n):\n    return n\nf2 = f\nprint(f2(4))", "4"),
        (
            "class A:\n    def max(self):\n        forward()\n        return 1\n"
            "print(max(1, 2), A().max())",
            "2 1",
        ),
        ("print(*[1, 2], sep='-')", "1-2"),
        ("@property\ndef f(self):\n    return 1\nx = [f]\nprint(len(x))", "1"),
    ],
)
def test_python_means_what_it_means_everywhere(text, printed):
    assert said(run(text)) == [printed]


def test_what_is_printed_where_nothing_can_wait_is_said_in_its_place():
    text = "class A:\n    def __init__(self):\n        print('new')\nA()\nforward()\nprint('end')\n"
    trace = run(text)
    assert [event.type for event in trace if event.type in (Type.SAY, Type.MOTION)] == [
        Type.SAY,
        Type.MOTION,
        Type.SAY,
    ]


@pytest.mark.parametrize(
    ("text", "line", "name"),
    [
        ("go = lambda: forward()\n", "1", "forward"),
        ("class A:\n    def __init__(self):\n        avancer()\nA()\n", "2", "avancer"),
        ("steps = forward\n", "1", "forward"),
        ("def f(n):\n    return distance()\nsorted([1], key=f)\n", "3", "distance"),
        ("x = sum(distance() for n in range(3))\n", "1", "distance"),
        ("def g():\n    forward()\n    yield 1\n", "1", "forward"),
        ("def a():\n    forward()\nb = lambda: a()\n", "3", "forward"),
        ("class A:\n    n = input()\n", "2", "input"),
    ],
)
def test_a_word_where_nothing_can_wait_is_told_at_its_line(text, line, name):
    with pytest.raises(Refused) as told:
        free_program(text, names())
    problem = told.value.problems[0]
    assert (problem.code, problem.where, problem.details["reason"]) == ("not-taught", line, "wait")
    assert problem.details["name"] == name


def test_async_is_not_wanted():
    with pytest.raises(Refused) as told:
        free_program("async def f():\n    pass\n", names())
    assert told.value.problems[0].details["reason"] == "async"


@pytest.mark.parametrize(
    ("text", "code", "line", "reason"),
    [
        ("x = 1\nprint(y)", "python-error", "2", "NameError"),
        ("def f():\n    return [][3]\nf()", "python-error", "2", "IndexError"),
        ("x = 1\nx = 1 / 0", "bad-value", "2", None),
        ("speed(0)", "bad-value", "1", None),
        ("forward(1, 2)", "bad-value", "1", None),
        ("note('X', 1)", "bad-value", "1", None),
        ("def f():\n    f()\nf()", "limit", "2", None),
        ("raise ValueError('no')", "python-error", "1", "ValueError"),
        ("import numpy_of_nobody", "python-error", "1", None),
    ],
)
def test_a_fault_ends_the_run_at_its_line(text, code, line, reason):
    last = run(text)[-1]
    assert (last.type, last.fields["code"], last.fields["block"]) == (Type.ERROR, code, line)
    assert last.fields["text"]


def test_what_is_printed_is_bounded():
    last = run("while True:\n    print(1)\n", timeout=None)[-1]
    assert (last.type, last.fields["code"]) == (Type.ERROR, "limit")
    assert len(said(run("print('a' * 100000)"))[0]) == 1000


def test_others_are_let_in_where_turns_are_long():
    """Each look at this clock is 10 ms later: 1,000 turns would take 10 s."""
    looks = iter(range(10_000))
    free = free_program("while True:\n    pass\n", names(), lambda: next(looks) / 100)
    strand = free.compiled.stacks[0].start()
    assert next(strand) is False
    assert next(looks) < 10
    strand.close()


def test_exit_ends_the_program_quietly():
    assert run("forward()\nexit()\nforward()\n")[-1].type is Type.FINISHED
