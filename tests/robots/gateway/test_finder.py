"""Robots are recognised on the air, and a machine without Bluetooth is quiet about it."""

import asyncio
import os
import subprocess
import sys

import pytest

from robots.drivers.driver import Advertised
from robots.gateway import finder
from robots.gateway.address import Address
from robots.gateway.finder import Found, found_on_the_air, listen_for_robots, recognised
from robots.gateway.room import Room
from robots.gateway.settings import GatewaySettings
from robots.messages import Adopted
from robots.transports import radio
from robots.transports.air import Sighting

BUS = "DBUS_SYSTEM_BUS_ADDRESS"


class Red:
    kind, advertised = "red", Advertised(names=("RED-",))


class Grey:
    kind, advertised = "grey", Advertised(manufacturer=0x397, data_at=1, data=frozenset({0x41}))


class Cabled:
    kind, advertised = "cabled", None


def test_kinds_are_told_apart_by_what_they_advertise():
    sightings = [
        Sighting("A1", "RED-1", rssi=-80),
        Sighting("A2", "headphones", rssi=-40),
        Sighting("A3", "hub", manufacturer={0x397: b"\x00\x41"}, rssi=-50),
        Sighting("A4", "hub", manufacturer={0x397: b"\x00\x40"}, rssi=-50),
        Sighting("A5", "RED-2"),
    ]
    assert recognised(sightings, [Cabled, Red, Grey]) == [
        Found(Address("grey", "ble:A3"), "A3", "hub", 4),
        Found(Address("red", "ble:A1"), "A1", "RED-1", 1),
        Found(Address("red", "ble:A5"), "A5", "RED-2", None, held=True),
    ]


@pytest.mark.parametrize(("dbm", "strength"), [(-95, 0), (-90, 1), (-70, 2), (-60, 3), (-30, 4)])
def test_a_signal_has_a_strength(dbm, strength):
    (robot,) = recognised([Sighting("A1", "RED-1", rssi=dbm)], [Red])
    assert robot.strength == strength


async def test_without_an_adapter_nobody_listens(monkeypatch, tmp_path):
    monkeypatch.delenv(BUS)
    for nothing in (tmp_path, tmp_path / "nowhere"):
        monkeypatch.setattr(radio, "ADAPTERS", nothing)
        assert await found_on_the_air(60) == []


async def test_a_bluetooth_that_does_not_work_is_told_once_and_asked_again(monkeypatch, caplog):
    monkeypatch.setattr(finder, "SILENT_REST", 0.05)
    caplog.set_level("INFO", "ribambelle.finder")
    asked, taken = [], []
    listening = asyncio.create_task(
        listen_for_robots(lambda: asked.append(1) or True, taken.append)
    )
    async with asyncio.timeout(10):
        while len(asked) < 3:
            await asyncio.sleep(0.01)
    listening.cancel()
    await asyncio.wait({listening})
    assert taken == []
    assert caplog.text.count("no Bluetooth") == 1


async def test_nobody_listens_while_programs_run(monkeypatch):
    monkeypatch.setattr(finder, "REST", 0.001)
    asked = []
    listening = asyncio.create_task(listen_for_robots(lambda: asked.append(1), asked.append))
    async with asyncio.timeout(5):
        while len(asked) < 5:
            await asyncio.sleep(0.01)
    listening.cancel()
    assert set(asked) == {1}


def test_a_command_without_bluetooth_loads_no_library_of_it():
    if os.path.exists(radio.ADAPTERS) and os.listdir(radio.ADAPTERS):
        pytest.skip("this machine has Bluetooth")
    code = "import sys\nfrom web.commands.main import exit_code\n"
    code += "exit_code(['robots'])\nsys.exit('bleak' in sys.modules)"
    environment = {name: value for name, value in os.environ.items() if name != BUS}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, timeout=30
    )
    assert ended.returncode == 0
    assert ended.stderr == b""


def ball(number: str) -> Found:
    address = f"C0:00:00:00:00:0{number}"
    return Found(Address("sphero_mini", f"ble:{address}"), address, f"SM-{number}", 3)


@pytest.mark.parametrize("listed", ["ble:SM-7", "ble:c0:00:00:00:00:07"])
async def test_a_robot_that_was_listed_is_not_found_twice(tmp_path, listed):
    settings = GatewaySettings(
        "http://localhost:1", "", str(tmp_path), simulated=0, robots=[f"sphero_mini@{listed}"]
    )
    room = Room(settings)
    try:
        for _ in range(2):
            room.take_found([ball("7"), ball("8")])
        room.hear(Adopted("classe/sphero_mini/C0:00:00:00:00:08"))
        names = sorted(robot.name for robot in room.hello("classe").robots)
        assert names == [
            "classe/sphero_mini/C0:00:00:00:00:08",
            f"classe/sphero_mini/{listed}",
        ]
    finally:
        await room.close()


async def test_a_robot_on_the_air_is_nobodys_until_the_teacher_says_ours_and_for_good(tmp_path):
    settings = GatewaySettings("http://localhost:1", "", str(tmp_path), simulated=0)
    assert await states_after(settings, ball("7")) == ["new"]
    assert await states_after(settings, ball("7"), Adopted(f"classe/{BALL}")) == ["lost"]
    assert await states_after(settings, ball("7")) == ["lost"]  # ours: it is being connected to
    assert await states_after(settings, ball("8")) == ["new"]


BALL = "sphero_mini/C0:00:00:00:00:07"


async def states_after(settings, robot, *said):
    """The states of the robots of a new room that heard this one on the air."""
    room = Room(settings)
    try:
        room.take_found([robot])
        for message in said:
            room.hear(message)
        return [state.state for state in room.hello("classe").robots]
    finally:
        await room.close()
