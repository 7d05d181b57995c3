"""`ribambelle run`: the same program in three faces, what is refused, and STOP."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from robots.program import read
from robots.program.faces import write_face
from tests.robots.program.scratch.projects import block, project, sb3, sprite
from web.commands.main import exit_code

SQUARE = """\
for _ in range(4):
    avancer(2)
    if obstacle("devant"):
        allumer("rouge")
    tourner_a_droite()
while not est_sur("A1"): pass
jouer("content")
"""
EVENTS = """\
@when_message("partir")
def depart():
    forward()
    if at("A2"):
        say("ici")

light("blue")
send("partir")
wait(0.5)
"""
COUNTING = """\
n = 0
for i in range(1, 4):
    n += i
    print(n, n * 2)
while n > 0:
    n -= 2
    if n == 2:
        break
say(n)
"""


@pytest.fixture(autouse=True)
def french(monkeypatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")


def written(folder: Path, name: str, content: str | bytes) -> str:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


def run(*line: str) -> int:
    return exit_code(["run", *line])


def trace_of(file: str, capsys) -> list[dict]:
    """What a run did: its events without `step`, `seq` and `block`."""
    assert run(file, "--robot", "simulated", "--speed", "max", "--events", "-") == 0
    out, err = capsys.readouterr()
    assert err == ""
    events = [json.loads(line) for line in out.splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert events[-1]["type"] == "finished"
    kept = [event for event in events if event["type"] != "step"]
    return [{k: v for k, v in event.items() if k not in ("seq", "block")} for event in kept]


@pytest.mark.parametrize("text", [SQUARE, EVENTS, COUNTING])
def test_the_same_program_in_every_face_gives_the_same_trace(tmp_path, capsys, text):
    program = read(text.encode(), "a.py")
    faces = ["blocks", "python"] if text == COUNTING else ["cards", "blocks", "python"]
    suffixes = {"cards": "cards.json", "blocks": "blocks.json", "python": "copy.py"}
    first = trace_of(written(tmp_path, "a.py", text), capsys)
    assert len(first) > 5
    for face in faces:
        file = written(tmp_path, suffixes[face], write_face(program, face))
        assert trace_of(file, capsys) == first, face


CARD = '{"cards": 1, "stacks": [{"do": [{"word": "stop"}, %s]}]}'
BLOCK = '{"blocks": {"blocks": [{"type": "robot_stop", "id": "a", "next": {"block": %s}}]}}'


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", '{"cards": 1,\n "stacks": [', "2: broken-file: "),
        ("a.json", b'{"cards": 1,\n "\xff": [', "2: broken-file: "),
        ("a.json", "[]", "1: unknown-format: "),
        ("a.json", CARD % '{"word": "fly"}', "1.2: unknown-word: "),
        ("a.json", CARD % '{"fly": 1}', "1.2: unknown-block: "),
        ("a.json", BLOCK % '{"type": "fly", "id": "b"}', "b: unknown-block: "),
        ("a.json", CARD % '{"word": "forward", "steps": 1.5}', "1.2: bad-value: "),
        ("a.json", CARD % '{"wait_for": {"word": "at", "place": "lune"}}', "1.2: bad-value: "),
        ("a.py", "stop()\nfor i in range(3)\n    stop()", "2: syntax: "),
        ("a.py", "stop()\nvole()", "2: unknown-word: "),
        ("a.py", "stop()\nclass A: pass", "2: not-taught: "),
        ("a.py", "stop()\nspeed(0)", "2: bad-value: "),
    ],
)
def test_a_refused_program_is_one_line_and_no_event(tmp_path, capsys, name, content, told):
    file = written(tmp_path, name, content)
    assert run(file, "--speed", "max", "--events", str(tmp_path / "trace")) == 1
    out, err = capsys.readouterr()
    assert err.startswith(f"{file}:{told}")
    assert (out, err.count("\n")) == ("", 1)
    assert not (tmp_path / "trace").exists()


def test_a_word_that_the_robot_lacks_is_told_at_its_line(tmp_path, capsys):
    file = written(tmp_path, "a.py", "forward()\nx = heading()\nnote('C4', 1)\nx = colour()\n")
    lacking = run(file, "--robot", "thymio@tcp:localhost:1", "--language", "en")
    out, err = capsys.readouterr()
    assert (lacking, out) == (1, "")
    assert err == f"{file}:4: word-lacking: This robot cannot do “Colour”.\n"


def test_a_fault_in_mid_run_is_told_at_its_line(tmp_path, capsys):
    file = written(tmp_path, "a.py", "forward()\nx = 1 / 0\n")
    assert run(file, "--speed", "max") == 1
    assert capsys.readouterr().err == f"{file}:2: bad-value: On ne peut pas diviser par zéro.\n"


def test_a_question_that_nobody_can_answer_ends_the_run_where_it_is_asked(tmp_path, capsys):
    file = written(tmp_path, "a.py", "forward()\nif heading() == 0:\n    x = input()\n")
    trace = tmp_path / "trace"
    assert run(file, "--speed", "max", "--events", str(trace)) == 1
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"{file}:3: no-input: ")
    last = json.loads(trace.read_text().splitlines()[-1])
    assert (last["type"], last["code"], last["block"]) == ("error", "no-input", "3")


def test_a_question_that_is_never_asked_does_no_harm(tmp_path):
    file = written(tmp_path, "a.py", "forward()\nif heading() > 0:\n    x = input()\n")
    assert run(file, "--speed", "max") == 0


def test_a_remark_is_told_and_the_program_runs(tmp_path, capsys):
    stacks = '{"when": {"word": "when_started"}, "do": []}, {"do": [{"word": "stop"}]}'
    file = written(tmp_path, "a.json", f'{{"cards": 1, "stacks": [{stacks}]}}')
    assert run(file, "--speed", "max") == 0
    assert capsys.readouterr().err.startswith(f"{file}:2.1: loose-stack: ")


@pytest.mark.parametrize(
    ("lang", "start"),
    [
        ("en_GB.UTF-8", "I do not"), ("C", "Je ne"), ("POSIX", "Je ne"), ("xx_YY", "Je ne"),
        ("", "Je ne"), ("C.UTF-8", "Je ne"), ("en", "I do not"),
    ],
)  # fmt: skip
def test_the_sentences_are_in_the_language_of_the_machine(
    tmp_path, capsys, monkeypatch, lang, start
):
    monkeypatch.setenv("LANG", lang)
    file = written(tmp_path, "a.py", "vole()")
    assert run(file) == 1
    assert f"unknown-word: {start}" in capsys.readouterr().err
    assert run(file, "--language", "en") == 1
    assert "unknown-word: I do not" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        ["missing.py"], ["FILE", "--mat", "nowhere"], ["FILE", "--robot", "dragon@tcp:x:1"],
        ["FILE", "--robot", "thymio@tcp:localhost:1", "--speed", "max"], ["FILE", "--fast"],
        ["FILE", "--events", "/nowhere/at/all"], ["FILE", "--language", "xx"], ["/"],
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_64(tmp_path, capsys, line):
    file = written(tmp_path, "a.py", "stop()")
    assert run(*(file if part == "FILE" else part for part in line)) == 64
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("text", ["while True: avancer(0)", "while True: attendre(60)"])
def test_a_never_ending_program_stops_within_100_ms_of_ctrl_c(tmp_path, text):
    file = written(tmp_path, "a.py", text)
    with subprocess.Popen(
        [sys.executable, "-m", "web.commands.main", "run", file, "--events", "-"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert json.loads(process.stdout.readline())["type"] == "start"
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        last = next(e for line in process.stdout if (e := json.loads(line))["type"] == "stopped")
        stopped = time.monotonic() - sent
        assert process.stdout.read() == ""
        assert (process.wait(10), process.stderr.read()) == (3, "")
    assert last["by"] == "signal"
    assert stopped < 0.1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("speed", ["real", "max"])
def test_events_that_no_disk_takes_stop_the_run_and_say_so(tmp_path, capsys, speed):
    file = written(tmp_path, "a.py", "while True:\n    wait(0.05)\n")
    assert run(file, "--speed", speed, "--events", "/dev/full") == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "/dev/full: No space left on device\n"


def test_a_scratch_project_is_run_and_what_did_not_come_over_is_told(tmp_path, capsys):
    rows = [
        block("event_whenflagclicked"),
        block("motion_movesteps", {"STEPS": 60}),
        block("looks_hide"),
    ]
    file = tmp_path / "jeu.sb3"
    file.write_bytes(sb3(project(sprite("Chat", rows))))
    assert run(str(file), "--speed", "max", "--language", "en") == 0
    assert capsys.readouterr().err == (
        f"{file}:b2: left-out: The Scratch block “hide” of “Chat” does not exist here:"
        " I left it out.\n"
    )
