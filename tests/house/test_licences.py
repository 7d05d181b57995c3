"""Nothing that Ribambelle needs at run time may be under the GPL or AGPL."""

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)


def pinned() -> list[str]:
    """The names of everything that is installed to run the product."""
    lines = (ROOT / "requirements" / "run.txt").read_text().splitlines()
    return [match[1] for line in lines if (match := re.match(r"([A-Za-z0-9._-]+)==", line))]


def licence(found: Distribution) -> str:
    meta = found.metadata
    stated = meta.get("License-Expression") or ""
    classified = [item for item in meta.get_all("Classifier") or [] if item.startswith("License")]
    return " ".join([stated, *classified]) or (meta.get("License") or "").splitlines()[0]


@pytest.mark.parametrize("name", pinned())
def test_a_run_time_dependency_states_a_licence_that_is_no_gpl(name):
    try:
        found = distribution(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is for another system")
    stated = licence(found)
    assert stated, f"{name} states no licence"
    assert not FORBIDDEN.search(LESSER.sub("", stated)), f"{name}: {stated}"


def shipped() -> dict[str, str]:
    """The packages of the client that are built into its pages, and their stated licences."""
    lock = json.loads((ROOT / "web" / "client" / "package-lock.json").read_text("utf-8"))
    ours = {name: facts for name, facts in lock["packages"].items() if name}
    return {
        name.removeprefix("node_modules/"): facts.get("license") or stated_inside(name)
        for name, facts in ours.items()
        if not facts.get("dev") and not facts.get("optional")
    }


def stated_inside(name: str) -> str:
    """The licences that an older package states in its own way, "" where it is not installed."""
    file = ROOT / "web" / "client" / name / "package.json"
    facts = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return " ".join(item["type"] for item in facts.get("licenses", []))


@pytest.mark.parametrize("name", shipped())
def test_what_the_pages_are_built_of_states_a_licence_that_is_no_gpl(name):
    stated = shipped()[name]
    assert stated, f"{name} states no licence"
    assert not FORBIDDEN.search(LESSER.sub("", stated)), f"{name}: {stated}"


def test_the_licence_of_the_browsers_python_is_told():
    told = (ROOT / "web" / "client" / "python" / "NOTICE.txt").read_text("utf-8")
    assert shipped()["pyodide"] in told


def test_a_gpl_licence_would_be_seen():
    assert FORBIDDEN.search("License :: OSI Approved :: GNU General Public License v3 (GPLv3)")
    assert FORBIDDEN.search("AGPL-3.0-only")
    assert not FORBIDDEN.search(LESSER.sub("", "LGPL-3.0-or-later"))
