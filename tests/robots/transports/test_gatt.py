"""A Bluetooth LE link writes, reads, hears, and tells when it is gone; here without Bluetooth."""

import asyncio
import subprocess
import sys

import pytest

from robots.drivers.driver import Advertised, Driver
from robots.errors import Refused
from robots.gateway.address import Address, Opener
from robots.transports.addresses import transport_of
from robots.transports.gatt import Gatt, uuid16
from robots.transports.transport import LinkLost
from robots.wire import gatt_lines
from tests.robots.emulated import Emulated, spoiled
from tests.robots.tiny_gatt import COMPANY, ECHO, LEVEL, PLATE, SERVICE, Tiny, tiny_link


async def hears(kept: list, count: int) -> None:
    async with asyncio.timeout(5):
        while len(kept) < count:
            await asyncio.sleep(0.005)


async def test_what_the_robot_is_is_known_when_the_link_is_open():
    async with tiny_link() as (link, tiny), link:
        assert isinstance(link, Gatt)
        assert link.name == "Tiny 7"
        assert link.largest_write == 100
        assert link.flags[PLATE] == {"read", "write"}
        assert link.hello.advertised == [SERVICE]
        assert link.hello.manufacturer == {COMPANY: b"\x01\x07"}


async def test_values_are_written_read_and_heard_in_order():
    async with tiny_link() as (link, tiny), link:
        heard = []
        await link.subscribe(ECHO, heard.append)
        for number in range(5):
            await link.write(ECHO, bytes([number]), response=number % 2 == 0)
        await hears(heard, 5)
        assert heard == tiny.got == [bytes([number]) for number in range(5)]
        await link.write(PLATE, b"other", response=True)
        assert tiny.plate == await link.read(PLATE) == b"other"


async def test_a_robot_may_tell_as_soon_as_it_is_listened_to():
    async with tiny_link() as (link, _), link:
        heard = []
        await link.subscribe(LEVEL, heard.append)
        await hears(heard, 1)
        assert heard == [b"\x63"]


async def test_nobody_hears_what_was_not_subscribed_to():
    async with tiny_link() as (link, tiny), link:
        await link.write(ECHO, b"x", response=True)
        assert tiny.got == [b"x"]
        assert not tiny.listened
        heard = []
        await link.subscribe(ECHO, heard.append)
        await link.write(ECHO, b"y", response=True)
        await hears(heard, 1)
        assert heard == [b"y"]


async def test_a_wrong_hearer_does_not_deafen_the_link(caplog):
    async with tiny_link() as (link, _), link:
        heard = []

        def hear(data: bytes) -> None:
            heard.append(data)
            raise ZeroDivisionError

        await link.subscribe(ECHO, hear)
        for _ in range(2):
            await link.write(ECHO, b"x")
        await hears(heard, 2)
        assert not link.lost.is_set()
    assert "ZeroDivisionError" in caplog.text


async def test_somebody_else_is_garbled():
    async with tiny_link() as (link, _), link:
        for asked in (
            link.read(uuid16(0x2A00)),
            link.read(ECHO),
            link.write(PLATE, b"", response=False),
            link.write(LEVEL, b"", response=True),
            link.subscribe(PLATE, print),
        ):
            with pytest.raises(Refused, match="garbled"):
                await asked
        assert not link.lost.is_set()


async def test_an_emulator_denies_what_a_careless_host_asks():
    async with tiny_link() as (link, tiny), link:
        link.flags = {ECHO: frozenset({"read", "write"}), PLATE: frozenset({"notify"})}
        with pytest.raises(Refused, match="garbled"):
            await link.read(ECHO)
        with pytest.raises(Refused, match="garbled"):
            await link.subscribe(PLATE, print)
        assert tiny.listened == set()


async def test_one_write_without_response_has_its_size():
    async with tiny_link() as (link, tiny), link:
        await link.write(ECHO, b"x" * 100)
        with pytest.raises(ValueError, match="100 at most"):
            await link.write(ECHO, b"x" * 101)
        await link.write(ECHO, b"x" * 101, response=True)
        assert [len(data) for data in tiny.got] == [100, 101]


async def test_a_lost_link_ends_every_wait_and_opens_again_without_subscriptions():
    async with tiny_link() as (link, tiny), link:
        await link.subscribe(ECHO, print)
        tiny.value = lambda characteristic: tiny.drop()
        with pytest.raises(LinkLost):
            await asyncio.wait_for(link.read(PLATE), 5)
        assert link.lost.is_set()
        for late in (link.read(PLATE), link.write(ECHO, b""), link.subscribe(ECHO, print)):
            with pytest.raises(LinkLost):
                await late
        await link.open()
        assert not link.lost.is_set()
        assert tiny.listened == set()


async def test_a_link_that_was_never_opened_is_lost():
    async with tiny_link() as (link, _):
        with pytest.raises(LinkLost):
            await link.write(ECHO, b"")
        await link.close()
        await link.close()


async def test_nobody_there_is_a_lost_link():
    with pytest.raises(LinkLost):
        await transport_of("gatt:127.0.0.1:1").open()


async def test_a_host_that_talks_nonsense_is_cut_off():
    async with tiny_link() as (link, _), link:
        await link._pipe.send(gatt_lines.encode(gatt_lines.Pong()))
        await asyncio.wait_for(link.lost.wait(), 5)


@pytest.mark.parametrize("change", [lambda data: b"\xff" * len(data)], ids=["garbled"])
async def test_a_spoiled_link_garbles_values_and_not_its_own_lines(change):
    async with tiny_link() as (link, _):
        robot = Emulated.__new__(Emulated)
        robot.place = f"gatt:{link.address}"
        async with spoiled(robot) as spoiler:
            spoiler.change = change
            async with transport_of(spoiler.place) as far:
                heard = []
                await far.subscribe(ECHO, heard.append)
                await far.write(ECHO, b"abc", response=True)
                await hears(heard, 1)
                assert heard == [b"\xff\xff\xff"]
                assert await far.read(PLATE) == b"\xff" * 4


async def test_a_robot_that_falls_silent_is_lost():
    async with tiny_link() as (link, _):
        robot = Emulated.__new__(Emulated)
        robot.place = f"gatt:{link.address}"
        async with spoiled(robot) as spoiler, transport_of(spoiler.place) as far:
            spoiler.change = lambda data: b""
            await asyncio.wait_for(far.lost.wait(), 5)


def test_its_process_says_where_it_is():
    command = [sys.executable, "-m", "tests.robots.tiny_gatt", "tiny", "--parent-stdin"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline().startswith(b"READY gatt:localhost:")
        process.stdin.close()
        assert process.wait(10) == 0
    ended = subprocess.run([*command, "--pty"], capture_output=True, timeout=10)
    assert ended.returncode == 2
    assert b"no serial port" in ended.stderr


def test_a_driver_gets_no_link_of_another_sort():
    with pytest.raises(Refused, match="robot-not-found"):
        asyncio.run(Opener(Address("thymio", "gatt:localhost:1"), "plain").open())
    assert Driver.advertised is None


def test_an_emulator_presses_its_link_away():
    dropped = []
    tiny = Tiny()
    tiny.drop = lambda: dropped.append(1)
    tiny.press("link.drop", 1)
    assert dropped == [1]
    with pytest.raises(KeyError):
        tiny.press("nose", 1)


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        (Advertised(), False),
        (Advertised(services=frozenset({SERVICE})), True),
        (Advertised(services=frozenset({LEVEL})), False),
        (Advertised(names=("Big", "Tiny")), True),
        (Advertised(names=("tiny",)), False),
        (Advertised(manufacturer=COMPANY), True),
        (Advertised(manufacturer=COMPANY, data_at=1, data=frozenset({6, 7})), True),
        (Advertised(manufacturer=COMPANY, data_at=0, data=frozenset({7})), False),
        (Advertised(manufacturer=COMPANY, data_at=2, data=frozenset({0})), False),
        (Advertised(manufacturer=1), False),
        (Advertised(services=frozenset({SERVICE}), names=("Big",)), False),
    ],
)
def test_a_kind_is_recognised_by_all_that_it_says_of_itself(asked, fits):
    assert asked.fits("Tiny 7", [SERVICE], {COMPANY: b"\x01\x07"}) is fits
