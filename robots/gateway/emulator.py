"""A robot made of software in a process of its own: it goes on when the gateway dies."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from robots.errors import Code, refuse
from robots.world.trace import Pose

READY = "READY"
START_SECONDS = 10.0
END_SECONDS = 1.0
OUTLIVES = "10"
"""Seconds that it goes on when the gateway was killed; then nobody will ask for it any more."""


class Emulator:
    """`python -m robots.emulators KIND` on a shipped mat; `place` is its `tcp:HOST:PORT`."""

    def __init__(self, kind: str, mat: str) -> None:
        self.kind, self._mat = kind, mat
        self.place = ""
        self._process: Process | None = None

    @property
    def runs(self) -> bool:
        """Whether its process lives."""
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it and wait until it listens; raises Refused(robot-not-found)."""
        command = (sys.executable, "-m", "robots.emulators", self.kind)
        options = ("--port", "0", "--mat", self._mat, "--parent-stdin", "--outlive", OUTLIVES)
        # A session of its own: Ctrl-C reaches the command alone, which stills the robot first.
        self._process = await asyncio.create_subprocess_exec(
            *command, *options, stdin=PIPE, stdout=PIPE, start_new_session=True
        )
        with suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS):
                self.place = await self._ready(self._process)
        if not self.place:
            await self.end()
            raise refuse(Code.ROBOT_NOT_FOUND, robot=f"{self.kind}@emulator")

    def put_down(self, pose: Pose) -> None:
        """Put the robot there, as hands do with a real one."""
        if self.runs and self._process is not None and self._process.stdin is not None:
            line = json.dumps({"pose": [pose.x, pose.y, pose.heading]})
            self._process.stdin.write(line.encode() + b"\n")

    async def end(self) -> None:
        """End the process, by force when it takes longer than a second."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            async with asyncio.timeout(END_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _ready(self, process: Process) -> str:
        assert process.stdout is not None
        async for line in process.stdout:
            word, _, place = line.decode(errors="replace").strip().partition(" ")
            if word == READY:
                return place
        return ""
