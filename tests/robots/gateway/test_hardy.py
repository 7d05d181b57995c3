"""Whatever goes wrong in a gateway ends one run or one try, and never the room."""

import asyncio
import json

import pytest

from robots.drivers.thymio import Thymio
from robots.errors import Code
from robots.gateway.address import Address
from robots.gateway.gateway import _lasting
from robots.gateway.link import RobotLink
from robots.gateway.room_run import RoomOrder
from robots.gateway.server_line import Road, ServerLine
from robots.gateway.session import Session
from robots.messages import TO_GATEWAY_CONTROL, RunRefused, RunSteer, StopRobots
from robots.program.faces import read_face
from robots.transports.addresses import transport_of
from robots.world.shipped import shipped
from tests.robots.emulated import emulated
from tests.robots.gateway.server import TOKEN, Server, soon, start

pytestmark = pytest.mark.process

FOREVER = "while True:\n    wait(0.05)\n    light('red')\n"
HELD = "classe/simulated/1"
HUGE = json.dumps({"cards": 1, "stacks": [{"do": [{"word": "wait", "seconds": 9}] * 9000}]})


def words(trace):
    return [event["word"] for event in trace if event["type"] == "step"]


async def test_a_huge_program_holds_up_no_other_run_while_it_is_prepared(server, gateway):
    await server.say(start("r1", "while True:\n    wait(0.05)\n    say('tic')\n"))
    await soon(lambda: server.events("r1"))
    await server.say(start("r2", HUGE, face="cards"))
    await soon(lambda: server.events("r2"), 20)
    assert server.ended("r1") is None
    await server.say(StopRobots("teacher"), "control")
    await soon(lambda: server.ended("r1") and server.ended("r2"))


async def test_stop_all_stops_a_run_that_is_still_being_prepared(server, gateway):
    await server.say(start("r1", HUGE, face="cards"))
    await asyncio.sleep(0.1)
    assert server.events("r1") == []
    await server.say(StopRobots("teacher"), "control")
    await soon(lambda: server.ended("r1"), 20)
    assert (server.ended("r1"), words(server.trace("r1"))) == ("stopped", [])


async def test_orders_that_come_at_once_for_one_robot_never_run_on_it_together(server, gateway):
    await server.say(start("r1", FOREVER, HELD))
    await soon(lambda: server.events("r1"))
    for run in ("r2", "r3", "r4"):
        await server.say(start(run, FOREVER, HELD))
    runs = {"r1", "r2", "r3", "r4"}
    await soon(lambda: len([run for run in runs if server.ended(run)]) == 3)
    (last,) = [run for run in runs if not server.ended(run)]
    seen = len(server.events(last))
    await soon(lambda: len(server.events(last)) > seen + 3)
    await server.say(RunSteer(last, "stop"), "control")
    await soon(lambda: server.ended(last))


async def test_the_end_of_a_run_that_tells_far_too_much_is_seen_soon(server, gateway):
    await server.say(start("r1", "while True:\n    say('x')\n"))
    await asyncio.sleep(1.5)
    await server.say(RunSteer("r1", "stop"), "control")
    await soon(lambda: server.ended("r1"), 1.0)
    seqs = [event["seq"] for event in server.events("r1")]
    assert seqs == list(range(1, len(seqs) + 1))


async def test_a_mat_that_means_nothing_refuses_its_run(server, gateway):
    order = start("r1", "say('a')")
    await server.say(type(order)(**{**asdict(order), "mat": "rows = 3"}))
    await soon(lambda: server.of(RunRefused))
    await server.say(start("r2", "say('a')"))
    await soon(lambda: server.ended("r2") == "finished")


def asdict(message):
    return {name: getattr(message, name) for name in message.__struct_fields__}


class Breaking(Thymio):
    """A driver with a fault of its own."""

    def read(self, word, arguments):
        raise KeyError(word)


async def test_a_fault_of_a_driver_ends_the_run_with_an_error_and_a_robot_that_stands(tmp_path):
    with emulated("thymio", tmp_path) as robot:
        link = RobotLink(Address("thymio", robot.place))
        link.driver, link.up = Breaking(transport_of(robot.place)), True
        await link.driver.connect()
        program = read_face("python", "wheels(50, 50)\nwait(0.3)\nsay(distance())\nwait(9)\n")
        order = RoomOrder("r", shipped(), 0, lambda problem: str(problem.code))
        trace = []
        await Session(program, order, link, trace.append).play()
        assert (trace[-1].type, trace[-1].fields["code"]) == ("error", str(Code.ROBOT_LOST))
        targets = (link.driver.node.value(f"motor.{side}.target") for side in ("left", "right"))
        assert list(targets) == [0, 0]
        await link.driver.disconnect()


async def test_a_part_of_the_gateway_that_breaks_down_begins_again():
    begun = []

    async def work():
        begun.append(1)
        raise KeyError

    task = asyncio.create_task(_lasting(work))
    await soon(lambda: len(begun) > 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


class Slow(Server):
    """Takes the first connection, and says too late that it did."""

    async def _connect(self, sid, environ, auth):
        if not self.auths:
            self.auths.append(auth)
            await asyncio.sleep(3.5)
        return super()._connect(sid, environ, auth)


async def test_a_server_that_answers_too_late_once_is_still_reached():
    server = Slow()
    await server.open()
    auth = {"token": TOKEN, "gateway": "classe"}
    line = ServerLine(server.address, auth, "control", TO_GATEWAY_CONTROL, Road())
    keeping = asyncio.create_task(line.keep())
    await soon(lambda: line.up, 9)
    keeping.cancel()
    await asyncio.wait({keeping})
    await server.close()
