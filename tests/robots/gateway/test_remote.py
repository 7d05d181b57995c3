"""A remote run: a tablet says word after word, and its silence stops the robot."""

import asyncio
import contextlib
import time

import pytest

from robots.messages import (
    Hello,
    Mark,
    RemoteAnswer,
    RemoteBeat,
    RemoteBegan,
    RemoteStack,
    RemoteWord,
    RunInput,
    RunRefused,
    RunSteer,
)
from robots.views import Fault
from tests.robots.gateway.server import soon, start
from tests.web.school_proxy import SchoolProxy

HELD = "classe/simulated/1"
TEXT = "for n in [n for n in (1, 2)]:\n    avancer(n)\n"
WORDS = ["distance", "forward", "light", "light_level", "wait", "wheels"]


class Tablet:
    """The tablet's side of the run `r1`: it beats while it is `there`."""

    def __init__(self, server):
        self.server, self.number, self.there = server, 0, True

    async def go(self, robot="simulated", text=TEXT, words=WORDS, hats=(), **more):
        stacks = [RemoteStack(), *hats]
        await self.server.say(start("r1", text, robot, remote=stacks, words=words, **more))

    async def begin(self, *given, **options):
        await self.go(*given, **options)
        await soon(lambda: self.server.of(RemoteBegan))

    async def beat(self):
        while True:
            if self.there and "stream" in self.server.channels:
                await self.server.say(RemoteBeat("r1", len(self.begun)))
            await asyncio.sleep(0.25)

    async def say(self, word, line="1", stack=1, number=None, fault=None, **arguments):
        """Say a word and go on; its number."""
        self.number = number or self.number + 1
        message = RemoteWord("r1", self.number, stack, line, word, arguments, fault)
        await self.server.say(message)
        return self.number

    async def ask(self, word, line="1", stack=1, **arguments):
        """Say a word and wait until it is over; what it gives."""
        number = await self.say(word, line, stack, **arguments)
        await soon(lambda: self.answers(number))
        return self.answers(number)[0].value

    def answers(self, number):
        return self.server.of(RemoteAnswer, number=number)

    @property
    def begun(self):
        return {began.count for began in self.server.of(RemoteBegan)}

    @property
    def trace(self):
        return self.server.trace("r1")

    def of(self, type):
        return [event for event in self.trace if event["type"] == type]

    async def over(self, seconds=5.0):
        await soon(lambda: self.server.ended("r1"), seconds)
        return self.trace[-1]


@pytest.fixture
async def tablet(server, gateway):
    tablet = Tablet(server)
    beating = asyncio.create_task(tablet.beat())
    yield tablet
    beating.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await beating


async def test_its_words_drive_a_robot_of_the_room_and_make_one_trace(server, tablet):
    await tablet.begin(HELD)
    assert await tablet.ask("light", "1", colour="red") is None
    assert isinstance(await tablet.ask("light_level", "2"), int)
    await tablet.ask("say", "3", text="ok")
    await tablet.say(None, "3")
    assert (await tablet.over())["type"] == "finished"
    assert [event["word"] for event in tablet.of("step")] == ["light", "say"]
    assert [event["word"] for event in tablet.of("read")] == ["light_level"]
    assert [event["block"] for event in tablet.of("step")] == ["1", "3"]
    assert (tablet.trace[0]["robot"], tablet.trace[0]["mat"]) == (HELD, "plain")
    assert {"1", "2", "3"} >= {mark.block for mark in server.of(Mark)} > set()


async def test_its_text_is_never_run_here(tablet):
    await tablet.begin(text="light('red')\nimport os\nraise SystemExit\n")
    await tablet.say(None)
    await tablet.over()
    assert [event["type"] for event in tablet.trace] == ["start", "finished"]


@pytest.mark.parametrize("last", ["word", "beat"])
async def test_its_silence_stops_the_wheels_within_a_second(tablet, last):
    await tablet.begin(HELD)
    await tablet.ask("wheels", left=50, right=50)
    if last == "beat":
        await asyncio.sleep(0.6)
    silent, tablet.there = time.monotonic(), False
    end = await tablet.over()
    assert (end["type"], end["by"]) == ("stopped", "silence")
    assert 0.7 < time.monotonic() - silent < 1.3


async def test_beats_alone_keep_it_going(server, tablet):
    await tablet.begin()
    await tablet.ask("wheels", left=50, right=50)
    await asyncio.sleep(1.4)
    assert server.ended("r1") is None


async def test_stop_ends_it_at_once(server, tablet):
    await tablet.begin()
    await tablet.ask("wheels", left=50, right=50)
    asked = time.monotonic()
    await server.say(RunSteer("r1", "stop", "teacher"), "control")
    assert (await tablet.over())["by"] == "teacher"
    assert time.monotonic() - asked < 0.2
    await tablet.say("light", colour="red")
    await asyncio.sleep(0.1)
    assert tablet.of("light") == []


async def test_a_word_that_comes_twice_is_done_once_and_answered_twice(tablet):
    await tablet.begin()
    await tablet.ask("say", text="une fois")
    await tablet.say("say", number=1, text="une fois")
    await soon(lambda: len(tablet.answers(1)) == 2)
    await tablet.say("wait", number=2, seconds=0.2)
    await tablet.say("wait", number=2, seconds=0.2)
    await soon(lambda: tablet.answers(2))
    assert [event["word"] for event in tablet.of("step")] == ["say", "wait"]


async def test_no_more_than_fifty_words_a_second_are_done(tablet):
    await tablet.begin()
    began = time.monotonic()
    for number in range(15):
        await tablet.ask("say", text=str(number))
    assert time.monotonic() - began >= 14 / 50
    assert len(tablet.of("say")) == 15


async def test_a_button_starts_its_stack_and_the_beat_asks_again_for_what_was_lost(server, tablet):
    await tablet.begin(hats=[RemoteStack("when_button", {"name": "up"})])
    await server.say(RunInput("r1", "button.up", True))
    await soon(lambda: server.of(RemoteBegan, stack=2, count=2))
    await server.say(RemoteBeat("r1", 1))
    await soon(lambda: len(server.of(RemoteBegan, count=2)) == 2)
    await tablet.ask("say", "5", stack=2, text="haut")
    assert tablet.of("step")[0]["stack"] == 2


async def test_what_it_asks_for_is_answered(server, tablet):
    await tablet.begin()
    number = await tablet.say("input", prompt="combien ?")
    await asyncio.sleep(0.1)
    await server.say(RunInput("r1", "input", "3"))
    await soon(lambda: tablet.answers(number))
    assert tablet.answers(number)[0].value == "3"


async def test_what_went_wrong_on_the_tablet_ends_it_with_its_sentence(tablet):
    await tablet.begin()
    fault = Fault("python-error", "2", {"reason": "name", "name": "{0.__class__}"})
    await tablet.say(None, "2", fault=fault)
    end = await tablet.over()
    assert (end["type"], end["code"], end["block"]) == ("error", "python-error", "2")
    assert "{0.__class__}" in end["text"]


@pytest.mark.parametrize(
    ("word", "arguments", "code"),
    [("fly", {}, "unknown-word"), ("drive", {"cm": 3}, "unknown-word")]
    + [("wheels", {"left": "a", "right": 1}, "bad-value")],
)
async def test_a_bad_word_ends_this_run_alone(server, tablet, word, arguments, code):
    await server.say(start("r2", "while True:\n    wait(0.05)\n", seat="s2"))
    await tablet.begin()
    await tablet.say(word, "7", **arguments)
    end = await tablet.over()
    assert (end["code"], end["block"]) == (code, "7")
    assert server.ended("r2") is None


async def test_words_that_nobody_waits_for_do_nothing(server, tablet):
    await server.say(RemoteWord("nobody", 1, 1, "1", "forward"))
    await tablet.begin()
    await tablet.say("light", stack=7, colour="red")
    await tablet.say("light", stack=-1, colour="red")
    assert await tablet.ask("say", text="ok") is None
    assert tablet.of("light") == []


@pytest.mark.parametrize(
    ("words", "hats", "code"),
    [(["fly"], [], "unknown-word"), ([], [RemoteStack()] * 10, "too-big")],
)
async def test_a_program_that_cannot_run_is_refused(server, tablet, words, hats, code):
    await tablet.go(words=words, hats=hats)
    await soon(lambda: server.of(RunRefused))
    assert [fault.code for fault in server.of(RunRefused)[0].faults] == [code]


async def test_a_word_that_a_cut_line_lost_is_said_again(server, begin):
    proxy = SchoolProxy(server.port, drops_upgrades=False)
    tablet = Tablet(server)
    beating = asyncio.create_task(tablet.beat())
    try:
        await begin(proxy.address)
        await tablet.begin()
        number = await tablet.say("wait", seconds=0.1)
        greeted = len(server.of(Hello))
        proxy.drop_upgrades()
        proxy.drops_upgrades = False
        await soon(lambda: len(server.of(Hello)) > greeted)
        await tablet.say("wait", number=number, seconds=0.1)
        await soon(lambda: tablet.answers(number))
        assert len(tablet.of("step")) == 1
    finally:
        beating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beating
        proxy.close()
