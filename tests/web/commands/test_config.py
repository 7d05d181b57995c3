"""The configuration file: every flag of `start` is an option of it, and the reverse."""

import json
from pathlib import Path

import click
import pytest

from web.commands.config import config_path
from web.commands.start import start

OTHER = {
    "port": 8123,
    "host": "127.0.0.1",
    "name": "classe.example",
    "data": "/somewhere/else",
    "robots": 2,
    "robot": ["thymio@tcp:localhost:33333", "thymio@emulator"],
    "find": False,
    "browser": False,
    "language": "en",
}
"""A value for every option that is not its default."""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """No file of this machine's owner has a say."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))


@pytest.fixture
def written(tmp_path):
    def write(options):
        path = tmp_path / "class.toml"
        path.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in options.items()))
        return str(path)

    return write


def understood(*line):
    """What a command line means, with its file and the defaults."""
    told = start.make_context("start", list(line)).params
    return {name: value for name, value in told.items() if name != "config"}


def as_flags(options):
    flags = []
    for name, value in options.items():
        if isinstance(value, bool):
            flags.append(f"--{name}" if value else f"--no-{name}")
        else:
            for one in value if isinstance(value, list) else [value]:
                flags += [f"--{name}", str(one)]
    return flags


def test_every_flag_is_an_option_and_the_reverse(written):
    assert understood().keys() == OTHER.keys()
    told = understood("--config", written(OTHER))
    assert told == understood(*as_flags(OTHER))
    assert told["data"] == Path(OTHER["data"])
    assert all(told[name] != value for name, value in understood().items())


@pytest.mark.parametrize("name", OTHER)
def test_a_file_wins_over_the_default_for_its_option_alone(written, name):
    default, told = understood(), understood("--config", written({name: OTHER[name]}))
    assert {key for key in told if told[key] != default[key]} == {name}


@pytest.mark.parametrize("name", OTHER)
def test_a_flag_wins_over_the_file(written, name):
    flag = {"port": 9000, "robots": 5, "find": True, "browser": True, "robot": ["simulated"]}
    given = {name: flag.get(name, "given")}
    told = understood("--config", written(OTHER), *as_flags(given))
    assert told == understood(*as_flags(OTHER | given))
    assert told != understood("--config", written(OTHER))


def test_the_file_in_the_configuration_folder_is_found(tmp_path):
    assert config_path().is_relative_to(tmp_path)
    config_path().parent.mkdir(parents=True)
    config_path().write_text("robots = 3\n")
    assert understood()["robots"] == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [("prot = 1", "prot"), ("config = 'a'", "config"), ("port = 'x'", "port"),
     ("port = 70000", "port"), ("port =", "class.toml"), ("[port]", "port"),
     ("port = true", "port"), ("robot = 'a@b'", "robot"), ("find = 1", "find"),
     ("data = 1", "data"), ("host = []", "host")],
)  # fmt: skip
def test_a_wrong_file_is_said(tmp_path, text, said):
    path = tmp_path / "class.toml"
    path.write_text(f"{text}\n")
    with pytest.raises(click.UsageError) as wrong:
        understood("--config", str(path))
    assert said in wrong.value.format_message()


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(click.UsageError, match=r"none\.toml"):
        understood("--config", str(tmp_path / "none.toml"))
