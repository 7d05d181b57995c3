"""`make` alone tells what there is to make."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_make_alone_prints_its_targets_and_does_nothing_else():
    # Not as a part of the `make` that runs this test: that one would add lines of its own.
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    told = subprocess.run(
        ["make"], cwd=ROOT, env=alone, capture_output=True, text=True, check=True
    ).stdout
    listed = {line.split()[0] for line in told.splitlines()}
    documented = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert listed == set(documented)
    assert {"setup", "run", "test", "test-fast", "check", "bench", "watch"} <= listed
