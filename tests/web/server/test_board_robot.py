"""The whiteboard's own seat drives a robot of the room as a group does."""

import json

from robots.messages import Release, RunEnded, RunStart
from tests.web.server.live import ROBOT

FIVE = json.dumps({"cards": 1, "stacks": [{"do": [{"word": "forward", "steps": 5}]}]})
PROGRAM = {"face": "cards", "content": FIVE}


async def test_the_board_takes_a_robot_runs_on_it_and_says_where_it_stands(room):
    gateway = await room.gateway()
    board = await room.board()
    await board.ask("open_class", lesson="touche-et-regarde")
    await board.ask("choose_robot", seat="board", robot=ROBOT)
    run = (await board.ask("run", seat="board", robot=ROBOT, program=PROGRAM, stepwise=True))["run"]
    start = await gateway.hears(RunStart)
    assert (start.seat, start.robot, start.stepwise) == ("board", ROBOT, True)
    assert start.lease > 0
    await board.ask("steer", run=run, action="slow")
    await gateway.say(RunEnded(run, "finished"))
    verdict = await board.ask("landed", run=run, cell="D1")
    assert (verdict["program"], verdict["floor"], verdict["slid"]) == (True, False, True)
    await board.ask("choose_robot", seat="board", robot=None)
    assert (await gateway.hears(Release)).lease == start.lease


async def test_a_robot_of_the_board_is_busy_for_groups_and_one_of_a_group_for_the_board(room):
    await room.gateway()
    await room.open_class()
    board, pupil = await room.board(), await room.pupil("renard")
    await board.ask("choose_robot", seat="board", robot=ROBOT)
    assert await pupil.refusal("choose_robot", seat=pupil.seat, robot=ROBOT) == ["robot-busy"]
    await board.ask("choose_robot", seat="board", robot=None)
    await pupil.ask("choose_robot", seat=pupil.seat, robot=ROBOT)
    assert await board.refusal("choose_robot", seat="board", robot=ROBOT) == ["robot-busy"]
    run = {"seat": "board", "robot": ROBOT, "program": PROGRAM}
    assert await board.refusal("run", **run) == ["robot-busy"]


async def test_two_boards_share_one_seat_and_what_lies_on_it(room):
    await room.gateway()
    await room.open_class("touche-et-regarde")
    one, other = await room.board(), await room.board()
    await one.ask("edit", gesture="g1", seat="board", program=PROGRAM)
    await one.ask("plant", seat="board", cell="F1")

    def laid(state):
        seat = next(seat for seat in state["seats"] if seat["seat"] == "board")
        return (seat["program"] or {}).get("content") == FIVE and seat["flag"] == "F1"

    await other.sees(laid)
