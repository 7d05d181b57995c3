"""What a class leaves in the logs: that parts came and went, and nothing of a child."""

import re
from http.client import HTTPConnection
from secrets import token_hex
from urllib.parse import urlsplit

import pytest

from tests.web.server.live import Browser
from tests.web.started import Started

pytestmark = pytest.mark.process

ANIMALS = ("renard", "chat")
SECRET = "Zoe habite rue des Lilas"
PLAYED = f"say({SECRET!r})\nfor cases_de_zoe in range(3):\n    forward()\n"
BROKEN = f"say({SECRET!r}) )\n"
FAILING = f"say({SECRET!r})\ncases_de_zoe = []\nforward(cases_de_zoe)\n"


@pytest.fixture
def started(tmp_path):
    running = Started(tmp_path / "data")
    yield running
    running.end()


def cookie_of(way_in):
    address = urlsplit(way_in)
    line = HTTPConnection(address.netloc, timeout=5)
    line.request("GET", f"{address.path}?{address.query}")
    cookie = line.getresponse().headers["Set-Cookie"].partition(";")[0]
    line.close()
    return cookie


async def play(pupil, content):
    """Let a program run up to its end, whichever that is."""
    program = {"face": "python", "content": content}
    await pupil.ask("edit", gesture=token_hex(8), seat=pupil.seat, program=program)
    run = (await pupil.ask("run", seat=pupil.seat, robot="simulated", program=program))["run"]
    ends = ("finished", "refused", "error", "stopped")
    return await pupil.sees(
        lambda told: any(it["run"] == run and it["state"] in ends for it in told["runs"])
    )


async def live_a_day(started):
    """A mission is played, programs fail, a message is garbled, a part dies, the class closes."""
    teacher = await Browser(started, "teacher", cookie_of(started.way_in)).open()
    pupil = await Browser(started, "pupil").open()
    card = await teacher.ask("make_card")
    await teacher.ask("open_class", lesson="repete")
    await teacher.sees(lambda told: told["gateways"][0]["online"])
    await pupil.join(*ANIMALS)
    states = [await play(pupil, content) for content in (PLAYED, BROKEN, FAILING)]
    assert "finished" in [run["state"] for run in states[-1]["runs"]]
    await pupil.say("edit", {"gesture": SECRET, "seat": ANIMALS[0], "program": SECRET})
    started.kill("robots.gateway")
    await teacher.sees(lambda told: not told["gateways"][0]["online"])
    await teacher.ask("close_class")
    await pupil.close()
    await teacher.close()
    return card["address"], pupil.token


async def test_logs_hold_nothing_of_a_child_nor_any_way_in(started):
    card, token = await live_a_day(started)
    started.end()
    logs = {path.name: path.read_text("utf-8") for path in started.data.glob("*.log*")}
    assert logs.keys() == {"supervisor.log", "server.log", "gateway.log"}
    assert "robots.gateway ended" in logs["supervisor.log"]
    assert "connected" in logs["gateway.log"]
    told = "".join(logs.values())
    keys = [card.partition("=")[2], started.way_in.partition("=")[2], token]
    for hidden in (*ANIMALS, "zoe", "Zoe", "Lilas", *keys):
        assert hidden not in told, hidden
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", told)
    assert not re.search(r"\b(Traceback|ERROR)\b", told), told
