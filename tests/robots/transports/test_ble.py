"""Real bleak against a stand-in BlueZ: robots are found, spoken to, lost, and found again."""

import asyncio
import contextlib
import json
import os
import sys
import time

import pytest

from robots.drivers.registry import SIMULATED, driver_class, kinds
from robots.emulators.gatt import Advertisement
from robots.emulators.registry import emulator_class
from robots.errors import Refused
from robots.gateway import finder
from robots.gateway.address import Opener
from robots.gateway.finder import found_on_the_air
from robots.transports import air as radio_air
from robots.transports import ble
from robots.transports.addresses import transport_of
from robots.transports.air import air
from robots.transports.gatt import uuid16
from robots.transports.transport import LinkLost
from robots.world.shipped import shipped
from tests.robots.tiny_gatt import COMPANY, ECHO, PLATE, SERVICE, Tiny
from tests.robots.transports.bluez.bus import SYSTEM_BUS, private_bus
from tests.robots.transports.bluez.running import stand_in

pytestmark = pytest.mark.process

BLUETOOTH_KINDS = [
    kind for kind in kinds() if kind != SIMULATED and driver_class(kind).advertised is not None
]
ADDRESS, OTHER = "C0:FF:EE:00:00:07", "C0:FF:EE:00:00:08"


@pytest.fixture(scope="module")
def bus():
    with private_bus() as bus:
        yield bus.address


@pytest.fixture
async def bluez(bus):
    async with stand_in(bus) as bluez:
        yield bluez


@pytest.fixture
async def device(bluez):
    return bluez.put(Tiny(), ADDRESS)


async def becomes(ready, seconds=5.0):
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        await asyncio.sleep(0.005)


@pytest.mark.parametrize("place", ["Tiny 7", ADDRESS, ADDRESS.lower()])
async def test_a_robot_is_found_by_its_name_and_by_its_address(device, place):
    async with transport_of(f"ble:{place}") as link:
        assert link.name == "Tiny 7"
        assert link.largest_write == 100
        assert link.flags[PLATE] == {"read", "write"}


async def test_values_are_written_read_and_heard_in_order(device):
    async with transport_of("ble:Tiny 7") as link:
        heard = []
        await link.subscribe(ECHO, heard.append)
        writes = (link.write(ECHO, bytes([n]), response=n % 2 == 0) for n in range(20))
        await asyncio.gather(*writes)
        await becomes(lambda: len(heard) == 20)
        assert heard == device.emulator.got == [bytes([n]) for n in range(20)]
        await link.write(PLATE, b"other", response=True)
        assert await link.read(PLATE) == b"other"
    assert not device.values["Connected"]


async def test_nobody_there_is_a_lost_link(bluez, monkeypatch):
    monkeypatch.setattr(ble, "FIND_SECONDS", 0.2)
    link = transport_of("ble:nobody")
    with pytest.raises(LinkLost):
        await link.open()
    assert link.lost.is_set()
    await becomes(lambda: not bluez.adapter["Discovering"])
    await link.close()


async def test_a_robot_that_goes_ends_every_use_and_comes_back(device):
    async with transport_of("ble:Tiny 7") as link:
        await link.subscribe(ECHO, print)
        device.drop()
        await asyncio.wait_for(link.lost.wait(), 5)
        for use in (link.write(ECHO, b"x"), link.read(PLATE), link.subscribe(ECHO, print)):
            with pytest.raises(LinkLost):
                await use
        await link.open()
        assert not link.lost.is_set()
        heard = []
        await link.subscribe(ECHO, heard.append)
        await link.write(ECHO, b"again")
        await becomes(lambda: heard == [b"again"])


async def test_a_loss_is_not_waited_for(device):
    async with transport_of("ble:Tiny 7") as link:
        device.deaf = True
        waiting = [asyncio.create_task(link.read(PLATE)) for _ in range(3)]
        await asyncio.sleep(0.05)
        device.drop()
        begun = time.monotonic()
        for answer in await asyncio.gather(*waiting, return_exceptions=True):
            assert isinstance(answer, LinkLost)
        assert time.monotonic() - begun < ble.ANSWER_SECONDS / 2


async def test_a_robot_that_answers_nothing_is_lost(device, monkeypatch):
    monkeypatch.setattr(ble, "ANSWER_SECONDS", 0.2)
    async with transport_of("ble:Tiny 7") as link:
        device.deaf = True
        with pytest.raises(LinkLost):
            await link.write(ECHO, b"x")
        assert link.lost.is_set()


async def test_a_refused_connecting_is_a_lost_link_and_may_be_tried_again(device):
    device.refuses, device.times = "br-connection-page-timeout", 1
    link = transport_of("ble:Tiny 7")
    with pytest.raises(LinkLost) as lost:
        await link.open()
    assert "page-timeout" in str(lost.value.__cause__)
    await link.open()
    assert device.connects == 2
    await link.close()


@pytest.mark.parametrize("fault", ["hangs", "half_open"])
async def test_a_connecting_without_end_is_given_up(device, monkeypatch, fault):
    monkeypatch.setattr(ble, "CONNECT_SECONDS", 0.3)
    setattr(device, fault, True)
    link = transport_of("ble:Tiny 7")
    with pytest.raises(LinkLost):
        await asyncio.wait_for(link.open(), 5)
    assert not device.values["Connected"]
    setattr(device, fault, False)
    monkeypatch.setattr(ble, "CONNECT_SECONDS", 5)
    async with link:
        assert await link.read(PLATE) == b"tiny"


async def test_an_opening_that_is_broken_off_leaves_no_link(device):
    device.half_open = True
    link = transport_of("ble:Tiny 7")
    opening = asyncio.create_task(link.open())
    await becomes(lambda: device.values["Connected"])
    opening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await opening
    await link.close()
    await becomes(lambda: not device.values["Connected"])


async def test_slow_notifications_hold_nothing_else_up(device):
    async with transport_of("ble:Tiny 7") as link:
        heard = []
        await link.subscribe(ECHO, heard.append)
        device.slow = 0.3
        await link.write(ECHO, b"late")
        assert await link.read(PLATE) == b"tiny"
        assert heard == []
        await becomes(lambda: heard == [b"late"])


async def test_a_wrong_hearer_does_not_deafen_the_link(device, caplog):
    async with transport_of("ble:Tiny 7") as link:
        heard = []

        def hear(data: bytes) -> None:
            heard.append(data)
            raise ZeroDivisionError

        await link.subscribe(ECHO, hear)
        for _ in range(2):
            await link.write(ECHO, b"x")
        await becomes(lambda: len(heard) == 2)
        assert not link.lost.is_set()
    assert "ZeroDivisionError" in caplog.text


async def test_somebody_else_is_garbled(device):
    async with transport_of("ble:Tiny 7") as link:
        for asked in (
            link.read(uuid16(0x2A00)),
            link.write(PLATE, b""),
            link.subscribe(PLATE, print),
        ):
            with pytest.raises(Refused, match="garbled"):
                await asked
        with pytest.raises(ValueError, match="100 at most"):
            await link.write(ECHO, b"x" * 101)
        device.emulator.services = {SERVICE: {}}
        with pytest.raises(Refused, match="garbled"):
            await link.write(PLATE, b"x", response=True)
        assert not link.lost.is_set()


async def test_a_robot_that_this_machine_still_holds_is_taken_over(device):
    """A gateway was killed: BlueZ keeps the link, and the robot advertises no more."""
    device.advertise()
    await device.connect()
    async with transport_of("ble:Tiny 7") as link:
        assert await link.read(PLATE) == b"tiny"
    assert device.connects == 1
    assert not device.values["Connected"], "it was let go, although another had begun the link"


async def test_one_scan_serves_all_who_look_and_connecting_comes_between(bluez, device):
    other = Tiny()
    other.advertised = type(other.advertised)("Tiny 8")
    bluez.put(other, OTHER)
    bluez.devices[1].absent = True
    late = transport_of("ble:Tiny 8")
    looking = asyncio.create_task(late.open())
    await becomes(lambda: bluez.adapter["Discovering"])
    async with transport_of(f"ble:{ADDRESS}") as link:
        assert link.name == "Tiny 7"
        bluez.devices[1].absent = False
        await looking
        assert await late.read(PLATE) == await link.read(PLATE) == b"tiny"
    await late.close()
    assert bluez.scans <= 3


async def test_all_that_is_on_the_air_can_be_listed(bluez, device):
    bluez.put(Tiny(), OTHER).absent = True
    (seen,) = await air().listen(0.3)
    assert (seen.address, seen.name, seen.services) == (ADDRESS, "Tiny 7", (SERVICE,))
    assert seen.manufacturer == {COMPANY: b"\x01\x07"}
    assert -70 < seen.rssi < -50


async def test_while_robots_run_scans_are_slots_with_rests_between(bluez, device, monkeypatch):
    monkeypatch.setattr(radio_air, "BUSY_SLOT_SECONDS", 0.05)
    monkeypatch.setattr(radio_air, "BUSY_REST_SECONDS", 0.2)
    device.absent = True
    air().busy = lambda: True
    link = transport_of("ble:Tiny 7")
    looking = asyncio.create_task(link.open())
    for _ in range(2):
        await becomes(lambda: bluez.adapter["Discovering"])
        await becomes(lambda: not bluez.adapter["Discovering"])
    device.absent = False
    await looking
    await link.close()


async def test_robots_are_listened_for_and_leave_the_radio_to_those_that_run(device, monkeypatch):
    monkeypatch.setattr(finder, "LISTEN", 0.1)
    monkeypatch.setattr(finder, "REST", 0.01)
    device.emulator.advertised = Advertisement("SM-1")
    device.values["Name"] = device.values["Alias"] = "SM-1"
    heard, quiet = [], [True]
    listening = asyncio.create_task(finder.listen_for_robots(lambda: quiet[0], heard.extend))
    await becomes(lambda: heard)
    assert str(heard[0].address) == f"sphero_mini@ble:{ADDRESS}"
    assert not air().busy()
    quiet[0] = False
    assert air().busy()
    listening.cancel()
    await asyncio.wait({listening})


@pytest.mark.process
async def test_robots_of_every_bluetooth_kind_are_found_driven_lost_and_found_again(bluez):
    devices = [
        bluez.put(emulator_class(kind)(shipped("plain"), {}), f"C0:FF:EE:00:01:{number:02X}")
        for number, kind in enumerate(BLUETOOTH_KINDS)
    ]
    robots = await found_on_the_air(0.3)
    assert sorted(robot.address.kind for robot in robots) == BLUETOOTH_KINDS
    openers = [Opener(robot.address, "plain") for robot in robots]
    await asyncio.gather(*map(drive_a_little, openers))
    assert {robot.held for robot in await found_on_the_air(0.1)} == {True}
    for device in devices:
        device.drop()
    for opener in openers:
        await asyncio.wait_for(opener.driver.lost.wait(), 5)
    await asyncio.gather(*(opener.open() for opener in openers))
    await asyncio.gather(*(opener.close() for opener in openers))
    assert not any(device.values["Connected"] for device in devices)


async def drive_a_little(opener: Opener) -> None:
    driver = await opener.open()
    if "light" in driver.abilities:
        await driver.do("light", {"colour": "red"})
    if "move" in driver.abilities:
        assert await driver.drive(3, 60) > 1, driver.kind


@pytest.mark.process
async def test_the_command_lists_robots_on_the_air_and_takes_none(bluez, bus):
    free, held = (Tiny(), Tiny())
    for number, emulator in enumerate((free, held)):
        emulator.advertised = Advertisement(f"SM-{number}")
    devices = bluez.put(free, ADDRESS), bluez.put(held, OTHER)
    devices[1].advertise()
    await devices[1].connect()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "web.commands.main", "robots", "--json", "--seconds", "1",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), 60)
    rows = [row for row in json.loads(out) if row["kind"] == "sphero_mini"]
    assert [(row["address"], row["name"], row["free"], row["link"]) for row in rows] == [
        (f"sphero_mini@ble:{ADDRESS}", "SM-0", True, 3),
        (f"sphero_mini@ble:{OTHER}", "SM-1", False, None),
    ]
    assert [device.connects for device in devices] == [0, 1]
    assert held.listened == set()


async def test_an_adapter_that_is_pulled_out_loses_its_robots_until_it_is_back(bluez, device):
    async with transport_of("ble:Tiny 7") as link:
        bluez.unplug()
        with pytest.raises(LinkLost):
            await link.write(ECHO, b"x", response=True)
        assert link.lost.is_set()
        with pytest.raises(LinkLost):
            await asyncio.wait_for(link.open(), 5)
        bluez.plug_in()
        await opens(link)
        assert await link.read(PLATE) == b"tiny"


async def opens(link) -> None:
    """Try as the gateway does: it takes a moment until all know of the adapter."""
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(LinkLost):
                return await link.open()
            await asyncio.sleep(0.01)


async def test_a_bus_that_ends_takes_its_links_along():
    with private_bus() as bus:
        async with stand_in(bus.address) as bluez:
            bluez.put(Tiny(), ADDRESS)
            async with transport_of("ble:Tiny 7") as link:
                bus.daemon.kill()
                await asyncio.wait_for(link.lost.wait(), 5)
                with pytest.raises(LinkLost):
                    await asyncio.wait_for(link.open(), 5)


async def test_a_radio_that_is_off_is_a_lost_link(bluez, device):
    bluez.adapter["Powered"] = False
    with pytest.raises(LinkLost) as lost:
        await transport_of("ble:Tiny 7").open()
    assert "Turn on Bluetooth" in str(lost.value.__cause__)


async def test_a_machine_without_bluetooth_is_a_lost_link_at_once(monkeypatch):
    monkeypatch.setitem(os.environ, SYSTEM_BUS, "unix:path=/nowhere")
    begun = time.monotonic()
    with pytest.raises(LinkLost):
        await transport_of("ble:Tiny 7").open()
    assert time.monotonic() - begun < 2
