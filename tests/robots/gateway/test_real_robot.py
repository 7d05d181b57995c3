"""A program drives a Thymio through the gateway: a real protocol, a robot made of software."""

import asyncio
import time

import pytest

from robots.gateway.address import Address
from robots.gateway.finder import Found
from robots.messages import Hello, Robots, RunRefused, RunSteer, StopRobots
from tests.robots.gateway.processes import EmulatorProcess, still_within
from tests.robots.gateway.server import soon, start

pytestmark = pytest.mark.process


@pytest.fixture
async def robot(tmp_path):
    async with EmulatorProcess("thymio", tmp_path) as robot:
        yield robot


@pytest.fixture
async def name(server, begin, robot):
    """The robot's name in the room, once it is ready."""
    await begin(simulated=1, robots=[robot.address])
    await soon(lambda: state(server).state == "ready")
    return state(server).name


def state(server):
    told = server.of(Robots) or server.of(Hello)
    return told[-1].robots[-1]


def of(trace, *types):
    return [event for event in trace if event["type"] in types]


async def test_the_room_tells_what_a_real_robot_is(server, name, robot):
    await soon(lambda: state(server).battery)
    told = state(server)
    assert (told.kind, told.real, told.stop_guarantee) == ("thymio", True, "own")
    assert told.picture_name == "poire"
    assert "move" in told.abilities
    assert "colour" not in told.abilities
    assert 0 < told.battery <= 100


async def test_grid_words_drive_cells_and_turn_quarters(server, name, robot):
    await server.say(
        start("r1", "speed(100)\nforward()\nturn_right()\nforward()\nlight('red')", name)
    )
    await soon(lambda: server.ended("r1"), 12)
    trace = server.trace("r1")
    assert server.ended("r1") == "finished"
    assert trace[0]["evidence"] == "odometry"
    motions = of(trace, "motion")
    assert [motion["shape"] for motion in motions] == ["straight", "turn", "straight"]
    assert [motion["to"]["cell"] for motion in motions] == ["A2", "A2", "B2"]
    assert trace[-1]["cell"] == "B2"
    truth = robot.reports()[-1]
    assert (truth["x"], truth["y"]) == pytest.approx((22.5, 22.5), abs=2)
    assert truth["heading"] == pytest.approx(90, abs=5)
    assert truth["leds"]["top"][0] > 0
    assert [event["t"] for event in trace] == sorted(event["t"] for event in trace)


async def test_stop_overtakes_the_words_that_wait(server, name, robot):
    await server.say(start("r1", "forward(4)\nforward(4)", name))
    await soon(robot.rolls)
    asked = time.monotonic()
    await server.say(RunSteer("r1", "stop"), "control")
    await soon(lambda: server.ended("r1"))
    assert time.monotonic() - asked < 0.5
    await still_within(robot, 0.5)
    await asyncio.sleep(0.3)
    assert not robot.rolls()


async def test_a_pause_holds_the_robot_after_its_cell_and_a_step_lets_it_go_on(server, name, robot):
    await server.say(start("r1", "speed(100)\nforward(2)\nforward()", name))
    await soon(robot.rolls)
    await server.say(RunSteer("r1", "pause"))
    await soon(lambda: not robot.rolls())
    await asyncio.sleep(0.3)
    assert not robot.rolls()
    assert robot.reports()[-1]["y"] == pytest.approx(22.5, abs=1.5)
    await server.say(RunSteer("r1", "step"))
    await soon(robot.rolls)
    await soon(lambda: not robot.rolls())
    assert robot.reports()[-1]["y"] == pytest.approx(37.5, abs=2)


async def test_stop_all_stills_a_robot_whose_wheels_run(server, name, robot):
    await server.say(start("r1", "wheels(20, 20)\nwhile True:\n    pass", name))
    await soon(robot.rolls)
    await server.say(StopRobots("teacher"), "control")
    await still_within(robot, 0.5)
    await soon(lambda: server.ended("r1"))
    assert server.trace("r1")[-1]["by"] == "teacher"


async def test_a_wall_is_one_bump_and_ends_the_word(server, name, robot):
    await server.say(start("r1", "speed(100)\nturn_left()\nforward(2)\nsay('on')", name))
    await soon(lambda: server.ended("r1"), 15)
    bumps = of(server.trace("r1"), "bump")
    assert [(bump["side"], bump["into"]) for bump in bumps] == [("front", None)]
    assert of(server.trace("r1"), "say")


async def test_a_program_with_a_word_that_the_robot_lacks_is_refused(server, name):
    await server.say(start("r1", "say(colour())", name))
    await soon(lambda: server.of(RunRefused))
    fault = server.of(RunRefused)[0].faults[0]
    assert (fault.code, fault.where) == ("word-lacking", "1")


async def test_a_robot_that_comes_back_soon_goes_on_with_the_word_it_was_at(server, name, robot):
    await server.say(start("r1", "speed(100)\nforward(2)", name))
    await soon(robot.rolls)
    await robot.press({"link.drop": 1})
    await soon(lambda: server.ended("r1"), 12)
    trace = server.trace("r1")
    assert [event["type"] for event in of(trace, "lost", "back")] == ["lost", "back"]
    assert server.ended("r1") == "finished"
    assert trace[-1]["cell"] == "A3"


async def test_a_robot_that_stays_away_ends_the_run_and_is_shown_as_lost(server, name, robot):
    await server.say(start("r1", "wheels(20, 20)\nwhile True:\n    wait(0.1)", name))
    await soon(robot.rolls)
    robot.process.kill()
    gone = time.monotonic()
    await soon(lambda: server.ended("r1"), 8)
    assert 2 < time.monotonic() - gone < 5
    assert server.trace("r1")[-1]["by"] == "link"
    assert state(server).state == "lost"
    await server.say(start("r2", "say('a')", name, lease=2))
    await soon(lambda: server.of(RunRefused))
    assert server.of(RunRefused)[0].faults[0].code == "robot-lost"


async def test_a_second_run_begins_where_the_robot_was_put_back(server, name, robot):
    for run in ("r1", "r2"):
        await server.say(start(run, "speed(100)\nturn_left()", name))
        await soon(lambda run=run: server.ended(run), 8)
        assert server.trace(run)[0]["heading"] == 0


async def test_a_robot_that_is_found_joins_the_room_and_is_followed_to_another_port(
    server, begin, robot
):
    gateway = await begin(simulated=0)
    port = robot.address.rpartition(":")[2]
    for host in ("localhost", "127.0.0.1"):
        address = Address("thymio", f"tcp:{host}:{port}")
        gateway._room.take_found([Found(address, "0617-1")])
        gateway._room.take_found([Found(address, "0617-1")])
        await soon(lambda: server.of(Robots) and state(server).state == "lost")
        await soon(lambda: state(server).state == "ready")
        assert [it.name for it in server.of(Robots)[-1].robots] == ["classe/thymio/0617-1"]
