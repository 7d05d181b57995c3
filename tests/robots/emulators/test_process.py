"""An emulator in a process of its own: it says when it is ready, lives on, reports, and ends."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from select import select

import pytest

from robots.wire import aseba
from robots.wire.aseba import Decoder
from robots.wire.aseba_node import NodePresent, Variables, read

LEFT = 86


@contextmanager
def emulator(*arguments: str):
    command = [sys.executable, "-m", "robots.emulators", "thymio", *arguments]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        word, place = process.stdout.readline().decode().split()
        assert word == "READY"
        yield process, place
    finally:
        process.kill()
        process.communicate()


def connect(place: str) -> socket.socket:
    scheme, host, port = place.split(":")
    assert (scheme, host) == ("tcp", "localhost")
    return socket.create_connection(("127.0.0.1", int(port)), timeout=5)


def answer(link: socket.socket, *messages: aseba.Message):
    """The first thing that it answers."""
    for message in messages:
        link.sendall(message.to_bytes())
    decoder = Decoder()
    while True:
        data = link.recv(4096)
        assert data, "the link was closed"
        for message in decoder.feed(data):
            return read(message)


def wait_for(condition, seconds: float = 5.0):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.01)
    return found


def lines(report: Path) -> list[dict]:
    text = report.read_text() if report.exists() else ""
    return [json.loads(line) for line in text.split("\n")[:-1]]


def test_it_lives_on_reports_and_ends_when_it_is_told(tmp_path):
    report = tmp_path / "report.jsonl"
    with emulator("--report", str(report), "--option", "start=C3,90") as (process, place):
        with connect(place) as link:
            assert answer(link, aseba.list_nodes()) == NodePresent(9)
            link.sendall(aseba.set_variables(1, LEFT, [100, 100]).to_bytes())
            wait_for(lambda: lines(report)[-1]["targets"] == [100, 100])
        x = lines(report)[-1]["x"]
        wait_for(lambda: lines(report)[-1]["x"] > x + 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(2) == 0
        assert process.stderr.read() == b""
    told = lines(report)
    assert told[0]["heading"] == 90
    assert all(0 <= later["t"] - earlier["t"] < 0.5 for earlier, later in pairwise(told))
    assert told[-1]["leds"]["top"] == [0, 0, 0]


def test_bytes_that_mean_nothing_end_the_link_but_not_the_robot():
    with emulator() as (process, place):
        with connect(place) as link:
            link.sendall(b"\xff" * 600)
            assert link.recv(10) == b""
        with connect(place) as link:
            assert answer(link, aseba.list_nodes()) == NodePresent(9)
        assert process.poll() is None


def test_a_second_host_takes_the_place_of_the_first():
    with emulator() as (_, place), connect(place) as first:
        answer(first, aseba.list_nodes())
        with connect(place) as second:
            assert answer(second, aseba.list_nodes()) == NodePresent(9)
            assert first.recv(10) == b""


def test_it_is_pressed_by_lines_of_json_and_forgives_others():
    with emulator() as (process, place), connect(place) as link:
        process.stdin.write(b'nonsense\n{"button.none": 1}\n{"button.left": 1}\n')
        process.stdin.flush()
        pressed = Variables(43, (1,))
        wait_for(lambda: answer(link, aseba.get_variables(1, 43, 1)) == pressed)
        process.stdin.write(b'{"link.drop": 1}\n')
        process.stdin.flush()
        assert link.recv(10) == b""
        process.stdin.close()
        time.sleep(0.1)
        assert process.poll() is None
        process.stdin = None


def test_it_ends_with_its_parent_when_it_is_told_to():
    with emulator("--parent-stdin") as (process, _):
        process.stdin.close()
        process.stdin = None
        assert process.wait(2) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pty is POSIX")
def test_it_serves_a_serial_port():
    with emulator("--pty", "--option", "firmware=old") as (_, place):
        scheme, _, path = place.partition(":")
        assert scheme == "serial"
        for _ in range(2):
            port = os.open(path, os.O_RDWR | os.O_NOCTTY)
            os.write(port, aseba.list_nodes().to_bytes())
            assert select([port], [], [], 5)[0]
            assert os.read(port, 100).hex() == "020001000c900500"
            os.close(port)


@pytest.mark.parametrize(
    "arguments", [["dragon"], ["thymio", "--option", "a=b"], ["thymio", "--mat", "nowhere"]]
)
def test_what_cannot_be_started_is_said(arguments):
    command = [sys.executable, "-m", "robots.emulators", *arguments]
    ended = subprocess.run(command, capture_output=True, timeout=10, stdin=subprocess.DEVNULL)
    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
