"""Bluetooth LE robots made of software, behind a socket. Address `HOST:PORT`, scheme `gatt`.

Their emulators speak the lines of `robots.wire.gatt_lines`: no radio and no Bluetooth is needed.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from itertools import count

from robots.errors import Code, Refused, refuse
from robots.transports.gatt import Gatt, Heard
from robots.transports.tcp import TcpTransport
from robots.transports.transport import LinkLost
from robots.wire.gatt_lines import (
    Answer,
    Decoder,
    Denied,
    FromHost,
    Hello,
    Notified,
    Ping,
    Read,
    Said,
    Subscribe,
    Write,
    encode,
)

HELLO_SECONDS = 5.0
"""How long the robot may take to say what it has."""
ANSWER_SECONDS = 2.0
"""How long an answer may take."""
PING_SECONDS = 0.5
SUPERVISION_SECONDS = 2.0
"""A robot that is silent for so long is gone, as a radio would find."""


class GattTcp(Gatt):
    """A Bluetooth LE link without Bluetooth."""

    scheme = "gatt"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._pipe = TcpTransport(address)
        self.lost = self._pipe.lost
        self.hello: Hello | None = None
        """What the robot said of itself when the link was opened last."""
        self._heard: dict[str, Heard] = {}
        self._waiting: dict[int, asyncio.Future[bytes]] = {}
        self._numbers = count(1)
        self._said = asyncio.Event()
        self._last = 0.0
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Open the link and learn what the robot has; raises LinkLost or Refused(garbled)."""
        await self.close()
        self._said.clear()
        self._heard.clear()
        self.hello = None
        await self._pipe.open()
        self._last = asyncio.get_running_loop().time()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._supervise())]
        with suppress(TimeoutError):
            async with asyncio.timeout(HELLO_SECONDS):
                await self._said.wait()
        if self.lost.is_set() or self.hello is None:
            await self.close()
            raise LinkLost(f"{self.scheme}:{self.address}")

    async def write(self, characteristic: str, data: bytes, *, response: bool = False) -> None:
        """Write a value; raises LinkLost, Refused(garbled) or ValueError."""
        self._alive()
        self._check_write(characteristic, data, response)
        if response:
            number = next(self._numbers)
            await self._ask(number, Write(characteristic, bytes(data), number))
        else:
            await self._pipe.send(encode(Write(characteristic, bytes(data))))

    async def read(self, characteristic: str) -> bytes:
        """Ask for a value; raises LinkLost or Refused(garbled)."""
        self._alive()
        self._need(characteristic, "read")
        number = next(self._numbers)
        return await self._ask(number, Read(characteristic, number))

    async def subscribe(self, characteristic: str, heard: Heard) -> None:
        """Hear a value's notifications from now on; raises LinkLost or Refused(garbled)."""
        self._alive()
        self._need(characteristic, "notify", "indicate")
        self._heard[characteristic] = heard
        number = next(self._numbers)
        await self._ask(number, Subscribe(characteristic, number))

    async def close(self) -> None:
        """Close the link; never raises, may be called twice."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await self._pipe.close()
        if tasks:
            await asyncio.wait(tasks)

    def _alive(self) -> None:
        if self.hello is None or self.lost.is_set():
            raise LinkLost(self.address)

    async def _ask(self, number: int, request: FromHost) -> bytes:
        answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._pipe.send(encode(request))
                return await answer
        except TimeoutError:
            self._end()
            raise LinkLost(self.address) from None
        finally:
            del self._waiting[number]

    async def _listen(self) -> None:
        """Take what the robot says until the link is gone or what it says is nonsense."""
        decoder = Decoder()
        try:
            while True:
                data = await self._pipe.receive()
                self._last = asyncio.get_running_loop().time()
                for said in decoder.feed(data):
                    self._take(said)
        except (LinkLost, Refused):
            pass
        finally:
            self._end()

    async def _supervise(self) -> None:
        """Find a robot that fell silent."""
        loop = asyncio.get_running_loop()
        with suppress(LinkLost):
            while not self.lost.is_set() and loop.time() - self._last < SUPERVISION_SECONDS:
                await self._pipe.send(encode(Ping()))
                await asyncio.sleep(PING_SECONDS)
        self._end()

    def _take(self, said: Said) -> None:
        match said:
            case Hello():
                self._learn(said)
            case Answer(number, data):
                self._settle(number, data)
            case Denied(number):
                self._settle(number, refuse(Code.GARBLED, robot=self.name))
            case Notified(characteristic, data) if characteristic in self._heard:
                # In a turn of its own: what goes wrong there must not end the listening.
                asyncio.get_running_loop().call_soon(self._heard[characteristic], data)

    def _learn(self, hello: Hello) -> None:
        self.hello, self.name, self.largest_write = hello, hello.name, hello.largest_write
        self.flags = {
            characteristic: flags
            for characteristics in hello.services.values()
            for characteristic, flags in characteristics.items()
        }
        self._said.set()

    def _settle(self, number: int, answer: bytes | Exception) -> None:
        waiting = self._waiting.get(number)
        if waiting is None or waiting.done():
            return
        if isinstance(answer, bytes):
            waiting.set_result(answer)
        else:
            waiting.set_exception(answer)

    def _end(self) -> None:
        """The link is gone: end every wait."""
        self.lost.set()
        self._said.set()
        for number in list(self._waiting):
            self._settle(number, LinkLost(self.address))
