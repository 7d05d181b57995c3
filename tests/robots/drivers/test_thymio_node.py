"""Making a Thymio's acquaintance, byte by byte, whatever its firmware and its radio."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from robots.drivers.thymio_node import Node
from robots.errors import Refused
from robots.transports.loop import LoopTransport
from robots.transports.transport import LinkLost
from robots.wire import aseba_node

LIST_NODES = bytes.fromhex("02000100 11a0 0500")
GET_NODE_DESCRIPTION = bytes.fromhex("04000100 10a0 0100 0500")
FRAGMENT_HEADER = bytes.fromhex("06000100 15a0 0100 0500 ffff")
FRAGMENT_0 = bytes.fromhex("06000100 15a0 0100 0500 0000")
FRAGMENT_1 = bytes.fromhex("06000100 15a0 0100 0500 0100")
GET_NAME = bytes.fromhex("04000100 12a0 0100 0200")
SET_MOTORS = bytes.fromhex("08000100 0ca0 0100 3900 0000 0000")
"""What a host sends, by thymiodirect 0.1.2."""
PRESENT_5 = bytes.fromhex("02000100 0c90 0500")
PRESENT_9 = bytes.fromhex("02000100 0c90 0900")
OTHER_NODE = bytes.fromhex("02000700 0c90 0500")
VARIABLE_ID = bytes.fromhex("06000100 0190 0100 03 5f6964")
VARIABLE_SOURCE = bytes.fromhex("0f000100 0190 0100 0c 6576656e742e736f75726365")
VARIABLE_ARGS = bytes.fromhex("0d000100 0190 2000 0a 6576656e742e61726773")
EVENT_LEFT = bytes.fromhex(
    "27000100 0290 0b 627574746f6e2e6c6566741a 4c65667420627574746f6e20737461747573206368616e676564"
)
"""What asebaplayground 1.6.99 sent."""
SECOND = 1.0


def description(variables: int, events: int, version: int = 5) -> bytes:
    told = aseba_node.Description("thymio-II", version, 1534, 32, 586, variables, events, 0)
    return told.message(1).to_bytes()


class Robot:
    """The far end of the link: reads what the host asks, says what it is told to."""

    def __init__(self, link: LoopTransport) -> None:
        self.link = link

    async def hears(self, *asked: bytes) -> None:
        expected = b"".join(asked)
        heard = b""
        async with asyncio.timeout(2 * SECOND):
            while len(heard) < len(expected):
                heard += await self.link.receive()
        assert heard.hex(" ", 2) == expected.hex(" ", 2)

    async def says(self, *said: bytes) -> None:
        await self.link.send(b"".join(said))


@pytest.fixture
async def ends() -> AsyncIterator[tuple[Node, Robot]]:
    here, there = LoopTransport.pair()
    await there.open()
    node = Node(here)
    yield node, Robot(there)
    await node.close()


async def test_old_firmware_is_asked_for_all_at_once(ends):
    node, robot = ends
    opening = asyncio.create_task(node.open())
    await robot.hears(LIST_NODES)
    await robot.says(PRESENT_5)
    await robot.hears(GET_NODE_DESCRIPTION)
    await robot.says(description(3, 1), VARIABLE_ID, VARIABLE_SOURCE, VARIABLE_ARGS, EVENT_LEFT)
    await opening
    assert node.name == "thymio-II"
    assert node.places == {"_id": 0, "event.source": 1, "event.args": 2}
    assert node.free == 34
    assert node.events == ["button.left"]


async def test_new_firmware_is_asked_part_by_part_and_again_for_what_the_radio_lost(ends):
    node, robot = ends
    opening = asyncio.create_task(node.open())
    await robot.hears(LIST_NODES)
    await robot.says(PRESENT_9)
    await robot.hears(FRAGMENT_HEADER)
    await robot.says(description(1, 1, 9))
    await robot.hears(FRAGMENT_0)
    await robot.says(VARIABLE_ID)
    await robot.hears(FRAGMENT_1, FRAGMENT_1)
    await robot.says(EVENT_LEFT, EVENT_LEFT)
    await robot.hears(GET_NAME)
    await opening
    assert (node.free, node.events) == (1, ["button.left"]), "a part that comes twice counts once"
    await robot.says(aseba_node.DeviceInfo(2, "Léa\0".encode()).message(1).to_bytes())
    await node.until(lambda: node.name == "Léa", SECOND)


async def test_a_description_with_a_hole_is_asked_for_again(ends):
    node, robot = ends
    opening = asyncio.create_task(node.open())
    await robot.hears(LIST_NODES)
    await robot.says(PRESENT_5)
    await robot.hears(GET_NODE_DESCRIPTION)
    await robot.says(description(2, 0), VARIABLE_SOURCE)
    await robot.hears(GET_NODE_DESCRIPTION)
    await robot.says(description(2, 0), VARIABLE_ID, VARIABLE_SOURCE)
    await opening
    assert node.places == {"_id": 0, "event.source": 1}


async def test_the_first_node_that_answers_is_the_robot(ends):
    node, robot = ends
    opening = asyncio.create_task(node.open())
    await robot.hears(LIST_NODES)
    await robot.says(PRESENT_5, OTHER_NODE)
    await robot.hears(GET_NODE_DESCRIPTION)
    await robot.says(description(1, 0), VARIABLE_ID)
    await opening
    assert node.id == 1


async def opened(node: Node, robot: Robot) -> None:
    opening = asyncio.create_task(node.open())
    await robot.hears(LIST_NODES)
    await robot.says(PRESENT_5)
    await robot.hears(GET_NODE_DESCRIPTION)
    await robot.says(description(1, 0), VARIABLE_ID)
    await opening


async def test_words_are_read_with_their_sign(ends):
    node, robot = ends
    await opened(node, robot)
    asking = asyncio.create_task(node.get((57, 2)))
    await robot.hears(bytes.fromhex("06000100 0ba0 0100 3900 0200"))
    await robot.says(bytes.fromhex("06000100 0590 3900 6400 9cff"))
    await asking
    assert node.memory[57:59] == [100, -100]


async def test_motors_are_zeroed_in_one_message(ends):
    node, robot = ends
    await opened(node, robot)
    await node.set(57, 0, 0)
    await robot.hears(SET_MOTORS)


async def test_other_nodes_and_unknown_messages_are_passed_over(ends):
    node, robot = ends
    await opened(node, robot)
    heard = []
    node.heard = heard.append
    unknown = bytes.fromhex("02000100 ff90 0000")
    from_another = bytes.fromhex("02000700 0300 0100")
    await robot.says(unknown, from_another, bytes.fromhex("04000100 0000 1000 0000"))
    await node.until(lambda: bool(heard), SECOND)
    assert [(event.id, event.arguments) for event in heard] == [(0, (16, 0))]


async def test_a_silent_robot_is_a_lost_link(ends):
    node, robot = ends
    await opened(node, robot)
    with pytest.raises(LinkLost):
        await node.get((0, 1), seconds=0.05)


async def test_nonsense_is_garbled_now_and_at_every_later_call(ends):
    node, robot = ends
    await opened(node, robot)
    asking = asyncio.create_task(node.get((0, 1)))
    await robot.says(b"\xff" * 8)
    with pytest.raises(Refused, match="garbled"):
        await asking
    with pytest.raises(Refused, match="garbled"):
        await node.set(0, 1)
    assert node.transport.lost.is_set()


async def test_a_robot_that_is_switched_off_is_a_lost_link(ends):
    node, robot = ends
    await opened(node, robot)
    asking = asyncio.create_task(node.get((0, 1)))
    await robot.says(bytes.fromhex("00000100 0490"))
    with pytest.raises(LinkLost):
        await asking
