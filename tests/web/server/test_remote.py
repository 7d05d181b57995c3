"""A remote run: a tablet's words reach the gateway, its answers this tablet, and no other."""

import pytest

from robots.messages import RemoteAnswer, RemoteBeat, RemoteBegan, RemoteWord, RunEnded, RunStart
from tests.web.server.live import ROBOT

FREE = {"face": "python", "content": "forward(sum([n for n in (1, 2)]))\n"}
STACKS = [{"word": None}, {"word": "when_button", "arguments": {"name": "up"}}]
WORD = {"number": 1, "stack": 1, "line": "1", "word": "forward", "arguments": {"steps": 3}}


async def begun(room):
    """A gateway, a pupil and the name of her remote run."""
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    started = await pupil.ask(
        "run", seat=pupil.seat, robot=ROBOT, program=FREE, remote=STACKS, words=["forward"]
    )
    return gateway, pupil, started["run"]


async def test_go_declares_the_stacks_and_gives_the_text_to_be_shown(room):
    gateway, pupil, run = await begun(room)
    start = await gateway.hears(RunStart)
    assert [stack.word for stack in start.remote] == [None, "when_button"]
    assert start.remote[1].arguments == {"name": "up"}
    assert (start.words, start.program.content) == (["forward"], FREE["content"])
    await pupil.sees(lambda state: state["runs"][-1]["program"] == FREE)


async def test_words_and_beats_go_to_the_gateway_and_answers_to_this_tablet_alone(room):
    gateway, pupil, run = await begun(room)
    other = await room.pupil("chat")
    await pupil.ask("remote_beat", run=run, began=2)
    assert await gateway.hears(RemoteBeat) == RemoteBeat(run, 2)
    await pupil.ask("remote_word", run=run, **WORD)
    said = await gateway.hears(RemoteWord)
    assert (said.word, said.arguments, said.line) == ("forward", {"steps": 3}, "1")
    await gateway.say(RemoteBegan(run, 2, 1))
    await gateway.say(RemoteAnswer(run, 1, "red"))
    assert (await pupil.hears("remote_began")) == {"run": run, "stack": 2, "count": 1}
    assert (await pupil.hears("remote_answer")) == {"run": run, "number": 1, "value": "red"}
    await other.ask("plant", seat=other.seat, cell="A1")
    assert other.heard("remote_began") + other.heard("remote_answer") == []


async def test_a_tablet_that_comes_back_hears_the_answers_again(room):
    gateway, pupil, run = await begun(room)
    again = await room.page("pupil", token=pupil.token)
    await again.ask("remote_beat", run=run)
    await gateway.say(RemoteAnswer(run, 1, 3))
    assert (await again.hears("remote_answer"))["value"] == 3
    assert pupil.heard("remote_answer") == []


async def test_what_comes_when_the_run_is_over_goes_nowhere(room):
    gateway, pupil, run = await begun(room)
    await gateway.say(RunEnded(run, "stopped"))
    await pupil.sees(lambda state: state["runs"][-1]["state"] == "stopped")
    assert await pupil.ask("remote_word", run=run, **WORD) == {}
    assert gateway.heard(RemoteWord) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"stack": 11},
        {"stack": 0},
        {"number": 0},
        {"number": 10**30},
        {"line": "1" * 50},
        {"word": "f" * 50},
        {"arguments": {"steps": "a" * 1001}},
        {"arguments": {"steps": 10**30}},
        {"arguments": {"steps": [1]}},
        {"arguments": {str(n): n for n in range(11)}},
        {"arguments": {"s" * 50: 1}},
        {"fault": {"code": "python-error", "details": {"text": "a" * 1001}}},
        {"fault": {"code": "c" * 50}},
        {"run": "nobody"},
    ],
)
async def test_a_word_that_is_too_large_is_a_bad_message_and_stops_nothing(room, wrong):
    gateway, pupil, run = await begun(room)
    assert await pupil.refusal("remote_word", **({"run": run} | WORD | wrong)) == ["bad-message"]
    assert await pupil.ask("remote_word", run=run, **WORD) == {}
    await gateway.hears(RemoteWord)
    assert len(gateway.heard(RemoteWord)) == 1


async def test_a_run_of_the_gateway_takes_no_words(room):
    await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=FREE))["run"]
    assert await pupil.refusal("remote_word", run=run, **WORD) == ["bad-message"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"remote": STACKS * 6},
        {"words": ["forward"] * 101},
        {"words": ["f" * 50]},
        {"remote": [{"word": "when_message", "arguments": {"message": "a" * 1001}}]},
    ],
)
async def test_a_declaration_that_is_too_large_is_refused(room, wrong):
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    asked = {"seat": pupil.seat, "robot": ROBOT, "program": FREE, "remote": STACKS} | wrong
    assert await pupil.refusal("run", **asked) == ["bad-message"]
    assert gateway.heard(RunStart) == []


async def test_a_program_that_floods_is_told_so_and_its_child_can_still_ask(room):
    _, pupil, run = await begun(room)
    answers = [await pupil.say("remote_beat", {"run": run}) for _ in range(250)]
    refused = [answer for answer in answers if answer]
    assert {fault["code"] for answer in refused for fault in answer["faults"]} == {"limit"}
    assert await pupil.ask("plant", seat=pupil.seat, cell="A1") == {}
