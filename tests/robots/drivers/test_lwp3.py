"""A LEGO hub's driver: what it does with models that are built otherwise, and what bounds it."""

import asyncio
import struct

import pytest

from robots.drivers.spike_essential import SpikeEssential as Driver
from robots.drivers.technic import Technic as TechnicDriver
from robots.emulators.serving import Life, serve_tcp
from robots.emulators.spike_essential import SpikeEssential
from robots.emulators.technic import Technic
from robots.errors import Refused
from robots.transports.addresses import transport_of
from robots.world.shipped import shipped

pytestmark = pytest.mark.process


class Played:
    """A driver, connected to a hub made of software that lives in this process."""

    def __init__(self, driver=Driver, kind=SpikeEssential, devices=None, **options) -> None:
        self.hub = kind(shipped("plain"), {"start": "C3", **options})
        for port in devices or ():
            self.hub._attached[port] = devices[port]
        self.got: list[bytes] = []
        wrote = self.hub.wrote
        self.hub.wrote = lambda where, data: (self.got.append(data), wrote(where, data))
        self._driver = driver

    async def __aenter__(self):
        self._life = Life(self.hub, None)
        self._server, port = await serve_tcp(self._life, "127.0.0.1", 0)
        self._living = asyncio.create_task(self._life.live())
        self.driver = self._driver(transport_of(f"gatt:127.0.0.1:{port}"))
        await self.driver.connect()
        return self

    async def __aexit__(self, *_):
        await self.driver.disconnect()
        self._life.ended.set()
        await self._living
        self._server.close()
        await asyncio.sleep(0)

    def orders(self) -> list[bytes]:
        """The port, flags, number and rest of each order to a motor."""
        return [data[3:] for data in self.got if data[2] == 0x81 and data[3] in (0, 1, 0x10)]


async def test_no_order_can_run_on_for_more_than_a_second():
    async with Played() as played:
        assert await played.driver.drive(30, 50) == pytest.approx(30, abs=0.6)
        await played.driver.wheels(40, 20)
        await asyncio.sleep(0.9)
        await played.driver.stop()
        orders = played.orders()
        assert {order[2] for order in orders} == {0x02, 0x0A, 0x0C}
        for order in orders:
            if order[2] == 0x0A:
                assert struct.unpack_from("<H", order, 3)[0] <= 1000
            elif order[2] == 0x0C:
                degrees, speed = struct.unpack_from("<Ib", order, 3)
                assert degrees <= abs(speed) / 100 * Driver.sizes.fastest
            else:
                assert order[3:] == b"\x7f\x7f", "a power has no end: only brakes"


async def test_writes_keep_their_distance():
    async with Played() as played:
        loop, times = asyncio.get_running_loop(), []
        wrote = played.hub.wrote
        played.hub.wrote = lambda where, data: (times.append(loop.time()), wrote(where, data))
        for colour in ("red", "green", "blue"):
            await played.driver.do("light", {"colour": colour})
        assert times[2] - times[0] >= 0.08


async def test_wheels_that_are_held_end_a_motion():
    async with Played() as played:
        played.hub.press("held", 1)
        assert abs(await played.driver.drive(5, 80)) < 0.5
        played.hub.press("held", 0)
        assert await played.driver.drive(5, 80) == pytest.approx(5, abs=0.6)


async def test_a_model_without_two_motors_senses_but_does_not_move():
    async with Played(TechnicDriver, Technic, {1: 0x02}) as played:
        assert "move" not in played.driver.abilities
        assert {"colour", "distance"} <= played.driver.abilities
        with pytest.raises(Refused, match="word-lacking"):
            await played.driver.drive(5, 50)
        with pytest.raises(Refused, match="word-lacking"):
            await played.driver.wheels(5, 50)
        await played.driver.stop()
        assert played.driver.read("colour", {}) == "none"
        await played.driver.do("light", {"colour": "green"})


async def test_a_sensor_that_is_pulled_out_is_a_word_that_is_lacking():
    async with Played(TechnicDriver, Technic) as played:
        assert played.driver.read("distance", {}) > 10
        played.hub.press("unplug", 3)
        async with asyncio.timeout(1):
            while 3 in played.driver.hub.devices:
                await asyncio.sleep(0.01)
        with pytest.raises(Refused, match="word-lacking"):
            played.driver.read("distance", {})


async def test_devices_and_messages_that_are_newer_change_nothing():
    async with Played(devices={7: 0x1234}) as played:
        played.hub._say(0x7E, b"\1\2\3")
        played.hub._say(0x45, bytes((7, 1, 2, 3)))
        played.hub._say(0x45, bytes((99, 1)))
        assert await played.driver.turn(30, 60) == pytest.approx(30, abs=4)
        assert played.driver.read("tilt", {}) == "flat"


async def test_motors_that_stand_anywhere_and_say_nothing_of_themselves_are_asked():
    async with Played(shy="1", turned="12345") as played:
        assert played.driver.odometry() == (0, 0)
        assert await played.driver.drive(6, 60) == pytest.approx(6, abs=0.6)
        assert played.driver.odometry()[0] == pytest.approx(6, abs=0.6)


async def test_the_battery_is_told():
    async with Played() as played:
        assert played.driver.battery == 87
        played.hub.press("battery", 9)
        async with asyncio.timeout(1):
            while played.driver.battery != 9:
                await asyncio.sleep(0.01)
