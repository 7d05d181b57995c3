"""From an address to a robot: transports, and emulators that are started for it."""

import os
import signal

import pytest

from robots.errors import Refused
from robots.gateway.address import Address, Opener, read_address
from robots.gateway.emulator import Emulator
from robots.transports.transport import LinkLost
from robots.world.trace import Pose


def test_an_address_is_split_at_the_first_at_and_keeps_the_rest():
    assert read_address("thymio@tcp:[::1]:33333") == Address("thymio", "tcp:[::1]:33333")
    assert read_address("thymio@serial:/dev/a@b").place == "serial:/dev/a@b"
    assert str(read_address("thymio@emulator")) == "thymio@emulator"


@pytest.mark.parametrize("text", ["thymio", "thymio@", "@tcp:a:1", "nobody@emulator", "simulated"])
def test_what_is_no_robots_address_is_not_found(text):
    with pytest.raises(Refused) as refused:
        read_address(text)
    assert refused.value.problems[0].code == "robot-not-found"


async def test_an_unknown_way_to_a_robot_is_not_found():
    with pytest.raises(Refused) as refused:
        await Opener(Address("thymio", "pigeon:1"), "plain").open()
    assert refused.value.problems[0].code == "robot-not-found"


async def test_nobody_there_is_a_lost_link():
    with pytest.raises(LinkLost):
        await Opener(Address("thymio", "tcp:localhost:1"), "plain").open()


async def test_an_emulator_is_put_down_and_is_another_one_after_its_death():
    opener = Opener(Address("thymio", "emulator"), "plain")
    try:
        first = await opener.open()
        opener.put_down(Pose(22.5, 7.5, 90.0))
        process = opener._emulator._process
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        second = await opener.open()
        assert second is not first
        assert not second.lost.is_set()
    finally:
        await opener.close()
    assert not opener._emulator.runs


async def test_a_kind_without_an_emulator_is_not_found(capfd):
    with pytest.raises(Refused):
        await Emulator("simulated", "plain").start()
    assert "simulated" in capfd.readouterr().err
