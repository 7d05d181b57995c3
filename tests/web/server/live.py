"""A server in its own process, and what speaks with it over loopback: browsers, a gateway."""

import asyncio
import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys

import msgspec
import socketio

from robots.messages import TO_GATEWAY_CONTROL, TO_GATEWAY_STREAM, Hello, event_name
from robots.room import RobotState as Robot
from web.server.settings import ServerSettings

SECRET, TOKEN = "open sesame", "gateway token"
PATIENCE = 5.0
ROBOT = "classe/thymio/1"


class Process:
    """One server; `again` starts it once more, at the same port and on the same data."""

    def __init__(self, data, **settings):
        self.data = data
        self.settings = ServerSettings(
            data=str(data), host="127.0.0.1", port=0, gateway_token=TOKEN, secret=SECRET, **settings
        )
        self._start()

    def _start(self):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "web.server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._process.stdin.write(msgspec.json.encode(self.settings) + b"\n")
        self._process.stdin.flush()
        self.address = self._process.stdout.readline().decode().split()[1]
        self.port = int(self.address.rpartition(":")[2])

    @property
    def pid(self):
        return self._process.pid

    @property
    def alive(self):
        return self._process.poll() is None

    def again(self):
        self.settings = msgspec.structs.replace(self.settings, port=self.port, restarted=True)
        self._start()

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self._over()

    def terminate(self):
        self._process.terminate()
        return self._over()

    def end(self):
        """End it by the end of its stdin; its exit code."""
        if self._process.returncode is None:
            self._process.stdin.close()
            return self._over()
        return self._process.returncode

    def _over(self):
        code = self._process.wait(10)
        self._process.stdin.close()
        self._process.stdout.close()
        return code

    def ask(self, method, path, headers=None, body=None):
        """Status, headers and body of an answer."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body=body, headers=headers or {})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            line.close()

    def token(self):
        _, _, body = self.ask("POST", "/entrance", {"X-Ribambelle-Secret": SECRET})
        return json.loads(body)["token"]

    def cookie(self):
        """The teacher's cookie, as the browser sends it."""
        _, headers, _ = self.ask("GET", f"/enter?token={self.token()}")
        return headers["Set-Cookie"].partition(";")[0]


class Refusal(Exception):
    """The server answered with a Failure; `codes` say why."""

    def __init__(self, faults):
        self.faults = faults
        self.codes = [fault["code"] for fault in faults]
        super().__init__(str(faults))


class Browser:
    """A page that is open."""

    def __init__(self, server, page, cookie="", token="", transport="websocket"):
        self.told = []
        self.token = token
        self._server, self._page, self._transport = server, page, transport
        self._headers = {"Cookie": cookie} if cookie else {}
        self._news = asyncio.Event()
        self._client = socketio.AsyncClient(reconnection=False, handle_sigint=False)
        self._client.on("*", self._hear)
        self._client.on("disconnect", lambda *_: self._news.set())

    async def open(self):
        await self._client.connect(
            self._server.address,
            headers=self._headers,
            auth={"page": self._page, "token": self.token},
            transports=[self._transport],
        )
        self.welcome = await self.hears("welcome")
        self.seat = self.welcome["seat"]
        return self

    async def close(self):
        await self._client.disconnect()

    @property
    def connected(self):
        return self._client.connected

    def _hear(self, event, message):
        self.told.append((event, message))
        self._news.set()

    async def say(self, event, message=None):
        """The answer, or a Failure, as it comes."""
        return await self._client.call(event, message or {}, timeout=PATIENCE)

    async def ask(self, event, **fields):
        """The answer; raises Refusal."""
        answer = await self.say(event, fields)
        if set(answer) == {"faults"} and event != "check":
            raise Refusal(answer["faults"])
        return answer

    def later(self, event, into, **fields):
        """Ask and go on; `into` gets the event's name when the answer comes."""

        async def asking():
            await self.ask(event, **fields)
            into.append(event)

        return asyncio.create_task(asking())

    async def refusal(self, event, **fields):
        """The codes with which this is refused."""
        try:
            answer = await self.ask(event, **fields)
        except Refusal as refusal:
            return refusal.codes
        raise AssertionError(f"not refused: {answer}")

    async def join(self, *animals):
        joined = await self.ask("join", animals=list(animals))
        self.seat, self.token = joined["seat"], joined["token"]
        return self.seat

    def heard(self, event):
        return [message for name, message in self.told if name == event]

    @property
    def state(self):
        return self.heard("class_state")[-1]

    async def hears(self, event, holds=lambda _: True):
        """The last message of that name for which something holds, waiting for it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                found = [message for message in self.heard(event) if holds(message)]
                if found:
                    return found[-1]
                self._news.clear()
                await self._news.wait()

    async def sees(self, holds):
        """Waits until the class as it is now is like this."""
        async with asyncio.timeout(PATIENCE):
            while not self._shows(holds):
                self._news.clear()
                await self._news.wait()
        return self.state

    def _shows(self, holds):
        try:
            return self.heard("class_state") and holds(self.state)
        except (IndexError, TypeError):
            return False  # what is asked for is not there yet


class PlayedGateway:
    """A gateway that does what the test says."""

    def __init__(self, server, name="classe", token=TOKEN):
        self.told = []
        self.name = name
        self._server, self._token = server, token
        self._news = asyncio.Event()
        self._clients = {}

    async def open(self, robots=(ROBOT,), holds=()):
        for channel in ("control", "stream"):
            await self.connect(channel)
        await self.greet(robots, holds)
        return self

    async def greet(self, robots=(ROBOT,), holds=()):
        seen = [Robot(name, "thymio", "pomme", "ready", ["move"], real=True) for name in robots]
        await self.say(Hello(self.name, seen, list(holds)))

    async def connect(self, channel, **auth):
        client = socketio.AsyncClient(reconnection=False, handle_sigint=False)
        told = TO_GATEWAY_STREAM if channel == "stream" else TO_GATEWAY_CONTROL
        for kind in told:
            client.on(event_name(kind), self._hearing(channel, kind), namespace="/gateway")
        said = {"token": self._token, "gateway": self.name, "channel": channel} | auth
        await client.connect(
            self._server.address,
            auth=said,
            namespaces=["/gateway"],
            transports=["websocket"],
        )
        self._clients[channel] = client

    async def cut(self, channel):
        await self._clients.pop(channel).disconnect()

    async def close(self):
        for channel in list(self._clients):
            await self.cut(channel)

    def _hearing(self, channel, kind):
        def hear(message):
            self.told.append((channel, msgspec.convert(message, kind)))
            self._news.set()

        return hear

    async def say(self, message):
        plain = json.loads(msgspec.json.encode(message))
        await self._clients["stream"].emit(event_name(type(message)), plain, namespace="/gateway")

    def heard(self, kind, channel=None):
        return [m for at, m in self.told if isinstance(m, kind) and channel in (None, at)]

    async def hears(self, kind, holds=lambda _: True):
        async with asyncio.timeout(PATIENCE):
            while not (found := [message for message in self.heard(kind) if holds(message)]):
                self._news.clear()
                await self._news.wait()
        return found[-1]


class Room:
    """Opens pages and gateways and closes them all at the end."""

    def __init__(self, server):
        self.server = server
        self._open = contextlib.AsyncExitStack()

    async def __aenter__(self):
        self.cookie = self.server.cookie()
        return self

    async def __aexit__(self, *_):
        if self.server.alive:
            with contextlib.suppress(Refusal):
                await (await self.teacher()).ask("close_class")
        await self._open.aclose()

    async def page(self, page, **options):
        browser = Browser(self.server, page, **options)
        self._open.push_async_callback(browser.close)
        return await browser.open()

    async def teacher(self):
        return await self.page("teacher", cookie=self.cookie)

    async def board(self):
        return await self.page("board", cookie=self.cookie)

    async def pupil(self, *animals):
        """A tablet, seated where animals are given."""
        tablet = await self.page("pupil")
        if animals:
            await tablet.join(*animals)
        return tablet

    async def gateway(self, robots=(ROBOT,), holds=(), **options):
        gateway = PlayedGateway(self.server, **options)
        self._open.push_async_callback(gateway.close)
        return await gateway.open(robots, holds)

    async def open_class(self, lesson=None):
        teacher = await self.teacher()
        await teacher.ask("open_class", lesson=lesson)
        return teacher
