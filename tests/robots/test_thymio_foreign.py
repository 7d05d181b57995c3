"""The Thymio driver against Aseba's own simulator: another house's robot, physics and protocol."""

import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from pathlib import Path

import pytest

from robots.drivers.thymio import Thymio
from robots.drivers.thymio_program import compile_on_board
from robots.drivers.thymio_stays import announced
from robots.program.faces import open_file
from robots.transports.addresses import transport_of
from tests.robots.playground import BREATH, NOSE, START, WIDTH, Bystander, playground, switched

pytestmark = [pytest.mark.foreign, pytest.mark.timeout(120)]

ROOT = Path(__file__).parents[2]
STOP_SECONDS = 2.0
ROOM = float(WIDTH - START - NOSE)
"""Centimetres between the robot and the wall before it."""
SOON = BREATH + 0.3
"""A stop that we sent is done within 0.3 s; before BREATH nobody looks."""
TARGETS, EYES = 57, 42
"""Where this simulator has the wheels' targets and the eyes."""
UNTIL_WALL = """
wheels(30, 30)
while not obstacle():
    wait(0.05)
stop()
light("green")
"""
ENDLESS = """
wheels(30, -30)
while True:
    wait(1)
"""


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[int]:
    """The port of a robot; one simulator a test, since it survives few links."""
    with playground(tmp_path) as port:
        yield port


def thymio(port: int) -> Thymio:
    time.sleep(BREATH)
    return Thymio(transport_of(f"tcp:127.0.0.1:{port}"))


async def seconds_until_still(port: int, since: float) -> float:
    """Watch the wheels' targets over another link until both are zero."""
    await asyncio.sleep(BREATH)
    watcher = Bystander(port)
    try:
        while any(await asyncio.to_thread(watcher.words, TARGETS, 2)):
            assert time.monotonic() - since < 5
            await asyncio.sleep(0.02)
        return time.monotonic() - since
    finally:
        watcher.close()


async def test_it_learns_the_names_of_old_firmware_and_moves(simulator):
    async with thymio(simulator) as robot:
        assert robot.name == "thymio-II"
        assert "leds.top" not in robot.node.places
        assert robot.battery is None
        assert await robot.drive(-15, 80) == pytest.approx(-15, abs=1)
        assert await robot.drive(15, 80) == pytest.approx(15, abs=1)
        assert await robot.turn(90, 50) == pytest.approx(90, abs=4)
        cm, degrees = robot.odometry()
        assert cm == pytest.approx(0, abs=1)
        assert degrees == pytest.approx(90, abs=4)


async def test_lights_and_sounds_reach_its_native_functions(simulator):
    async with thymio(simulator) as robot:
        await robot.do("light", {"colour": "red"})
        await robot.do("play", {"sound": "beep"})
        await robot.do("note", {"pitch": "C5", "beats": 0.2})
        await robot.do("light_off", {})
        ticks = robot.hold.own_word(robot.hold.own.ticks)
        await asyncio.sleep(0.3)
        assert robot.hold.own_word(robot.hold.own.ticks) > ticks, "a native froze the program"


async def test_it_sees_a_wall_come_nearer_and_stops_at_it(simulator):
    async with thymio(simulator) as robot:
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


async def test_stop_ends_a_motion_at_once(simulator):
    async with thymio(simulator) as robot:
        motion = asyncio.create_task(robot.turn(3600, 50))
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        await robot.stop()
        turned = await asyncio.wait_for(motion, 0.1)
        assert time.monotonic() - begun < 0.3
        assert 5 < turned < 90
        await robot.hold.wait_for(lambda: robot.node.value("motor.left.speed") == 0)


async def test_leaving_stops_the_wheels(simulator):
    async with thymio(simulator) as robot:
        await robot.wheels(30, -30)
        await asyncio.sleep(0.1)
    assert await seconds_until_still(simulator, time.monotonic()) < SOON


async def test_a_cut_link_stops_the_wheels_within_two_seconds(simulator):
    robot = thymio(simulator)
    await robot.connect()
    await robot.wheels(30, -30)
    await asyncio.sleep(1.5)
    assert robot.node.value("motor.left.target") == 150, "it turns as long as it is held"
    await robot.transport.close()
    cut = time.monotonic()
    stopped = await seconds_until_still(simulator, cut)
    assert BREATH < stopped < STOP_SECONDS, "not by us but by its own program"
    await asyncio.sleep(BREATH)
    await robot.connect()
    assert await robot.turn(30, 50) == pytest.approx(30, abs=4)
    await robot.disconnect()


async def test_the_same_over_a_serial_cable_through_a_switch(simulator, tmp_path: Path):
    async with switched(simulator, tmp_path) as (cable, own):
        robot = Thymio(transport_of(f"serial:{cable.ports[0]}"))
        async with robot:
            assert await robot.turn(45, 50) == pytest.approx(45, abs=4)
            motion = asyncio.create_task(robot.turn(3600, 50))
            await asyncio.sleep(0.3)
            await robot.stop()
            await asyncio.wait_for(motion, 0.1)
        assert await seconds_until_still(own, time.monotonic()) < SOON


async def test_a_pulled_cable_stops_the_wheels_within_two_seconds(simulator, tmp_path: Path):
    async with switched(simulator, tmp_path) as (cable, own):
        robot = Thymio(transport_of(f"serial:{cable.ports[0]}"))
        await robot.connect()
        await robot.wheels(30, -30)
        await asyncio.sleep(0.3)
        cable.cut()
        cut = time.monotonic()
        await asyncio.wait_for(robot.lost.wait(), 1)
        assert BREATH < await seconds_until_still(own, cut) < STOP_SECONDS
        await robot.disconnect()


# ---- a program that stays ------------------------------------------------------------------------

STAYS = """
light("green")
turn(90)
turn(-90)
n = 4
drive(n)
wheels(30, 30)
while not obstacle():
    pass
stop()
beats = 0
for i in range(3):
    note("A4", 0.4)
    beats += i * 7 // 2
"""
FREE, OVER = 74, 2
"""The first variable that this simulator leaves free; what a finished program writes there."""


async def test_a_program_that_was_left_there_runs_to_its_end_alone(simulator):
    program, _ = open_file(STAYS.encode(), "stays.py", "fr")
    async with thymio(simulator) as robot:
        assert robot.node.free == FREE
        compiled = compile_on_board(program, announced(robot.node))
        stays = await robot.keep(program)
        told = {(await stays.look()).blocks.get(1)}
        stays.told = lambda news: told.add(news.blocks.get(1))
        await asyncio.sleep(2)
        assert len(told) > 1, "its steps are told"
    await asyncio.sleep(BREATH)
    watcher = Bystander(simulator)
    end = time.monotonic() + 20
    while (await asyncio.to_thread(watcher.words, FREE, 1))[0] != OVER:
        assert time.monotonic() < end, watcher.words(FREE, 4)
        await asyncio.sleep(0.1)
    assert watcher.words(TARGETS, 2) == [0, 0]
    assert max(watcher.words(EYES, 5)) > 500
    assert watcher.words(compiled.variables["beats"], 1) == [10]
    watcher.close()


async def test_a_program_that_was_left_there_drives_on_alone(simulator):
    program, _ = open_file(ENDLESS.encode(), "stays.py", "fr")
    async with thymio(simulator) as robot:
        await robot.keep(program)
    await asyncio.sleep(STOP_SECONDS)
    watcher = Bystander(simulator)
    assert watcher.words(TARGETS, 2) == [150, -150]
    watcher.close()
    await asyncio.sleep(BREATH)
    async with thymio(simulator):
        pass
    assert await seconds_until_still(simulator, time.monotonic()) < SOON


# ---- the command ---------------------------------------------------------------------------------


async def ribambelle(folder: Path, program: str, port: int) -> Process:
    """`ribambelle run` of a program on a simulated robot, its trace on the output."""
    time.sleep(BREATH)
    (folder / "program.py").write_text(program)
    command = [sys.executable, "-m", "web.commands.main", "run", "program.py", "--events", "-"]
    command += ["--robot", f"thymio@tcp:127.0.0.1:{port}", "--timeout", "30"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return await asyncio.create_subprocess_exec(
        *command, cwd=folder, env=environment, stdout=PIPE, stderr=PIPE
    )


async def rolling(process: Process) -> None:
    """Wait until the trace says that the wheels were told to turn."""
    assert process.stdout is not None
    async with asyncio.timeout(10):
        while json.loads(await process.stdout.readline())["type"] != "motion":
            pass
    await asyncio.sleep(0.3)


async def test_a_program_drives_until_a_real_wall(simulator, tmp_path: Path):
    process = await ribambelle(tmp_path, UNTIL_WALL, simulator)
    out, problems = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, problems) == (0, b"")
    trace = [json.loads(line) for line in out.splitlines()]
    reads = [event["value"] for event in trace if event["type"] == "read"]
    assert reads == [False, True]
    assert trace[-1]["type"] == "finished"
    driven = trace[-1]["y"] - trace[0]["y"]
    assert 4 < driven < ROOM
    assert await seconds_until_still(simulator, time.monotonic()) < SOON
    watcher = Bystander(simulator)
    assert max(watcher.words(EYES, 5)) > 1000
    watcher.close()


async def test_an_interrupt_stops_an_endless_program_and_its_robot(simulator, tmp_path: Path):
    process = await ribambelle(tmp_path, ENDLESS, simulator)
    await rolling(process)
    process.send_signal(signal.SIGINT)
    out, _ = await asyncio.wait_for(process.communicate(), 3)
    assert process.returncode == 3
    last = json.loads(out.splitlines()[-1])
    assert (last["type"], last["by"]) == ("stopped", "signal")
    assert await seconds_until_still(simulator, time.monotonic()) < SOON


async def test_a_killed_command_leaves_a_robot_that_stops_by_itself(simulator, tmp_path: Path):
    process = await ribambelle(tmp_path, ENDLESS, simulator)
    await rolling(process)
    process.kill()
    killed = time.monotonic()
    await process.communicate()
    assert BREATH < await seconds_until_still(simulator, killed) < STOP_SECONDS
