"""Our programs for the micro:bit as they are, run by MicroPython, driven by our driver."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

from robots.drivers.microbit import Microbit
from robots.transports.serial import SerialTransport
from tests.firmware.running import BRIDGE, ROBOT, board, free_ports

pytestmark = [
    pytest.mark.foreign,
    pytest.mark.skipif(sys.platform == "win32", reason="ptys are POSIX"),
]

VECTORS = {
    vector["name"]: vector["hex"]
    for vector in json.loads(Path(__file__).with_name("vectors.json").read_text())["vectors"]
}
MAQUEEN, CUTEBOT = f"{ROBOT}/maqueen.py", f"{ROBOT}/cutebot.py"
STILL = {"maqueen": VECTORS["maqueen_both_stop"].split(), "cutebot": ["01020000", "02020000"]}


@pytest.fixture(params=["maqueen", "cutebot"])
def robot(request, tmp_path):
    with board(tmp_path / "robot", ROBOT, f"{ROBOT}/{request.param}.py") as robot:
        robot.kind = request.param
        yield robot


@pytest.fixture
def maqueen(tmp_path):
    with board(tmp_path / "robot", ROBOT, MAQUEEN) as robot:
        yield robot


def sent(robot) -> list[str]:
    """What the motors were told."""
    return [it["bytes"] for it in robot.did("i2c")]


def still(robot) -> bool:
    return sent(robot)[-2:] == STILL.get(getattr(robot, "kind", "maqueen"))


async def test_a_face_smiles_when_it_runs_and_the_wheels_stand(robot):
    await robot.does(lambda: robot.did("shows"))
    assert robot.did("shows")[0]["shows"] == "happy"
    stop = [one for one in sent(robot) if one in STILL[robot.kind]]
    assert stop == STILL[robot.kind]


async def test_it_says_who_it_is(robot):
    async with Microbit(SerialTransport(robot.port)) as driver:
        assert driver.name == f"{robot.kind} 3fa2"


async def test_a_way_is_ended_by_its_own_clock(robot):
    async with Microbit(SerialTransport(robot.port)) as driver:
        begun = len(robot.did("i2c"))
        assert await driver.drive(10, 50) == pytest.approx(10, abs=0.5)
        did = robot.did("i2c")[begun:]
    assert [it["i2c"] for it in did[:4]] == [0x10] * 4
    assert [it["bytes"] for it in did[2:4]] == STILL[robot.kind]
    assert did[2]["t"] - did[0]["t"] == pytest.approx(1000, abs=60)


async def test_a_turn_runs_the_wheels_against_each_other(robot):
    async with Microbit(SerialTransport(robot.port)) as driver:
        begun = len(sent(robot))
        await driver.turn(45, 50)
        left, right = sent(robot)[begun : begun + 2]
    directions = {"maqueen": ("00", "01"), "cutebot": ("02", "01")}[robot.kind]
    assert (left[2:4], right[2:4]) == directions
    assert left[4:6] == right[4:6] != "00"


async def test_the_wheels_stop_when_nobody_speaks_for_a_second(maqueen):
    maqueen.say(b"?\nm 1 60 60 0\n")
    await maqueen.does(lambda: maqueen.did("i2c") and not still(maqueen))
    begun = maqueen.did("i2c")[-1]["t"]
    await maqueen.does(lambda: still(maqueen))
    assert 900 < maqueen.did("i2c")[-1]["t"] - begun < 1300


async def test_the_wheels_run_on_while_they_are_held(maqueen):
    async with Microbit(SerialTransport(maqueen.port)) as driver:
        await driver.wheels(60, 60)
        await asyncio.sleep(1.3)
        assert not still(maqueen)
        await driver.stop()
        assert still(maqueen)


async def test_the_motors_are_told_what_foreign_programs_tell_them(robot):
    full = {"maqueen": ["0000ff", "0200ff"], "cutebot": ["01026400", "02026400"]}[robot.kind]
    known = {
        "maqueen": ["maqueen_M1_forward_100", "maqueen_M2_forward_100"],
        "cutebot": ["cutebot_left_fwd_50"],
    }[robot.kind]
    async with Microbit(SerialTransport(robot.port)) as driver:
        await driver.wheels(100, 100)
        assert sent(robot)[-2:] == full
        await driver.wheels(-100, -100)
        back = sent(robot)[-2]
    for name, ours in zip(known, full, strict=False):
        assert ours[:4] == VECTORS[name][:4]
    theirs = VECTORS["maqueen_M1_back_100" if robot.kind == "maqueen" else "cutebot_right_back_50"]
    assert back[2:4] == theirs[2:4]


async def test_lamps_and_sound_are_what_was_asked_for(robot):
    async with Microbit(SerialTransport(robot.port)) as driver:
        await driver.do("light", {"colour": "red"})
        await driver.do("note", {"pitch": "A4", "beats": 0.2})
        tones = [(it["hertz"], it["milliseconds"]) for it in robot.did("milliseconds")]
    assert tones[0] == (440, 100)
    if robot.kind == "cutebot":
        assert VECTORS["cutebot_headlight_left_red"] in sent(robot)
    else:
        assert [[255, 0, 0]] * 4 in [it["lamps"] for it in robot.did("lamps")]


async def test_what_it_senses_is_read(maqueen):
    async with Microbit(SerialTransport(maqueen.port)) as driver:
        maqueen.hands(echo=580, p13=0, a=1, light=255)
        await maqueen.does(lambda: driver.read("button", {"name": "left"}))
        assert driver.read("distance", {}) == 10
        assert driver.read("on_line", {}) is True
        assert driver.read("ground", {}) == 50
        assert driver.read("button", {"name": "right"}) is False
        assert driver.read("light_level", {}) == 100


async def test_motors_that_were_switched_off_are_told_when_they_are_on_again(maqueen):
    async with Microbit(SerialTransport(maqueen.port)) as driver:
        await driver.wheels(60, 60)
        await maqueen.does(lambda: not still(maqueen))
        maqueen.hands(off=1)
        await driver.stop()
        assert not still(maqueen)
        maqueen.hands(off=0)
        await maqueen.does(lambda: still(maqueen))


async def test_what_means_nothing_is_passed_over(maqueen):
    maqueen.say(b"m 1 x 2\n\xff\xfe\nm\n\n" + b"z" * 300 + b"\n")
    async with Microbit(SerialTransport(maqueen.port)) as driver:
        assert await driver.drive(2, 50) == pytest.approx(2, abs=0.3)


async def test_a_bridge_on_usb_carries_everything_by_radio(tmp_path):
    here, there = free_ports()
    with (
        board(tmp_path / "robot", ROBOT, MAQUEEN, ear=here, air=there) as robot,
        board(tmp_path / "bridge", BRIDGE, ear=there, air=here) as bridge,
    ):
        await robot.does(lambda: robot.did("shows"))
        await bridge.does(lambda: bridge.did("shows"))
        assert bridge.did("shows")[0]["shows"] == "arrow"
        async with Microbit(SerialTransport(bridge.port)) as driver:
            assert driver.name == "maqueen 3fa2"
            assert await driver.drive(5, 50) == pytest.approx(5, abs=0.5)
            await driver.wheels(60, 60)
            await robot.does(lambda: not still(robot))
            bridge.end()
            await robot.does(lambda: still(robot), 3)
            bridge.end = lambda: None
