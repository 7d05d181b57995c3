"""When a class closes, its tablets are as if it had never been."""

import pytest

from tests.web import class_story as story

pytestmark = pytest.mark.browser

KEPT = """(async () => {
  const names = indexedDB.databases ? (await indexedDB.databases()).map(one => one.name) : [];
  const counts = names.map(name => new Promise((then, fail) => {
    const open = indexedDB.open(name);
    open.onerror = fail;
    open.onsuccess = () => {
      const stores = [...open.result.objectStoreNames];
      const look = open.result.transaction(stores);
      const asked = stores.map(store => look.objectStore(store).getAll());
      look.oncomplete = () => then(asked.map(one => one.result));
    };
  }));
  const gestures = (await Promise.all(counts)).flat(2);
  return [{...localStorage}, {...sessionStorage}, document.cookie, gestures];
})()"""
"""What a page has kept on its device."""
NOTHING = [{}, {}, "", []]


@pytest.fixture
def teacher(screens):
    page = screens.teacher()
    story.open_class(page, story.BUG_HUNT)
    return page


@pytest.fixture
def tablet(screens, teacher):
    """A tablet whose program has been changed and run."""
    page = screens.tablet()
    story.join(page, "la tortue", "le lion")
    story.empty(page)
    story.lay(page, "forward")
    story.go(page)
    story.is_over(page)
    return page


def is_forgotten(page):
    page.wait(f"{story.there('.join')} || {story.text('h1')} === 'La classe n’est pas ouverte'")
    page.wait(f"{KEPT}.then(kept => JSON.stringify(kept) === '{{}}' || kept[3].length === 0)")
    return page.evaluate(KEPT) == NOTHING


def test_a_tablet_keeps_nothing_of_a_class_that_is_closed(tablet, teacher, school):
    assert tablet.evaluate(KEPT) != NOTHING
    story.close_class(teacher, school.address)
    assert is_forgotten(tablet)
    story.open_class(teacher, story.BUG_HUNT)
    tablet.wait(story.there(".join .toyplace"))
    assert not tablet.evaluate(story.there(".toyplace.mine, .garland .g:not(.free)"))


def test_a_tablet_that_slept_keeps_nothing_either(tablet, teacher, school):
    tablet.leave()
    story.close_class(teacher, school.address)
    tablet.come_back(school.for_tablets)
    assert is_forgotten(tablet)


def test_a_tablet_that_slept_into_the_next_class_keeps_nothing_either(tablet, teacher, school):
    tablet.leave()
    story.close_class(teacher, school.address)
    story.open_class(teacher, story.BUG_HUNT)
    tablet.come_back(school.for_tablets)
    assert is_forgotten(tablet)
