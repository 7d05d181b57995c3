"""The gateway as a process: it starts from stdin, and leaves no robot running when it ends."""

import asyncio
import os
import signal
import sys

import pytest

from robots.messages import Hello
from tests.robots.gateway.processes import GatewayProcess
from tests.robots.gateway.server import soon, start

pytestmark = pytest.mark.process

FOREVER = "while True:\n    wait(0.05)\n    say('zebra')\n"


async def running(server):
    await soon(lambda: server.of(Hello) and len(server.channels) == 2)
    await server.say(start("r1", FOREVER))
    await soon(lambda: len(server.events("r1")) > 5)


async def test_it_ends_when_its_input_ends_and_tells_that_the_run_was_stopped(server, tmp_path):
    async with GatewayProcess(server.address, tmp_path) as gateway:
        await running(server)
        gateway.process.stdin.close()
        assert await asyncio.wait_for(gateway.process.wait(), 3) == 0
    assert server.ended("r1") == "stopped"
    assert server.trace("r1")[-1]["by"] == "signal"


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
async def test_it_stops_its_robots_on_every_signal_that_it_can_catch(server, tmp_path, name):
    if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
        pytest.skip("these tests run under nohup, and so would the gateway")
    async with GatewayProcess(server.address, tmp_path) as gateway:
        await running(server)
        gateway.process.send_signal(getattr(signal, name))
        assert await asyncio.wait_for(gateway.process.wait(), 3) == 0
    assert server.ended("r1") == "stopped"


async def test_runs_stop_at_once_when_it_wakes_from_a_sleep(server, tmp_path):
    async with GatewayProcess(server.address, tmp_path) as gateway:
        await running(server)
        os.kill(gateway.process.pid, signal.SIGSTOP)
        await asyncio.sleep(1.8)
        assert server.ended("r1") is None
        os.kill(gateway.process.pid, signal.SIGCONT)
        await soon(lambda: server.ended("r1"), 0.5)
        assert server.trace("r1")[-1]["by"] == "silence"


async def test_its_log_holds_nothing_that_a_child_made(server, tmp_path):
    async with GatewayProcess(server.address, tmp_path):
        await running(server)
    log = (tmp_path / "gateway.log").read_text(encoding="utf-8")
    assert "connected by websocket" in log
    assert "zebra" not in log
    assert "r1" not in log


async def test_without_settings_it_says_so_and_ends(tmp_path):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "robots.gateway",
        stdin=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, told = await process.communicate(b"{}\n")
    assert process.returncode == 64
    assert told.startswith(b"no settings on stdin")
