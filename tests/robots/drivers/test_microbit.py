"""A micro:bit robot: what its driver does that the contract does not ask of every robot."""

import asyncio

import pytest

from robots.drivers.microbit import Microbit
from robots.errors import Refused
from robots.transports.tcp import TcpTransport
from tests.robots.emulated import emulated

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def robot(tmp_path_factory):
    with emulated("microbit", tmp_path_factory.mktemp("near")) as robot:
        yield robot


@pytest.fixture(scope="module")
def far(tmp_path_factory):
    """One by radio, where each tenth line is lost, each way."""
    with emulated("microbit", tmp_path_factory.mktemp("far"), "lose=0.1", "robot=cutebot") as far:
        yield far


async def test_lines_that_are_lost_are_said_again(far):
    far.press(pose=[45.0, 45.0, 0.0])
    async with far.driver() as driver:
        assert driver.name == "cutebot 3fa2"
        for _ in range(2):
            assert await driver.turn(20, 80) == pytest.approx(20, abs=5)
        await driver.wheels(30, -30)
        await far.seen(lambda truth: truth["wheels"][0] > 3)
        await driver.stop()
        await far.seen(lambda truth: truth["wheels"] == [0, 0])


async def test_a_drive_ahead_ends_where_the_sonar_sees_something(robot):
    robot.press(pose=[45.0, 15.0, 0.0], sonar=None)
    async with robot.driver() as driver:
        drive = asyncio.create_task(driver.drive(60, 30))
        await robot.seen(lambda truth: truth["wheels"][0] > 3)
        robot.press(sonar=3.0)
        assert await asyncio.wait_for(drive, 2) < 40
        await robot.seen(lambda truth: truth["wheels"] == [0, 0])
    robot.press(sonar=None)


async def test_it_stops_a_second_after_its_host_fell_silent(robot):
    robot.press(pose=[45.0, 45.0, 0.0])
    driver = robot.driver()
    await driver.connect()
    await driver.wheels(30, -30)
    await robot.seen(lambda truth: truth["wheels"][0] > 3)
    await driver.transport.close()
    await robot.seen(lambda truth: truth["wheels"] == [0, 0], 2)
    await driver.disconnect()


async def test_a_micro_bit_without_our_program_is_somebody_else():
    async def talk(reader, writer):
        while await reader.read(100):
            writer.write(b"MicroPython v1.9.2\r\n>>> ")
        writer.close()

    async with await asyncio.start_server(talk, "127.0.0.1", 0) as server:
        link = TcpTransport(f"127.0.0.1:{server.sockets[0].getsockname()[1]}")
        with pytest.raises(Refused, match="garbled"):
            await Microbit(link).connect()
