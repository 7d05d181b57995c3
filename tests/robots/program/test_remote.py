"""A program whose words come from elsewhere runs as any other: checked, timed, traced, in turn."""

import pytest

from robots.abilities import ABILITIES
from robots.drivers.simulated import body_for
from robots.errors import Code, Problem, Refused
from robots.program.remote import Outside, Said
from robots.program.scene import Scene
from robots.program.tree import Program
from robots.world.shipped import shipped
from robots.world.trace import Recorder

WORDS = frozenset({"forward", "distance", "light", "wait", "when_button"})
START = ((None, {}),)


class Elsewhere:
    """Says words for a run, and keeps what it is told."""

    def __init__(self, stacks=START, words=WORDS, abilities=ABILITIES, asks=False):
        self.told, self.trace, self.now = [], [], 0.0
        self.outside = Outside(stacks, words, abilities, self)
        self.scene = Scene()
        body, recorder = body_for(frozenset(words), shipped()), Recorder(self.trace.append)
        program = Program([], face="python")
        self.run = self.scene.add(program, body, recorder, {}, self.outside.program, asks)
        self.go_on()

    def began(self, stack):
        self.told.append(("began", stack))

    def answered(self, stack, value):
        self.told.append((stack, value))

    def go_on(self, seconds=0.0):
        end = self.now + seconds
        while (due := self.scene.step(self.now)) is not None and due <= end:
            self.now = max(self.now, due)
        self.now = end

    def say(self, word, line="1", stack=1, fault=None, **arguments):
        taken = self.outside.take(stack, Said(line, word, arguments, fault))
        self.go_on()
        return taken

    def of(self, type):
        return [event for event in self.trace if event.type == type]

    @property
    def last(self):
        return self.trace[-1]


def test_a_word_drives_the_robot_and_is_answered_when_it_is_over():
    tablet = Elsewhere()
    assert tablet.told == [("began", 1)]
    assert tablet.say("forward", "3", steps=2)
    tablet.go_on(1.9)
    assert tablet.told == [("began", 1)]
    assert tablet.run.mark == "3"
    tablet.go_on(0.1)
    assert tablet.told[1:] == [(1, None)]
    assert [event.fields["block"] for event in tablet.of("step")] == ["3"]
    assert [event.fields["to"]["cell"] for event in tablet.of("motion")] == ["A2", "A3"]


def test_a_reading_comes_back_and_is_in_the_trace():
    tablet = Elsewhere()
    tablet.say("distance")
    (read,) = tablet.of("read")
    assert tablet.told[1:] == [(1, read.fields["value"])]


def test_it_finishes_when_its_stacks_are_over():
    tablet = Elsewhere()
    tablet.say(None)
    assert tablet.last.type == "finished"


def test_while_a_word_is_under_way_its_stack_is_not_heard():
    tablet = Elsewhere()
    assert tablet.say("wait", seconds=1)
    assert not tablet.say("light", colour="red")
    assert not tablet.say("light", stack=2, colour="red")
    assert tablet.of("light") == []


def test_an_event_starts_its_stack_and_starts_it_again():
    tablet = Elsewhere(((None, {}), ("when_button", {"name": "up"})))
    for _ in range(2):
        tablet.run.input("button.up", True, tablet.now)
        tablet.go_on(0.1)
        assert tablet.told[-1] == ("began", 2)
        assert tablet.say(None, stack=2)
        tablet.run.input("button.up", False, tablet.now)
        tablet.go_on(0.1)
    assert not tablet.run.ended


def test_two_stacks_say_their_words_side_by_side_and_motions_queue():
    tablet = Elsewhere(((None, {}), ("when_started", {})))
    tablet.say("forward", "1", steps=1)
    tablet.say("forward", "5", stack=2, steps=1)
    tablet.go_on(2.0)
    assert [event.fields["stack"] for event in tablet.of("step")] == [1, 2]
    assert [event.t for event in tablet.of("step")] == [0, 1]


def test_input_asks_and_its_answer_comes_back():
    tablet = Elsewhere(asks=True)
    tablet.say("input", prompt="combien ?")
    assert tablet.run.asked == "combien ?"
    tablet.run.input("input", "3", tablet.now)
    tablet.go_on()
    assert tablet.told[1:] == [(1, "3")]


@pytest.mark.parametrize(
    ("word", "arguments", "code"),
    [
        ("forward", {"steps": "much"}, Code.BAD_VALUE),
        ("forward", {"steps": 10**400}, Code.LIMIT),
        ("fly", {}, Code.UNKNOWN_WORD),
        ("__import__", {}, Code.UNKNOWN_WORD),
        ("drive", {"cm": 1}, Code.UNKNOWN_WORD),
        ("when_button", {"name": "up"}, Code.UNKNOWN_WORD),
        ("<outside>", {"until": 1}, Code.UNKNOWN_WORD),
        ("input", {}, Code.NO_INPUT),
    ],
)
def test_a_bad_word_ends_the_run_at_its_line(word, arguments, code):
    tablet = Elsewhere()
    tablet.say(word, "4", **arguments)
    assert (tablet.last.type, tablet.last.fields["code"]) == ("error", code)
    assert tablet.last.fields["block"] == "4"


def test_what_goes_wrong_elsewhere_ends_the_run_with_its_code():
    tablet = Elsewhere()
    tablet.say(None, "2", fault=Problem(Code.PYTHON, "2", {"reason": "name"}))
    assert (tablet.last.fields["code"], tablet.last.fields["block"]) == ("python-error", "2")


@pytest.mark.parametrize(
    ("stacks", "words", "code"),
    [
        ((), WORDS, Code.TOO_BIG),
        (START * 11, WORDS, Code.TOO_BIG),
        ((("forward", {}),), WORDS, Code.UNKNOWN_WORD),
        ((("when_button", {"name": "nose"}),), WORDS, Code.BAD_VALUE),
        (START, {"fly"}, Code.UNKNOWN_WORD),
        (START, {"distance"}, Code.WORD_LACKING),
        ((("when_button", {"name": "up"}),), {"light"}, Code.WORD_LACKING),
    ],
)
def test_what_cannot_run_is_refused_before(stacks, words, code):
    abilities = ABILITIES if code is not Code.WORD_LACKING else frozenset({"light"})
    with pytest.raises(Refused) as refused:
        Elsewhere(stacks, words, abilities)
    assert refused.value.problems[0].code is code
