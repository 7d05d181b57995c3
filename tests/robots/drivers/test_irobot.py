"""iRobot's robots: what the contract of every robot leaves open."""

import asyncio

import pytest

from robots.drivers.irobot_motion import PIECE_CM, second_of
from robots.drivers.registry import driver_class
from robots.wire import irobot
from robots.wire.irobot import IDENTITY, MAKER, Id
from tests.robots.emulated import emulated, spoiled
from tests.robots.test_every_robot import at_rest, rolling, still

pytestmark = pytest.mark.process


@pytest.fixture
async def root(tmp_path):
    with emulated("root", tmp_path) as robot:
        yield await at_rest(robot)


async def test_a_dead_gateway_costs_the_rest_of_one_piece(root):
    async with spoiled(root) as link:
        driver = root.driver(link.place)
        await driver.connect()
        motion = asyncio.create_task(driver.drive(40, 50))
        moving = await root.seen(rolling)
        link.cut()
        await asyncio.gather(motion, return_exceptions=True)
        await driver.disconnect()
    stood = await root.seen(still)
    assert stood["y"] - moving["y"] <= PIECE_CM + 1


async def test_a_dead_gateway_costs_a_second_of_running_wheels(root):
    async with spoiled(root) as link:
        driver = root.driver(link.place)
        await driver.connect()
        await driver.wheels(100, 60)
        await root.seen(rolling)
        link.cut()
        await root.seen(still, 1.5)
        await driver.disconnect()


async def test_a_bump_ends_a_way_and_numbers_of_newer_firmware_do_no_harm(root):
    root.press(pose=[45, 75, 0])
    async with root.driver() as driver:
        root.press(**{"link.say": irobot.Frame(0x7F7F, b"\x01").to_bytes().hex()})
        assert 5 < await driver.drive(40, 50) < 12
        async with asyncio.timeout(2):
            while driver.read("bumped", {}) is not True:
                await asyncio.sleep(0.02)
        root.press(colours=9)
        assert await driver.turn(10, 50) == pytest.approx(10, abs=1)
        assert driver.read("colour", {}) == "none"


def test_running_wheels_are_a_second_of_a_counted_motion():
    assert second_of(100, 100) == (Id.DRIVE, irobot.whole(100))
    assert second_of(-20, -20) == (Id.DRIVE, irobot.whole(-100))
    assert second_of(50, -50) == (Id.TURN, irobot.whole(1113))
    assert second_of(100, 0) == (Id.ARC, irobot.whole(556, 51.5))
    assert second_of(0, 100) == (Id.ARC, irobot.whole(-556, -51.5))


def test_they_are_recognised_by_their_service_and_their_model():
    root, create = driver_class("root").advertised, driver_class("create3").advertised
    assert root.fits("", [IDENTITY], {MAKER: b"RT1"})
    assert create.fits("", [IDENTITY], {MAKER: b"Ci3"})
    assert not root.fits("", [IDENTITY], {MAKER: b"Ci3"})
    assert not root.fits("", [], {MAKER: b"RT1"})
