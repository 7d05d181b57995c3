"""The wheel carries all that a class needs: the built pages, lessons, mats and pictures."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as opened:
        yield opened


def test_it_carries_every_page_and_all_that_a_page_needs(wheel):
    names = set(wheel.namelist())
    manifest = json.loads(wheel.read("web/client/dist/manifest.json"))
    assert {"pupil.html", "teacher.html", "board.html"} <= set(manifest)
    for page, files in manifest.items():
        assert {f"web/client/dist/{name}" for name in (page, *files)} <= names


@pytest.mark.parametrize(
    "pattern",
    [
        "lessons/cycle*/*/*",
        "robots/world/mats/*.toml",
        "robots/strings/*",
        "robots/drivers/*.[st]*",
        "firmware/**/*.*",
    ],
)
def test_it_carries_the_data(wheel, pattern):
    files = {str(path.relative_to(ROOT)) for path in ROOT.glob(pattern) if path.is_file()}
    assert files
    assert files <= set(wheel.namelist())


def test_it_carries_no_source_of_the_client(wheel):
    assert not [name for name in wheel.namelist() if name.endswith((".ts", ".tsx", "build.mjs"))]
