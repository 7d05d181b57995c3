"""A program that was left in a Thymio goes on without us, and tells where it is while we look."""

import asyncio

import pytest

from robots.drivers.stays import State
from robots.drivers.thymio import Thymio
from robots.errors import Refused
from robots.program.faces import open_file
from robots.program.tree import Program
from robots.transports.addresses import transport_of
from tests.robots.emulated import Emulated, emulated

pytestmark = pytest.mark.process

ROUND = """
wheels(40, -40)
while True:
    light('red')
    wait(0.3)
    light('blue')
    wait(0.3)
"""
GUARD_SECONDS = 1.5
"""Longer than the program that watches over us would let the wheels turn."""


@pytest.fixture(scope="module", params=["new", "old"])
def process(tmp_path_factory, request):
    folder = tmp_path_factory.mktemp("robot")
    with emulated("thymio", folder, "start=C3,0", f"firmware={request.param}") as robot:
        yield robot


def thymio(robot: Emulated) -> Thymio:
    return Thymio(transport_of(robot.place))


def program(text: str) -> Program:
    return open_file(text.encode(), "program.py", "fr")[0]


async def turns(robot: Emulated) -> None:
    await robot.seen(lambda truth: truth["targets"] == [200, -200], 3)


async def stands(robot: Emulated) -> None:
    await robot.seen(lambda truth: truth["targets"] == [0, 0], 3)


async def test_it_goes_on_when_the_link_is_gone_until_somebody_takes_the_robot(process):
    async with thymio(process) as driver:
        await driver.keep(program(ROUND))
        await turns(process)
    left = process.truth()["t"]
    seen = await process.seen(lambda truth: truth["t"] > left + GUARD_SECONDS, 8)
    assert seen["targets"] == [200, -200]
    await process.seen(lambda truth: truth["leds"]["top"] == [32, 0, 0], 3)
    async with thymio(process):
        await stands(process)
    await stands(process)


async def test_it_tells_its_steps_and_ends_when_it_is_stopped(process):
    async with thymio(process) as driver:
        stays = await driver.keep(program(ROUND))
        told: list[str] = []
        enough = asyncio.Event()

        def take(news) -> None:
            told.append(news.blocks.get(1, ""))
            if {"5", "7"} <= set(told):
                enough.set()

        stays.told = take
        async with asyncio.timeout(10):
            await enough.wait()
        assert (await stays.look()).state is State.RUNNING
        await driver.stop()
        await stands(process)
        assert await driver.turn(30, 50) == pytest.approx(30, abs=4), "the robot is ours again"


async def test_it_tells_its_end(process):
    async with thymio(process) as driver:
        stays = await driver.keep(program("wait(0.1)\nx = 7\ny = x // (x - 7)\n"))
        async with asyncio.timeout(10):
            while (told := await stays.look()).state is State.RUNNING:
                pass
        assert told.state is State.FAILED
        assert (told.problem.code, told.problem.where) == ("bad-value", "3")


async def test_what_cannot_stay_leaves_the_robot_as_it_was(process):
    async with thymio(process) as driver:
        with pytest.raises(Refused):
            await driver.keep(program("say('a')"))
        assert await driver.turn(30, 50) == pytest.approx(30, abs=4)


@pytest.mark.parametrize("pause", [0.0, 0.06, 0.12])
async def test_leaving_that_is_broken_off_leaves_the_robot_ours(process, pause):
    async with thymio(process) as driver:
        leaving = asyncio.create_task(driver.keep(program(ROUND)))
        await asyncio.sleep(pause)
        leaving.cancel()
        await asyncio.gather(leaving, return_exceptions=True)
        if not leaving.cancelled():
            await driver.stop()
        await stands(process)
        assert await driver.turn(20, 50) == pytest.approx(20, abs=4)


async def test_what_is_in_the_flash_begins_at_each_power_on(process):
    async with thymio(process) as driver:
        await driver.keep(program(ROUND), flash=True)
        await turns(process)
    for _ in range(2):
        process.press(pose=[45, 45, 0], power=1)
        await stands(process)
        await turns(process)
    async with thymio(process) as driver:
        await driver.keep(program("light('green')"), flash=True)
