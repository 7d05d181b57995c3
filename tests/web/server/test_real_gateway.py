"""Server and gateway, both real: GO moves a robot, STOP stops it, restarts are survived."""

from secrets import token_hex

import pytest
import pytest_asyncio

from tests.robots.gateway.processes import EmulatorProcess, GatewayProcess, still_within
from tests.robots.gateway.server import soon
from tests.web.server.live import TOKEN

pytestmark = pytest.mark.process

ROLL = {"face": "python", "content": "wheels(20, 20)\nwhile True:\n    wait(0.1)\n"}
LIGHTS = {"face": "python", "content": "for n in range(40):\n    light('red')\n    wait(0.02)\n"}


def gateway_of(server, folder, **settings):
    return GatewayProcess(server.address, folder, token=TOKEN, **settings)


async def ready(screen, robots=1):
    """The names of the robots of the room, once all are ready."""
    state = await screen.sees(
        lambda state: (
            len(state["robots"]) == robots
            and all(robot["state"] == "ready" for robot in state["robots"])
            and state["gateways"][0]["online"]
        )
    )
    return [robot["name"] for robot in state["robots"]]


async def go(screen, program, robot="simulated"):
    await screen.ask("edit", gesture=token_hex(4), seat=screen.seat, program=program)
    started = await screen.ask("run", seat=screen.seat, robot=robot)
    await screen.ask("follow", streams={started["run"]: (0, 0)})
    return started["run"]


def trace(screen, run):
    """The run's events as a screen keeps them."""
    told = [(said["seq"], said["event"]) for said in screen.heard("run_event")]
    for said in screen.heard("run_events"):
        told += [(each["seq"], each["event"]) for each in said["events"]]
    kept = dict(told)
    assert sorted(kept) == list(range(1, len(kept) + 1))
    return [kept[seq] for seq in sorted(kept)]


def shown(run, state):
    return lambda told: any(it["run"] == run and it["state"] == state for it in told["runs"])


@pytest_asyncio.fixture
async def robot(tmp_path):
    async with EmulatorProcess("thymio", tmp_path) as robot:
        yield robot


async def test_a_run_on_the_screen_reaches_the_tablet_whole(own_room, tmp_path):
    async with gateway_of(own_room.server, tmp_path, simulated=1):
        teacher = await own_room.open_class()
        assert await ready(teacher) == ["classe/simulated/1"]
        pupil = await own_room.pupil("renard")
        run = await go(pupil, LIGHTS)
        await pupil.sees(shown(run, "finished"))
        events = trace(pupil, run)
        assert sum(event["type"] == "light" for event in events) == 40
        assert events[-1]["type"] == "finished"


async def test_a_program_that_cannot_run_is_explained(own_room, tmp_path):
    async with gateway_of(own_room.server, tmp_path, simulated=1):
        await ready(await own_room.open_class())
        pupil = await own_room.pupil("renard")
        run = await go(pupil, {"face": "python", "content": "forward()\nfly()\n"})
        state = await pupil.sees(shown(run, "refused"))
        faults = next(it for it in state["runs"] if it["run"] == run)["faults"]
        assert [(fault["code"], fault["where"]) for fault in faults] == [("unknown-word", "2")]


async def test_stop_all_stills_the_wheels(own_room, tmp_path, robot):
    async with gateway_of(own_room.server, tmp_path, simulated=0, robots=[robot.address]):
        teacher = await own_room.open_class()
        (name,) = await ready(teacher)
        pupil = await own_room.pupil("renard")
        run = await go(pupil, ROLL, name)
        await soon(robot.rolls)
        await teacher.ask("stop_all")
        await still_within(robot, 0.8)
        await pupil.sees(shown(run, "stopped"))


async def test_another_pupil_is_told_that_the_robot_is_busy(own_room, tmp_path):
    async with gateway_of(own_room.server, tmp_path, simulated=1):
        (name,) = await ready(await own_room.open_class())
        first, second = await own_room.pupil("renard"), await own_room.pupil("chat")
        await go(first, ROLL, name)
        codes = await second.refusal("run", seat=second.seat, robot=name, program=ROLL)
        assert codes == ["robot-busy"]


async def test_wheels_are_still_when_the_server_is_killed_and_the_class_goes_on(
    own_room, tmp_path, robot
):
    async with gateway_of(own_room.server, tmp_path, simulated=0, robots=[robot.address]):
        (name,) = await ready(await own_room.open_class())
        pupil = await own_room.pupil("renard")
        run = await go(pupil, ROLL, name)
        await soon(robot.rolls)
        own_room.server.kill()
        await still_within(robot, 2.0)
        own_room.server.again()
        back = await own_room.page("pupil", token=pupil.token)
        back.seat = back.welcome["seat"]
        await back.sees(shown(run, "stopped"))
        await ready(back)
        again = await go(back, {"face": "python", "content": "light('red')\n"}, name)
        await back.sees(shown(again, "finished"))


async def test_wheels_are_still_when_the_gateway_is_killed_and_the_next_one_goes_on(
    own_room, tmp_path, robot
):
    settings = {"simulated": 0, "robots": [robot.address]}
    teacher = await own_room.open_class()
    pupil = await own_room.pupil("renard")
    async with gateway_of(own_room.server, tmp_path, **settings) as gateway:
        (name,) = await ready(teacher)
        run = await go(pupil, ROLL, name)
        await soon(robot.rolls)
        gateway.process.kill()
        await still_within(robot, 2.0)
        await pupil.sees(lambda state: not state["gateways"][0]["online"])
    async with gateway_of(own_room.server, tmp_path, **settings):
        await ready(teacher)
        await pupil.sees(lambda state: not shown(run, "running")(state))
        again = await go(pupil, {"face": "python", "content": "light('red')\n"}, name)
        await pupil.sees(shown(again, "finished"))
