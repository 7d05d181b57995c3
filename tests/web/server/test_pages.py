"""The pages and what they fetch: nothing from elsewhere, nothing kept that changes."""

import gzip
import json
import re

import pytest

from tests.web.server.live import Process
from web.server.pages import DIST
from web.server.sheets import sheet

PYTHON = DIST / "python.json"


def test_health_tells_the_version(shared_server):
    status, headers, body = shared_server.ask("GET", "/health")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(body)["status"] == "ok"
    assert re.fullmatch(r"\d+\.\d+.*", json.loads(body)["version"])


@pytest.mark.parametrize("path", ["/", "/today", "/class", "/card", "/board"])
def test_a_page_is_not_kept_and_may_load_from_here_alone(shared_server, path):
    status, headers, _ = shared_server.ask("GET", path)
    assert status == 200
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    foreign = re.sub(rf"wss?://127\.0\.0\.1:{shared_server.port}", "", policy)
    assert not re.search(r"https?:|wss?:|\*", foreign)


@pytest.mark.parametrize(("wanted", "spoken"), [("en", "en"), ("fr", "fr"), ("xx", "fr")])
def test_a_page_says_its_language_which_is_the_classs(tmp_path, wanted, spoken):
    server = Process(tmp_path, language=wanted)
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        body = server.ask("GET", "/class", headers)[2]
        page = (gzip.decompress(body) if headers else body).decode()
        assert f'<html lang="{spoken}" dir="ltr"' in page
    server.end()


def test_files_with_a_hash_are_kept_for_ever_and_come_compressed(shared_server):
    page = shared_server.ask("GET", "/board")[2].decode()
    script = re.search(r'src="(/assets/[^"]+\.js)"', page)[1]
    status, headers, small = shared_server.ask("GET", script, {"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert "immutable" in headers["Cache-Control"]
    assert headers["Access-Control-Allow-Origin"] is None
    assert gzip.decompress(small) == shared_server.ask("GET", script)[2]


def test_what_python_is_loaded_from_is_kept_for_ever_and_comes_compressed(shared_server):
    types = {".mjs": "text/javascript", ".wasm": "application/wasm", ".zip": "application/zip"}
    parts = [DIST / "assets" / name for name in json.loads(PYTHON.read_text()).values()]
    for part in [part for part in parts if part.suffix in types]:
        path, wanted = f"/assets/{part.name}", {"Accept-Encoding": "gzip"}
        status, headers, body = shared_server.ask("GET", path, wanted)
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        assert headers["Content-Type"].startswith(types[part.suffix])
        assert "immutable" in headers["Cache-Control"]
        assert gzip.decompress(body) == part.read_bytes()


def test_webassembly_is_compiled_in_pythons_own_thread_alone(shared_server):
    worker = json.loads(PYTHON.read_text())["worker"]
    policy = shared_server.ask("GET", f"/assets/{worker}")[1]["Content-Security-Policy"]
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"https?:|wss?:|\*", policy)


def test_a_page_comes_compressed_where_the_browser_takes_it(shared_server):
    plain = shared_server.ask("GET", "/board")[2]
    _, headers, small = shared_server.ask("GET", "/board", {"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == plain


@pytest.mark.parametrize("path", ["/assets/../../../pyproject.toml", "/assets/x.js", "/robots"])
def test_nothing_else_is_served(shared_server, path):
    assert shared_server.ask("GET", path)[0] == 404


def test_lessons_kinds_and_closed_robots_are_told(shared_server):
    told = {
        name: json.loads(shared_server.ask("GET", f"/api/{name}")[2])
        for name in ("lessons", "kinds", "companions")
    }
    assert "repete" in [lesson["slug"] for lesson in told["lessons"]]
    assert "simulated" in [kind["kind"] for kind in told["kinds"]]
    assert "bee_bot" in [closed["kind"] for closed in told["companions"]]


def test_a_lesson_has_a_sheet_that_prints(shared_server):
    status, headers, body = shared_server.ask("GET", "/lessons/repete/sheet")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "@page" in body.decode()
    assert '<html lang="fr">' in body.decode()
    assert "<h" in body.decode()
    assert shared_server.ask("GET", "/lessons/nothing/sheet")[0] == 404


def test_a_sheet_is_cleaned_of_what_acts():
    acts = "<script>1</script><img src=x onerror=1><a href=javascript:1>x</a>"
    page = sheet("<T>", f"# A\n\n{acts}\n\n| a |\n|---|\n| b |\n")
    assert not any(word in page for word in ("<script", "onerror", "javascript:"))
    assert "<title>&lt;T&gt;</title>" in page
    assert "<td>b</td>" in page
