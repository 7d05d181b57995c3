"""Real processes for the tests: a gateway as the supervisor starts it, an emulated robot."""

import asyncio
import contextlib
import json
import sys
import time

import msgspec

from robots.gateway.settings import GatewaySettings
from tests.robots.gateway.server import TOKEN


class GatewayProcess:
    """`python -m robots.gateway`; `process` is its asyncio process."""

    def __init__(self, address, data, token=TOKEN, **settings):
        self._settings = GatewaySettings(address, token, str(data), find=False, **settings)

    async def __aenter__(self):
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "robots.gateway",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        self.process.stdin.write(msgspec.json.encode(self._settings) + b"\n")
        assert await self.process.stdout.readline() == b"READY\n"
        return self

    async def __aexit__(self, *_):
        await end(self.process)


class EmulatorProcess:
    """A robot made of software, with a report of what its wheels really do."""

    def __init__(self, kind, folder):
        self._kind, self._report = kind, folder / "report.jsonl"

    async def __aenter__(self):
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "robots.emulators", self._kind,
            "--port", "0", "--report", str(self._report),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        word, place = (await self.process.stdout.readline()).decode().split()
        assert word == "READY"
        self.address = f"{self._kind}@{place}"
        return self

    async def __aexit__(self, *_):
        await end(self.process)

    async def press(self, what):
        """Do something to the robot."""
        self.process.stdin.write(json.dumps(what).encode() + b"\n")
        await self.process.stdin.drain()

    def reports(self):
        text = self._report.read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def rolls(self):
        reports = self.reports()
        return bool(reports) and any(reports[-1]["wheels"])


async def end(process):
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(5):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
    process._transport.close()


async def still_within(robot, seconds):
    """Wait until the wheels stand; the seconds it took."""
    began = time.monotonic()
    while robot.rolls():
        assert time.monotonic() - began < seconds, "the wheels still turn"
        await asyncio.sleep(0.02)
    return time.monotonic() - began
