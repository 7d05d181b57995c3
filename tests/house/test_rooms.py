"""The house keeps its own rules: layers, small files, locks without addresses, every word."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from robots.abilities import WORDS
from robots.errors import Code

ROOT = Path(__file__).parents[2]
SUFFIXES = {".py", ".ts", ".tsx", ".css"}
GENERATED = {"web/client/src/generated"}
LANGUAGES = ("fr", "en")


def sources() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    paths = [Path(name) for name in listed if Path(name).suffix in SUFFIXES]
    return [path for path in paths if not any(str(path).startswith(g) for g in GENERATED)]


def strings(language: str) -> dict:
    return json.loads((ROOT / "robots" / "strings" / f"{language}.json").read_text("utf-8"))


def test_rooms_import_only_what_they_may():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_source_file_is_longer_than_500_lines():
    long = {str(path): n for path in sources() if (n := lines(ROOT / path)) > 500}
    assert not long


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines()) if path.exists() else 0


LOCKS = [f"requirements/{name}.txt" for name in ("run", "dev", "build")]


@pytest.mark.parametrize("lock", [*LOCKS, "web/client/package-lock.json"])
def test_a_lock_file_names_no_download_address(lock):
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r'"resolved"|--(extra-)?index-url|--find-links', text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_its_texts(language):
    words = strings(language)["words"]
    assert {name for name in WORDS if name not in words} == set()
    assert all(words[name].get("name") and words[name].get("block") for name in WORDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_sentence(language):
    assert {str(code) for code in Code} <= set(strings(language)["errors"])


def test_both_languages_have_the_same_keys():
    for section in ("words", "errors", "screens", "pictures"):
        assert set(strings("fr")[section]) == set(strings("en")[section]), section
