"""Every transport carries bytes in order, tells when the link is gone, keeps a bounded buffer."""

import asyncio
import contextlib
import os
import socket
import tty
from collections.abc import AsyncIterator

import pytest

from robots.errors import Refused
from robots.transports.addresses import transport_of
from robots.transports.loop import LoopTransport
from robots.transports.pipe import MOST_KEPT
from robots.transports.serial import SerialPort, ports
from robots.transports.transport import LinkLost, Transport

FLOOD = 20 * MOST_KEPT


class Peer:
    """The far end of a link, spoken to directly by the system's own calls."""

    def __init__(self, handle: int, hang_up) -> None:
        self.handle = handle
        self.hang_up = hang_up
        os.set_blocking(handle, False)

    async def read(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            with contextlib.suppress(BlockingIOError):
                got += os.read(self.handle, count - len(got))
            await asyncio.sleep(0.001)
        return got

    async def flood(self, count: int) -> int:
        """Write until the link takes no more for 50 ms; how much it took."""
        taken = still = 0
        while taken < count and still < 50:
            try:
                taken += os.write(self.handle, b"x" * 4096)
                still = 0
            except BlockingIOError:
                still += 1
            await asyncio.sleep(0.001 if still else 0)
        return taken


@contextlib.asynccontextmanager
async def pseudo_terminal() -> AsyncIterator[tuple[Transport, Peer]]:
    master, slave = os.openpty()
    tty.setraw(slave)
    transport = transport_of(f"serial:{os.ttyname(slave)}")
    gone = []

    def hang_up() -> None:
        os.close(master)
        gone.append(master)

    async with transport:
        os.close(slave)
        yield transport, Peer(master, hang_up)
    if not gone:
        os.close(master)


@contextlib.asynccontextmanager
async def loopback_socket() -> AsyncIterator[tuple[Transport, Peer]]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        transport = transport_of(f"tcp:127.0.0.1:{server.getsockname()[1]}")
        async with transport:
            far, _ = server.accept()
            with far:
                yield transport, Peer(far.fileno(), far.close)


@pytest.fixture(params=[pseudo_terminal, loopback_socket])
async def link(request) -> AsyncIterator[tuple[Transport, Peer]]:
    async with request.param() as pair:
        yield pair


async def test_bytes_go_both_ways_in_order(link):
    transport, peer = link
    await transport.send(b"\x02\x00")
    await transport.send(b"\x11\xa0\xff\r\n\x03")
    assert await peer.read(8) == b"\x02\x00\x11\xa0\xff\r\n\x03"
    os.write(peer.handle, b"\x0c\x90\x11\x13\r\x00")
    got = b""
    while len(got) < 6:
        got += await transport.receive()
    assert got == b"\x0c\x90\x11\x13\r\x00"
    assert not transport.lost.is_set()


async def test_a_gone_peer_ends_a_wait_and_every_later_call(link):
    transport, peer = link
    waiting = asyncio.create_task(transport.receive())
    await asyncio.sleep(0.01)
    peer.hang_up()
    with pytest.raises(LinkLost):
        await asyncio.wait_for(waiting, 1)
    assert transport.lost.is_set()
    with pytest.raises(LinkLost):
        await transport.send(b"x")
    with pytest.raises(LinkLost):
        await transport.receive()


async def test_a_gone_peer_is_noticed_when_nobody_waits(link):
    transport, peer = link
    peer.hang_up()
    await asyncio.wait_for(transport.lost.wait(), 1)


async def test_what_came_before_the_loss_is_still_given(link):
    transport, peer = link
    os.write(peer.handle, b"last words")
    await asyncio.sleep(0.02)
    peer.hang_up()
    await asyncio.wait_for(transport.lost.wait(), 1)
    assert await transport.receive() == b"last words"
    with pytest.raises(LinkLost):
        await transport.receive()


async def test_a_flood_is_held_back_and_nothing_of_it_is_lost(link):
    transport, peer = link
    taken = await peer.flood(FLOOD)
    got = len(first := await transport.receive())
    assert got <= 2 * MOST_KEPT
    assert set(first) == {ord("x")}
    while got < taken:
        got += len(await asyncio.wait_for(transport.receive(), 1))
    assert got == taken


async def test_a_peer_that_takes_nothing_counts_as_lost(link):
    transport, _ = link
    with pytest.raises(LinkLost):
        await asyncio.wait_for(transport.send(b"x" * 50_000_000), 5)
    assert transport.lost.is_set()


async def test_closing_twice_is_harmless_and_ends_a_wait(link):
    transport, _ = link
    waiting = asyncio.create_task(transport.receive())
    await asyncio.sleep(0)
    await transport.close()
    await transport.close()
    with pytest.raises(LinkLost):
        await asyncio.wait_for(waiting, 1)


async def test_a_peer_that_ends_only_its_own_side_is_lost():
    with socket.create_server(("127.0.0.1", 0)) as server:
        transport = transport_of(f"tcp:127.0.0.1:{server.getsockname()[1]}")
        async with transport:
            far, _ = server.accept()
            with far:
                far.shutdown(socket.SHUT_WR)
                await asyncio.wait_for(transport.lost.wait(), 1)


async def test_a_transport_opens_again_after_a_loss():
    with socket.create_server(("127.0.0.1", 0)) as server:
        transport = transport_of(f"tcp:127.0.0.1:{server.getsockname()[1]}")
        for _ in range(2):
            await transport.open()
            far, _ = server.accept()
            assert not transport.lost.is_set()
            far.close()
            await asyncio.wait_for(transport.lost.wait(), 1)
        await transport.close()


@pytest.mark.parametrize(
    "address", ["tcp:127.0.0.1:1", "tcp:nowhere", "tcp:127.0.0.1:x", "serial:/dev/nothing-here"]
)
async def test_an_opening_that_fails_is_a_lost_link(address):
    transport = transport_of(address)
    with pytest.raises(LinkLost):
        await transport.open()
    assert transport.lost.is_set()
    await transport.close()


async def test_a_serial_port_is_held_by_one_only():
    async with pseudo_terminal() as (transport, _):
        with pytest.raises(LinkLost):
            await transport_of(f"serial:{transport.address}").open()


@pytest.mark.parametrize("address", ["smoke:signals", "tcp", "tcp:", "", ":"])
def test_an_unknown_scheme_is_refused(address):
    with pytest.raises(Refused, match="robot-not-found"):
        transport_of(address)


def test_an_address_is_split_at_its_first_colon_only():
    assert transport_of("tcp:[::1]:33333").address == "[::1]:33333"


def test_the_machine_tells_its_ports():
    assert all(isinstance(port, SerialPort) for port in ports())


async def test_a_loop_gives_to_one_end_what_the_other_sent():
    here, there = LoopTransport.pair()
    async with here, there:
        await here.send(b"hello")
        assert await there.receive() == b"hello"
        await here.close()
        with pytest.raises(LinkLost):
            await there.receive()
        assert there.lost.is_set()


async def test_a_loop_holds_a_flood_back():
    here, there = LoopTransport.pair()
    async with here, there:
        sent = 0
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.05):
                while True:
                    await here.send(b"x" * 4096)
                    sent += 4096
        assert MOST_KEPT < sent < 2 * MOST_KEPT
        assert len(await there.receive()) == sent
