"""A pupil's browser that means no good takes nothing from anybody else."""

import asyncio
import json
import socket
import time
from contextlib import suppress

import pytest
import websocket
from msgspec import Raw

from robots.messages import Ack, Beat, RunEvent, RunStart, RunSteer, StopRobots
from tests.web.server.live import ROBOT
from tests.web.server.test_class import PROGRAM, event
from web.server.attempts import MOST, Attempts
from web.server.journal import Journal
from web.server.judging import MOST_THINKING
from web.server.keeping import gesture_row, no_gestures, read, seat_row
from web.server.seats import Place
from web.server.streams import KEPT, LARGEST, Streams

pytestmark = pytest.mark.process

MANY = json.dumps({"cards": 1, "stacks": [{"do": [{"word": "forward"}] * 1500}]})


async def test_a_page_that_floods_the_server_holds_up_neither_stop_nor_beat(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    flood = asyncio.create_task(asyncio.to_thread(flooding, room.server.port, 2.5))
    await asyncio.sleep(0.5)
    before, slowest = len(gateway.heard(Beat)), 0.0
    for _ in range(10):
        asked = time.monotonic()
        await teacher.ask("stop_all")
        slowest = max(slowest, time.monotonic() - asked)
        await asyncio.sleep(0.1)
    beats = len(gateway.heard(Beat)) - before
    await flood
    assert slowest < 0.5
    assert beats >= 2


def flooding(port, seconds):
    """Sends as fast as it can, and throws away what comes."""
    line = websocket.create_connection(
        f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket",
        timeout=1,
        suppress_origin=True,
    )
    line.send('40{"page":"pupil"}')
    end = time.monotonic() + seconds
    with suppress(OSError, websocket.WebSocketException):
        while time.monotonic() < end:
            for number in range(200):
                line.send(f'42{number}["stop_all",{{}}]')
            line.sock.setblocking(False)
            with suppress(BlockingIOError):
                while line.sock.recv(65536):
                    pass
            line.sock.settimeout(1)
    line.sock.shutdown(socket.SHUT_RDWR)
    line.shutdown()


async def test_stop_is_heard_from_a_page_that_asks_too_fast(room):
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    asking = [pupil.say("plant", {"seat": pupil.seat, "cell": "A1"}) for _ in range(120)]
    assert any(await asyncio.gather(*asking))
    await pupil.ask("steer", run=run, action="stop")
    await gateway.hears(RunSteer)


async def test_one_page_cannot_take_all_the_threads(room):
    await room.open_class()
    greedy, other = await room.pupil("renard"), await room.pupil("chat")
    large = {"face": "cards", "content": MANY}
    asking = [greedy.say("convert", {"program": large, "to": "blocks"}) for _ in range(30)]
    answers = asyncio.gather(*asking)
    asked = time.monotonic()
    assert await other.ask("check", program=PROGRAM) == {"faults": []}
    waited = time.monotonic() - asked
    limited = [answer for answer in await answers if "program" not in answer]
    # Some are through before the last is asked.
    assert len(limited) >= 30 - 4 * MOST_THINKING
    assert waited < 4.0


async def test_large_programs_of_pupils_do_not_push_the_teacher_out(room):
    teacher = await room.open_class()
    for animal in ("renard", "chat", "hibou", "ours", "lapin"):
        pupil = await room.pupil(animal)
        for number in range(3):
            large = {"face": "python", "content": f"# {number}\n" + "#" * 250_000}
            await pupil.ask("edit", gesture=f"{animal}{number}", seat=pupil.seat, program=large)
    await teacher.sees(lambda state: sum(bool(s["program"]) for s in state["seats"]) == 5)
    await teacher.ask("stop_all")
    assert teacher.connected


async def test_a_pupil_does_not_make_anothers_robot_sing_and_does_not_aim_it(room):
    await room.gateway()
    await room.open_class()
    pupil, other = await room.pupil("renard"), await room.pupil("chat")
    await pupil.ask("choose_robot", seat=pupil.seat, robot=ROBOT)
    assert await other.refusal("identify", robot=ROBOT) == ["robot-busy"]
    await pupil.ask("identify", robot=ROBOT)
    assert await other.refusal("aim", robot=ROBOT, step="front") == ["robot-busy"]
    assert await other.refusal("aim", robot=ROBOT, step="somehow") == ["bad-message"]
    await pupil.ask("aim", robot=ROBOT, step="front")


async def test_an_input_is_short(room):
    await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    pressed = {"run": run, "name": "sound_level", "value": "x" * 1000}
    assert await pupil.refusal("press", **pressed) == ["bad-message"]


async def test_a_page_cannot_pile_up_runs_that_have_not_begun(room):
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    runs = [await pupil.say("run", {"seat": pupil.seat, "program": PROGRAM}) for _ in range(5)]
    assert [fault["code"] for run in runs[3:] for fault in run["faults"]] == ["limit", "limit"]
    await gateway.say(event(runs[0]["run"], 1))
    await pupil.sees(lambda state: any(run["state"] == "running" for run in state["runs"]))
    assert (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]


async def test_stop_all_reaches_a_run_that_is_still_on_its_way(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    await teacher.ask("stop_all")
    await gateway.hears(StopRobots)
    stop = await gateway.hears(RunSteer)
    assert (stop.run, stop.action, stop.by) == (run, "stop", "teacher")


async def test_a_run_of_a_class_that_is_closed_is_taken_off_its_gateway(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    await gateway.hears(RunStart)
    await gateway.say(event(run, 1))
    await pupil.sees(lambda state: state["runs"][0]["state"] == "running")
    await teacher.ask("close_class")
    await gateway.hears(Ack, lambda ack: ack.streams.get(run) == (1, 1))
    await gateway.say(event(run, 2))
    await gateway.hears(Ack, lambda ack: ack.streams.get(run) == (1, 2))


async def test_a_tablet_whose_animals_were_all_let_go_is_told_so(room):
    teacher = await room.open_class()
    first, second = await room.pupil("renard"), await room.pupil("chat")
    for animal in ("renard", "chat"):
        await teacher.ask("let_go", animal=animal)
    group = await room.pupil("renard", "chat")
    for tablet in (first, second):
        await tablet.hears("welcome", lambda said: said["role"] == "visitor")
    assert group.welcome["role"] == "visitor"


async def test_a_tablet_whose_seat_is_another_s_hears_no_more_of_its_runs(room):
    teacher, gateway = await room.open_class(), await room.gateway()
    first = await room.pupil("renard")
    wanted = {"seat": first.seat, "robot": "simulated", "program": PROGRAM}
    run = (await first.ask("run", **wanted))["run"]
    await first.ask("follow", streams={run: [0, 0]})
    await gateway.say(event(run, 1))
    await first.hears("run_event")
    await teacher.ask("let_go", animal="renard")
    second = await room.pupil("renard")
    await second.ask("follow", streams={run: [1, 1]})
    await gateway.say(event(run, 2))
    await second.hears("run_event", lambda said: said["seq"] == 2)
    assert await first.refusal("join", animals=[]) == ["bad-message"]
    assert [said["seq"] for said in first.heard("run_event")] == [1]


def test_events_of_a_run_take_a_bounded_place():
    streams = Streams()
    for seq in range(1, 3 * KEPT):
        streams.take(RunEvent("r", 1, seq, Raw(b'{"text":"%s"}' % (b"x" * 5000))))
    kept = streams.missed("r", 1, 3 * KEPT - 2).events
    assert [it.seq for it in kept] == [3 * KEPT - 1]
    whole = streams.missed("r", 1, 0)
    assert whole.reset
    assert 0 < sum(len(bytes(it.event)) for it in whole.events) <= LARGEST


def test_the_oldest_gestures_are_forgotten_when_there_are_too_many(tmp_path):
    journal = Journal(tmp_path)
    place = Place("s1", 1, ["renard"], "")
    for number in range(5):
        journal.write(gesture_row(f"z{9 - number}"))
    journal.write(seat_row(place)).get(timeout=5)
    assert read(journal).gestures == ["z9", "z8", "z7", "z6", "z5"]
    journal.write(no_gestures(["z9", "z8"])).get(timeout=5)
    assert read(journal).gestures == ["z7", "z6", "z5"]
    journal.close()


def test_who_goes_on_guessing_does_not_shut_the_door_for_ever():
    attempts = Attempts()
    tries = [attempts.may_try() for _ in range(5 * MOST)]
    assert tries == [True] * MOST + [False] * 4 * MOST
    assert len(attempts._times) == MOST
