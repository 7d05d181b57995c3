"""Who may do what: every role sends every message, and only those in the table are let through."""

import pytest

from robots.messages import ANSWERS, Failure, event_name
from web.server.answering import answer
from web.server.app import DESKS
from web.server.connections import Screen
from web.server.rights import RIGHTS, may, role_of

ROLES = ("teacher", "watcher", "pupil", "board", "visitor", "gateway")
TABLE = """
open_class     teacher board
close_class    teacher
choose_lesson  teacher board
join           visitor
let_go         teacher
edit           pupil board
plant          pupil board
convert        teacher pupil board
open_file      teacher pupil board
check          teacher pupil board
choose_robot   pupil board
give_robot     teacher
adopt_robot    teacher
run            pupil board
steer          teacher watcher pupil board
landed         pupil board
stop_all       teacher watcher board
show_on_board  teacher board
press          pupil board
remote_word    pupil board
remote_beat    pupil board
identify       teacher pupil board
aim            teacher pupil board
follow         teacher watcher pupil board
teacher_code   teacher
make_card      teacher
"""
ALLOWED = {line.split()[0]: set(line.split()[1:]) for line in TABLE.strip().splitlines()}
MESSAGES = {event_name(kind): kind for kind in ANSWERS}
assert DESKS


def test_the_table_has_every_message():
    assert set(ALLOWED) == set(MESSAGES) == {event_name(kind) for kind in RIGHTS}


@pytest.mark.parametrize("event", ALLOWED)
@pytest.mark.parametrize("role", ROLES)
def test_every_cell_of_the_table(role, event):
    assert may(role, MESSAGES[event]) == (role in ALLOWED[event])


@pytest.mark.parametrize("event", ALLOWED)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_in_the_table_is_refused_before_it_is_read(role, event):
    if role not in ALLOWED[event]:
        refused = answer(None, Screen("1", "pupil", role), event, "no json at all")
        assert [fault.code for fault in refused.faults] == ["not-allowed"]


@pytest.mark.parametrize("event", ALLOWED)
@pytest.mark.parametrize("payload", ["", "[]", "null", "{", "[" * 5000, '"\\ud800"'])
def test_a_garbled_message_is_a_failure_and_no_traceback(event, payload, caplog):
    role = sorted(ALLOWED[event])[0]
    refused = answer(None, Screen("1", "pupil", role), event, payload)
    assert isinstance(refused, Failure)
    assert [fault.code for fault in refused.faults] == ["bad-message"]
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("page", "cookie", "safe", "seated", "role"),
    [
        ("teacher", True, True, False, "teacher"),
        ("teacher", True, False, False, "watcher"),
        ("teacher", False, True, False, "visitor"),
        ("board", True, True, False, "board"),
        ("board", True, False, False, "watcher"),
        ("board", False, False, False, "visitor"),
        ("pupil", True, True, False, "visitor"),
        ("pupil", False, False, True, "pupil"),
        ("", True, True, True, "visitor"),
    ],
)
def test_a_role_comes_from_the_page_the_cookie_and_the_way(page, cookie, safe, seated, role):
    assert role_of(page, cookie, safe, seated) == role


async def test_nobody_acts_for_another_seat(room):
    await room.gateway()
    await room.open_class()
    pupil, other = await room.pupil("renard"), await room.pupil("chat")
    program = {"face": "python", "content": "forward()\n"}
    run = (await other.ask("run", seat=other.seat, program=program))["run"]
    asked = {
        "edit": {"gesture": "g", "seat": other.seat, "program": program},
        "plant": {"seat": other.seat, "cell": "A1"},
        "choose_robot": {"seat": other.seat, "robot": None},
        "run": {"seat": other.seat, "program": program},
        "steer": {"run": run, "action": "stop"},
        "landed": {"run": run, "cell": "A1"},
        "press": {"run": run, "name": "button.up", "value": True},
        "remote_word": {"run": run, "number": 1, "stack": 1, "line": "1", "word": "stop"},
        "remote_beat": {"run": run},
    }
    for event, fields in asked.items():
        assert await pupil.refusal(event, **fields) == ["not-allowed"], event
    await pupil.ask("follow", streams={run: [0, 0]})
    await pupil.ask("check", program=program)
    assert pupil.heard("run_events") == []


async def test_who_asks_too_fast_is_told_so_and_others_are_not(room):
    await room.open_class()
    pupil, other = await room.pupil("renard"), await room.pupil("chat")
    answers = [await pupil.say("plant", {"seat": pupil.seat, "cell": "A1"}) for _ in range(120)]
    refused = [answer for answer in answers if answer]
    assert answers[0] == {}
    assert {fault["code"] for answer in refused for fault in answer["faults"]} == {"limit"}
    assert await other.ask("plant", seat=other.seat, cell="A1") == {}
