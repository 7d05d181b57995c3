"""Python in the pupil's browser: loaded from here alone, and quick to stop whatever runs."""

import base64
import gzip
import json

import pytest

from tests.web.browsers.chromium import Chromium
from tests.web.started import Started
from web.server.pages import DIST

pytestmark = pytest.mark.browser

PARTS = json.loads((DIST / "python.json").read_text("utf-8"))
WHAT_STOPS_LATE = 250
"""ms that STOP may take as the page sees it, on a machine that has other tests to run."""
FOLLOW = """async (text, more, doing) => {
  const told = {events: [], marks: [], ended: false};
  const over = new Promise(done => {
    told.follower = {events: e => told.events.push(...e), mark: m => told.marks.push(m),
                     ended: () => { told.ended = performance.now(); done(); }};
  });
  const order = {program: {face: 'python', content: text}, language: 'fr', ...more};
  told.faults = await py.simulate(order, told.follower);
  if (told.faults.length === 0) { await doing(told); await over; }
  return {...told, follower: null};
}"""
PAUSE = "new Promise(done => setTimeout(done, {}))"


@pytest.fixture(scope="module")
def browser():
    chromium = Chromium()
    yield chromium
    chromium.close()


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    started = Started(tmp_path_factory.mktemp("python"))
    yield started
    started.end()


@pytest.fixture(scope="module")
def page(browser, started):
    page = browser.page(f"{started.address}/", 1280, 800)
    page.evaluate(f"""import('/assets/{PARTS["page"]}').then(async ({{Python}}) => {{
        window.Python = Python; window.py = new Python(); await py.start(); }})""")
    yield page
    page.evaluate("py.close()")


def follow(page, text, more="{}", doing="async () => {}"):
    return page.evaluate(f"({FOLLOW})({json.dumps(text)}, {more}, {doing})")


def stopped(page, text):
    """What was told of a run that is stopped after a moment, and how long that took."""
    doing = f"""async told => {{ await {PAUSE.format(400)}; told.asked = performance.now();
        await py.steer('stop'); }}"""
    told = follow(page, text, doing=doing)
    return told, told["ended"] - told["asked"]


def test_it_is_loaded_from_this_server_alone(page, browser):
    told = page.evaluate("py.convert({face: 'python', content: 'avancer(2)'}, 'python', 'en')")
    assert told == {
        "program": {"face": "python", "content": "forward(2)\n"},
        "faults": [],
        "lines": {},
    }
    assert browser.elsewhere == []
    assert browser.errors == []


def test_faults_are_the_servers_own(page):
    told = page.evaluate("py.check({face: 'python', content: 'avance(2)'})")
    assert [fault["code"] for fault in told["faults"]] == ["unknown-word"]
    assert told["faults"][0]["details"]["near"] == "avancer"


def test_a_run_is_told_as_it_goes(page):
    told = follow(page, "forward(1)\nlight('red')\n")
    assert [event["type"] for event in told["events"]] == [
        "start",
        "step",
        "motion",
        "step",
        "light",
        "finished",
    ]
    assert told["marks"] == ["1", "2"]


def test_free_python_drives_the_robot(page):
    text = "class Dog:\n    def go(self):\n        avancer(1)\n        print('ouaf')\nDog().go()\n"
    told = follow(page, text, "{speed: 'max'}")
    assert [e["text"] for e in told["events"] if e["type"] == "say"] == ["ouaf"]
    assert told["events"][-1]["type"] == "finished"


@pytest.mark.parametrize(
    "text",
    [
        "while True:\n    pass\n",
        "class A: pass\nwhile True:\n    pass\n",
        "class A: pass\nwhile True:\n    sum(range(100000))\n",
        "sorted([1], key=lambda n: [m for m in iter(int, 1)])\n",
    ],
    ids=["taught", "free", "free and slow", "deaf"],
)
def test_stop_is_over_in_a_moment_whatever_runs(page, text):
    told, took = stopped(page, text)
    assert told["events"][-1]["type"] == "stopped"
    assert told["events"][-1]["by"] == "pupil"
    assert [event["seq"] for event in told["events"]] == list(range(1, len(told["events"]) + 1))
    assert took < WHAT_STOPS_LATE


def test_after_a_deaf_run_it_is_there_again(page):
    stopped(page, "sorted([1], key=lambda n: [m for m in iter(int, 1)])\n")
    assert follow(page, "light('red')\n")["events"][-1]["type"] == "finished"


CARRIED = """<!doctype html><meta charset="utf-8"><script type="module">
const parts = %s;
async function bytes(text) {
  const packed = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
const whole = {};
for (const part of Object.keys(parts)) whole[part] = await bytes(parts[part]);
const {page, ...source} = whole;
const code = URL.createObjectURL(new Blob([page], {type: 'text/javascript'}));
window.py = new (await import(code)).Python(source);
window.there = true;
</script>"""


def test_it_can_be_loaded_from_what_a_file_carries_without_any_network(browser, tmp_path):
    """As a page does that no server sends."""
    carried = {part: base64.b64encode(packed(name)).decode() for part, name in PARTS.items()}
    file = tmp_path / "page.html"
    file.write_text(CARRIED % json.dumps(carried), "utf-8")
    page = browser.page("about:blank", 360, 640)
    page.tab.context.set_offline(True)
    asked = []
    page.tab.context.on("request", lambda request: asked.append(request.url))
    page.go(file.as_uri())
    page.tab.wait_for_function("window.there", timeout=20_000)
    told = follow(page, "forward(2)\nprint(heading())\n", "{speed: 'max'}")
    assert [event["type"] for event in told["events"]][-3:] == ["step", "say", "finished"]
    assert {url.partition(":")[0] for url in asked} <= {"file", "blob"}
    page.evaluate("py.close()")


def packed(name):
    return gzip.compress((DIST / "assets" / name).read_bytes(), 1)
