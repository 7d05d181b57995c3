"""Sphero's balls: what the contract of every robot leaves open."""

import asyncio

import pytest

from robots.drivers.registry import driver_class
from robots.drivers.sphero_motion import CAP
from robots.transports.addresses import transport_of
from robots.transports.transport import LinkLost
from tests.robots.emulated import emulated, spoiled
from tests.robots.test_every_robot import at_rest, still

pytestmark = pytest.mark.process

RECONNECTED = 5.0
"""Seconds in which the next gateway stills a ball that a dead one left rolling."""


@pytest.fixture
async def ball(tmp_path):
    with emulated("sphero_mini", tmp_path, "drift=0.5", "gain=1.2") as robot:
        yield await at_rest(robot)


def fast(truth):
    return min(truth["wheels"]) > CAP / 3


async def test_a_ball_that_a_dead_gateway_left_rolls_on_until_the_next_one_stills_it(ball):
    async with spoiled(ball) as link:
        driver = ball.driver(link.place)
        await driver.connect()
        await driver.wheels(100, 100)
        await ball.seen(fast)
        link.cut()
        with pytest.raises(LinkLost):
            await asyncio.wait_for(driver.drive(100, 50), 2)
        await driver.disconnect()
    await ball.seen(fast)
    begun = ball.here()
    async with ball.driver():
        assert still(await ball.seen(still, RECONNECTED))
    path = ball.lines_since(begun)
    gone = abs(path[-1]["y"] - path[0]["y"])
    assert gone < RECONNECTED * CAP * 1.3


async def test_way_is_measured_and_turns_are_the_gyroscopes(ball):
    async with ball.driver() as driver:
        before = ball.truth()
        way = await driver.drive(10, 60)
        truth = await ball.seen(still)
        assert truth["y"] - before["y"] == pytest.approx(way, abs=0.5)
        assert way == pytest.approx(10, abs=1.5)
        assert await driver.turn(-90, 100) == -90
        assert (await ball.seen(still))["heading"] == pytest.approx(270, abs=6)


async def test_it_stands_against_a_wall_and_has_bumped(ball):
    ball.press(pose=[45, 80, 0])
    async with ball.driver() as driver:
        assert 0 < await driver.drive(60, 80) < 15
        assert driver.read("bumped", {}) is True


async def test_numbers_of_newer_firmware_do_no_harm(ball):
    async with ball.driver() as driver:
        ball.press(**{"link.say": "8d00994aff01020317d8"})
        assert await driver.drive(2, 50) == pytest.approx(2, abs=0.6)


def test_a_ball_is_recognised_by_its_name():
    mini, bolt = driver_class("sphero_mini").advertised, driver_class("sphero_bolt").advertised
    assert mini.fits("SM-3A4B", (), {})
    assert not mini.fits("SB-3A4B", (), {})
    assert bolt.fits("SB-3A4B", (), {})


def test_a_byte_pipe_leads_to_no_ball():
    with pytest.raises(Exception, match="robot-not-found"):
        driver_class("sphero_mini")(transport_of("tcp:localhost:1"))
