"""The contract that every robot kind keeps, tried on its emulator, whatever its firmware."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from robots.abilities import ABILITIES
from robots.drivers.driver import Driver, StopGuarantee
from robots.drivers.registry import SIMULATED, driver_class, kinds
from robots.errors import Code, Refused
from robots.transports.transport import LinkLost
from tests.robots.emulated import Emulated, Truth, emulated, spoiled
from tests.robots.hands import hand

pytestmark = pytest.mark.process

REAL = [kind for kind in kinds() if kind != SIMULATED]
VARIANTS = {kind: [f"{kind} {options}".strip() for options in hand(kind).options] for kind in REAL}
ROBOTS = [name for names in VARIANTS.values() for name in names]
STOP_SECONDS = 2.0
"""Wheels are still so long after anything went wrong, at the latest."""
PLACE = [45.0, 45.0, 0.0]
"""Where each test puts its robot: the middle of the mat, looking north."""


class Processes(dict[str, Emulated]):
    """One process for each robot that is asked for."""

    def __init__(self, undo: ExitStack, folder: Callable[[str], Path]) -> None:
        self._undo, self._folder = undo, folder

    def __missing__(self, name: str) -> Emulated:
        kind, *options = name.split()
        self[name] = self._undo.enter_context(emulated(kind, self._folder(kind), *options))
        return self[name]


@pytest.fixture(scope="module")
def processes(tmp_path_factory) -> Iterator[Processes]:
    """The robots, each started when a test wants it first."""
    with ExitStack() as undo:
        yield Processes(undo, tmp_path_factory.mktemp)


@pytest.fixture(params=ROBOTS)
async def variant(request, processes) -> Emulated:
    """Each robot of each kind, at rest in the middle of the mat."""
    return await at_rest(processes[request.param])


@pytest.fixture(params=[names[0] for kind, names in VARIANTS.items() if not hand(kind).like])
async def robot(request, processes) -> Emulated:
    """One robot of each conversation, at rest in the middle of the mat."""
    return await at_rest(processes[request.param])


async def at_rest(robot: Emulated) -> Emulated:
    await robot.seen(still, STOP_SECONDS)
    robot.press(pose=PLACE, **hand(robot.kind).look("rest"))
    await robot.seen(lambda truth: [truth["x"], truth["y"], truth["heading"]] == PLACE)
    return robot


def still(truth: Truth) -> bool:
    return truth["wheels"] == [0, 0]


def shining(truth: Truth) -> bool:
    return any(map(any, truth["leds"].values()))


def rolling(truth: Truth) -> bool:
    return min(map(abs, truth["wheels"])) > 0.5


async def becomes(ready: Callable[[], object], seconds: float = 1.0) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


# ---- it connects, and does what it says it can ---------------------------------------------------


async def test_it_connects_and_says_its_name(variant):
    async with variant.driver() as driver:
        assert driver.name
        assert driver.battery is None or 0 <= driver.battery <= 100
        assert not driver.lost.is_set()


async def test_it_connects_a_second_time(robot):
    driver = robot.driver()
    for _ in range(2):
        async with driver:
            await driver.wheels(40, 40)
            await robot.seen(rolling)
        await robot.seen(still)


async def test_it_connects_again_after_a_loss(robot):
    async with spoiled(robot) as link:
        driver = robot.driver(link.place)
        await driver.connect()
        link.cut()
        await asyncio.wait_for(driver.lost.wait(), 1)
        await driver.connect()
        assert not driver.lost.is_set()
        assert await driver.drive(3, 50) == pytest.approx(3, abs=0.5)
        await driver.disconnect()


async def test_leaving_twice_and_leaving_before_coming_are_harmless(robot):
    driver = robot.driver()
    await driver.disconnect()
    await driver.connect()
    await driver.disconnect()
    await driver.disconnect()


@pytest.mark.parametrize("ability", sorted(ABILITIES))
async def test_it_does_each_ability_that_it_declares(variant, ability):
    async with variant.driver() as driver:
        if ability in driver.abilities:
            await DOES[ability](variant, driver)


async def moves(robot: Emulated, driver: Driver) -> None:
    before, here = robot.truth(), hand(robot.kind)
    driver.odometry()
    assert await driver.drive(5, 90) == pytest.approx(5, abs=here.driving)
    assert await driver.turn(45, 90) == pytest.approx(45, abs=here.turning)
    assert await driver.drive(-3, 90) == pytest.approx(-3, abs=here.driving)
    assert await driver.drive(0, 60) == 0
    truth = await robot.seen(still)
    assert truth["y"] - before["y"] == pytest.approx(5 - 2.1, abs=here.driving + 0.2)
    assert truth["x"] - before["x"] == pytest.approx(-2.1, abs=here.driving + 0.2)
    assert truth["heading"] == pytest.approx(45, abs=here.turning)
    if type(driver).odometry is not Driver.odometry:
        cm, degrees = driver.odometry()
        assert cm == pytest.approx(2, abs=here.driving + 0.2)
        assert degrees == pytest.approx(45, abs=here.turning)
        assert driver.odometry() == (pytest.approx(0, abs=0.1), pytest.approx(0, abs=0.5))
    await driver.wheels(30, -30)
    await robot.seen(lambda truth: truth["wheels"][0] > 1 > -1 > truth["wheels"][1])
    await driver.stop()
    await robot.seen(still)


async def shines(robot: Emulated, driver: Driver) -> None:
    await driver.do("light", {"colour": "red"})
    red = (await robot.seen(lambda truth: any(truth["leds"]["top"])))["leds"]["top"]
    assert red[0] > 2 * max(red[1:])
    await driver.do("light", {"colour": "#0000ff"})
    await robot.seen(lambda truth: truth["leds"]["top"] == [0, 0, 32])
    await driver.do("light_off", {})
    await robot.seen(lambda truth: not shining(truth))


async def sounds(robot: Emulated, driver: Driver) -> None:
    begun = time.monotonic()
    note = asyncio.create_task(driver.do("note", {"pitch": "A4", "beats": 1}))
    heard = await robot.seen(lambda truth: truth["sound"])
    assert heard["sound"]["hz"] == pytest.approx(440, rel=0.01)
    await note
    assert time.monotonic() - begun == pytest.approx(0.5, abs=0.15)
    await robot.seen(lambda truth: not truth["sound"])


async def plays(robot: Emulated, driver: Driver) -> None:
    tune = asyncio.create_task(driver.do("play", {"sound": "sad"}))
    await robot.seen(lambda truth: truth["sound"])
    await driver.stop()
    await asyncio.wait_for(tune, 0.2)
    await robot.seen(lambda truth: not truth["sound"])


async def measures(robot: Emulated, driver: Driver) -> None:
    await becomes(lambda: driver.read("distance", {}) > 10)
    robot.press(**hand(robot.kind).look("distance"))
    await becomes(lambda: 0 < driver.read("distance", {}) < 10)


async def sees(robot: Emulated, driver: Driver) -> None:
    await becomes(lambda: driver.read("obstacle", {"side": "front"}) is False)
    robot.press(**hand(robot.kind).look("obstacle"))
    await becomes(lambda: driver.read("obstacle", {"side": "front"}) is True)
    assert driver.read("obstacle", {"side": "back"}) is False


async def reads_the_ground(robot: Emulated, driver: Driver) -> None:
    await becomes(lambda: driver.read("ground", {}) > 60)
    assert driver.read("on_line", {}) is False


async def feels_a_button(robot: Emulated, driver: Driver) -> None:
    heard, names = asyncio.Event(), hand(robot.kind)
    driver.heard = heard.set
    assert driver.read("button", {"name": names.button}) is False
    robot.press(**hand(robot.kind).look("button"))
    await becomes(lambda: driver.read("button", {"name": names.button}) is True)
    assert driver.read("button", {"name": names.other}) is False
    await becomes(heard.is_set)


async def feels_a_bump(robot: Emulated, driver: Driver) -> None:
    await asyncio.sleep(0.1)
    driver.read("bumped", {})
    robot.press(**hand(robot.kind).look("bumped"))
    await becomes(lambda: driver.read("bumped", {}) is True)
    assert driver.read("bumped", {}) is False


async def hears(robot: Emulated, driver: Driver) -> None:
    await becomes(lambda: driver.read("sound_level", {}) < 20)
    robot.press(**hand(robot.kind).look("sound_level"))
    await becomes(lambda: 50 < driver.read("sound_level", {}) <= 100)


async def feels_a_tilt(robot: Emulated, driver: Driver) -> None:
    await becomes(lambda: driver.read("tilt", {}) == "flat")
    robot.press(**hand(robot.kind).look("tilt"))
    await becomes(lambda: driver.read("tilt", {}) == hand(robot.kind).tilt)


async def tells_colours(robot: Emulated, driver: Driver) -> None:
    await becomes(lambda: driver.read("colour", {}) != hand(robot.kind).colour)
    robot.press(**hand(robot.kind).look("colour"))
    await becomes(lambda: driver.read("colour", {}) == hand(robot.kind).colour)


async def feels_light(robot: Emulated, driver: Driver) -> None:
    await becomes(lambda: driver.read("light_level", {}) < 50)
    robot.press(**hand(robot.kind).look("light_level"))
    await becomes(lambda: 50 < driver.read("light_level", {}) <= 100)


DOES: dict[str, Callable[[Emulated, Driver], Awaitable[None]]] = {
    "move": moves, "light": shines, "note": sounds, "play": plays, "distance": measures,
    "obstacle": sees, "ground": reads_the_ground, "button": feels_a_button,
    "bumped": feels_a_bump, "sound_level": hears, "tilt": feels_a_tilt,
    "colour": tells_colours, "light_level": feels_light,
}  # fmt: skip


def test_a_kind_that_is_like_another_has_its_conversation_and_stops_as_it_does():
    for kind in REAL:
        if like := hand(kind).like:
            ours, theirs = driver_class(kind), driver_class(like)
            assert ours.__bases__ == theirs.__bases__
            own = {name for name in vars(ours) if callable(getattr(ours, name))}
            assert own - {"link"} <= {"__module__"}, "it does nothing in a way of its own"
            assert ours.stop_guarantee == theirs.stop_guarantee


def test_each_declared_ability_is_one_of_ours_and_is_tried():
    for kind in REAL:
        assert driver_class(kind).abilities <= ABILITIES & DOES.keys(), kind


async def test_a_word_it_lacks_is_refused(robot):
    async with robot.driver() as driver:
        with pytest.raises(Refused, match="word-lacking"):
            await driver.do("dance", {})
        with pytest.raises(Refused, match="word-lacking"):
            driver.read("smell", {})


async def test_it_shows_itself(robot):
    async with robot.driver() as driver:
        showing = asyncio.create_task(driver.identify())
        audible = bool({"note", "play"} & driver.abilities)
        await robot.seen(lambda truth: shining(truth) and bool(truth["sound"]) >= audible)
        await driver.stop()
        await showing
        await robot.seen(lambda truth: not shining(truth))


# ---- it stops ------------------------------------------------------------------------------------


async def test_stop_overtakes_a_motion(robot):
    async with robot.driver() as driver:
        motion = asyncio.create_task(driver.turn(3600, 50))
        await robot.seen(rolling)
        begun = time.monotonic()
        await driver.stop()
        turned = await asyncio.wait_for(motion, 0.2)
        assert time.monotonic() - begun < 0.2
        assert 0 < turned < 180
        await robot.seen(still, 0.5)


async def test_a_new_motion_ends_the_one_before(robot):
    async with robot.driver() as driver:
        first = asyncio.create_task(driver.turn(3600, 50))
        await robot.seen(rolling)
        await driver.turn(-20, 50)
        assert (await asyncio.wait_for(first, 0.1)) < 180


async def test_a_dropped_motion_stops(robot):
    async with robot.driver() as driver:
        motion = asyncio.create_task(driver.turn(3600, 50))
        await robot.seen(rolling)
        motion.cancel()
        await robot.seen(still, 0.5)


async def test_it_stops_when_it_is_left(robot):
    async with robot.driver() as driver:
        await driver.wheels(40, -40)
        await robot.seen(rolling)
    await robot.seen(still, 0.5)


async def test_it_stops_when_the_program_fails(robot):
    async def fail() -> None:
        async with robot.driver() as driver:
            await driver.wheels(40, -40)
            await robot.seen(rolling)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    await robot.seen(still, 0.5)


async def test_it_stops_when_the_link_is_lost(variant):
    async with spoiled(variant) as link:
        driver = variant.driver(link.place)
        await driver.connect()
        motion = asyncio.create_task(driver.turn(3600, 40))
        await variant.seen(rolling)
        link.cut()
        cut = time.monotonic()
        with pytest.raises(LinkLost):
            await asyncio.wait_for(motion, 1)
        if driver.stop_guarantee is StopGuarantee.RECONNECT:
            async with variant.driver():  # the next one stops it first of all
                await variant.seen(still, STOP_SECONDS - (time.monotonic() - cut))
        else:
            await variant.seen(still, STOP_SECONDS - (time.monotonic() - cut))
        await driver.disconnect()
    await asyncio.sleep(0.2)
    assert still(variant.truth()), "it stays so"


async def test_it_runs_on_as_long_as_it_is_held(robot):
    async with robot.driver() as driver:
        await driver.wheels(30, 30)
        await robot.seen(rolling)
        begun = robot.here()
        await asyncio.sleep(1.3)
        assert all(rolling(truth) for truth in robot.lines_since(begun))


# ---- nonsense and silence ------------------------------------------------------------------------


async def test_garbled_frames_at_the_door_are_a_coded_error(robot):
    async with spoiled(robot) as link:
        link.change = lambda data: b"\xff" * len(data)
        driver = robot.driver(link.place)
        with pytest.raises(Refused) as refused:
            await asyncio.wait_for(driver.connect(), 5)
        assert [problem.code for problem in refused.value.problems] == [Code.GARBLED]
        assert driver.lost.is_set()


async def test_garbled_frames_end_a_motion_and_the_robot_stops(robot):
    async with spoiled(robot) as link:
        driver = robot.driver(link.place)
        await driver.connect()
        motion = asyncio.create_task(driver.turn(3600, 40))
        await robot.seen(rolling)
        link.change = lambda data: b"\xff" * len(data)
        begun = time.monotonic()
        with pytest.raises(Refused, match="garbled"):
            await asyncio.wait_for(motion, 1)
        assert driver.lost.is_set()
        await robot.seen(still, STOP_SECONDS - (time.monotonic() - begun))
        await driver.disconnect()


async def test_frames_that_come_too_late_end_the_link_and_the_robot_stops(robot):
    async with spoiled(robot) as link:
        driver = robot.driver(link.place)
        await driver.connect()
        motion = asyncio.create_task(driver.turn(36_000, 40))
        await robot.seen(rolling)
        link.change = lambda data: b""
        with pytest.raises(LinkLost):
            await asyncio.wait_for(motion, 3)
        assert driver.lost.is_set()
        await robot.seen(still, STOP_SECONDS)
        await driver.disconnect()
