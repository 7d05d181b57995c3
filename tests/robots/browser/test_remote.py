"""A program whose robot is elsewhere: its words are told one by one, and answered in their turn."""

import json

import pytest

from robots.browser import playing
from robots.browser.remote import BEAT


class Robot:
    """The page and the gateway behind it: answers what it is told, from `readings`."""

    def __init__(self, text, **readings):
        self.told, self.readings, self.wall = [], readings, 100.0
        asked = {"program": {"face": "python", "content": text}, "remote": True}
        self.answer = json.loads(playing.begin(json.dumps(asked), self.hear))
        self.begun = 0

    def hear(self, line):
        self.told.append(json.loads(line))

    def begin(self, stack=1):
        self.begun += 1
        playing.give("began", json.dumps({"stack": stack, "count": self.begun}), self.wall)

    def go_on(self, seconds=0.0):
        """Let time go on, and do what is due; what `step` said at last."""
        end = self.wall + seconds
        while 0.0 <= (wait := playing.step(self.wall)) <= end - self.wall and seconds:
            self.wall += max(wait, 0.001)
        return wait

    def reply(self, word, value=None):
        playing.give("answer", json.dumps({"number": word["number"], "value": value}), self.wall)

    def run(self):
        """Answer each word until every stack is over; the words and arguments."""
        answered = 0
        while not self.words or self.words[-1]["word"] is not None:
            self.go_on(0.01)
            for word in self.words[answered:]:
                if word["word"] is not None:
                    self.reply(word, self.readings.get(word["word"]))
            answered = len(self.words)
        return self.said

    @property
    def words(self):
        return [told for told in self.told if told["kind"] == "word"]

    @property
    def said(self):
        return [(word["word"], word["arguments"]) for word in self.words]

    @property
    def beats(self):
        return [told["began"] for told in self.told if told["kind"] == "beat"]


FREE = "class Dog:\n    def go(self):\n        avancer(distance())\nDog().go()\nprint('fini')\n"


def test_nothing_runs_before_the_gateway_says_so():
    robot = Robot(FREE)
    assert robot.answer == {
        "faults": [],
        "stacks": [{"word": None, "arguments": {}}],
        "words": ["distance", "forward"],
    }
    robot.go_on(0.1)
    assert robot.words == []


def test_every_word_is_told_at_its_line_and_waited_for():
    robot = Robot(FREE, distance=3)
    robot.begin()
    assert robot.run() == [
        ("distance", {}),
        ("forward", {"steps": 3}),
        ("say", {"text": "fini"}),
        (None, {}),
    ]
    assert [word["line"] for word in robot.words] == ["3", "3", "5", "5"]
    assert [word["number"] for word in robot.words] == [1, 2, 3, 4]


def test_what_input_asks_for_is_told_too():
    robot = Robot("class A: pass\nprint(input('Qui ?'))\n", input="Lea")
    robot.begin()
    assert robot.run()[:2] == [("input", {"prompt": "Qui ?"}), ("say", {"text": "Lea"})]


def test_what_is_said_twice_does_nothing():
    robot = Robot("class A: pass\nforward(1)\nforward(2)\nforward(3)\n")
    robot.begin()
    for _ in range(2):
        playing.give("began", '{"stack": 1, "count": 1}', robot.wall)
    robot.go_on(0.1)
    first = robot.words[0]
    for _ in range(3):
        robot.reply(first)
        robot.go_on(0.1)
    assert robot.said == [("forward", {"steps": 1}), ("forward", {"steps": 2})]


def test_a_word_without_an_answer_is_told_again():
    robot = Robot("class A: pass\nforward()\n")
    robot.begin()
    robot.go_on(2.6)
    assert robot.said == [("forward", {"steps": 1})] * 3
    assert {word["number"] for word in robot.words} == {1}
    robot.reply(robot.words[0])
    robot.go_on(0.1)
    assert robot.said[3:] == [(None, {})]


def test_it_beats_while_it_goes_on_whatever_it_does():
    robot = Robot("class A: pass\nwhile True:\n    pass\n")
    robot.go_on(1.0)
    robot.begin()
    beats = len(robot.beats)
    robot.go_on(4 * BEAT)
    assert robot.beats[:beats] == [0] * beats
    assert robot.beats[beats:] == [1] * 4
    assert beats in (4, 5)


@pytest.mark.parametrize("text", ["while True:\n    pass\n", "wait(100)\n", "input()\n"])
def test_stop_ends_it_whatever_it_does(text):
    robot = Robot(f"class A: pass\n{text}")
    robot.begin()
    robot.go_on(0.1)
    playing.steer("stop", robot.wall)
    assert robot.go_on() == playing.ENDED


def test_a_fault_is_told_at_its_line():
    robot = Robot("class A: pass\nforward()\nspeed(len([]))\nforward()\n")
    robot.begin()
    assert robot.run() == [("forward", {"steps": 1}), (None, {})]
    fault = robot.words[-1]["fault"]
    assert (fault["code"], fault["where"]) == ("bad-value", "3")


def test_stacks_go_on_in_turn():
    robot = Robot("@when_button('up')\ndef up():\n    light([n for n in ['red']][0])\nwait(1)\n")
    assert robot.answer["stacks"][1] == {"word": "when_button", "arguments": {"name": "up"}}
    robot.begin(1)
    robot.begin(2)
    robot.go_on(0.1)
    assert [(word["stack"], word["word"]) for word in robot.words] == [(1, "wait"), (2, "light")]


def test_no_text_is_told_that_is_longer_than_a_screen_can_show():
    robot = Robot("class A: pass\nsay('a' * 5000)\n")
    robot.begin()
    assert len(robot.run()[0][1]["text"]) == 1000


def test_a_program_of_too_many_stacks_is_refused():
    hats = "".join(f"@when_line\ndef line{n}():\n    [n for n in (1,)]\n" for n in range(10))
    assert [fault["code"] for fault in Robot(hats).answer["faults"]] == ["too-big"]
