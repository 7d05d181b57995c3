import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from robots.errors import Code, Problem
from robots.world.shipped import shipped
from robots.world.trace import Event, Pose, Type
from tests.robots.playing import do, forever, lines, play, program
from web.commands.events import event_log
from web.commands.play import Order, exit_code, play_simulated

ENDLESS = """
import sys
from robots.program.tree import *
from robots.world.shipped import shipped
from web.commands.events import event_log
from web.commands.play import *
body = {"count": [Assign("x", Literal(1))], "wait": [Do("wait", {"seconds": Literal(60)})]}
program = Program([Stack([While(Literal(True), body[sys.argv[1]])])])
with event_log("-", at_once=sys.argv[2] != "max") as log:
    play_simulated(program, Order(shipped(), fast=sys.argv[2] == "max"), log)
sys.exit(exit_code(log.last))
"""


def played(tmp_path, *parts, **order):
    target = tmp_path / "events.jsonl"
    with event_log(str(target), at_once=False) as log:
        play_simulated(program(*parts), Order(shipped(), **order), log)
    return log.last, target.read_text(encoding="utf-8")


def test_the_trace_is_written_as_json_lines(tmp_path):
    last, text = played(tmp_path, do("forward"), fast=True)
    assert text == lines(play(do("forward")))
    assert exit_code(last) == 0


def test_real_speed_takes_the_programs_time_and_makes_the_same_trace(tmp_path):
    began = time.monotonic()
    _, text = played(tmp_path, do("wait", seconds=0.2), do("light", colour="red"))
    assert 0.2 <= time.monotonic() - began < 5
    assert text == lines(play(do("wait", seconds=0.2), do("light", colour="red")))


@pytest.mark.parametrize("fast", [True, False])
def test_the_timeout_stops_a_run_at_its_program_time(tmp_path, fast):
    last, _ = played(tmp_path, forever(do("wait", seconds=1)), fast=fast, timeout=0.1)
    assert (last.t, last.fields) == (0.1, {"by": "timeout"})
    assert exit_code(last) == 3


def test_the_timeout_counts_wall_time_too(tmp_path):
    began = time.monotonic()
    last, _ = played(tmp_path, forever(), fast=True, timeout=0.2)
    assert time.monotonic() - began < 5
    assert exit_code(last) == 3


def test_an_error_has_the_sentence_of_its_reader(tmp_path):
    last, _ = played(
        tmp_path, do("forward", "7", steps=0.5), fast=True, sentence=lambda problem: "Non."
    )
    assert last.fields == {"code": "bad-value", "block": "7", "text": "Non."}
    assert exit_code(last) == 1


@pytest.mark.parametrize(
    ("type", "fields", "code"),
    [
        (Type.FINISHED, {}, 0),
        (Type.ERROR, {"code": "limit"}, 1),
        (Type.ERROR, {"code": "robot-lost"}, 2),
        (Type.ERROR, {"code": "robot-not-found"}, 2),
        (Type.STOPPED, {"by": "pupil"}, 3),
        (Type.STOPPED, {"by": "signal"}, 3),
        (Type.STOPPED, {"by": "link"}, 2),
    ],
)
def test_the_last_event_decides_the_exit_code(type, fields, code):
    assert exit_code(Event(1, 0.0, type, Pose(0, 0, 0), fields)) == code


def test_an_order_names_problems_by_their_codes_unless_told_otherwise():
    assert Order(shipped()).sentence(Problem(Code.LIMIT)) == "limit"


@pytest.mark.parametrize("speed", ["real", "max"])
@pytest.mark.parametrize("body", ["count", "wait"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_stops_an_endless_program_within_100_ms(body, speed, name):
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, body, speed],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    seen = reading(process)
    deadline = time.monotonic() + 30
    while not seen and time.monotonic() < deadline:
        time.sleep(0.01)
    sent = time.monotonic()
    process.send_signal(getattr(signal, name))
    process.stdout_thread.join(timeout=20)
    stopped = seen[-1][0] - sent
    assert process.wait(timeout=20) == 3
    assert json.loads(seen[-1][1])["by"] == "signal"
    assert stopped < 0.1
    assert process.stderr.read() == ""
    process.stderr.close()
    process.stdout.close()


def reading(process):
    """Collects the lines of a process with the time at which each came."""
    seen = []

    def collect():
        for line in process.stdout:
            seen.append((time.monotonic(), line))

    process.stdout_thread = threading.Thread(target=collect, daemon=True)
    process.stdout_thread.start()
    return seen


def test_a_reader_who_goes_away_ends_the_run():
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, "count", "real"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert json.loads(process.stdout.readline())["type"] == "start"
    process.stdout.close()
    os.kill(process.pid, signal.SIGTERM)
    assert process.wait(timeout=20) == 3
    assert process.stderr.read() == ""
    process.stderr.close()
