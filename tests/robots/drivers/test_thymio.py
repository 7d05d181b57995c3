"""What only a Thymio does: hands on its wheels, walls, foreign programs, its own count."""

import asyncio
import time
from collections.abc import Iterator

import pytest

from robots.drivers.thymio import Thymio
from robots.transports.addresses import transport_of
from robots.transports.transport import LinkLost
from robots.wire import aseba
from robots.wire.aseba_program import FIRST_LOCAL, Assembler
from tests.robots.emulated import Emulated, emulated

pytestmark = pytest.mark.process

MOTOR_EVENT = FIRST_LOCAL - 14


@pytest.fixture(scope="module")
def process(tmp_path_factory) -> Iterator[Emulated]:
    with emulated("thymio", tmp_path_factory.mktemp("thymio"), "noise=0") as robot:
        yield robot


@pytest.fixture
async def robot(process: Emulated) -> Emulated:
    await process.seen(lambda truth: truth["wheels"] == [0, 0], 2)
    process.press(**{"pose": [45, 45, 0], "prox.horizontal": None})
    await process.seen(lambda truth: (truth["x"], truth["y"]) == (45, 45))
    return process


def thymio(robot: Emulated) -> Thymio:
    return Thymio(transport_of(robot.place))


async def test_it_learns_how_far_it_rolls_on(robot):
    async with thymio(robot) as driver:
        for _ in range(2):
            await driver.turn(40, 100)
        assert await driver.turn(40, 100) == pytest.approx(40, abs=1)
    assert robot.truth()["heading"] == pytest.approx(120, abs=3)


async def test_a_wall_ends_a_drive_and_its_slipping_wheels_count_for_nothing(robot):
    robot.press(pose=[45, 79, 0])
    await robot.seen(lambda truth: truth["y"] == 79)
    async with thymio(robot) as driver:
        driven = await driver.drive(60, 100)
        truth = robot.truth()
        # The robot looks ten times a second, and is asked twenty times: 2.5 cm at this speed.
        assert driven == pytest.approx(truth["y"] - 79, abs=2.5)
        assert driven < 15
        assert driver.odometry()[0] == pytest.approx(driven, abs=0.5)
        assert driver.read("bumped", {}) is True
        assert driver.read("bumped", {}) is False
        assert await driver.drive(-4, 100) == pytest.approx(-4, abs=0.6)


async def test_held_wheels_end_a_drive(robot):
    async with thymio(robot) as driver:
        drive = asyncio.create_task(driver.drive(200, 50))
        await robot.seen(lambda truth: truth["wheels"][0] > 3)
        await driver.node.set(driver.node.places["motor.left.target"], 0, 0)
        begun = time.monotonic()
        assert 0 < await asyncio.wait_for(drive, 2) < 20
        assert time.monotonic() - begun > 0.3
        assert driver.read("bumped", {}) is True


async def test_a_foreign_program_that_drives_the_wheels_is_overruled(robot):
    code = Assembler()
    async with thymio(robot) as driver:
        code.on(MOTOR_EVENT)
        code.push(100)
        code.store(driver.node.places["motor.left.target"])
        code.stop()
        node = driver.node
        await node.send(*aseba.set_bytecode(node.id, code.words()), aseba.run(node.id))
        await robot.seen(lambda truth: truth["targets"][0] == 100)
        await driver.stop()
        await robot.seen(lambda truth: truth["wheels"] == [0, 0])
        assert await driver.drive(5, 100) == pytest.approx(5, abs=0.5), "ours is in it again"


async def test_a_robot_without_our_program_counts_as_lost(robot):
    driver = thymio(robot)
    await driver.connect()
    await driver.node.send(aseba.reset(driver.node.id))
    with pytest.raises(LinkLost):
        await asyncio.wait_for(driver.drive(30, 20), 3)
    assert driver.lost.is_set()
    await driver.disconnect()


async def test_silence_ends_every_sound_too(robot):
    driver = thymio(robot)
    await driver.connect()
    await driver.hold.call("sound.freq", 440, 0)
    await robot.seen(lambda truth: truth["sound"] == {"hz": 440})
    await driver.transport.close()
    await robot.seen(lambda truth: truth["sound"] is None, 2)
    await driver.disconnect()


async def test_events_for_another_robot_behind_the_same_dongle_are_not_obeyed(robot):
    async with thymio(robot) as driver:
        await driver.do("light_off", {})
        event = aseba.user_event(4, (driver.node.id + 1, 32, 32, 32))
        await driver.node.send(event)
        await driver.hold.call("leds.top", 0, 0, 32)
        await robot.seen(lambda truth: truth["leds"]["top"] == [0, 0, 32])
        assert robot.truth()["leds"]["top"] == [0, 0, 32]
        await driver.do("light_off", {})


async def test_a_notes_sequence_is_short_however_slow_the_link(robot):
    async with thymio(robot) as driver:
        begun = time.monotonic()
        await driver.do("play", {"sound": "yes"})
        assert time.monotonic() - begun == pytest.approx(0.37, abs=0.2)


async def test_a_driver_wakes_its_listener_only_when_something_changed(robot):
    async with thymio(robot) as driver:
        await asyncio.sleep(0.15)
        heard = []
        driver.heard = lambda: heard.append(driver.read("button", {"name": "centre"}))
        await asyncio.sleep(0.2)
        assert heard == []
        robot.press(**{"button.center": 1})
        await robot.seen(lambda truth: len(heard) > 0)
        robot.press(**{"button.center": 0})
        await robot.seen(lambda truth: False in heard)
        assert heard[:1] == [True]
