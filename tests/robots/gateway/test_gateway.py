"""A gateway does what its server says, tells all that happens, and stops when it is alone."""

import asyncio
import time

from robots.messages import (
    Asked,
    Hello,
    Mark,
    Release,
    Robots,
    RunInput,
    RunRefused,
    RunSteer,
    StopRobots,
)
from tests.robots.gateway.server import TOKEN, soon, start

FOREVER = "while True:\n    wait(0.05)\n    light('red')\n"
HELD = "classe/simulated/1"


def words(trace):
    return [event["word"] for event in trace if event["type"] == "step"]


async def test_it_shows_its_token_on_two_lines_and_greets_with_its_robots(server, gateway):
    assert sorted(auth["channel"] for auth in server.auths) == ["control", "stream"]
    assert {(auth["token"], auth["gateway"]) for auth in server.auths} == {(TOKEN, "classe")}
    robots = server.of(Hello)[0].robots
    assert [robot.name for robot in robots] == [HELD, "classe/simulated/2"]
    assert [robot.picture_name for robot in robots] == ["pomme", "poire"]
    assert {(robot.state, robot.real, robot.holder) for robot in robots} == {("ready", False, None)}


async def test_a_run_streams_its_trace_and_its_end(server, gateway):
    await server.say(start("r1", "light('red')\nwait(0.1)\nsay('ok')"))
    await soon(lambda: server.ended("r1"))
    assert server.ended("r1") == "finished"
    trace = server.trace("r1")
    assert [event["seq"] for event in trace] == list(range(1, len(trace) + 1))
    assert trace[0]["type"] == "start"
    assert (trace[0]["mat"], trace[0]["evidence"]) == ("plain", "exact")
    assert words(trace) == ["light", "wait", "say"]
    assert trace[-1]["type"] == "finished"
    assert trace[-1]["t"] == 0.1


async def test_a_program_that_cannot_run_is_refused_with_its_problems(server, gateway):
    await server.say(start("r1", "fly()"))
    await soon(lambda: server.of(RunRefused))
    refused = server.of(RunRefused)[0]
    assert [(fault.code, fault.where) for fault in refused.faults] == [("unknown-word", "1")]
    assert server.events("r1") == []


async def test_two_runs_on_the_robot_that_nobody_holds_go_side_by_side(server, gateway):
    await server.say(start("r1", FOREVER))
    await server.say(start("r2", FOREVER, seat="s2"))
    await soon(lambda: len(server.events("r1")) > 5 and len(server.events("r2")) > 5)


async def test_stop_comes_on_the_control_line_and_ends_one_run_at_once(server, gateway):
    await server.say(start("r1", FOREVER))
    await server.say(start("r2", FOREVER))
    await soon(lambda: len(server.events("r1")) > 5)
    asked = time.monotonic()
    await server.say(RunSteer("r1", "stop", "teacher"), "control")
    await soon(lambda: server.ended("r1"))
    assert time.monotonic() - asked < 0.2
    assert server.trace("r1")[-1]["by"] == "teacher"
    assert server.ended("r2") is None


async def test_stop_that_overtakes_its_own_go_still_stops(server, gateway):
    await server.say(RunSteer("r1", "stop"), "control")
    await asyncio.sleep(0.1)
    await server.say(start("r1", FOREVER))
    await soon(lambda: server.ended("r1"))
    assert words(server.trace("r1")) == []


async def test_stop_all_stops_every_run(server, gateway):
    for run in ("r1", "r2", "r3"):
        await server.say(start(run, "while True:\n    pass"))
    await soon(lambda: all(server.events(run) for run in ("r1", "r2", "r3")))
    await server.say(StopRobots("teacher"), "control")
    await soon(lambda: all(server.ended(run) == "stopped" for run in ("r1", "r2", "r3")))


async def test_a_run_pauses_steps_and_goes_on(server, gateway):
    await server.say(start("r1", "light('red')\nlight('blue')\nsay('a')", stepwise=True))
    await soon(lambda: words(server.trace("r1")) == ["light"])
    await asyncio.sleep(0.1)
    assert words(server.trace("r1")) == ["light"]
    await server.say(RunSteer("r1", "step"))
    await soon(lambda: words(server.trace("r1")) == ["light", "light"])
    await server.say(RunSteer("r1", "resume"))
    await soon(lambda: server.ended("r1") == "finished")


async def test_slow_motion_takes_longer_and_makes_the_same_trace(server, gateway):
    began = time.monotonic()
    await server.say(start("r1", "wait(0.2)"))
    await server.say(RunSteer("r1", "slow"))
    await soon(lambda: server.ended("r1"))
    assert time.monotonic() - began > 0.35
    assert server.trace("r1")[-1]["t"] == 0.2


async def test_slow_motion_from_the_start(server, gateway):
    began = time.monotonic()
    await server.say(start("r1", "wait(0.2)", slow=0.5))
    await soon(lambda: server.ended("r1"))
    assert time.monotonic() - began > 0.35
    assert server.trace("r1")[-1]["t"] == 0.2


async def test_a_run_pauses_at_a_breakpoint_and_goes_on(server, gateway):
    await server.say(start("r1", "say('a')\nsay('b')\nsay('c')", breakpoints=["2"]))
    await soon(lambda: any(mark.paused for mark in server.of(Mark)))
    assert server.of(Mark)[-1].block == "2"
    assert words(server.trace("r1")) == ["say"]
    await server.say(RunSteer("r1", "resume"))
    await soon(lambda: server.ended("r1") == "finished")
    assert words(server.trace("r1")) == ["say"] * 3


async def test_a_question_is_told_and_its_answer_is_taken(server, gateway):
    await server.say(start("r1", "nom = input('Ton nom ?')\nsay(nom)"))
    await soon(lambda: server.of(Asked))
    await server.say(RunInput("r1", "input", "Zoé"))
    await soon(lambda: server.ended("r1") == "finished")
    assert [asked.question for asked in server.of(Asked)][:1] == ["Ton nom ?"]
    assert {"name": "input", "value": "Zoé"}.items() <= server.trace("r1")[1].items()


async def test_an_input_reaches_its_run(server, gateway):
    await server.say(start("r1", "while not button('up'):\n    pass\nsay('up')"))
    await soon(lambda: server.events("r1"))
    await server.say(RunInput("r1", "button.up", True))
    await soon(lambda: server.ended("r1") == "finished")


async def test_marks_say_which_line_runs_at_most_thirty_times_a_second(server, gateway):
    await server.say(start("r1", "while True:\n    wait(0.001)\n    wait(0.001)"))
    began = time.monotonic()
    await soon(lambda: len(server.of(Mark, run="r1")) > 10)
    assert time.monotonic() - began > 9 / 30
    assert {mark.block for mark in server.of(Mark)} == {"2", "3"}


async def test_a_lower_lease_is_refused_and_told_who_holds_the_robot(server, gateway):
    await server.say(start("r1", FOREVER, HELD, lease=5))
    await server.say(start("r2", FOREVER, HELD, lease=4, seat="s2"))
    await soon(lambda: server.of(RunRefused))
    fault = server.of(RunRefused)[0].faults[0]
    assert (fault.code, fault.details["holder"]) == ("robot-busy", "s1")
    assert server.ended("r1") is None


async def test_a_higher_lease_takes_the_robot_over_when_the_run_on_it_has_ended(server, gateway):
    await server.say(start("r1", FOREVER, HELD, lease=5))
    await soon(lambda: server.events("r1"))
    await server.say(start("r2", FOREVER, HELD, lease=6, seat="s2"))
    await soon(lambda: server.events("r2"))
    assert server.ended("r1") == "stopped"


async def test_a_lease_that_is_over_is_not_obeyed(server, gateway):
    await server.say(start("r1", FOREVER, HELD, lease=5))
    await soon(lambda: server.events("r1"))
    await server.say(Release(HELD, 5))
    await server.say(start("r2", FOREVER, HELD, lease=5))
    await soon(lambda: server.of(RunRefused, run="r2") and server.ended("r1"))
    assert server.of(Robots)[-1].robots[0].holder is None


async def test_robots_are_told_when_they_change(server, gateway):
    await server.say(start("r1", "wait(0.2)", HELD))
    await soon(lambda: server.of(Robots))
    state = server.of(Robots)[-1].robots[0]
    assert (state.state, state.holder, state.run) == ("running", "s1", "r1")
    await soon(lambda: server.of(Robots)[-1].robots[0].state == "ready")


async def test_an_unknown_robot_is_not_found(server, gateway):
    await server.say(start("r1", "say('a')", "classe/simulated/9"))
    await soon(lambda: server.of(RunRefused))
    assert server.of(RunRefused)[0].faults[0].code == "robot-not-found"


async def test_a_run_that_the_server_orders_twice_runs_once(server, gateway):
    await server.say(start("r1", "say('a')"))
    await server.say(start("r1", "say('a')"))
    await soon(lambda: server.ended("r1"))
    await asyncio.sleep(0.05)
    assert len(server.events("r1")) == len(server.trace("r1"))


async def test_without_a_beat_every_run_stops_within_its_deadline(server, gateway):
    await server.say(start("r1", FOREVER))
    await server.say(start("r2", "while True:\n    pass", HELD))
    await soon(lambda: len(server.events("r1")) > 5)
    server.beating, silent = False, time.monotonic()
    await soon(lambda: server.ended("r1") and server.ended("r2"))
    assert 0.9 < time.monotonic() - silent < 1.9
    assert server.trace("r1")[-1]["by"] == server.trace("r2")[-1]["by"] == "silence"
