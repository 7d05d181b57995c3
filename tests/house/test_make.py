"""`make` alone tells what there is to make."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_make_alone_prints_its_targets_and_does_nothing_else():
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = {line.split()[0] for line in told.splitlines()}
    documented = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert listed == set(documented)
    assert {"setup", "run", "test", "test-fast", "check", "bench", "watch"} <= listed
