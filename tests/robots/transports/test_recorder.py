"""What goes over a link is written down, and what was written down plays in the robot's place."""

import asyncio
import json
from pathlib import Path

import pytest

from robots.drivers.registry import SIMULATED, driver_class, kinds
from robots.emulators.registry import emulator_class
from robots.emulators.serving import Life, serve_tcp
from robots.errors import Refused
from robots.transports.addresses import transport_of
from robots.transports.loop import LoopTransport
from robots.transports.recorder import Recording, recorded
from robots.transports.replay import read_recording
from robots.transports.transport import LinkLost
from robots.world.shipped import shipped
from tests.robots.tiny_gatt import ECHO, LEVEL, PLATE, tiny_link


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


async def count(kept: list, number: int) -> None:
    async with asyncio.timeout(5):
        while len(kept) < number:
            await asyncio.sleep(0.005)


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "robot.jsonl"


async def talk(link) -> list:
    """A small conversation with a tiny robot; all that came of it."""
    heard = []
    await link.subscribe(ECHO, heard.append)
    await link.subscribe(LEVEL, heard.append)
    await count(heard, 1)
    await link.write(ECHO, b"\x01\x02")
    await count(heard, 2)
    await link.write(ECHO, b"\x03", response=True)
    await count(heard, 3)
    return [*heard, await link.read(PLATE)]


@pytest.fixture
async def tiny_recording(file) -> Path:
    async with tiny_link() as (link, _):
        recording = Recording(file)
        async with recorded(link, recording) as taken:
            assert (taken.name, taken.largest_write) == ("Tiny 7", 100)
            await talk(taken)
        recording.close()
    return file


async def test_each_value_is_a_line(tiny_recording):
    told = lines(tiny_recording)
    times = [line.pop("t") for line in told]
    assert times == sorted(times)
    assert 0 <= times[0] <= times[-1] < 30
    assert told == [
        {"dir": "in", "hex": "63", "characteristic": LEVEL},
        {"dir": "out", "hex": "0102", "characteristic": ECHO},
        {"dir": "in", "hex": "0102", "characteristic": ECHO},
        {"dir": "out", "hex": "03", "characteristic": ECHO, "response": True},
        {"dir": "in", "hex": "03", "characteristic": ECHO},
        {"dir": "in", "hex": "74696e79", "characteristic": PLATE, "read": True},
    ]


async def test_a_recording_plays_in_the_robots_place_again_and_again(tiny_recording):
    link = transport_of(f"replay:{tiny_recording}")
    for _ in range(2):
        async with link:
            assert await talk(link) == [b"\x63", b"\x01\x02", b"\x03", b"tiny"]
            assert link.unlike == []


async def test_the_last_value_that_was_read_may_be_read_again(tiny_recording):
    async with transport_of(f"replay:{tiny_recording}") as link:
        await talk(link)
        for _ in range(2):
            assert await asyncio.wait_for(link.read(PLATE), 5) == b"tiny"


@pytest.mark.process
async def test_every_kind_can_be_recorded_and_played(tmp_path):
    async with asyncio.TaskGroup() as all_at_once:
        for kind in kinds():
            if kind != SIMULATED:
                all_at_once.create_task(record_and_play(kind, tmp_path / f"{kind}.jsonl"))


async def record_and_play(kind: str, file: Path) -> None:
    emulator = emulator_class(kind)(shipped("plain"), {})
    life = Life(emulator, None)
    living = asyncio.create_task(life.live())
    server, port = await serve_tcp(life, "127.0.0.1", 0)
    there, recording = transport_of(f"{emulator.scheme}:127.0.0.1:{port}"), Recording(file)
    try:
        await shine_and_drive(kind, recorded(there, recording))
        recording.close()
        assert {line["dir"] for line in lines(file)} == {"in", "out"}, kind
        await play(kind, transport_of(f"replay:{file}"))
    finally:
        recording.close()
        life.ended.set()
        server.close()
        await living


async def play(kind: str, link) -> None:
    """Some number each frame and ask as often as there is time: another number, another frame."""
    try:
        await shine_and_drive(kind, link)
    except LinkLost:
        assert link.unlike, kind


async def shine_and_drive(kind: str, link) -> None:
    async with driver_class(kind)(link) as driver:
        if "light" in driver.abilities:
            await driver.do("light", {"colour": "red"})
        if "move" in driver.abilities:
            assert await driver.drive(2, 60) > 1, kind


async def test_what_a_host_now_says_otherwise_is_known(tiny_recording):
    async with transport_of(f"replay:{tiny_recording}") as link:
        await link.write(ECHO, b"\x09")
        await link.write(ECHO, b"\x03")
        await link.write(ECHO, b"\x03")
        await link.write(ECHO, b"\x04")
        assert link.unlike == [(b"\x01\x02", b"\x09"), (None, b"\x04")]


def frames(*said: str) -> bytes:
    """Lines of a recording: `>` and `<` before hexadecimal bytes."""
    told = [{"t": 0, "dir": "out" if one[0] == ">" else "in", "hex": one[1:]} for one in said]
    return b"".join(json.dumps(one).encode() + b"\n" for one in told)


@pytest.mark.parametrize(
    ("sent", "answers"),
    [
        (["aa", "aa", "c1", "aa", "c2"], "01 02 11 03 22"),
        (["aa", "c1", "c2"], "01 02 11 03 22"),
        (["aa", "aa", "aa", "c1", "aa", "aa", "c2"], "01 02 02 11 03 03 22"),
        (["aa", "c1", "c1"], "01 02 11 11"),
    ],
    ids=["as then", "less often", "more often", "twice"],
)
async def test_a_host_may_ask_more_or_less_often_than_then(file, sent, answers):
    file.write_bytes(frames(">aa", "<01", ">aa", "<02", ">c1", "<11", ">aa", "<03", ">c2", "<22"))
    async with transport_of(f"replay:{file}") as link:
        got = []
        for data in sent:
            await link.send(bytes.fromhex(data))
            await asyncio.sleep(0.01)
            while not link._came.empty():
                got.append((await link.receive()).hex())
        assert got == answers.split()
        assert link.unlike == []


async def test_the_robot_does_not_answer_before_it_was_asked(tiny_recording):
    async with transport_of(f"replay:{tiny_recording}") as link:
        heard = []
        await link.subscribe(ECHO, heard.append)
        await link.subscribe(LEVEL, heard.append)
        await count(heard, 1)
        await asyncio.sleep(0.1)
        assert heard == [b"\x63"]
        reading = asyncio.create_task(link.read(PLATE))
        await asyncio.sleep(0.05)
        assert not reading.done()
        await link.close()
        with pytest.raises(LinkLost):
            await reading
    with pytest.raises(LinkLost):
        await link.write(ECHO, b"")


async def test_a_byte_pipe_is_recorded_and_played_too(file):
    here, there = LoopTransport.pair()
    recording = Recording(file)
    await there.open()
    async with recorded(here, recording) as taken:
        await taken.send(b"\x01")
        assert await there.receive() == b"\x01"
        await there.send(b"\x02\x03")
        assert await taken.receive() == b"\x02\x03"
    with pytest.raises(LinkLost):
        await taken.receive()
    recording.close()
    assert [(line["dir"], line["hex"]) for line in lines(file)] == [("out", "01"), ("in", "0203")]
    assert set(lines(file)[0]) == {"t", "dir", "hex"}
    async with transport_of(f"replay:{file}") as again:
        waiting = asyncio.create_task(again.receive())
        await asyncio.sleep(0.02)
        assert not waiting.done()
        await again.send(b"\x01")
        assert await waiting == b"\x02\x03"
        assert again.unlike == []
        waiting = asyncio.create_task(again.receive())
        await asyncio.sleep(0)
        await again.close()
        with pytest.raises(LinkLost):
            await waiting


async def test_a_loss_is_a_loss_when_it_is_recorded(file):
    recording = Recording(file)
    async with tiny_link() as (link, tiny), recorded(link, recording) as taken:
        tiny.drop()
        await asyncio.wait_for(taken.lost.wait(), 5)
        with pytest.raises(LinkLost):
            await taken.write(ECHO, b"x")
    recording.close()
    recording.close()


@pytest.mark.parametrize("path", [Path("/dev/full"), Path("/nowhere/at/all")])
async def test_a_full_disk_does_not_hold_the_robot_up(path):
    if not path.is_absolute() or (path.name == "full" and not path.exists()):
        pytest.skip("no such device here")
    recording = Recording(path)
    async with tiny_link() as (link, _), recorded(link, recording) as taken:
        assert await talk(taken) == [b"\x63", b"\x01\x02", b"\x03", b"tiny"]
    assert recording.problem is not None
    assert recording.problem.strerror


def test_a_recording_that_was_cut_off_is_read_as_far_as_it_is_whole(file):
    whole = '{"t":0.5,"dir":"out","hex":"0aff"}\n'
    file.write_text(whole + whole[:-5])
    (frame,) = read_recording(file)
    assert (frame.t, frame.dir, frame.data) == (0.5, "out", b"\x0a\xff")


@pytest.mark.parametrize(
    "line", ["{}", "x", '{"t":0,"dir":"up","hex":""}', '{"t":0,"dir":"in","hex":"g"}']
)
def test_another_file_is_no_recording(file, line):
    file.write_text('{"t":0,"dir":"in","hex":""}\n' + line + "\n")
    with pytest.raises(Refused, match="broken-file") as refused:
        transport_of(f"replay:{file}")
    assert refused.value.problems[0].where == "2"


@pytest.mark.parametrize("address", ["replay:", "replay:/nowhere/at/all"])
def test_no_recording_there_is_no_robot(address):
    with pytest.raises(Refused, match="robot-not-found"):
        transport_of(address)
