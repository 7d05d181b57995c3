"""The run that the browser's Python holds: the same trace as the runner's, steered by its page."""

import json

from robots.browser import playing
from robots.program import read
from tests.robots.playing import lines, play

GO_ROUND = "for i in range(4):\n    forward(2)\n    turn_right()\nprint(heading())\n"
CORRIDOR = 'rows = ["#...#"]\nstart = {cell = "B1", heading = 90}\n'


class Page:
    """What a page hears; `wall` is its clock."""

    def __init__(self, text, **order):
        self.lines, self.wall = [], 100.0
        asked = {"program": {"face": "python", "content": text}, **order}
        self.faults = json.loads(playing.begin(json.dumps(asked), self.lines.append))["faults"]

    def go_on(self, seconds):
        """Let the clock go on and do what falls due; what `step` said at last."""
        end, wait = self.wall + seconds, playing.step(self.wall)
        while wait >= 0.0 and self.wall + wait <= end:
            self.wall += max(wait, 0.001)
            wait = playing.step(self.wall)
        self.wall = end
        return wait

    @property
    def events(self):
        return [json.loads(line) for line in self.lines]

    def types(self):
        return [event["type"] for event in self.events]


def at_once(text, **order):
    page = Page(text, speed="max", **order)
    assert page.faults == []
    while playing.step(0.0) >= 0.0:
        pass
    return page


def test_as_fast_as_it_goes_its_trace_is_the_runners_to_the_byte():
    stacks = read(GO_ROUND.encode(), "x.py").stacks
    whole = lines(play(*stacks, seed=3, face="python"))
    assert "".join(f"{line}\n" for line in at_once(GO_ROUND, seed=3).lines) == whole


def test_held_back_to_the_clock_it_is_the_same_trace():
    page = Page(GO_ROUND)
    assert page.go_on(60.0) == playing.ENDED
    assert page.lines == at_once(GO_ROUND).lines


def test_it_waits_as_long_as_a_motion_takes():
    page = Page("forward(2)\n")
    assert 0.0 < page.go_on(0.5) <= 1.0
    assert page.types() == ["start", "step", "motion"]


def test_stop_ends_a_loop_that_never_waits():
    page = Page("while True:\n    pass\n")
    page.go_on(0.05)
    playing.steer("stop", page.wall)
    assert playing.step(page.wall) == playing.ENDED
    assert page.events[-1]["type"] == "stopped"
    assert page.events[-1]["by"] == "pupil"


def test_time_stands_still_while_it_is_paused():
    page = Page("wait(1)\nlight('red')\n")
    page.go_on(0.5)
    playing.steer("pause", page.wall)
    assert page.go_on(10.0) == playing.NOTHING
    playing.steer("resume", page.wall)
    assert page.go_on(1.0) == playing.ENDED
    assert [event["t"] for event in page.events if event["type"] == "light"] == [1]


def test_in_slow_motion_a_second_takes_two():
    page = Page("wait(1)\nlight('red')\n")
    page.go_on(0.0)
    playing.steer("slow", page.wall)
    page.go_on(1.5)
    assert "light" not in page.types()
    assert page.go_on(1.0) == playing.ENDED


def test_a_button_of_the_page_starts_its_stack():
    page = Page("@when_button('up')\ndef up():\n    light('green')\n")
    assert page.go_on(1.0) == playing.NOTHING
    playing.give("button.up", "true", page.wall)
    page.go_on(1.0)
    assert page.types() == ["start", "input", "step", "light"]


def test_the_mat_is_the_one_that_is_sent():
    page = at_once("forward(3)\n", mat=CORRIDOR)
    assert page.types() == ["start", "step", "motion", "motion", "bump", "finished"]


def test_a_program_that_may_not_run_tells_why_and_writes_nothing():
    page = Page("speed(0)\n")
    assert [fault["code"] for fault in page.faults] == ["bad-value"]
    assert page.lines == []
    assert playing.step(0.0) == playing.ENDED


def test_it_is_stopped_when_its_time_is_over():
    page = at_once("while True:\n    forward()\n    backward()\n", timeout=5)
    assert page.events[-1]["by"] == "timeout"


def test_an_error_is_told_in_the_language_that_is_asked_for():
    text = "print(1 / (heading() - heading()))\n"
    french, english = (at_once(text, language=name).events[-1]["text"] for name in ("fr", "en"))
    assert french != english


def test_what_a_program_asks_for_is_asked_and_answered():
    page = Page("name = input('Qui ?')\nprint(name)\n", asks=True)
    assert page.go_on(1.0) == playing.NOTHING
    assert json.loads(playing.asked()) == "Qui ?"
    playing.give("input", '"Lea"', page.wall)
    assert page.go_on(1.0) == playing.ENDED
    assert [event["text"] for event in page.events if event["type"] == "say"] == ["Lea"]


def test_free_python_asks_too():
    page = Page("class A: pass\nprint(input('Qui ?').upper())\n", asks=True)
    assert page.go_on(1.0) == playing.NOTHING
    playing.give("input", '"Lea"', page.wall)
    page.go_on(1.0)
    assert [event["text"] for event in page.events if event["type"] == "say"] == ["LEA"]


def test_where_nobody_can_answer_asking_is_an_error():
    assert at_once("print(input('Qui ?'))\n").events[-1]["code"] == "no-input"


def test_it_pauses_before_a_breakpoint():
    page = Page("light('red')\nlight('blue')\n", breakpoints=["2"])
    assert page.go_on(1.0) == playing.NOTHING
    assert playing.paused()
    assert page.types() == ["start", "step", "light"]
    playing.steer("resume", page.wall)
    assert page.go_on(1.0) == playing.ENDED
