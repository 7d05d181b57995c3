"""An mBot: what its driver does that the contract does not ask of every robot."""

import asyncio
import subprocess
import sys

import pytest

from robots.drivers.mbot import MBot
from robots.transports.serial import SerialTransport
from robots.transports.transport import LinkLost
from tests.robots.emulated import emulated

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    with emulated("mbot", tmp_path_factory.mktemp("mbot")) as robot:
        yield robot


@pytest.fixture
async def driver(robot):
    robot.press(pose=[45.0, 45.0, 0.0], sonar=None, line=None, button=0, **{"link.mute": 0})
    async with robot.driver() as driver:
        yield driver


async def until(ready):
    async with asyncio.timeout(3):
        while not ready():
            await asyncio.sleep(0.01)


async def test_a_drive_ahead_ends_where_the_sonar_sees_something(robot, driver):
    drive = asyncio.create_task(driver.drive(60, 30))
    await robot.seen(lambda truth: truth["wheels"][0] > 3)
    robot.press(sonar=3.0)
    assert await asyncio.wait_for(drive, 2) < 40
    await robot.seen(lambda truth: truth["wheels"] == [0, 0])


@pytest.mark.parametrize(("eyes", "ground"), [(0, 0), (1, 50), (2, 50), (3, 100)])
async def test_two_line_eyes_are_a_line_and_three_sorts_of_ground(robot, driver, eyes, ground):
    robot.press(line=eyes)
    await until(lambda: driver.read("ground", {}) == ground)
    assert driver.read("on_line", {}) is (eyes != 3)


async def test_a_stop_gets_in_while_a_long_note_sounds(robot, driver):
    note = asyncio.create_task(driver.do("note", {"pitch": "C5", "beats": 8}))
    await robot.seen(lambda truth: truth["sound"])
    await driver.wheels(40, 40)
    await robot.seen(lambda truth: truth["wheels"][0] > 3)
    await driver.stop()
    await robot.seen(lambda truth: truth["wheels"] == [0, 0], 0.5)
    await asyncio.wait_for(note, 0.3)


async def test_a_board_that_starts_anew_by_itself_is_driven_on(robot, driver):
    robot.press(reset=1)
    await driver.wheels(40, 40)
    await robot.seen(lambda truth: truth["wheels"] == [0, 0])
    await asyncio.sleep(0.6)
    assert await driver.drive(3, 50) == pytest.approx(3, abs=1)


async def test_the_power_of_the_motors_is_capped(robot, driver):
    await driver.wheels(100, -100)
    truth = await robot.seen(lambda truth: truth["targets"][0])
    assert max(map(abs, truth["targets"])) <= 200


async def test_a_silent_board_is_lost_and_told_to_stop(robot, driver):
    await driver.wheels(40, 40)
    await robot.seen(lambda truth: truth["wheels"][0] > 3)
    robot.press(**{"link.mute": 1})
    await asyncio.wait_for(driver.lost.wait(), 4)
    await robot.seen(lambda truth: truth["wheels"] == [0, 0])
    with pytest.raises(LinkLost):
        await driver.drive(1, 50)


@pytest.mark.process
@pytest.mark.skipif(sys.platform == "win32", reason="ptys are POSIX")
async def test_a_board_that_starts_when_its_port_is_opened_is_waited_for():
    command = [sys.executable, "-m", "robots.emulators", "mbot", "--pty", "--parent-stdin"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        port = process.stdout.readline().split()[1].removeprefix("serial:")
        process.stdin.write('{"reset": 1}\n')
        process.stdin.flush()
        async with MBot(SerialTransport(port)) as driver:
            assert await driver.drive(3, 50) == pytest.approx(3, abs=1)
        process.stdin.close()
