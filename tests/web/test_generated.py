"""What the client knows of messages and words is what Python says now."""

import re

import pytest

from robots.abilities import WORDS
from robots.program.check import check
from robots.program.faces import read_face
from robots.program.python.methods import UNSPOKEN
from robots.program.taught import TAUGHT
from web.server.generate import FOLDER, generated
from web.server.language_page import PAGE, language_page
from web.server.robots_table import README, readme, table


@pytest.mark.parametrize("name", ["messages.ts", "words.ts", "animals.ts"])
def test_the_generated_files_are_fresh(name):
    assert (FOLDER / name).read_text("utf-8") == generated()[name], "run `make generate`"


def test_the_page_of_the_language_is_fresh():
    assert PAGE.read_text("utf-8") == language_page(), "run `make generate`"


def test_the_readmes_table_of_robots_is_fresh():
    assert README.read_text("utf-8") == readme(), "run `make generate`"


def test_the_table_of_robots_claims_what_drivers_say():
    thymio = next(line for line in table().splitlines() if line.startswith("| `thymio`"))
    assert "all but colour, light_level" in thymio
    assert "stops by itself" in thymio
    assert "foreign simulator" in thymio


def test_the_page_of_the_language_names_every_word_and_function():
    text = language_page()
    assert all(f"`{name}" in text or f"`@{name}" in text for name in WORDS)
    methods = {name.rpartition(".")[2] for name in TAUGHT if name not in UNSPOKEN}
    assert all(f"`{name}`" in text for name in methods)


def test_the_programs_on_the_page_are_taught():
    programs = re.findall(r"```python\n(.*?)```", language_page(), re.DOTALL)
    assert programs
    assert all(check(read_face("python", text)) == [] for text in programs)
