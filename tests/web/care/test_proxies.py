"""A class behind a school's proxy that does not let websockets through."""

import time

import pytest

from tests.web import class_story as story
from tests.web.school_proxy import SchoolProxy
from tests.web.started import soon

pytestmark = pytest.mark.browser

PATIENCE = 3.0
"""Seconds that a page tries a websocket before it goes on over plain HTTP."""
THERE_AND_BACK = 6
"""Times that a run goes to the next cell and back: each step draws a corner of its trail."""
SLOW_NETWORK = "Réseau lent"


@pytest.fixture
def teacher(browser, school):
    page = browser.page(school.way_in, 1280, 800)
    story.open_class(page)
    return page


@pytest.fixture
def proxy(browser, school):
    proxy = SchoolProxy(int(school.address.rpartition(":")[2]), drops_upgrades=False)
    yield proxy
    browser.put_away()
    proxy.close()


def test_a_class_joins_runs_and_stops_without_websockets(browser, teacher, proxy):
    proxy.drops_upgrades = True
    began = time.monotonic()
    pupil = browser.page(proxy.address, 1280, 800)
    pupil.wait(story.there(".toyplace"))
    assert proxy.dropped == 1
    assert time.monotonic() - began < PATIENCE + 3
    story.join(pupil, "le renard")
    story.go(pupil)
    teacher.wait(story.there(".tile .stop"))
    story.stop(pupil)
    teacher.wait(f"{story.text('.tile .st b')} === 'Arrêté'")
    assert SLOW_NETWORK in teacher.evaluate(story.text(".teach .net"))


def test_a_page_remembers_that_websockets_are_dropped(browser, teacher, proxy):
    proxy.drops_upgrades = True
    pupil = browser.page(proxy.address, 1280, 800)
    pupil.wait(story.there(".toyplace"))
    began = time.monotonic()
    pupil.reopen(proxy.address)
    pupil.wait(story.there(".toyplace"))
    assert time.monotonic() - began < PATIENCE
    assert proxy.dropped == 1


def test_no_event_is_lost_doubled_or_out_of_order_when_a_run_changes_roads(browser, teacher, proxy):
    pupil = browser.page(proxy.address, 1280, 800)
    story.join(pupil, "le renard")
    story.empty(pupil)
    story.lay(pupil, *["forward", "backward"] * THERE_AND_BACK)
    story.go(pupil)
    story.open_group(teacher)
    pupil.wait(f"{story.count('.link.now')} === 1")
    proxy.drop_upgrades()
    pupil.wait(story.there(".screen.waiting"))
    pupil.wait(f"{story.count('.link.now')} === 1")
    assert proxy.dropped > 0
    story.is_over(pupil)
    assert soon(lambda: len(story.trail(pupil)) == 2 * THERE_AND_BACK + 1)
    drawn = story.trail(pupil)
    here, there = drawn[:2]
    assert here != there
    assert drawn == [here, there] * THERE_AND_BACK + [here]
    assert soon(lambda: drawn == story.trail(teacher))
