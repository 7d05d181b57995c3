"""What was answered is on disk: a killed server comes back with the class and its programs."""

import asyncio
import json
import resource
import sqlite3
import sys

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from robots.errors import Refused
from robots.messages import Held, RunEnded, RunStart, RunSteer
from tests.web.server.live import ROBOT, Room
from tests.web.server.test_class import PROGRAM, event
from web.server.journal import NAME, Journal
from web.server.keeping import gesture_row
from web.server.tables import COUNTER

pytestmark = pytest.mark.process


async def test_a_killed_server_comes_back_with_all_that_it_had_answered(server):
    async with Room(server) as room:
        gateway = await room.gateway()
        teacher = await room.open_class("la-chasse-au-bug")
        await teacher.ask("choose_lesson", lesson="repete", step=2)
        pupil = await room.pupil("renard", "chat")
        await pupil.ask("plant", seat=pupil.seat, cell="C3")
        await pupil.ask("choose_robot", seat=pupil.seat, robot=ROBOT)
        await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=PROGRAM)
        run = (await pupil.ask("run", seat=pupil.seat, robot=ROBOT, program=PROGRAM))["run"]
        lease = (await gateway.hears(RunStart)).lease
        await gateway.say(event(run, 1))
        code = pupil.state["code"]
        for last in range(10):
            await pupil.ask("edit", gesture=f"x{last}", seat=pupil.seat, program=numbered(last))
        server.kill()
    server.again()
    async with Room(server) as room:
        back = await room.page("pupil", token=pupil.token)
        assert back.welcome["server"] != pupil.welcome["server"]
        state = await back.hears("class_state")
        assert (state["code"], state["lesson"], state["step"]) == (code, "repete", 2)
        (seat,) = state["seats"]
        assert (seat["animals"], seat["program"]) == (["renard", "chat"], numbered(9))
        assert (seat["flag"], seat["robot"], seat["run"]) == ("C3", ROBOT, run)
        assert await back.ask("edit", gesture="g1", seat=pupil.seat, program=PROGRAM)
        held = Held(run, pupil.seat, ROBOT, lease, 1, 3, False)
        gateway = await room.gateway(holds=[held])
        state = await back.sees(lambda state: state["robots"])
        assert state["robots"][0]["holder"] == pupil.seat
        await gateway.say(event(run, 2))
        await gateway.say(event(run, 3))
        await gateway.say(RunEnded(run, "finished"))
        await back.sees(lambda state: state["runs"][0]["state"] == "finished")
        await back.ask("follow", streams={run: [1, 1]})
        missed = await back.hears("run_events")
        assert (missed["reset"], [e["seq"] for e in missed["events"]]) == (False, [2, 3])
        other = await room.pupil("hibou")
        await back.ask("choose_robot", seat=pupil.seat, robot=None)
        await other.ask("run", seat=other.seat, robot=ROBOT, program=PROGRAM)
        assert (await gateway.hears(RunStart)).lease > lease


def numbered(number):
    return {"face": "python", "content": f"wait({number})\n"}


async def test_the_teachers_cookie_outlives_the_server(server):
    async with Room(server) as room:
        cookie = room.cookie
        server.kill()
    server.again()
    async with Room(server) as room:
        assert (await room.page("teacher", cookie=cookie)).welcome["role"] == "teacher"


async def test_tokens_are_kept_as_hashes_and_the_journal_is_its_owners(own_room):
    await own_room.open_class()
    pupil = await own_room.pupil("renard")
    path = own_room.server.data / NAME
    assert path.stat().st_mode & 0o077 == 0
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as journal:
        rows = journal.execute("select seat, token_hash from seat").fetchall()
        mode = journal.execute("pragma journal_mode").fetchone()
    journal.close()
    assert pupil.seat in [seat for seat, _ in rows]
    assert pupil.token not in json.dumps(rows)
    assert mode == ("wal",)


@pytest.mark.skipif(sys.platform != "linux", reason="prlimit is Linux's")
async def test_a_full_disk_is_said_and_stops_nothing_else(own_room):
    server = own_room.server
    teacher = await own_room.open_class()
    gateway = await own_room.gateway()
    pupil = await own_room.pupil("renard")
    large = {"face": "python", "content": "forward()\n" * 20000}
    journal = server.data / f"{NAME}-wal"
    full = (journal.stat().st_size + 10_000, resource.RLIM_INFINITY)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, full)
    codes = await pupil.refusal("edit", gesture="g1", seat=pupil.seat, program=large)
    assert codes == ["disk-full"]
    await pupil.ask("run", seat=pupil.seat, program=PROGRAM)
    await gateway.hears(RunStart)
    await teacher.ask("stop_all")
    free = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, free)
    assert await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=large)
    assert "forward" not in (server.data / "server.log").read_text("utf-8")


async def test_a_stop_never_waits_for_the_disk(room):
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    answered = []
    edits = [
        pupil.later("edit", answered, gesture=f"g{n}", seat=pupil.seat, program=PROGRAM)
        for n in (1, 2)
    ]
    await pupil.later("steer", answered, run=run, action="stop")
    assert answered == ["steer"]
    await gateway.hears(RunSteer)
    await asyncio.gather(*edits)


def test_a_journal_that_cannot_be_read_is_put_aside(server):
    server.end()
    for path in server.data.glob(f"{NAME}*"):
        path.write_bytes(b"no database at all" * 100)
    server.again()
    assert server.ask("GET", "/health")[0] == 200
    assert (server.data / f"broken-{NAME}").exists()


def test_a_journal_that_is_damaged_inside_is_put_aside(server):
    server.end()
    path = server.data / NAME
    with sqlite3.connect(path) as journal:
        journal.execute("pragma journal_mode=delete")
        journal.execute("insert into gesture values ('g')")
    journal.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    server.again()
    assert server.ask("GET", "/health")[0] == 200
    assert (server.data / f"broken-{NAME}").exists()


async def test_what_was_put_aside_goes_when_the_class_closes(own_room):
    aside = own_room.server.data / f"broken-{NAME}"
    aside.write_bytes(b"what children made")
    teacher = await own_room.open_class()
    assert aside.exists()
    await teacher.ask("close_class")
    assert not aside.exists()


def test_a_journal_that_somebody_else_writes_is_not_put_aside(tmp_path):
    Journal(tmp_path).close()
    with sqlite3.connect(tmp_path / NAME, isolation_level=None) as other:
        other.execute("pragma journal_mode=delete")
        other.execute("begin exclusive")
        with pytest.raises(SQLAlchemyError):
            Journal(tmp_path)
        other.execute("rollback")
    other.close()
    assert not list(tmp_path.glob("broken-*"))
    Journal(tmp_path).close()


def test_one_change_that_cannot_be_written_spoils_no_other(tmp_path):
    journal = Journal(tmp_path)
    good = journal.write(gesture_row("g1"))
    bad = journal.write(insert(COUNTER).values(name="n", value=2**70))
    other = journal.write(gesture_row("g2"))
    good.get(timeout=5)
    other.get(timeout=5)
    with pytest.raises(Refused):
        bad.get(timeout=5)
    journal.write(gesture_row("g3")).get(timeout=5)
    journal.close()
    with sqlite3.connect(tmp_path / NAME) as kept:
        assert kept.execute("select gesture from gesture").fetchall() == [("g1",), ("g2",), ("g3",)]
    kept.close()


def test_it_ends_at_the_end_of_stdin_and_by_a_signal(server):
    assert server.end() == 0
    server.again()
    assert server.terminate() == 0
    log = (server.data / "server.log").read_text("utf-8")
    assert log == ""
