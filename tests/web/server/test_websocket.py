"""Our own WebSocket driver, and plain HTTP where websockets are blocked."""

import asyncio
import contextlib
import http.client
import json
import socket

import pytest
import websocket

from robots.messages import RunStart
from tests.web.school_proxy import SchoolProxy
from tests.web.server.test_class import PROGRAM, event
from web.server.outbox import LARGEST
from web.server.sockets import LARGEST as LARGEST_MESSAGE


@pytest.fixture
def line(shared_server):
    opened = websocket.create_connection(
        f"ws://127.0.0.1:{shared_server.port}/socket.io/?EIO=4&transport=websocket",
        timeout=5,
        suppress_origin=True,
        header={"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"},
    )
    assert opened.recv().startswith("0{")
    opened.send('40{"page":"pupil"}')
    while not opened.recv().startswith("40"):
        pass
    yield opened
    opened.shutdown()


def answered(line, id):
    while not (text := line.recv()).startswith(f"43{id}["):
        pass
    return json.loads(text[text.index("[") :])[0]


def test_nothing_is_compressed_though_every_browser_offers_it(line):
    assert "sec-websocket-extensions" not in line.getheaders()


def test_a_message_in_many_frames_is_one(line):
    parts = ["42", '7["jo', "in", '",{"animals":[]}', "]"]
    line.send_frame(websocket.ABNF.create_frame(parts[0], websocket.ABNF.OPCODE_TEXT, 0))
    line.ping("between")
    for part in parts[1:-1]:
        line.send_frame(websocket.ABNF.create_frame(part, websocket.ABNF.OPCODE_CONT, 0))
    line.send_frame(websocket.ABNF.create_frame(parts[-1], websocket.ABNF.OPCODE_CONT, 1))
    assert answered(line, 7)["faults"][0]["code"] in ("no-class", "bad-message")


def test_a_ping_is_answered(line):
    line.ping("here?")
    opcode, data = line.recv_data(control_frame=True)
    while opcode != websocket.ABNF.OPCODE_PONG:
        opcode, data = line.recv_data(control_frame=True)
    assert data == b"here?"


def test_a_message_that_is_too_big_closes_with_its_reason(line):
    line.send("42" + json.dumps(["join", {"code": "x" * (LARGEST_MESSAGE + 1)}]))
    assert closed(line) == 1009


def test_bytes_close_the_line_with_their_reason(line):
    line.send_bytes(b"no")
    assert closed(line) == 1003


def test_garbage_closes_the_line(line):
    line.sock.sendall(b"\xff" * 64)
    assert closed(line) in (1002, None)


def closed(line):
    """The code with which the server closes the line."""
    while True:
        try:
            opcode, data = line.recv_data(control_frame=True)
        except (websocket.WebSocketException, OSError):
            return None
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            return int.from_bytes(data[:2], "big")


@pytest.mark.parametrize(
    "text", ["42", "42[", "42[1]", '42["run"', "451-[", "4", "42{}", "49", "4x", '42["nothing",{}]']
)
def test_what_is_no_packet_harms_nobody(line, text):
    line.send(text)
    line.send('425["join",{"animals":[]}]')
    with contextlib.suppress(websocket.WebSocketException, OSError):  # it may also be cut
        assert answered(line, 5)["faults"]


async def test_large_messages_arrive_whole_both_ways(room):
    await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    large = {"face": "python", "content": "forward() # é\n" * 18_000}
    await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=large)
    state = await teacher.sees(lambda state: state["seats"][1]["program"])
    assert state["seats"][1]["program"] == large
    too_large = {"face": "python", "content": "#" * 300_000}
    codes = await pupil.refusal("edit", gesture="g2", seat=pupil.seat, program=too_large)
    assert codes == ["too-big"]


async def test_a_screen_that_does_not_read_is_dropped_and_the_others_see_all(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    await gateway.hears(RunStart)
    await teacher.ask("follow", streams={run: [0, 0]})
    sleeper = asleep(room, run)
    await teacher.sees(lambda state: state["seats"][0]["online"])
    each = 500_000
    count = 6_000_000 // each + LARGEST // each
    for seq in range(1, count + 1):
        await gateway.say(event(run, seq, text="x" * each))
        last = await teacher.hears("run_event", lambda said: said["seq"] >= seq)  # noqa: B023
    assert last["event"]["text"] == "x" * each
    assert [said["seq"] for said in teacher.heard("run_event")] == list(range(1, count + 1))
    await teacher.sees(lambda state: not state["seats"][0]["online"])
    sleeper.shutdown()


def asleep(room, run):
    """A board that follows a run and reads nothing."""
    line = websocket.create_connection(
        f"ws://127.0.0.1:{room.server.port}/socket.io/?EIO=4&transport=websocket",
        timeout=5,
        suppress_origin=True,
        header={"Cookie": room.cookie},
        sockopt=[(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)],
    )
    line.send('40{"page":"board"}')
    line.send(json.dumps(["follow", {"streams": {run: [0, 0]}}]).join(["42", ""]))
    return line


class Polled:
    """A tablet that goes over plain HTTP, request by request."""

    def __init__(self, port, token=""):
        self.told = []
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        self._path = "/socket.io/?EIO=4&transport=polling"
        opened = json.loads(self._ask("GET")[1:])
        self._path += f"&sid={opened['sid']}"
        self._ask("POST", "40" + json.dumps({"page": "pupil", "token": token}))

    def ask(self, event, **fields):
        self._ask("POST", "421" + json.dumps([event, fields]))
        while not (answers := [said for said in self._poll() if said.startswith("431")]):
            pass
        return json.loads(answers[0][3:])[0]

    def heard(self, event):
        return [message for name, message in self.told if name == event]

    def hear(self, event, count):
        while len(self.heard(event)) < count:
            self._poll()

    def close(self):
        self._ask("POST", "1")
        self._http.close()

    def _poll(self):
        said = self._ask("GET").split("\x1e")
        self.told += [json.loads(text[2:]) for text in said if text.startswith("42")]
        return said

    def _ask(self, method, body=None):
        self._http.request(method, self._path, body=body)
        return self._http.getresponse().read().decode()


async def test_plain_http_works_and_the_teacher_sees_the_slow_network(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    await teacher.sees(lambda state: state["slow_network"] is False)
    tablet = Polled(room.server.port)
    seat = tablet.ask("join", animals=["renard"])["seat"]
    await teacher.sees(lambda state: state["slow_network"])
    run = tablet.ask("run", seat=seat, program=PROGRAM)["run"]
    tablet.ask("follow", streams={run: [0, 0]})
    for seq in range(1, 41):
        await gateway.say(event(run, seq))
    await teacher.sees(lambda state: state["runs"][0]["state"] == "running")
    await asyncio.to_thread(tablet.hear, "run_event", 40)
    assert [said["seq"] for said in tablet.heard("run_event")] == list(range(1, 41))
    tablet.close()
    await teacher.sees(lambda state: not state["slow_network"])


async def test_behind_a_proxy_that_drops_upgrades_a_tablet_joins(room):
    proxy = SchoolProxy(room.server.port)
    teacher = await room.open_class()
    tablet = Polled(proxy.port)
    tablet.ask("join", animals=["renard"])
    await teacher.sees(lambda state: state["seats"][1]["animals"] == ["renard"])
    tablet.close()
    await teacher.sees(lambda state: not state["seats"][1]["online"])
    proxy.close()


async def test_a_proxy_that_cuts_websockets_in_mid_run_loses_no_event(room):
    gateway = await room.gateway()
    await room.open_class()
    proxy = SchoolProxy(room.server.port, drops_upgrades=False)
    line = websocket.create_connection(
        f"ws://127.0.0.1:{proxy.port}/socket.io/?EIO=4&transport=websocket",
        timeout=5,
        suppress_origin=True,
    )
    line.send('40{"page":"pupil"}')
    line.send('421["join",{"animals":["renard"]}]')
    seated = answered(line, 1)
    line.send("422" + json.dumps(["run", {"seat": seated["seat"], "program": PROGRAM}]))
    run = answered(line, 2)["run"]
    line.send("423" + json.dumps(["follow", {"streams": {run: [0, 0]}}]))
    for seq in range(1, 41):
        await gateway.say(event(run, seq))
    seen = await asyncio.to_thread(first_events, line, 20)
    proxy.drop_upgrades()
    line.shutdown()
    tablet = Polled(proxy.port, token=seated["token"])
    tablet.ask("follow", streams={run: [1, seen[-1]]})
    seen += [one["seq"] for said in tablet.heard("run_events") for one in said["events"]]
    for seq in range(41, 61):
        await gateway.say(event(run, seq))
    await asyncio.to_thread(tablet.hear, "run_event", 60 - seen[-1])
    seen += [said["seq"] for said in tablet.heard("run_event")]
    assert seen == list(range(1, 61))
    tablet.close()
    proxy.close()


def first_events(line, count):
    """The numbers of the first events that come on a websocket."""
    seen = []
    while len(seen) < count:
        text = line.recv()
        name, said = json.loads(text[2:]) if text.startswith("42") else ("", {})
        if name == "run_event":
            seen.append(said["seq"])
        elif name == "run_events":
            seen += [one["seq"] for one in said["events"]]
    return seen
