"""Whatever dies in mid-run, the wheels are still within 2 s."""

import math
import os
import signal

import pytest

from robots.drivers.driver import StopGuarantee
from robots.drivers.registry import SIMULATED, driver_class, kinds
from robots.messages import Hello, Robots
from tests.robots.gateway.processes import EmulatorProcess, GatewayProcess, still_within
from tests.robots.gateway.server import soon, start

pytestmark = pytest.mark.process

STOPPING = [
    kind
    for kind in kinds()
    if kind != SIMULATED and driver_class(kind).stop_guarantee != StopGuarantee.RECONNECT
]
"""Robots that come to rest although nobody is left who could stop them."""
RECONNECTING = sorted({*kinds()} - {SIMULATED, *STOPPING})
"""Robots that roll on until somebody reaches them again."""
NEXT_GATEWAY = 5.0
"""Seconds until they are stilled."""
FASTER_WHEEL = 30
ROLLING = "wheels(30, 10)\nwhile True:\n    wait(0.1)\n"
WHEELS_STOP = 2.0


async def rolling(server, robot):
    def ready():
        told = server.of(Robots) or server.of(Hello)
        return told and told[-1].robots[0].state == "ready"

    await soon(ready)
    name = server.of(Hello)[-1].robots[0].name
    await server.say(start("r1", ROLLING, name))
    await soon(robot.rolls)


@pytest.fixture
async def robot(tmp_path):
    async with EmulatorProcess("thymio", tmp_path) as robot:
        yield robot


@pytest.mark.parametrize("kind", STOPPING)
async def test_wheels_are_still_when_the_gateway_is_killed(server, kind, tmp_path):
    async with (
        EmulatorProcess(kind, tmp_path) as robot,
        GatewayProcess(server.address, tmp_path, simulated=0, robots=[robot.address]) as gateway,
    ):
        await rolling(server, robot)
        gateway.process.kill()
        await still_within(robot, WHEELS_STOP)


@pytest.mark.parametrize("kind", RECONNECTING)
async def test_the_next_gateway_stills_what_a_killed_one_left_rolling(server, kind, tmp_path):
    settings = {"simulated": 0, "robots": []}
    async with EmulatorProcess(kind, tmp_path) as robot:
        settings["robots"] = [robot.address]
        async with GatewayProcess(server.address, tmp_path, **settings) as gateway:
            await rolling(server, robot)
            gateway.process.kill()
            await gateway.process.wait()
        left = robot.reports()[-1]
        async with GatewayProcess(server.address, tmp_path, **settings):
            await still_within(robot, NEXT_GATEWAY)
        stood = robot.reports()[-1]
    gone = math.dist((left["x"], left["y"]), (stood["x"], stood["y"]))
    assert gone <= NEXT_GATEWAY * driver_class(kind).cm_per_percent * FASTER_WHEEL


async def test_wheels_are_still_when_the_server_falls_silent(server, robot, tmp_path):
    async with GatewayProcess(server.address, tmp_path, simulated=0, robots=[robot.address]):
        await rolling(server, robot)
        server.beating = False
        await still_within(robot, WHEELS_STOP)
        await soon(lambda: server.ended("r1"))
        assert server.trace("r1")[-1]["by"] == "silence"


async def test_wheels_are_still_when_the_gateway_is_held(server, robot, tmp_path):
    async with GatewayProcess(
        server.address, tmp_path, simulated=0, robots=[robot.address]
    ) as gateway:
        await rolling(server, robot)
        os.kill(gateway.process.pid, signal.SIGSTOP)
        try:
            await still_within(robot, WHEELS_STOP)
        finally:
            os.kill(gateway.process.pid, signal.SIGCONT)


async def test_wheels_are_still_before_a_gateway_that_is_asked_to_end_has_gone(
    server, robot, tmp_path
):
    async with GatewayProcess(
        server.address, tmp_path, simulated=0, robots=[robot.address]
    ) as gateway:
        await rolling(server, robot)
        gateway.process.terminate()
        await gateway.process.wait()
        await still_within(robot, 0.5)


async def test_another_gateway_drives_the_robot_that_a_killed_one_left(server, robot, tmp_path):
    settings = {"simulated": 0, "robots": [robot.address]}
    async with GatewayProcess(server.address, tmp_path, **settings) as gateway:
        await rolling(server, robot)
        gateway.process.kill()
        await gateway.process.wait()
    server.messages.clear()
    async with GatewayProcess(server.address, tmp_path, **settings):
        await rolling(server, robot)
