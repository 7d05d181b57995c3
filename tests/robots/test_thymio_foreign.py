"""The Thymio driver against Aseba's own simulator: another house's robot, physics and protocol."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from robots.drivers.thymio import Thymio
from robots.transports.addresses import transport_of
from tests.robots.playground import BREATH, Bystander, playground, switched

pytestmark = [pytest.mark.foreign, pytest.mark.timeout(120)]

STOP_SECONDS = 2.0
ROOM = 20.0
"""Centimetres between a lane's robot and its wall."""


@pytest.fixture(scope="module")
def lanes(tmp_path_factory) -> Iterator[dict[str, int]]:
    with playground(tmp_path_factory.mktemp("playground")) as ports:
        yield ports


def thymio(port: int) -> Thymio:
    time.sleep(BREATH)
    return Thymio(transport_of(f"tcp:127.0.0.1:{port}"))


def targets(driver: Thymio) -> int:
    left, right = (driver.node.places[f"motor.{side}.target"] for side in ("left", "right"))
    assert right == left + 1
    return left


async def seconds_until_still(driver: Thymio, port: int, since: float) -> float:
    """Watch the wheels' targets over another link until both are zero."""
    await asyncio.sleep(BREATH)
    watcher = Bystander(port)
    try:
        while any(await asyncio.to_thread(watcher.words, targets(driver), 2)):
            assert time.monotonic() - since < 5
            await asyncio.sleep(0.02)
        return time.monotonic() - since
    finally:
        watcher.close()


async def test_it_learns_the_names_of_old_firmware_and_moves(lanes):
    async with thymio(lanes["driver"]) as robot:
        assert robot.name == "thymio-II"
        assert "leds.top" not in robot.node.places
        assert robot.battery is None
        assert await robot.drive(-15, 80) == pytest.approx(-15, abs=1)
        assert await robot.drive(15, 80) == pytest.approx(15, abs=1)
        assert await robot.turn(90, 50) == pytest.approx(90, abs=4)
        cm, degrees = robot.odometry()
        assert cm == pytest.approx(0, abs=1)
        assert degrees == pytest.approx(90, abs=4)


async def test_lights_and_sounds_reach_its_native_functions(lanes):
    async with thymio(lanes["driver"]) as robot:
        await robot.do("light", {"colour": "red"})
        await robot.do("play", {"sound": "beep"})
        await robot.do("note", {"pitch": "C5", "beats": 0.2})
        await robot.do("light_off", {})
        ticks = robot.hold.own_word(robot.hold.own.ticks)
        await asyncio.sleep(0.3)
        assert robot.hold.own_word(robot.hold.own.ticks) > ticks, "a native froze the program"


async def test_it_sees_a_wall_come_nearer_and_stops_at_it(lanes):
    async with thymio(lanes["wall"]) as robot:
        await robot.hold.wait_for(lambda: robot.hold.answered > 1)
        assert robot.read("obstacle", {"side": "front"}) is False
        assert robot.read("distance", {}) == 14.0
        await robot.drive(ROOM - 8, 80)
        await asyncio.sleep(0.2)
        assert robot.read("distance", {}) == pytest.approx(8, abs=1.5)
        assert robot.read("obstacle", {"side": "front"}) is True
        assert robot.read("obstacle", {"side": "back"}) is False
        driven = await robot.drive(60, 80)
        assert driven == pytest.approx(8, abs=3), "wheels that slip at a wall drive nothing"
        assert robot.read("bumped", {}) is True
        assert robot.read("bumped", {}) is False
        await robot.drive(-ROOM, 80)


async def test_stop_ends_a_motion_at_once(lanes):
    async with thymio(lanes["stop"]) as robot:
        motion = asyncio.create_task(robot.turn(3600, 50))
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        await robot.stop()
        turned = await asyncio.wait_for(motion, 0.1)
        assert time.monotonic() - begun < 0.3
        assert 5 < turned < 90
        await robot.hold.wait_for(lambda: robot.node.value("motor.left.speed") == 0)


async def test_leaving_stops_the_wheels(lanes):
    async with thymio(lanes["stop"]) as robot:
        await robot.wheels(30, -30)
        await asyncio.sleep(0.1)
    assert await seconds_until_still(robot, lanes["stop"], time.monotonic()) < 0.5


async def test_a_cut_link_stops_the_wheels_within_two_seconds(lanes):
    robot = thymio(lanes["cut"])
    await robot.connect()
    await robot.wheels(30, -30)
    await asyncio.sleep(1.5)
    assert robot.node.value("motor.left.target") == 150, "it turns as long as it is held"
    await robot.transport.close()
    cut = time.monotonic()
    stopped = await seconds_until_still(robot, lanes["cut"], cut)
    assert 0.3 < stopped < STOP_SECONDS, "not by us but by its own program"
    await asyncio.sleep(BREATH)
    await robot.connect()
    assert await robot.turn(30, 50) == pytest.approx(30, abs=4)
    await robot.disconnect()


async def test_the_same_over_a_serial_cable_through_a_switch(lanes, tmp_path: Path):
    async with switched(lanes["switch"], tmp_path) as (cable, own):
        robot = Thymio(transport_of(f"serial:{cable.ports[0]}"))
        async with robot:
            assert await robot.turn(45, 50) == pytest.approx(45, abs=4)
            motion = asyncio.create_task(robot.turn(3600, 50))
            await asyncio.sleep(0.3)
            await robot.stop()
            await asyncio.wait_for(motion, 0.1)
        assert await seconds_until_still(robot, own, time.monotonic()) < 0.5


async def test_a_pulled_cable_stops_the_wheels_within_two_seconds(lanes, tmp_path: Path):
    async with switched(lanes["switch_cut"], tmp_path) as (cable, own):
        robot = Thymio(transport_of(f"serial:{cable.ports[0]}"))
        await robot.connect()
        await robot.wheels(30, -30)
        await asyncio.sleep(0.3)
        cable.cut()
        cut = time.monotonic()
        await asyncio.wait_for(robot.lost.wait(), 1)
        assert 0.3 < await seconds_until_still(robot, own, cut) < STOP_SECONDS
        await robot.disconnect()
