"""One command starts a class, keeps it running, and is the way back in."""

import re
import subprocess
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.started import COMMAND, WAY_IN, Started, alive, children, named, soon
from web.commands.running import Held, enter, found

pytestmark = pytest.mark.process


def get(address):
    """The status of an address, 0 where nobody answers; redirections are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    try:
        with urllib.request.build_opener(Stay).open(address, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    except OSError:
        return 0


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    running = Started(tmp_path_factory.mktemp("class") / "data")
    yield running
    running.end()


def test_it_prints_the_tablets_address_its_qr_code_and_a_way_in_that_opens_once(started):
    assert re.search(r"http://[\d.]+:\d+/\n", started.greeting)
    assert "▀" in started.greeting
    assert get(f"{started.address}/health") == 200
    way_in = found(started.data)
    assert get(way_in) == 302
    assert get(way_in) == 403


def test_starting_again_opens_the_class_that_runs(started):
    again = subprocess.run(
        [*COMMAND, "--data", str(started.data)], capture_output=True, text=True, timeout=30
    )
    way_in = WAY_IN.search(again.stdout)
    assert again.returncode == 0
    assert way_in[1] == started.address
    assert way_in[0] != started.way_in
    assert get(way_in[0]) == 302


def test_two_starts_at_the_same_time_make_one_class(tmp_path):
    with ThreadPoolExecutor() as both:
        first, second = both.map(Started, [tmp_path / "data"] * 2)
    assert first.address == second.address
    assert soon(lambda: 0 in (first.process.poll(), second.process.poll()))
    running, other = (first, second) if first.process.poll() is None else (second, first)
    assert running.process.poll() is None
    assert running.end() == 0
    other.process.stdout.close()


def test_a_folder_is_held_by_one_process_and_free_when_that_is_killed(tmp_path):
    holding = (
        "import sys, pathlib, web.commands.running as r\n"
        "hold = r.enter(pathlib.Path(sys.argv[1]))\n"
        "print('held', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(Held):
            enter(tmp_path, 0.2)
        other.kill()
    enter(tmp_path, 0.2).close()


def test_a_killed_server_comes_back_at_the_same_address(started):
    before = started.kill("web.server")
    assert soon(lambda: not alive(before))
    assert soon(lambda: get(f"{started.address}/health") == 200)
    assert started.child("web.server") != before


def test_a_killed_gateway_comes_back(started):
    before = started.kill("robots.gateway")

    def replaced():
        return any(
            pid != before and named(pid, "robots.gateway") for pid in children(started.process.pid)
        )

    assert soon(replaced)


def test_both_parts_end_when_the_supervisor_is_killed(tmp_path):
    running = Started(tmp_path / "data")
    parts = children(running.process.pid)
    assert len(parts) == 2
    running.process.kill()
    running.process.wait()
    running.process.stdout.close()
    assert soon(lambda: not any(alive(pid) for pid in parts), 5.0)


def test_it_ends_with_the_robots_part_first_and_leaves_no_note(tmp_path):
    running = Started(tmp_path / "data")
    assert running.end() == 0
    assert not (tmp_path / "data" / "running.json").exists()
    assert get(f"{running.address}/health") == 0


def test_the_note_that_lets_a_teacher_in_is_for_its_owner_only(started):
    assert (started.data / "running.json").stat().st_mode & 0o077 == 0


def test_a_file_holds_what_the_flags_hold_and_a_wrong_option_is_named(tmp_path):
    config = tmp_path / "class.toml"
    config.write_text("prot = 8081\n")
    wrong = subprocess.run([*COMMAND, "--config", str(config)], capture_output=True, text=True)
    assert wrong.returncode == 64
    assert "prot" in wrong.stderr
