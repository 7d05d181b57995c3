"""The line to gateways: who is one, the beat, and what a garbled message does."""

import asyncio
import time

import aiohttp
import pytest
import socketio

from robots.messages import Beat, RunSteer
from robots.messages import Held as Hold
from tests.web.server.live import ROBOT, TOKEN, PlayedGateway


@pytest.mark.parametrize(
    "auth",
    [
        None,
        {"token": "wrong", "gateway": "x", "channel": "stream"},
        {"gateway": "x", "channel": "stream"},
        {"token": TOKEN, "gateway": "", "channel": "stream"},
        {"token": TOKEN, "gateway": "a/b", "channel": "stream"},
        {"token": TOKEN, "gateway": "x", "channel": "other"},
    ],
)
async def test_who_does_not_show_the_token_is_no_gateway(shared_server, auth):
    async with aiohttp.ClientSession() as session:
        client = socketio.AsyncClient(http_session=session, reconnection=False, handle_sigint=False)
        with pytest.raises(socketio.exceptions.ConnectionError):
            await client.connect(
                shared_server.address,
                auth=auth,
                namespaces=["/gateway"],
                transports=["websocket"],
                wait_timeout=5,
            )


async def test_the_beat_comes_every_half_second_on_the_control_connection_alone(room):
    gateway = await room.gateway()
    began = time.monotonic()
    last = await gateway.hears(Beat, lambda beat: beat.count == 4)
    assert 1.3 < time.monotonic() - began < 3
    assert [beat.count for beat in gateway.heard(Beat, "control")] == [1, 2, 3, last.count]
    assert gateway.heard(Beat, "stream") == []


async def test_the_beat_goes_on_while_programs_that_never_end_are_judged(room):
    gateway = await room.gateway()
    await room.open_class("touche-et-regarde")
    pupil = await room.pupil("renard")
    endless = {"face": "python", "content": "while True:\n    pass\n"}
    run = (await pupil.ask("run", seat=pupil.seat, program=endless))["run"]
    gaps, last = [], time.monotonic()
    judging = asyncio.create_task(pupil.ask("landed", run=run, cell="A1"))
    while not judging.done():
        count = len(gateway.heard(Beat))
        await gateway.hears(Beat, lambda beat: beat.count > count)  # noqa: B023
        gaps, last = [*gaps, time.monotonic() - last], time.monotonic()
    assert (await judging)["program"] is not None
    assert max(gaps) < 1.2


async def test_a_run_that_nobody_knows_is_told_to_stop(room):
    gateway = PlayedGateway(room.server, name="ailleurs")
    await gateway.open([], [Hold("run-unknown", "s9", ROBOT, 1, 1, 1, False)])
    assert (await gateway.hears(RunSteer)).action == "stop"
    await gateway.close()


@pytest.mark.parametrize("event", ["hello", "robots", "run_event", "mark", "run_ended"])
async def test_what_cannot_be_read_changes_nothing(room, event):
    gateway = await room.gateway()
    teacher = await room.open_class()
    for payload in ({}, [], "x", None):
        await gateway._clients["stream"].emit(event, payload, namespace="/gateway")
    await gateway.greet([ROBOT, "classe/thymio/2"])
    state = await teacher.sees(lambda state: len(state["robots"]) == 2)
    assert {"gateway": "classe", "online": True} in state["gateways"]
