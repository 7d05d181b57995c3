"""`ribambelle run --robot KIND@...`: a real robot's conversation, without a class or a server."""

import asyncio
import json
import signal
import sys
import time

import pytest

from tests.robots.gateway.processes import EmulatorProcess, still_within

pytestmark = pytest.mark.process


async def begin(tmp_path, program, robot, *options):
    file = tmp_path / "program.py"
    file.write_text(program, encoding="utf-8")
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "web.commands.main", "run", str(file),
        "--robot", robot, "--events", "-", "--language", "en", *options,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def run(*args):
    process = await begin(*args)
    out, err = await process.communicate()
    return process.returncode, [json.loads(line) for line in out.splitlines()], err.decode()


@pytest.fixture
async def robot(tmp_path):
    async with EmulatorProcess("thymio", tmp_path) as robot:
        yield robot


async def test_an_emulator_is_started_for_the_program_and_gone_after_it(tmp_path):
    code, trace, err = await run(tmp_path, "turn_right()", "thymio@emulator")
    assert code == 0
    assert "doubtful" in err  # a turn alone moves nowhere
    assert [event["type"] for event in trace] == ["start", "step", "motion", "finished"]
    assert (trace[0]["robot"], trace[0]["kind"]) == ("thymio@emulator", "thymio")
    assert trace[0]["evidence"] == "odometry"
    assert trace[-1]["heading"] == pytest.approx(90, abs=5)


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
async def test_a_signal_stops_within_100_ms_and_leaves_the_robot_still(tmp_path, robot, name):
    program = "wheels(30, 30)\nwhile True:\n    wait(0.1)\n"
    process = await begin(tmp_path, program, robot.address)
    while not robot.rolls():
        await asyncio.sleep(0.01)
    asked = time.monotonic()
    process.send_signal(getattr(signal, name))
    last = b""
    async for line in process.stdout:
        last, told = line, time.monotonic()
    assert json.loads(last)["by"] == "signal"
    assert told - asked < 0.1
    assert await process.wait() == 3
    await still_within(robot, 0.1)


async def test_the_timeout_stops_it(tmp_path, robot):
    code, trace, _ = await run(tmp_path, "wheels(9, 9)\nwait(9)", robot.address, "--timeout", "0.3")
    assert code == 3
    assert trace[-1]["by"] == "timeout"


async def test_a_robot_that_is_not_there_is_exit_2_and_one_clear_line(tmp_path):
    code, trace, err = await run(tmp_path, "forward()", "thymio@tcp:localhost:1")
    assert (code, trace) == (2, [])
    assert err.count("\n") == 1
    assert ":1: robot-not-found: " in err
    assert "thymio@tcp:localhost:1" in err


async def test_a_robot_that_goes_away_ends_it_with_exit_2(tmp_path, robot):
    process = await begin(tmp_path, "wheels(9, 9)\nwait(30)", robot.address)
    while not robot.rolls():
        await asyncio.sleep(0.01)
    robot.process.kill()
    out, _ = await asyncio.wait_for(process.communicate(), 8)
    trace = [json.loads(line) for line in out.splitlines()]
    assert process.returncode == 2
    assert [event["type"] for event in trace[-2:]] == ["lost", "stopped"]
    assert trace[-1]["by"] == "link"


async def test_a_word_that_the_robot_lacks_is_refused_before_anything_moves(tmp_path, robot):
    code, trace, err = await run(tmp_path, "forward()\nsay(colour())", robot.address)
    assert (code, trace) == (1, [])
    assert ":2: word-lacking: " in err


async def test_an_unknown_kind_is_a_wrong_command_line(tmp_path):
    code, _, _ = await run(tmp_path, "forward()", "nobody@emulator")
    assert code == 64


async def test_a_recorded_run_plays_again_without_the_robot(tmp_path):
    program, file = "forward()\nlight('red')\nturn_right()", tmp_path / "robot.jsonl"
    code, trace, _ = await run(tmp_path, program, "thymio@emulator", "--record", str(file))
    frames = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert code == 0
    assert {"t", "dir", "hex"} == set(frames[0])
    assert {frame["dir"] for frame in frames} == {"in", "out"}
    code, again, err = await run(tmp_path, program, f"thymio@replay:{file}")
    assert (code, err) == (0, "")
    assert [event["type"] for event in again] == [event["type"] for event in trace]


async def test_a_recording_that_cannot_be_written_is_said(tmp_path, robot):
    code, _, err = await run(tmp_path, "forward()", robot.address, "--record", "/nowhere/file")
    assert code == 64
    assert "cannot write /nowhere/file" in err
    code, _, err = await run(tmp_path, "forward()", "simulated", "--record", "file")
    assert code == 64
    code, trace, err = await run(tmp_path, "light('red')", robot.address, "--record", "/dev/full")
    assert (code, trace[-1]["type"]) == (1, "finished")
    assert err.splitlines()[-1].startswith("/dev/full: ")


# ---- a program that stays ------------------------------------------------------------------------


async def test_a_program_is_left_in_the_robot_and_goes_on_without_us(tmp_path, robot):
    file = tmp_path / "stays.py"
    file.write_text("wheels(30, -30)\nwhile True:\n    wait(1)\n", encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "web.commands.main", "run", str(file),
        "--robot", robot.address, "--keep", "ram",
    )  # fmt: skip
    assert await process.wait() == 0
    await asyncio.sleep(1.5)
    assert robot.rolls(), "the program that watches over us would have stopped it by now"


async def test_a_program_that_stays_is_followed_to_its_end(tmp_path):
    program = "for i in range(2):\n    turn_right()\n    wait(0.3)\n"
    code, trace, _ = await run(tmp_path, program, "thymio@emulator", "--keep", "ram")
    assert code == 0
    assert trace[0]["evidence"] == "marks"
    steps = [(event["word"], event["block"]) for event in trace[1:-1]]
    assert steps == [("turn_right", "2"), ("wait", "3")] * 2
    assert trace[-1]["type"] == "finished"


async def test_what_cannot_stay_is_told_at_its_line(tmp_path):
    code, trace, err = await run(tmp_path, "say('a')\n", "thymio@emulator", "--keep", "flash")
    assert (code, trace) == (1, [])
    assert "program.py:1: word-lacking: " in err


async def test_a_signal_ends_a_program_that_is_followed(tmp_path, robot):
    program = "wheels(30, -30)\nwhile True:\n    wait(0.1)\n"
    process = await begin(tmp_path, program, robot.address, "--keep", "ram")
    while not robot.rolls():
        await asyncio.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, _ = await process.communicate()
    assert process.returncode == 3
    assert json.loads(out.splitlines()[-1])["by"] == "signal"
    await still_within(robot, 2)
