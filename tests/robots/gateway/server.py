"""The other side of a gateway's lines, in the test's process: a real Socket.IO server."""

import asyncio
import contextlib

import msgspec
import socketio
from aiohttp import web

from robots.gateway.server_line import MessageJson
from robots.messages import FROM_GATEWAY, Beat, RunEnded, RunEvent, RunStart, event_name
from robots.views import ProgramText
from robots.world.shipped import shipped_text

TOKEN = "secret"


class SeenEvent(msgspec.Struct):
    """A run event whose trace event is decoded."""

    stream: str
    epoch: int
    seq: int
    event: dict


class Server:
    """Answers gateways, beats every half second while `beating`, keeps all that came."""

    def __init__(self):
        self.port = 0
        self.messages = []
        self.channels = {}
        self.auths = []
        self.transports = []
        self.beating = True
        self.sio = socketio.AsyncServer(
            async_mode="aiohttp", json=MessageJson, ping_interval=5, ping_timeout=5
        )
        self.sio.on("connect", self._connect, namespace="/gateway")
        self.sio.on("disconnect", self._disconnect, namespace="/gateway")
        for type in FROM_GATEWAY:
            self.sio.on(event_name(type), self._taker(type), namespace="/gateway")

    async def open(self):
        app = web.Application()
        self.sio.attach(app)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        self._open = True
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        self._beating = asyncio.create_task(self._beat())

    async def close(self):
        if not self._open:
            return
        self._open = False
        self._beating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._beating
        if self.auths:  # else it has no service task, and cannot end it
            await self.sio.shutdown()
        await self._runner.cleanup()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def _connect(self, sid, environ, auth):
        self.auths.append(auth)
        if auth.get("token") != TOKEN:
            return False
        self.channels[auth["channel"]] = sid
        self.transports.append(self.sio.transport(sid, namespace="/gateway"))
        return True

    def _disconnect(self, sid, *_):
        self.channels = {name: it for name, it in self.channels.items() if it != sid}

    def _taker(self, type):
        def take(sid, data):
            seen = SeenEvent if type is RunEvent else type
            self.messages.append(msgspec.convert(data, seen))

        return take

    async def _beat(self):
        count = 0
        while True:
            count += 1
            if self.beating and "control" in self.channels:
                await self.say(Beat(count), "control")
            await asyncio.sleep(0.5)

    async def say(self, message, channel="stream"):
        await self.sio.emit(
            event_name(type(message)), message, to=self.channels[channel], namespace="/gateway"
        )

    def of(self, type, **fields):
        """The messages of a type that came, with these values."""
        return [
            message
            for message in self.messages
            if isinstance(message, type)
            and all(getattr(message, name) == value for name, value in fields.items())
        ]

    def events(self, run):
        """The run's events as they came: doubles and all."""
        return [message.event for message in self.of(SeenEvent, stream=run)]

    def trace(self, run):
        """The run's events as a screen keeps them: nothing that it has already."""
        kept = []
        for message in self.of(SeenEvent, stream=run):
            if message.seq > len(kept):
                assert message.seq == len(kept) + 1, "an event is missing"
                kept.append(message.event)
        return kept

    def ended(self, run):
        found = self.of(RunEnded, run=run)
        return found[-1].state if found else None


async def soon(holds, seconds=5.0):
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


def start(run, content, robot="simulated", face="python", lease=1, seat="s1", **more):
    program = ProgramText(face, content)
    return RunStart(run, seat, robot, lease, program, shipped_text("plain"), "plain", **more)
