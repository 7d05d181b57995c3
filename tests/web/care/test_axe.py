"""axe finds nothing on any page, in any of its main states."""

from pathlib import Path

import pytest

from tests.robots.emulated import emulated
from tests.web.every_screen import Walk
from tests.web.started import Started

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[3] / "web" / "client" / "node_modules" / "axe-core" / "axe.min.js"
BLOCKLYS_OWN = {"aria-required-children", "aria-valid-attr-value", "region"}
"""What axe finds inside Blockly 13 itself, on a page with nothing but Blockly."""
FROM_THE_START = "start=A1,90"
"""Where the mission begins, and which way the robot looks."""
FADED_IN = """Promise.all(document.getAnimations().filter(
  (each) => each.playState === "running" && each.effect.getComputedTiming().endTime < 3000,
).map((each) => each.finished.catch(() => null))).then(() => true)"""
"""Waits for what fades in: it has no contrast yet."""
FINDINGS = """axe.run().then((result) => result.violations.map((found) => ({
  rule: found.id,
  places: found.nodes.map((node) => node.target.join(" ")),
  blocklys: found.nodes.every((node) => {
    const element = document.querySelector(node.target[0]);
    return element !== null && element.closest(".injectionDiv, .blocklyComputeCanvas") !== null;
  }),
})))"""


@pytest.fixture
def thymio(tmp_path):
    with emulated("thymio", tmp_path, FROM_THE_START) as robot:
        yield robot


@pytest.fixture
def school(tmp_path, thymio):
    started = Started(tmp_path / "school", "--robot", f"thymio@{thymio.place}")
    yield started
    started.end()


def findings(page):
    """What axe finds, but for Blockly's own; a rule and the places where it is broken."""
    page.tab.evaluate(AXE.read_text("utf-8"))
    return [
        (found["rule"], found["places"])
        for found in page.evaluate(FINDINGS)
        if not (found["blocklys"] and found["rule"] in BLOCKLYS_OWN)
    ]


def test_axe_finds_nothing_on_any_page(browser, school):
    found = {}
    for name, page in Walk(browser, school).states():
        page.evaluate(FADED_IN)
        found[name] = findings(page)
    assert len(found) > 40
    assert {name: places for name, places in found.items() if places} == {}
