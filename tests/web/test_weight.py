"""No page, and no part that a page fetches later, grows heavier than its budget.

The budgets (`web/client/budgets.json`, KB of 1,000 bytes, gzipped, since plain HTTP gets no brotli)
stand a few percent above what was measured when they were set. The blocks' own is the weight of a
whole Blockly page in French with its socket, as a prototype had it.
"""

import json
import re

import pytest

from web.commands.bench.weight import DIST, late_weights, page_weights, python_weight

HASHED = re.compile(r"-[0-9A-Z]{8}\.(js|css)$")
FONT = 20
"""KB: half of the whole Lexend; it is fetched after the first picture of a page."""
BUDGETS = json.loads((DIST.parent / "budgets.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def weights():
    return page_weights() | late_weights() | {"python": python_weight()}


@pytest.mark.parametrize("part", BUDGETS)
def test_it_is_within_its_budget(weights, part):
    assert 0 < weights[part] <= BUDGETS[part]


def test_the_font_of_french_texts_is_light():
    (font,) = DIST.glob("assets/lexend-latin-400-600-*.woff2")
    assert font.stat().st_size <= FONT * 1000


def test_everything_has_a_budget(weights):
    assert weights.keys() == BUDGETS.keys()


def test_every_script_and_style_is_compressed_and_its_name_changes_with_it():
    travelling = [*DIST.glob("assets/*.js"), *DIST.glob("assets/*.css")]
    assert travelling
    for file in travelling:
        assert file.with_name(f"{file.name}.gz").exists()
        assert HASHED.search(file.name), file.name
