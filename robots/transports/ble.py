"""Bluetooth LE robots, through the system's own Bluetooth. Address: a device's address or its name.

On macOS a device's address is a UUID that the system gave it. A name is as it is advertised.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakGATTProtocolError

from robots.errors import Code, refuse
from robots.transports.air import Sighting, air
from robots.transports.gatt import SMALLEST_WRITE, Gatt, Heard
from robots.transports.transport import LinkLost

FIND_SECONDS = 8.0
"""How long a robot may take to be seen; most advertise once a second or more often."""
CONNECT_SECONDS = 15.0
"""How long a connecting may take, the list of what the robot has included."""
ANSWER_SECONDS = 3.0
"""How long the robot, or the system, may take over one value."""
CLOSE_SECONDS = 2.0


class Ble(Gatt):
    """A Bluetooth LE link.

    What the library raises is many things, and after a loss misleading ones ("Service Discovery
    has not been performed yet"): whatever comes out of it while the link is used is a lost link,
    but for a robot's own refusal of a value (an ATT error).
    """

    scheme = "ble"

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._client: BleakClient | None = None
        self._characteristics: dict[str, BleakGATTCharacteristic] = {}
        self._turn = asyncio.Lock()
        self._asking: asyncio.Timeout | None = None

    async def open(self) -> None:
        """Find the robot, connect, learn what it has; raises LinkLost."""
        await self.close()
        self.lost.clear()
        try:
            seen = await air().find(self._is_it, FIND_SECONDS)
            async with air().turn:
                await self._connect(seen)
        except Exception as problem:
            self._end()
            raise LinkLost(f"{self.scheme}:{self.address}") from problem
        except asyncio.CancelledError:
            self._end()
            raise

    async def write(self, characteristic: str, data: bytes, *, response: bool = False) -> None:
        """Write a value; raises LinkLost, Refused(garbled) or ValueError."""
        async with self._answer() as client:
            self._check_write(characteristic, data, response)
            there = self._characteristics[characteristic]
            async with self._limit():
                await client.write_gatt_char(there, data, response=response)

    async def read(self, characteristic: str) -> bytes:
        """Ask for a value; raises LinkLost or Refused(garbled)."""
        async with self._answer() as client:
            self._need(characteristic, "read")
            async with self._limit():
                return bytes(await client.read_gatt_char(self._characteristics[characteristic]))

    async def subscribe(self, characteristic: str, heard: Heard) -> None:
        """Hear a value's notifications from now on; raises LinkLost or Refused(garbled)."""
        loop = asyncio.get_running_loop()

        def hear(_: BleakGATTCharacteristic, data: bytearray) -> None:
            loop.call_soon(heard, bytes(data))  # what goes wrong there is not the library's affair

        async with self._answer() as client:
            self._need(characteristic, "notify", "indicate")
            async with self._limit():
                await client.start_notify(self._characteristics[characteristic], hear)

    async def close(self) -> None:
        """Close the link; never raises, may be called twice."""
        client, self._client = self._client, None
        if client is None:
            return
        self._end()
        with suppress(Exception):
            async with asyncio.timeout(CLOSE_SECONDS):
                await client.disconnect()

    def _is_it(self, seen: Sighting) -> bool:
        return self.address.lower() == seen.address.lower() or self.address == seen.name

    async def _connect(self, seen: Sighting) -> None:
        client = BleakClient(seen.device or seen.address, self._gone, timeout=CONNECT_SECONDS)
        self._client = client
        async with asyncio.timeout(CONNECT_SECONDS):
            await client.connect()
        there = list(client.services.characteristics.values())
        self.name = seen.name
        self._characteristics = {one.uuid.lower(): one for one in reversed(there)}
        self.flags = {
            name: frozenset(one.properties) for name, one in self._characteristics.items()
        }
        # `client.mtu_size` says 23 until something asked for it; this is the negotiated one.
        sizes = [
            one.max_write_without_response_size
            for one in there
            if "write-without-response" in one.properties
        ]
        self.largest_write = max(sizes, default=SMALLEST_WRITE)
        if not client.is_connected:
            raise LinkLost(self.address)

    @asynccontextmanager
    async def _answer(self) -> AsyncIterator[BleakClient]:
        """One use of the link at a time, so that values keep their order."""
        async with self._turn:
            client = self._client
            if client is None or self.lost.is_set():
                raise LinkLost(self.address)
            yield client

    @asynccontextmanager
    async def _limit(self) -> AsyncIterator[None]:
        """Let the library work, for some seconds and until the link is lost."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS) as self._asking:
                try:
                    yield
                finally:
                    self._asking = None
        except BleakGATTProtocolError as problem:
            raise refuse(Code.GARBLED, robot=self.name, reason=str(problem)) from problem
        except Exception as problem:
            self._end()
            raise LinkLost(self.address) from problem

    def _gone(self, client: BleakClient) -> None:
        if client is self._client:
            self._end()

    def _end(self) -> None:
        """The link is gone: end the wait under way."""
        self.lost.set()
        if self._asking is not None and not self._asking.expired():
            self._asking.reschedule(asyncio.get_running_loop().time())
