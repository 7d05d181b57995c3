"""The two lines to the server come back by themselves, whatever was cut, and lose nothing."""

import asyncio

import pytest

from robots.messages import Ack, Hello
from tests.robots.gateway.server import SeenEvent, Server, soon, start
from tests.web.school_proxy import SchoolProxy

pytestmark = pytest.mark.process

COUNTING = "n = 0\nwhile n < {times}:\n    n = n + 1\n    wait(0.01)\n    say(n)\n"


@pytest.fixture
def proxy(server):
    proxy = SchoolProxy(server.port, drops_upgrades=False)
    yield proxy
    proxy.close()


def said(trace):
    return [int(event["text"]) for event in trace if event["type"] == "say"]


async def test_nothing_is_lost_or_doubled_when_both_lines_are_cut_in_mid_run(server, begin, proxy):
    await begin(proxy.address)
    await server.say(start("r1", COUNTING.format(times=80)))
    for _ in range(2):
        before = len(said(server.trace("r1")))
        await soon(lambda before=before: len(said(server.trace("r1"))) > before + 5)
        greeted = len(server.of(Hello))
        proxy.drop_upgrades()
        proxy.drops_upgrades = False
        await soon(lambda greeted=greeted: len(server.of(Hello)) > greeted)
    hold = server.of(Hello)[-1].holds[0]
    assert (hold.run, hold.seat, hold.robot, hold.lease) == ("r1", "s1", "simulated", 1)
    await soon(lambda: server.ended("r1"))
    assert server.ended("r1") == "finished"
    assert said(server.trace("r1")) == list(range(1, 81))
    assert len(server.events("r1")) > len(server.trace("r1"))


async def test_what_the_server_acknowledged_does_not_come_again(server, begin, proxy):
    await begin(proxy.address)
    await server.say(start("r1", COUNTING.format(times=5)))
    await soon(lambda: server.ended("r1"))
    last = server.of(SeenEvent)[-1]
    await server.say(Ack({"r1": (last.epoch, last.seq)}))
    await asyncio.sleep(0.05)
    events = len(server.events("r1"))
    proxy.drop_upgrades()
    proxy.drops_upgrades = False
    await soon(lambda: len(server.of(Hello)) == 2)
    hold = server.of(Hello)[-1].holds[0]
    assert (hold.ended, hold.epoch, hold.seq) == (True, last.epoch, last.seq)
    await asyncio.sleep(0.1)
    assert len(server.events("r1")) == events


async def test_it_finds_a_server_again_that_was_started_anew(server, begin):
    await begin()
    again = Server()
    again.port = server.port
    await server.close()
    await again.open()
    await soon(lambda: again.of(Hello) and len(again.channels) == 2)
    await again.say(start("r1", "say('a')"))
    await soon(lambda: again.ended("r1") == "finished")
    await again.close()


async def test_where_websockets_are_dropped_it_polls_and_streams_all_the_same(server, begin):
    proxy = SchoolProxy(server.port)
    try:
        await begin(proxy.address)
        assert set(server.transports) == {"polling"}
        await server.say(start("r1", COUNTING.format(times=60)))
        await soon(lambda: server.ended("r1"))
        assert said(server.trace("r1")) == list(range(1, 61))
    finally:
        proxy.close()


async def test_a_websocket_is_used_where_there_is_one(server, gateway):
    assert server.transports == ["websocket", "websocket"]
