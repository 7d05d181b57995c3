"""Programs compiled to stay in a Thymio, run by its virtual machine: they do what they say."""

import pytest

from robots.drivers.thymio_board import FAILED, FINISHED, HALTED, REPORT_TICKS, RUNNING
from robots.drivers.thymio_code import Fault
from robots.drivers.thymio_shows import LIGHTS
from robots.errors import Refused
from robots.languages import sentence
from tests.robots.drivers.kept import Kept, announced, compiled
from tests.robots.drivers.listing import Listing


def outcome(text: str) -> int:
    kept = Kept(text)
    kept.until_finished()
    return kept.value("x")


# ---- what it computes ----------------------------------------------------------------------------

NUMBERS = (0, 1, -1, 3, -7, 181, -182, 32767, -32768, 12345)
EXPRESSIONS = ("a + b", "a - b", "a * b", "a // b", "a % b", "-a - b")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_arithmetic_is_pythons_or_a_fault_that_stills_the_robot(expression):
    pairs = [(a, b) for a in NUMBERS for b in NUMBERS]
    kept = Kept(f"while True:\n    x = {expression}\n    y = 1\n    wait(0.01)\n")
    at = kept.program.variables
    for a, b in pairs:
        kept.restart()
        kept.run(0.11)
        kept.put(at["a"], a)
        kept.put(at["b"], b)
        kept.put(at["y"], 0)
        kept.run(0.05)
        expected = expected_of(expression, a, b)
        if isinstance(expected, Fault):
            assert kept.reports[-1][1][:2] == (FAILED, expected), (a, b)
            assert kept.truth("targets") == [0, 0]
        else:
            assert (kept.state, kept.value("y"), kept.value("x")) == (RUNNING, 1, expected), (a, b)


def expected_of(expression: str, a: int, b: int) -> int | Fault:
    try:
        value = eval(expression, {"a": a, "b": b})
    except ZeroDivisionError:
        return Fault.DIVISION
    if expression.startswith("-a") and a == -32768:
        return Fault.SIZE
    return value if -32768 <= value <= 32767 else Fault.SIZE


@pytest.mark.parametrize(
    "text",
    [
        "x = 0\nfor i in range(5):\n    for j in range(3):\n        x += i * j\n",
        "x = 0\nfor i in range(10, 0, -3):\n    x = x * 10 + i\n",
        "x = 0\nfor i in range(2, 9, 2):\n    if i == 4:\n        continue\n    x += i\n",
        "x = 0\nwhile True:\n    x += 3\n    if x > 100:\n        break\n",
        "x = 0\nn = 300\nfor i in range(n):\n    x += 1\n",
        "a = [3, 1, 4, 1, 5]\nx = 0\nfor v in a:\n    x = x * 10 + v - 2\n",
        "a = [0] * 8\nfor i in range(8):\n    a[i] = i * i\nx = a[-1] + a[2] + len(a)\n",
        "x = max(3, 9, 4) - min(7, 2) + abs(-5) + abs(6)\n",
        "x = 1 if 3 > 4 else 2 if not 0 else 5\n",
        "x = (0 or 7) + (3 and 4) * 10 + (0 and 9)\n",
        "y = 5\nif y == 4:\n    x = 1\nelif y > 4 and y < 6:\n    x = 2\nelse:\n    x = 3\n",
        "def f(n, m=2):\n    k = n * m\n    return k + 1\nx = 1000 + f(f(3), m=f(1)) + f(2)\n",
        "def f(n):\n    global x\n    x = n\n    wait(0.05)\n    return n + 1\n"
        "x = 0\nx = 100 - f(5) * 2 - f(f(6))\n",
        "def g(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\n"
        "def f(n):\n    return g(n) + g(n + 1)\nx = f(40)\n",
        "a = [5, 6]\ndef f(a):\n    return a + 1\nx = f(a[1])\n",
        "def f(n):\n    for i in range(9):\n        if i==n:\n            return i * 2\nx = f(4)\n",
        "x = 0\nfor i in range(-2, 3):\n    x = x * 7 + i // 2 + i % 3\n",
    ],
)  # fmt: skip
def test_it_computes_what_python_computes(text):
    names = {"wait": lambda seconds: None}
    exec(text, names)
    assert outcome(text) == names["x"]


def test_chance_stays_within_its_bounds():
    text = (
        "import random\nlow = 9\nhigh = 0\nfor i in range(200):\n    n = random.randint(3, 6)\n"
        "    low = min(low, n)\n    high = max(high, n)\nx = low * 10 + high\n"
    )
    assert outcome(text) == 36


def test_a_wrong_index_ends_it_with_the_wheels_still():
    kept = Kept("a = [1, 2, 3]\ni = 3\nwheels(50, 50)\nwait(0.2)\nx = a[i]\n")
    kept.run(0.5)
    assert kept.reports[-1][1][:3] == (FAILED, Fault.INDEX, 0)
    assert kept.program.marks[kept.reports[-1][1][3]] == "5"
    assert kept.truth("targets") == [0, 0]


# ---- what it does --------------------------------------------------------------------------------


@pytest.mark.parametrize("firmware", ["new", "old"])
def test_it_drives_a_square_and_comes_to_rest(firmware):
    kept = Kept("for i in range(4):\n    forward(1)\n    turn_right()\n", firmware)
    kept.until_finished()
    assert kept.truth("x") == pytest.approx(7.5, abs=1)
    assert kept.truth("y") == pytest.approx(7.5, abs=1)
    assert kept.truth("heading") == pytest.approx(360, abs=4) or kept.truth("heading") < 4
    assert kept.truth("wheels") == [0, 0]


@pytest.mark.parametrize(
    ("text", "cm"),
    [
        ("drive(20)", 20),
        ("speed(90)\ndrive(20)", 20),
        ("n = 20\ndrive(n)", 20),
        ("drive(20)\ndrive(-5)", 15),
        ("n = 2\nforward(n)\nbackward(n - 1)", 15),
    ],
)
def test_a_motion_is_as_long_as_it_says(text, cm):
    kept = Kept(text, start="C1,0")
    before = kept.truth("y")
    kept.until_finished()
    assert kept.truth("y") - before == pytest.approx(cm, abs=0.8)


@pytest.mark.parametrize("text", ["turn(270)", "n = -90\nturn(n)", "turn_left()"])
def test_a_turn_is_as_far_as_it_says(text):
    kept = Kept(text, start="C3,0")
    kept.until_finished()
    assert kept.truth("heading") == pytest.approx(270, abs=3)


def test_a_wall_ends_a_drive_and_counts_as_one_bump():
    kept = Kept("drive(200)\nx = 0\nif bumped():\n    x = 1\nif bumped():\n    x = 2\n")
    kept.until_finished()
    assert kept.value("x") == 1
    assert kept.truth("wheels") == [0, 0]


@pytest.mark.parametrize("firmware", ["new", "old"])
def test_lights_notes_and_waits_take_their_time(firmware):
    kept = Kept("light('orange')\nnote('A4', 1)\nwait(0.25)\nlight_off()\nwait(1)", firmware)
    kept.run(0.2)
    assert kept.truth("leds")["top"] == list(LIGHTS["orange"])
    assert kept.truth("sound") == {"hz": 440}
    kept.run(0.5)
    assert kept.truth("sound") is None
    assert kept.truth("leds")["top"] == list(LIGHTS["orange"])
    assert kept.until_finished() == pytest.approx(1.25, abs=0.2)
    assert kept.truth("leds")["top"] == [0, 0, 0]


def test_it_waits_for_a_hand_and_reads_how_far_it_is():
    kept = Kept("while not obstacle():\n    pass\nx = distance()\nlight('red')", start="C3,0")
    kept.run(1)
    assert kept.state == RUNNING
    kept.host.robot.press("prox.horizontal", [0, 0, 3000, 0, 0, 0, 0])
    kept.until_finished()
    assert 5 <= kept.value("x") <= 7


def test_it_reads_the_floor_the_noise_and_how_it_leans():
    kept = Kept(
        "g = ground()\nn = sound_level()\nx = 0\nif tilt() == 'left':\n    x = 1\n"
        "if on_line():\n    x = 2\nwait(1)\n"
        "n = sound_level()\nif tilt() == 'left':\n    x += 10\nwait(0.1)\n",
        start="C3,0",
    )
    kept.run(0.5)
    kept.host.robot.press("acc", [20, 0, 10])
    kept.run(0.4)
    kept.host.robot.press("mic.intensity", 128)
    kept.until_finished()
    assert (kept.value("x"), kept.value("n")) == (10, 50)
    assert kept.value("g") > 60


# ---- events --------------------------------------------------------------------------------------

HATS = """
@when_button("up")
def louder():
    global x
    x += 1
    wait(0.5)

@when_started
def begin():
    global x
    x = 100
    send("go")

@when_message("go")
def gone():
    light("blue")

@when_obstacle
def seen():
    light("red")

@when_loud
def loud():
    light("green")
"""


def test_stacks_start_by_their_events_and_drop_those_that_come_meanwhile():
    kept = Kept(HATS, start="C3,0")
    kept.run(0.2)
    assert (kept.value("x"), kept.truth("leds")["top"]) == (100, list(LIGHTS["blue"]))
    for pressed in (1, 0, 1, 0):
        kept.host.robot.press("button.forward", pressed)
        kept.run(0.1)
    assert kept.value("x") == 101
    kept.run(0.5)
    kept.host.robot.press("button.forward", 1)
    kept.run(0.1)
    assert kept.value("x") == 102
    kept.host.robot.press("prox.horizontal", [0, 0, 3000, 0, 0, 0, 0])
    kept.run(0.2)
    assert kept.truth("leds")["top"] == list(LIGHTS["red"])
    kept.host.robot.press("clap", 1)
    kept.run(0.2)
    assert kept.truth("leds")["top"] == list(LIGHTS["green"])
    assert kept.state == RUNNING, "an event may come at any time"


def test_stacks_run_beside_each_other_each_with_its_own_calls():
    text = (
        "def slow(n):\n    wait(0.2)\n    return n\n"
        "@when_started\ndef one():\n    global x\n    x = slow(3)\n"
        "@when_started\ndef two():\n    global y\n    wait(0.1)\n    y = slow(4)\n"
    )
    kept = Kept(text)
    assert kept.until_finished() == pytest.approx(0.45, abs=0.1)
    assert (kept.value("x"), kept.value("y")) == (3, 4)


def test_a_busy_stack_does_not_hold_up_the_clock_of_the_others():
    text = (
        "@when_started\ndef busy():\n    global x\n    x = 0\n    while True:\n        x = 1 - x\n"
        "@when_started\ndef timed():\n    light('red')\n    wait(1)\n    light('blue')\n"
    )
    kept = Kept(text)
    kept.run(1)
    assert kept.truth("leds")["top"] == list(LIGHTS["red"])
    kept.run(0.25)
    assert kept.truth("leds")["top"] == list(LIGHTS["blue"])
    assert kept.faults == []


def test_the_middle_button_stops_it_and_starts_it_anew():
    kept = Kept("wheels(50, 50)\nwhile True:\n    wait(1)\n", start="C1,0")
    kept.run(0.2)
    assert kept.truth("targets") == [250, 250]
    for state, targets in ((HALTED, [0, 0]), (RUNNING, [250, 250])):
        kept.host.robot.press("button.center", 1)
        kept.run(0.2)
        assert kept.truth("targets") == targets
        assert kept.state == state or state == RUNNING
        kept.host.robot.press("button.center", 0)
        kept.run(0.2)


def test_the_middle_button_is_the_programs_when_it_uses_it():
    kept = Kept("while not button('centre'):\n    pass\nlight('red')\n")
    kept.host.robot.press("button.center", 1)
    kept.until_finished()
    assert kept.state == FINISHED
    assert kept.truth("leds")["top"] == list(LIGHTS["red"])


def test_steps_are_told_at_a_bounded_rate():
    kept = Kept("while True:\n    x = 1\n    wait(0.07)\n    wait(0.06)\n")
    kept.run(3)
    times = [time for time, _ in kept.reports]
    assert 10 < len(times) <= 30
    gaps = [second - first for first, second in zip(times, times[1:], strict=False)]
    assert min(gaps) >= REPORT_TICKS / 100 - 0.02
    assert set(kept.marks()) <= {"1", "2", "3", "4"}


# ---- what stays tethered -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("say('a')", "1 word-lacking onboard"),
        ("x = 1\nprint(x)", "2 word-lacking onboard"),
        ("go_north()", "1 word-lacking onboard"),
        ("x = heading()", "1 word-lacking onboard"),
        ("x = 3 / 2", "1 not-taught onboard-division"),
        ("x = 0.5", "1 not-taught onboard-decimal"),
        ("x = 40000", "1 not-taught onboard-number"),
        ("x = 'a'", "1 not-taught onboard-text"),
        ("c = 1\nnote(c, 1)", "2 not-taught onboard-written"),
        ("x = [1, 2]\nx = [1]", "2 not-taught onboard-list"),
        ("x = []\nx.append(3)", "1 not-taught onboard-list"),
        ("def f():\n    a = [1, 2]\nf()", "2 not-taught onboard-list"),
        ("a = [1, 2]\na = 3", "2 not-taught onboard-list"),
        ("a = [1, 2]\na += 3", "2 not-taught onboard-list"),
        ("x = None", "1 not-taught onboard-value"),
        ("def f(n):\n    f(n - 1)\nf(3)", "3 not-taught onboard-recursion"),
    ],
)
def test_what_cannot_stay_is_told_at_its_block(text, told):
    with pytest.raises(Refused) as refused:
        compiled(text)
    where, code, reason = told.split()
    problem = refused.value.problems[0]
    assert (problem.where, problem.code, problem.details["reason"]) == (where, code, reason)
    for language in ("fr", "en"):
        assert "{" not in sentence(problem, language)


def test_everything_that_cannot_stay_is_told_at_once():
    with pytest.raises(Refused) as refused:
        compiled("say('a')\nx = 1\nx = 0.5\nx = 3 / 2")
    assert [problem.where for problem in refused.value.problems] == ["1", "3", "4"]


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("light('red')\n" * 200, {}),
        ("a = [0] * 900\na[0] = 1", {}),
        ("wait(1)", {"bytecode": 100}),
        ("x = 1 + (2 + (3 + (4 + 5)))", {"stack": 8}),
    ],
)
def test_what_does_not_fit_into_the_robot_is_told(text, room):
    with pytest.raises(Refused) as refused:
        compiled(text, announced(**room))
    problem = refused.value.problems[0]
    assert (problem.code, problem.details["reason"]) == ("limit", "onboard")
    assert problem.where


# ---- another house's assembler -------------------------------------------------------------------

EVERYTHING = """
import random

def f(n, m=2):
    k = n
    return k * m

a = [1, 2, 3]
for i in range(3):
    a[i] = a[-1] + f(i) // 2 % 3 - random.randint(1, 6)
for v in a:
    if v > 2 and not bumped() or distance() < 5:
        drive(v)
    elif tilt() == "left" or on_line() or ground() > 50:
        turn(v)
    else:
        wheels(v, -v)
        wait(v)
forward(2)
turn_left()
light("red")
note("A4", 1)
play("happy")
while not obstacle("back"):
    speed(max(10, sound_level()))
"""


@pytest.mark.parametrize("text", [EVERYTHING, HATS], ids=["loose", "hats"])
@pytest.mark.parametrize("firmware", ["new", "old"])
def test_an_independent_assembler_makes_the_same_words(text, firmware):
    listing = Listing()
    words = compiled(text, announced(firmware), assembler=listing).words
    assert len(words) > 500
    assert list(words) == listing.foreign_words()
