"""Nothing that a class is served names another machine: no page can ask one for anything."""

import json
import re

import pytest

from web.server.pages import DIST

ADDRESS = re.compile(
    r"(?<![\w.])(?:https?:|wss?:)?//[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s\"'`\\)<>]*", re.I
)
NEVER_ASKED = (
    re.compile(r"http://www\.w3\.org/"),  # names of markup languages
    re.compile(r"https://developers\.google\.com/blockly/xml"),  # the name of Blockly's own
    re.compile(r"https://static\.blockly\.com/media/"),  # Blockly's default, which we replace
    re.compile(r"https://socket\.io/docs/"),  # in a sentence for programmers
    re.compile(r"https://bugzilla\.mozilla\.org/"),  # in a sentence for programmers
)
"""Addresses in what others wrote, which no script asks."""
READ = (".js", ".mjs", ".css", ".html", ".json", ".svg")


def others(text):
    """The addresses of other machines in a text."""
    found = {match[0] for match in ADDRESS.finditer(text)}
    return {address for address in found if not any(known.match(address) for known in NEVER_ASKED)}


def test_the_clients_files_name_none():
    files = [path for path in DIST.rglob("*") if path.suffix in READ]
    assert any(path.suffix == ".js" for path in files)
    named = {path.name: others(path.read_text("utf-8")) for path in files}
    assert {name: found for name, found in named.items() if found} == {}


@pytest.mark.parametrize("path", ["/", "/today", "/class", "/card", "/board", "/api/lessons",
                                  "/api/kinds", "/api/companions", "/health"])  # fmt: skip
def test_pages_and_what_they_fetch_name_none(shared_server, path):
    status, _, body = shared_server.ask("GET", path)
    assert status == 200
    assert others(body.decode()) == set()


def test_sheets_name_none(shared_server):
    lessons = json.loads(shared_server.ask("GET", "/api/lessons")[2])
    sheets = [lesson["teacher_sheet"] for lesson in lessons if lesson["teacher_sheet"]]
    assert sheets
    for sheet in sheets:
        assert others(shared_server.ask("GET", sheet)[2].decode()) == set()


@pytest.mark.parametrize(
    "text",
    ['fetch("https://cdn.example/x.js")', "url(//fonts.example/a.woff)", "wss://a.example"],
)
def test_an_address_of_another_machine_would_be_found(text):
    assert others(text)
