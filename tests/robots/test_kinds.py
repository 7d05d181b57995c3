"""Robot kinds: a driver with names and a drawing beside it, found without being imported."""

import re
from pathlib import Path

import pytest

from robots.drivers.registry import driver_class, kind_facts, kinds
from robots.errors import Refused
from robots.gateway.picture_names import PICTURE_NAMES

NAMES = Path("web/client/src/look/drawings/picture_names.ts")


def test_every_kind_has_a_french_and_an_english_name_and_a_drawing():
    for facts in kind_facts():
        assert facts.names.keys() >= {"fr", "en"}
        assert facts.picture.startswith("<svg")


def test_every_kind_but_the_simulated_one_has_a_driver_of_its_name():
    assert "simulated" in kinds()
    for kind in set(kinds()) - {"simulated"}:
        assert driver_class(kind).kind == kind


@pytest.mark.parametrize("kind", ["simulated", "driver", "registry", "nobody", "../thymio"])
def test_a_kind_that_no_driver_speaks_to_is_not_found(kind):
    with pytest.raises(Refused):
        driver_class(kind)


def test_the_screens_have_a_drawing_for_every_picture_name():
    drawn = re.findall(r"^  (\w+):", NAMES.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(PICTURE_NAMES) <= set(drawn)
