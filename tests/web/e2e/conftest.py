"""One school for all of these stories; each has its own screens and ends with a closed class."""

import os
from pathlib import Path

import pytest

from tests.robots.emulated import emulated
from tests.web import class_story as story
from tests.web.browsers import complaints
from tests.web.started import Started

LAPTOP, LYING, UPRIGHT, WHITEBOARD = (1280, 800), (1280, 800), (800, 1280), (1920, 1080)
"""The windows of a teacher, of a tablet in either way, and of the board, in pixels."""


@pytest.fixture(scope="session")
def thymio(tmp_path_factory):
    """A Thymio on the floor, in a process of its own."""
    with emulated("thymio", tmp_path_factory.mktemp("thymio")) as robot:
        yield robot


@pytest.fixture(scope="session")
def school(tmp_path_factory, thymio):
    """A class server with this Thymio in the room, and one simulated robot."""
    folder = tmp_path_factory.mktemp("school")
    started = Started(folder, "--robot", f"thymio@{thymio.place}")
    yield started
    started.end()


@pytest.fixture
def browser(request):
    """Chromium, or the one that the test names."""
    return request.getfixturevalue(getattr(request, "param", "chromium"))


class Screens:
    """The devices of one story, all in one browser."""

    def __init__(self, browser, school):
        self._browser, self._school = browser, school
        self.pages = []

    def open(self, address, size):
        self.pages.append(self._browser.page(address, *size))
        return self.pages[-1]

    def teacher(self):
        """The teacher's laptop, on the page that `ribambelle start` opens."""
        return self.open(self._school.another_way_in(), LAPTOP)

    def tablet(self, size=LYING):
        """A tablet at its permanent link."""
        return self.open(self._school.for_tablets, size)

    def board(self, teacher, size=WHITEBOARD):
        """A whiteboard with a computer of its own, let in by the code on the teacher's screen."""
        board = self.open(f"{self._school.address}/board", size)
        story.let_in(board, story.code_for_another_screen(teacher))
        return board


@pytest.fixture
def screens(request, browser, school):
    opened = Screens(browser, school)
    yield opened
    for number, page in enumerate(opened.pages):
        if picture := _picture_of(request.node, number):
            page.picture(picture)
    teacher = opened.teacher()
    story.close_any_class(teacher, school.address)
    for page in opened.pages:
        page.close()
    complaints.assert_none(browser)


def _picture_of(test, number):
    """Where to keep what a screen showed; None unless `RIBAMBELLE_PICTURES` names a folder."""
    folder = os.environ.get("RIBAMBELLE_PICTURES")
    return f"{folder}/{test.name}-{number}.png" if folder and Path(folder).is_dir() else None
