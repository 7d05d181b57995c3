"""A program whose robot is elsewhere: its words are asked for one by one, and STOP is heard."""

import asyncio

import pytest

from robots.browser.remote import Remote


class Robot:
    """Answers what it is asked, each time a little later."""

    def __init__(self, **readings):
        self.asked, self.readings = [], readings

    async def __call__(self, word, arguments):
        self.asked.append((word, dict(arguments)))
        await asyncio.sleep(0.001)
        return self.readings.get(word)


def remote(text, robot):
    return Remote({"program": {"face": "python", "content": text}}, robot)


FREE = "class Dog:\n    def go(self):\n        avancer(distance())\nDog().go()\nprint('fini')\n"


async def test_every_word_is_asked_for_and_waited_for():
    robot = Robot(distance=3)
    await remote(FREE, robot).run()
    assert robot.asked == [
        ("distance", {}),
        ("forward", {"steps": 3}),
        ("say", {"text": "fini"}),
    ]


async def test_a_taught_program_is_asked_in_the_same_way():
    robot = Robot()
    await remote("for i in range(2):\n    turn_left()\n", robot).run()
    assert robot.asked == [("turn_left", {}), ("turn_left", {})]


async def test_what_input_asks_for_is_asked():
    robot = Robot(input="Lea")
    await remote("print(input('Qui ?'))\n", robot).run()
    assert robot.asked == [("input", {"prompt": "Qui ?"}), ("say", {"text": "Lea"})]


@pytest.mark.parametrize("head", ["", "class A: pass\n"])
async def test_a_loop_that_never_waits_hears_stop(head):
    running = asyncio.create_task(remote(f"{head}while True:\n    pass\n", Robot()).run())
    await asyncio.sleep(0.02)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(running, 1.0)


async def test_a_fault_ends_it_at_its_line():
    robot = Robot()
    run = remote("class A: pass\nforward()\nspeed(len([]))\nforward()\n", robot)
    await run.run()
    assert (run.problem.code, run.problem.where) == ("bad-value", "3")
    assert [word for word, _ in robot.asked] == ["forward"]


async def test_an_event_starts_its_stack_beside_the_others():
    robot = Robot()
    run = remote("@when_button('up')\ndef up():\n    light('red')\nwait(1)\nwait(2)\n", robot)
    running = asyncio.create_task(run.run())
    await asyncio.sleep(0)
    run.happens("when_button", name="down")
    run.happens("when_button", name="up")
    await running
    assert ("light", {"colour": "red"}) in robot.asked
    assert len(robot.asked) == 3
