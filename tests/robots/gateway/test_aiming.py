"""A robot whose front nobody sees is aimed by hands, and asks for it after each connection."""

import pytest

from robots.messages import AimRobot, Hello, Robots
from tests.robots.gateway.processes import EmulatorProcess
from tests.robots.gateway.server import soon, start

pytestmark = pytest.mark.process


@pytest.fixture
async def robot(tmp_path):
    async with EmulatorProcess("sphero_bolt", tmp_path) as robot:
        yield robot


def told(server):
    return (server.of(Robots) or server.of(Hello))[-1].robots[-1]


def heading(robot):
    return robot.reports()[-1]["heading"]


async def test_it_is_aimed_by_hands_and_forgets_it_with_the_link(server, begin, robot):
    await begin(simulated=1, robots=[robot.address])
    await soon(lambda: told(server).aiming == "wanted")
    assert server.of(Robots)[-1].robots[0].aiming == "none"
    name = told(server).name

    await server.say(AimRobot(name, "begin"))
    await soon(lambda: any(robot.reports()[-1]["leds"]["tail"]))
    await robot.press({"turn": 120})
    await server.say(AimRobot(name, "front"))
    await soon(lambda: told(server).aiming == "done")
    assert not any(robot.reports()[-1]["leds"]["tail"])
    assert heading(robot) == pytest.approx(120, abs=3), "it keeps looking where the child turned it"

    await server.say(start("r1", "turn(90)\n", name))
    await soon(lambda: server.ended("r1"), 5)
    assert heading(robot) == pytest.approx(210, abs=3)
    await server.say(start("r2", "wait(0.1)\n", name))
    await soon(lambda: server.ended("r2"), 5)
    assert heading(robot) == pytest.approx(120, abs=3), "each run begins at its front"

    await robot.press({"link.drop": 1})
    await soon(lambda: told(server).aiming == "wanted", 5)
