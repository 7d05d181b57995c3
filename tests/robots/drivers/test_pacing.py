"""A robot's send queue: order, space, the last value wins, a stop overtakes."""

import asyncio

import pytest

from robots.drivers.pacing import Pacing
from robots.transports.transport import LinkLost


class Robot:
    """What came, and when."""

    def __init__(self, seconds: float = 0.02) -> None:
        self.pacing = Pacing(seconds)
        self.came: list[str] = []
        self.times: list[float] = []

    def write(self, what: str):
        async def sending() -> None:
            self.came.append(what)
            self.times.append(asyncio.get_running_loop().time())

        return sending

    def send(self, what: str, **options) -> asyncio.Task:
        return asyncio.create_task(self.pacing.send(self.write(what), **options))


@pytest.fixture
async def robot():
    robot = Robot()
    yield robot
    await robot.pacing.close()


async def test_commands_go_out_in_order_and_spaced(robot):
    sent = await asyncio.gather(*(robot.send(what) for what in "abc"))
    assert sent == [True, True, True]
    assert robot.came == ["a", "b", "c"]
    pairs = zip(robot.times, robot.times[1:], strict=False)
    assert all(after - before >= 0.0199 for before, after in pairs)


async def test_the_last_value_of_a_key_wins_in_the_place_of_the_first(robot):
    sends = [robot.send("go"), robot.send("red", key="light"), robot.send("bounded")]
    sends += [robot.send("blue", key="light")]
    assert await asyncio.gather(*sends) == [True, False, True, True]
    assert robot.came == ["go", "blue", "bounded"]


async def test_a_stop_overtakes_what_moves_and_leaves_the_lights(robot):
    robot.pacing.seconds = 0.5
    first = robot.send("go")
    await first
    waiting = [robot.send("further"), robot.send("red", key="light", moves=False)]
    await asyncio.sleep(0)
    await robot.pacing.stop(robot.write("stop"))
    assert robot.came == ["go", "stop"]
    assert await asyncio.gather(*waiting) == [False, True]
    assert robot.came == ["go", "stop", "red"]


async def test_what_its_caller_gave_up_is_not_sent(robot):
    await robot.send("a")
    given_up, after = robot.send("b"), robot.send("c")
    await asyncio.sleep(0)
    given_up.cancel()
    await after
    assert robot.came == ["a", "c"]


async def test_a_failing_write_fails_its_own_caller_only(robot):
    async def fail() -> None:
        raise LinkLost("gone")

    failing, after = asyncio.create_task(robot.pacing.send(fail)), robot.send("a")
    with pytest.raises(LinkLost):
        await failing
    assert await after


async def test_closing_ends_what_waits(robot):
    robot.pacing.seconds = 10
    await robot.send("a")
    waiting = robot.send("b")
    await asyncio.sleep(0)
    await robot.pacing.close()
    await robot.pacing.close()
    with pytest.raises(LinkLost):
        await waiting
    assert robot.came == ["a"]
