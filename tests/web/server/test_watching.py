"""Another's run on a tablet: what the board shows, while it shows it, and nothing else."""

import json

import pytest

from robots.messages import Mark, RunEnded, RunRefused, RunStart
from robots.views import Fault
from tests.web.server.test_class import PROGRAM, event
from web.server.rights import EACH, FOLLOWED, may_see

TABLE = """
                own  on-the-board  other
teacher         yes  yes           yes
watcher         yes  yes           yes
board           yes  yes           yes
pupil           yes  yes           no
visitor         no   no            no
gateway         no   no            no
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (role, whose.replace("-", " "), cell == "yes")
    for role, *cells in ROWS[1:]
    for whose, cell in zip(ROWS[0], cells, strict=True)
]


@pytest.mark.parametrize(("role", "whose", "sees"), CELLS)
def test_every_cell_of_whose_runs_are_seen(role, whose, sees):
    assert may_see(role, whose) == sees


def test_the_table_has_every_role_that_sees_and_every_way_to_stand():
    assert {whose for _, whose, _ in CELLS} == EACH
    assert {role for role, _, sees in CELLS if sees} == set(FOLLOWED)


class Story:
    """Fox and cat of one class; the fox's run is under way, with one event."""

    def __init__(self, gateway, teacher, fox, cat):
        self.gateway, self.teacher, self.fox, self.cat = gateway, teacher, fox, cat

    async def go(self, pupil, *blocks):
        run = (await pupil.ask("run", seat=pupil.seat, program=PROGRAM))["run"]
        await self.gateway.hears(RunStart, lambda start: start.run == run)
        for seq, block in enumerate(blocks, 1):
            await self.gateway.say(event(run, seq, block=block))
        if blocks:
            await self.teacher.sees(lambda state: stands(state, run, "running"))
        return run

    async def show(self, *runs):
        await self.teacher.ask("show_on_board", runs=list(runs))

    async def watches(self, run):
        """What the cat gets who asks for this run."""
        before = len(self.cat.heard("run_events"))
        await self.cat.ask("follow", streams={run: [0, 0]})
        return self.cat.heard("run_events")[before:]


def stands(state, run, how):
    return any(one["run"] == run and one["state"] == how for one in state["runs"])


def runs_of(state):
    return [one["run"] for one in state["runs"]]


@pytest.fixture
async def story(room):
    gateway = await room.gateway()
    teacher = await room.open_class("la-chasse-au-bug")
    return Story(gateway, teacher, *[await room.pupil(animal) for animal in ("renard", "chat")])


async def test_a_run_that_the_board_does_not_show_reaches_no_other_tablet(story):
    run = await story.go(story.fox, "1.1")
    assert await story.watches(run) == []
    assert run not in json.dumps(story.cat.told)


async def test_a_run_on_the_board_is_seen_step_by_step_and_without_what_it_was_worth(story):
    run = await story.go(story.fox, "1.1")
    await story.show(run)
    seen = (await story.cat.sees(lambda state: state["board_runs"] == [run]))["runs"]
    assert [one["program"] for one in seen] == [PROGRAM]
    [missed] = await story.watches(run)
    assert [one["seq"] for one in missed["events"]] == [1]
    await story.gateway.say(event(run, 2, block="1.2"))
    await story.gateway.say(Mark(run, "1.2", 2))
    assert (await story.cat.hears("run_event"))["seq"] == 2
    assert (await story.cat.hears("mark"))["block"] == "1.2"
    await story.gateway.say(RunEnded(run, "finished"))
    await story.teacher.sees(lambda state: state["runs"][0]["verdict"])
    [over] = (await story.cat.sees(lambda state: stands(state, run, "finished")))["runs"]
    assert (over["verdict"], over["faults"], over["landed"], over["block"]) == (None, [], None, "")
    owner = story.cat.state["seats"][0]
    assert (owner["program"], owner["flag"], owner["run"]) == (None, None, None)


async def test_what_is_taken_off_the_board_is_gone_from_tablets_at_once(story):
    run = await story.go(story.fox, "1.1")
    await story.show(run)
    await story.fox.ask("follow", streams={run: [0, 0]})
    await story.watches(run)
    await story.show()
    await story.gateway.say(event(run, 2, block="1.2"))
    await story.gateway.say(Mark(run, "1.2", 2))
    assert runs_of(await story.cat.sees(lambda state: state["board_runs"] == [])) == []
    await story.fox.hears("mark")
    assert story.cat.heard("run_event") == story.cat.heard("mark") == []
    assert await story.watches(run) == []


async def test_the_next_run_of_a_group_on_the_board_takes_the_last_ones_place(story):
    first = await story.go(story.fox, "1.1")
    await story.show(first)
    second = await story.go(story.fox)
    await story.cat.sees(lambda state: state["board_runs"] == runs_of(state) == [second])
    assert await story.watches(first) == []
    await story.gateway.say(RunRefused(second, [Fault("word-lacking", "1.1")]))
    await story.cat.sees(lambda state: state["board_runs"] == runs_of(state) == [first])
    assert await story.watches(second) == []


async def test_nobody_steers_or_ends_a_run_that_is_only_looked_at(story):
    run = await story.go(story.fox, "1.1")
    await story.show(run)
    for action in ("stop", "pause", "resume", "step", "slow", "normal"):
        assert await story.cat.refusal("steer", run=run, action=action) == ["not-allowed"]
    assert await story.cat.refusal("landed", run=run, cell="A1") == ["not-allowed"]
    assert await story.cat.refusal("press", run=run, name="button", value=1) == ["not-allowed"]


async def test_a_tablet_without_a_seat_sees_no_run(room, story):
    run = await story.go(story.fox, "1.1")
    await story.show(run)
    visitor = await room.pupil()
    assert await visitor.refusal("follow", streams={run: [0, 0]}) == ["not-allowed"]
    assert run not in json.dumps(visitor.told)
