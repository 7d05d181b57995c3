"""`ribambelle takehome`: the command line, and the file that it writes (see also `e2e`)."""

import json
import re

import pytest

from robots.languages import card_text, screen_text
from web.commands.bench.takehome import LIMITS, weights
from web.commands.main import exit_code

MISSION = "repete"
DRAWN = re.compile(r'<main id="plain">.*?</main>', re.DOTALL)
CARRIED = re.compile(r'<script type="application/json" id="carried">([^<]*)</script>')
ADDRESS = re.compile(r"\b(?:https?|wss?|ftp)://(?!www\.w3\.org/)[\w.-]+")
"""Those of www.w3.org name SVG and its like; nobody is asked there."""
LOADS = re.compile(r"""<(?:script|img|link|iframe)[^>]+(?:src|href)=(?!"data:)""")
RULES = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


@pytest.fixture(scope="module")
def write(tmp_path_factory):
    """Writes a mission with these options; the file's text. Each is written once."""
    written = {}

    def text(*options):
        if options not in written:
            file = tmp_path_factory.mktemp("home") / "lesson.html"
            assert exit_code(["takehome", MISSION, *options, "--output", str(file)]) == 0
            written[options] = file.read_text("utf-8")
        return written[options]

    return text


@pytest.mark.parametrize("options", [(), ("--family", "en"), ("--cards-only", "--family", "en")])
def test_the_file_weighs_no_more_than_promised(write, options):
    whole, without_python = weights(write(*options))
    limits = LIMITS["--cards-only" in options]
    assert 0 < without_python <= limits.without_python
    assert without_python < whole <= limits.whole


@pytest.mark.parametrize("options", [(), ("--cards-only",)])
def test_the_file_knows_no_other_address_and_may_ask_none(write, options):
    text = write(*options)
    assert ADDRESS.findall(text) == []
    assert LOADS.findall(text) == []
    (rules,) = RULES.findall(text)
    assert rules.startswith("default-src 'none'")
    assert not re.search(r"https?:|\*|'unsafe-eval'|script-src[^;]*'unsafe-inline'", rules)


@pytest.mark.parametrize(
    ("options", "faces"), [((), ["cards", "blocks", "python"]), (("--cards-only",), ["cards"])]
)
def test_the_lesson_comes_in_every_face_or_with_cards_only(write, options, faces):
    carried = json.loads(CARRIED.search(write(*options))[1])
    assert carried["lesson"]["faces"] == faces
    assert carried["mission"]["goals"]


def test_where_no_script_runs_there_are_the_story_the_mat_and_the_cards(write):
    drawn = DRAWN.search(write())[0]
    assert "<h1>Répète" in drawn
    assert drawn.count('<svg class="mat"') == 1
    for word in ("forward", "turn_right", "repeat"):
        assert card_text(word, "fr") in drawn
        assert card_text(word, "en") not in drawn


def test_a_family_reads_its_own_language_beside_the_page_s(write):
    drawn = DRAWN.search(write("--family", "en"))[0]
    beside = '{}<small class="second">{}</small>'
    assert beside.format(card_text("forward", "fr"), card_text("forward", "en")) in drawn
    assert beside.format(*(screen_text("home_cards", one) for one in ("fr", "en"))) in drawn


def test_the_page_may_be_in_another_language(write):
    text = write("--language", "en", "--cards-only")
    assert '<html lang="en"' in text
    assert card_text("forward", "en") in DRAWN.search(text)[0]
    assert screen_text("home_save", "en") in text


def test_without_output_the_file_is_called_like_the_mission(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert exit_code(["takehome", MISSION, "--cards-only"]) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["repete.html"]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-mission"], "no-such-mission"),
        ([MISSION, "--language", "xx"], "xx"),
        ([MISSION, "--family", "xx"], "--family"),
        ([MISSION, "--output", "no/such/folder/lesson.html"], "lesson.html"),
        ([MISSION, "--no-such-option"], "--no-such-option"),
        ([], "MISSION"),
    ],
)
def test_a_wrong_command_line_is_told_and_writes_nothing(
    arguments, said, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert exit_code(["takehome", *arguments]) == 64
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_mission_is_answered_with_those_there_are(capsys):
    assert exit_code(["takehome", "no-such-mission"]) == 64
    assert MISSION in capsys.readouterr().err
