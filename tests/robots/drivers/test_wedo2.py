"""WeDo 2.0's driver: models that are built otherwise, and how it comes to rest."""

import asyncio
import contextlib

import pytest

from robots.drivers.wedo2 import WHEELS
from robots.errors import Refused
from tests.robots.emulated import emulated

pytestmark = pytest.mark.process

STOPPED = 5.0
"""Seconds after which a robot is stopped that a dead host left, when another comes."""


@contextlib.asynccontextmanager
async def connected(tmp_path, *options):
    with emulated("wedo2", tmp_path, "start=C3", *options) as robot:
        async with robot.driver() as driver:
            yield robot, driver


async def becomes(ready) -> None:
    async with asyncio.timeout(2):
        while not ready():
            await asyncio.sleep(0.01)


async def test_one_motor_drives_straight_and_does_not_turn(tmp_path):
    async with connected(tmp_path, "port2=motion") as (robot, driver):
        assert driver.abilities >= {"move", "distance", "obstacle"}
        assert "tilt" not in driver.abilities
        before = robot.truth()["y"]
        assert await driver.drive(6, 60) == pytest.approx(6, abs=1)
        truth = await robot.seen(lambda truth: truth["wheels"] == [0, 0])
        assert truth["y"] - before == pytest.approx(6, abs=1)
        with pytest.raises(Refused, match="word-lacking"):
            await driver.turn(90, 50)


async def test_sensors_are_read(tmp_path):
    async with connected(tmp_path, "port1=tilt", "port2=motion") as (robot, driver):
        assert "move" not in driver.abilities
        with pytest.raises(Refused, match="word-lacking"):
            await driver.drive(5, 50)
        robot.press(tilt=[-45, 0], motion=4)
        await becomes(lambda: driver.read("tilt", {}) == "left")
        await becomes(lambda: driver.read("distance", {}) == 6)
        assert driver.read("obstacle", {"side": "front"}) is True
        robot.press(motion=None, tilt=[0, 45])
        await becomes(lambda: driver.read("distance", {}) == 15)
        await becomes(lambda: driver.read("tilt", {}) == "up")


async def test_the_next_one_who_connects_stops_what_a_dead_host_left_running(tmp_path):
    with emulated("wedo2", tmp_path, "start=C3") as robot:
        left = robot.driver()
        await left.connect()
        await left.wheels(50, -50)
        await robot.seen(lambda truth: min(map(abs, truth["wheels"])) > 3)
        await left.hub.link.close()  # no goodbye: as when a process is killed
        before = robot.truth()
        assert min(map(abs, before["wheels"])) > 3, "it goes on by itself"
        async with robot.driver():
            await robot.seen(lambda truth: truth["wheels"] == [0, 0], STOPPED)
        await left.disconnect()


def test_its_speed_is_capped():
    assert WHEELS.fastest <= 20
