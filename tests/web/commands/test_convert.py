import json

import pytest

from robots.program import read
from web.commands.main import exit_code

CARDS = {
    "cards": 1,
    "stacks": [
        {
            "when": {"word": "when_started"},
            "do": [
                {"word": "forward", "steps": 2},
                {"repeat": 2, "do": [{"word": "turn_right"}, {"word": "light", "colour": "red"}]},
            ],
        }
    ],
}
PYTHON = 'forward(2)\nfor _ in range(2):\n    turn_right()\n    light("red")\n'
FRENCH = 'avancer(2)\nfor _ in range(2):\n    tourner_a_droite()\n    allumer("rouge")\n'


@pytest.fixture
def cards(tmp_path):
    file = tmp_path / "essai.json"
    file.write_text(json.dumps(CARDS), "utf-8")
    return file


@pytest.fixture
def python(tmp_path):
    file = tmp_path / "essai.py"
    file.write_text(FRENCH, "utf-8")
    return file


def test_cards_become_python_in_canonical_names_unless_a_language_is_asked_for(cards, capsys):
    assert exit_code(["convert", str(cards), "--to", "python"]) == 0
    assert capsys.readouterr() == (PYTHON, "")
    assert exit_code(["convert", str(cards), "--to", "python", "--language", "fr"]) == 0
    assert capsys.readouterr().out == FRENCH


def test_python_in_any_language_becomes_cards(python, capsys):
    assert exit_code(["convert", str(python), "--to", "cards"]) == 0
    assert json.loads(capsys.readouterr().out) == CARDS


def test_python_becomes_blocks_and_comes_back(python, tmp_path, capsys):
    blocks = tmp_path / "blocs.json"
    assert exit_code(["convert", str(python), "--to", "blocks", "--output", str(blocks)]) == 0
    assert capsys.readouterr() == ("", "")
    assert exit_code(["convert", str(blocks), "--to", "python"]) == 0
    assert capsys.readouterr().out == PYTHON


def test_what_a_face_cannot_show_is_one_line_and_nothing_is_written(tmp_path, capsys):
    file, target = tmp_path / "essai.py", tmp_path / "cartes.json"
    file.write_text("forward()\nx = 3\n", "utf-8")
    line = ["convert", str(file), "--to", "cards", "--output", str(target), "--language", "en"]
    assert exit_code(line) == 1
    told = "Cards have no variables: stay with blocks."
    assert capsys.readouterr() == ("", f"{file}:2: not-shown: {told}\n")
    assert not target.exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", b'{"cards": 1,', "1: broken-file: "),
        ("a.json", b'{"x": 1}', "1: unknown-format: "),
        ("a.txt", b"forward()", "1: unknown-format: "),
        ("a.json", b'{"cards": 9, "stacks": []}', "1: newer-format: "),
        ("a.py", b"forward()\nvole()", "2: unknown-word: "),
        ("a.py", b"x = '" + b"\\n" * 9 + b"", "1: syntax: "),
    ],
)
def test_what_cannot_be_read_is_one_line(tmp_path, capsys, name, content, told):
    file = tmp_path / name
    file.write_bytes(content)
    assert exit_code(["convert", str(file), "--to", "python"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"{file}:{told}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "line",
    [
        ["FILE"],
        ["FILE", "--to", "music"],
        ["missing.py", "--to", "cards"],
        ["FILE", "--to", "cards", "--language", "xx"],
        ["FILE", "--to", "cards", "--output", "/nowhere/at/all.json"],
        ["FILE", "--to", "cards", "--output", "/"],
    ],
)
def test_a_wrong_command_line_is_64(python, capsys, line):
    assert exit_code(["convert", *(str(python) if part == "FILE" else part for part in line)]) == 64
    assert capsys.readouterr().out == ""


def test_a_converted_file_is_utf_8_with_plain_line_ends(tmp_path):
    file, target = tmp_path / "a.py", tmp_path / "b.py"
    file.write_bytes("dire('été')\r\n".encode())
    assert exit_code(["convert", str(file), "--to", "python", "--output", str(target)]) == 0
    assert target.read_bytes() == 'say("été")\n'.encode()
    assert read(target.read_bytes(), "b.py") == read(file.read_bytes(), "a.py")
