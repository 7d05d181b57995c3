"""A class from the first tap to the last: open, join, take a robot, run, see, close."""

import json
from base64 import b64encode
from pathlib import Path

import pytest
from msgspec import Raw

import robots
from robots.messages import (
    Ack,
    Adopted,
    Asked,
    Mark,
    Release,
    Robots,
    RunEnded,
    RunEvent,
    RunInput,
    RunRefused,
    RunStart,
    RunSteer,
    StopRobots,
)
from robots.room import ANIMALS, RobotState
from robots.views import Fault
from tests.web.server.live import ROBOT, Refusal

CARDS = json.dumps({"cards": 1, "stacks": [{"do": [{"word": "forward", "steps": 2}]}]})
AWAY = {"gateway": "classe", "online": False}
PROGRAM = {"face": "cards", "content": CARDS}


def event(run, seq, epoch=1, **fields):
    raw = json.dumps({"seq": seq, "t": 0, "type": "step", **fields}).encode()
    return RunEvent(run, epoch, seq, Raw(raw))


async def test_a_class_is_opened_and_found_by_the_permanent_link(room):
    tablet = await room.pupil()
    assert (tablet.welcome["role"], tablet.welcome["code"]) == ("visitor", None)
    teacher = await room.teacher()
    opened = await teacher.ask("open_class", lesson="repete")
    assert opened["permanent"] == f"http://127.0.0.1:{room.server.port}/"
    assert opened["qr"].startswith("<svg")
    await tablet.hears("welcome", lambda said: said["code"] == opened["code"])
    assert (await teacher.sees(lambda state: state["lesson"] == "repete"))["step"] == 1
    assert (await teacher.ask("open_class"))["code"] == opened["code"]


async def test_a_pupil_joins_keeps_a_gesture_and_comes_back_to_the_same_seat(room):
    teacher = await room.open_class()
    pupil = await room.pupil("renard", "chat")
    assert pupil.heard("welcome")[-1]["role"] == "pupil"
    saved = await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=PROGRAM)
    assert saved == {"gesture": "g1"}
    await pupil.close()
    await teacher.sees(lambda state: [s["online"] for s in state["seats"][1:]] == [False])
    back = await room.page("pupil", token=pupil.token)
    assert (back.welcome["role"], back.welcome["seat"]) == ("pupil", pupil.seat)
    mine = (await back.hears("class_state"))["seats"][0]
    assert (mine["animals"], mine["program"]) == (["renard", "chat"], PROGRAM)


async def test_the_same_gesture_again_changes_nothing(room):
    await room.open_class()
    pupil = await room.pupil("renard")
    other = {"face": "python", "content": "forward()\n"}
    await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=PROGRAM)
    await pupil.ask("edit", gesture="g2", seat=pupil.seat, program=other)
    assert await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=PROGRAM)
    state = await pupil.sees(lambda state: state["seats"][0]["program"] == other)
    assert state["seats"][0]["program"] == other


async def test_a_taken_animal_waits_for_the_teachers_tap_and_keeps_its_program(room):
    teacher = await room.open_class()
    first = await room.pupil("renard")
    await first.ask("edit", gesture="g1", seat=first.seat, program=PROGRAM)
    second = await room.pupil()
    with pytest.raises(Refusal) as refused:
        await second.join("renard")
    assert refused.value.faults[0]["code"] == "animal-taken"
    assert refused.value.faults[0]["details"] == {"animal": "renard"}
    await teacher.sees(lambda state: state["asking"] == ["renard"])
    await teacher.ask("let_go", animal="renard")
    assert await second.join("renard") == first.seat
    await second.sees(lambda state: state["seats"][0]["program"] == PROGRAM)
    await first.hears("welcome", lambda said: said["role"] == "visitor")
    late = await room.page("pupil", token=first.token)
    assert late.welcome["role"] == "visitor"


async def test_only_the_animals_of_the_shelves_can_sit_down(room):
    await room.open_class()
    visitor = await room.pupil()
    for unknown in ("loup", "marie", "chat ", "Renard"):
        assert await visitor.refusal("join", animals=["renard", unknown]) == ["bad-message"]
    for first in range(0, len(ANIMALS), 6):
        await room.pupil(*ANIMALS[first : first + 6])


def test_every_animal_has_a_name_in_each_language():
    for file in (Path(robots.__file__).parent / "strings").glob("*.json"):
        assert set(ANIMALS) <= set(json.loads(file.read_text("utf-8"))["pictures"])


async def test_pupils_see_no_program_but_their_own_and_visitors_none(room):
    await room.open_class()
    pupil, other, visitor = [await room.pupil(*animals) for animals in (["renard"], ["chat"], [])]
    await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=PROGRAM)
    await pupil.sees(lambda state: state["seats"][0]["program"] == PROGRAM)
    seen = await other.sees(lambda state: len(state["seats"]) == 2)
    assert [seat["program"] for seat in seen["seats"]] == [None, None]
    seen = await visitor.sees(lambda state: len(state["seats"]) == 2)
    assert (seen["seats"][0]["program"], seen["robots"], seen["runs"]) == (None, [], [])


async def test_a_board_without_the_cookie_hears_nothing_of_the_class(room):
    await room.open_class("repete")
    board = await room.page("board")
    assert (board.welcome["role"], board.welcome["code"]) == ("visitor", None)
    assert await board.refusal("stop_all") == ["not-allowed"]
    assert board.heard("class_state") == []


async def test_the_board_alone_opens_a_class_and_runs(room):
    gateway = await room.gateway()
    board = await room.board()
    assert (board.welcome["role"], board.welcome["seat"]) == ("board", "board")
    assert await board.refusal("choose_lesson", lesson="repete", step=1) == ["no-class"]
    await board.ask("open_class", lesson="touche-et-regarde")
    started = await board.ask("run", seat="board", program=PROGRAM)
    start = await gateway.hears(RunStart)
    assert (start.run, start.seat, start.robot, start.lease) == (
        started["run"], "board", "simulated", 0,
    )  # fmt: skip
    assert "rows" in start.mat


async def test_one_holder_a_robot_and_the_lease_grows(room):
    gateway = await room.gateway()
    await room.open_class()
    first, second = [await room.pupil(animal) for animal in ("renard", "chat")]
    await first.ask("choose_robot", seat=first.seat, robot=ROBOT)
    with pytest.raises(Refusal) as refused:
        await second.ask("run", seat=second.seat, robot=ROBOT, program=PROGRAM)
    assert refused.value.faults[0]["code"] == "robot-busy"
    assert refused.value.faults[0]["details"]["holder"] == first.seat
    await first.ask("run", seat=first.seat, robot=ROBOT, program=PROGRAM)
    one = (await gateway.hears(RunStart)).lease
    await gateway.say(RunEnded((await gateway.hears(RunStart)).run, "finished"))
    await first.ask("choose_robot", seat=first.seat, robot=None)
    assert (await gateway.hears(Release)).lease == one
    await second.ask("run", seat=second.seat, robot=ROBOT, program=PROGRAM)
    assert (await gateway.hears(RunStart, lambda m: m.seat == second.seat)).lease > one


async def test_the_teacher_gives_a_robot_to_a_group_whoever_had_it(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    first, second = [await room.pupil(animal) for animal in ("renard", "chat")]
    await first.ask("run", seat=first.seat, robot=ROBOT, program=PROGRAM)
    run = await gateway.hears(RunStart)
    await teacher.ask("give_robot", robot=ROBOT, seat=first.seat)
    assert gateway.heard(Release) == []
    await teacher.ask("give_robot", robot=ROBOT, seat=second.seat)
    assert (await gateway.hears(Release)).lease == run.lease
    assert (await gateway.hears(RunSteer)).run == run.run
    await teacher.sees(lambda state: holders(state) == [second.seat])
    await teacher.ask("give_robot", robot=ROBOT, seat=None)
    await teacher.sees(lambda state: holders(state) == [None])


@pytest.mark.parametrize("wrong", [{"robot": "simulated"}, {"robot": "classe/thymio/none"}])
async def test_only_a_robot_of_the_room_is_given(room, wrong):
    await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    codes = await teacher.refusal("give_robot", **wrong, seat=pupil.seat)
    assert codes == ["robot-not-found"]


async def test_a_robot_of_the_air_is_seen_and_adopted_by_the_teacher_alone(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    new = RobotState("classe/wedo2/AA", "wedo2", "", "new", real=True)
    known = RobotState(ROBOT, "thymio", "pomme", "ready", ["move"], real=True)
    await gateway.say(Robots([known, new]))
    await teacher.sees(lambda state: [robot["state"] for robot in state["robots"]][-1] == "new")
    await pupil.sees(lambda state: [robot["name"] for robot in state["robots"]] == [ROBOT])
    await teacher.ask("adopt_robot", robot=new.name)
    assert (await gateway.hears(Adopted)).robot == new.name
    assert await pupil.refusal("adopt_robot", robot=new.name) == ["not-allowed"]


def holders(state):
    return [robot["holder"] for robot in state["robots"] if robot["name"] == ROBOT]


async def test_what_a_program_asks_reaches_those_who_follow_and_is_answered(room):
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM, breakpoints=["1.1"]))["run"]
    assert (await gateway.hears(RunStart)).breakpoints == ["1.1"]
    await gateway.say(event(run, 1, block="1.1"))
    await gateway.say(Asked(run, "Ton nom ?"))
    await pupil.ask("follow", streams={run: [0, 0]})
    assert (await pupil.hears("asked"))["question"] == "Ton nom ?"
    await pupil.ask("press", run=run, name="input", value="é" * 300)
    assert (await gateway.hears(RunInput)).value == "é" * 300


async def test_a_run_reaches_all_who_follow_it_and_is_judged(room):
    gateway = await room.gateway()
    teacher = await room.open_class("la-chasse-au-bug")
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    await gateway.hears(RunStart)
    await gateway.say(event(run, 1, block="1.1"))
    await teacher.sees(lambda state: state["runs"][0]["state"] == "running")
    await teacher.ask("follow", streams={run: [0, 0]})
    assert [e["seq"] for e in (await teacher.hears("run_events"))["events"]] == [1]
    await gateway.say(Mark(run, "1.1", 1))
    await gateway.say(event(run, 1))
    await gateway.say(event(run, 2, cell="A3"))
    live = await teacher.hears("run_event")
    assert (live["stream"], live["seq"], live["event"]["cell"]) == (run, 2, "A3")
    assert len(teacher.heard("run_event")) == 1
    assert (await teacher.hears("mark"))["block"] == "1.1"
    await gateway.say(RunEnded(run, "finished"))
    state = await teacher.sees(lambda state: state["runs"] and state["runs"][0]["verdict"])
    assert state["runs"][0]["state"] == "finished"
    assert state["runs"][0]["verdict"]["program"] is False
    assert (await gateway.hears(Ack)).streams == {run: (1, 2)}


async def test_a_screen_that_comes_back_gets_what_it_missed_and_no_more(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    for seq in range(1, 6):
        await gateway.say(event(run, seq))
    await teacher.sees(lambda state: state["runs"][0]["state"] == "running")
    await gateway.hears(Ack, lambda ack: ack.streams[run] == (1, 5))
    await pupil.ask("follow", streams={run: [1, 3]})
    missed = await pupil.hears("run_events")
    assert (missed["reset"], [e["seq"] for e in missed["events"]]) == (False, [4, 5])
    await pupil.ask("follow", streams={run: [0, 9]})
    missed = await pupil.hears("run_events", lambda said: said["reset"])
    assert [e["seq"] for e in missed["events"]] == [1, 2, 3, 4, 5]


async def test_stop_goes_on_the_control_connection(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    await pupil.ask("steer", run=run, action="slow")
    await pupil.ask("steer", run=run, action="stop")
    await gateway.hears(RunSteer, lambda told: told.action == "slow")
    await gateway.hears(RunSteer, lambda told: told.action == "stop")
    steers = {m.action: (at, m.by) for at, m in gateway.told if isinstance(m, RunSteer)}
    assert steers == {"slow": ("stream", "pupil"), "stop": ("control", "pupil")}
    await teacher.ask("stop_all")
    await gateway.hears(StopRobots)
    assert gateway.heard(StopRobots, "control")[0].by == "teacher"


async def test_a_refused_run_says_why(room):
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    await gateway.say(RunRefused(run, [Fault("word-lacking", "1.1")]))
    state = await pupil.sees(lambda state: state["runs"][0]["state"] == "refused")
    assert state["runs"][0]["faults"][0]["where"] == "1.1"


async def test_without_a_gateway_nothing_runs_and_the_screen_is_told(room):
    await room.open_class()
    pupil = await room.pupil("renard")
    codes = await pupil.refusal("run", seat=pupil.seat, program=PROGRAM)
    assert codes == ["no-gateway"]


async def test_a_gateway_that_forgot_a_run_ends_it_and_one_that_is_away_is_shown(room):
    gateway = await room.gateway()
    await room.open_class()
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, robot=ROBOT, program=PROGRAM))["run"]
    await gateway.close()
    state = await pupil.sees(lambda state: AWAY in state["gateways"])
    assert (state["robots"][0]["state"], state["runs"][0]["state"]) == ("lost", "starting")
    await room.gateway()
    state = await pupil.sees(lambda state: state["runs"][0]["state"] == "error")
    assert state["runs"][0]["run"] == run
    assert AWAY not in state["gateways"]
    assert state["runs"][0]["faults"][0]["code"] == "robot-lost"


async def test_a_tap_on_the_mat_judges_the_floor(room):
    await room.gateway()
    await room.open_class("touche-et-regarde")
    pupil = await room.pupil("renard")
    run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
    verdict = await pupil.ask("landed", run=run, cell="A1")
    assert verdict["arrived"] is not None
    assert verdict["floor"] is not None


async def test_faces_are_converted_and_checked(room):
    await room.open_class()
    pupil = await room.pupil("renard")
    shown = await pupil.ask("convert", program=PROGRAM, to="python", language="fr")
    assert shown["program"]["content"] == "avancer(2)\n"
    wrong = {"face": "cards", "content": "{"}
    assert (await pupil.say("convert", {"program": wrong, "to": "python"}))["program"] is None
    assert (await pupil.ask("check", program=PROGRAM))["faults"] == []
    assert (await pupil.ask("check", program=wrong))["faults"][0]["code"] == "broken-file"


async def test_a_class_that_closes_leaves_nothing(room):
    gateway = await room.gateway()
    teacher = await room.open_class()
    pupil = await room.pupil("renard")
    await pupil.ask("choose_robot", seat=pupil.seat, robot=ROBOT)
    secret = {"face": "python", "content": "say('le secret du renard')\n"}
    await pupil.ask("edit", gesture="g1", seat=pupil.seat, program=secret)
    await teacher.ask("close_class")
    await pupil.hears("class_closed")
    assert (await pupil.hears("welcome", lambda said: said["role"] == "visitor"))["seat"] is None
    await gateway.hears(Release)
    assert await teacher.refusal("close_class") == ["no-class"]
    back = await room.page("pupil", token=pupil.token)
    assert back.welcome["role"] == "visitor"
    kept = b"".join(path.read_bytes() for path in room.server.data.iterdir() if path.is_file())
    assert b"renard" not in kept


async def test_a_file_of_the_device_is_opened_in_its_own_face(room):
    await room.open_class()
    pupil = await room.pupil("renard")
    for name, text, face in (
        ("a.py", "forward(2)\n", "python"),
        ("a.json", '{"cards": 1, "stacks": []}', "cards"),
    ):
        data = b64encode(text.encode()).decode()
        told = await pupil.ask("open_file", name=name, data=data, language="fr")
        assert (told["program"]["face"], told["program"]["content"]) == (face, text)
    for name, data in (("a.sb3", "AAAA"), ("a.txt", "AAAA"), ("a.json", "AAAA")):
        told = await pupil.ask("open_file", name=name, data=data, language="fr")
        assert told["program"] is None
        assert told["faults"]
