"""Which lines of Python are which block, whichever of the two the program was written in."""

import json

import pytest
from hypothesis import given, settings

from robots.errors import Refused
from robots.program.alongside import spans
from robots.program.faces import read_face, write_face
from robots.program.walk import statements
from tests.robots.program.trees import python_programs

TEXT = """\
avancer(1)

# trois fois
for tour in range(3):
    if obstacle("devant"):
        tourner_a_gauche()
    else:
        reculer()
allumer("rouge")


@quand_bouton("haut")
def haut():
    dire("a")
    attendre(1)
"""


def beside(text):
    """Block type -> its lines, for a text whose blocks each stand once."""
    python = read_face("python", text)
    written = write_face(python, "blocks")
    found = spans(read_face("blocks", written), python)
    return {kinds(json.loads(written))[id]: lines for id, lines in found.items()}


def kinds(state):
    """The type of every block of a workspace, by its id."""
    found, waiting = {}, [state]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            if "type" in item and "id" in item:
                found[item["id"]] = item["type"]
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
    return found


def test_a_statement_has_the_lines_of_what_stands_in_it():
    assert beside(TEXT) == {
        "robot_forward": (1, 1),
        "controls_repeat_ext": (4, 8),
        "controls_if": (5, 8),
        "robot_turn_left": (6, 6),
        "robot_backward": (8, 8),
        "robot_light": (9, 9),
        "robot_when_button": (12, 15),
        "robot_say": (14, 14),
        "robot_wait": (15, 15),
    }


def test_blocks_without_a_hat_are_one_text_in_their_order():
    stacks = [
        {"type": "robot_stop", "id": "a", "y": 1},
        {"type": "robot_forward", "id": "b", "y": 90},
    ]
    blocks = read_face("blocks", json.dumps({"blocks": {"blocks": stacks}}))
    python = read_face("python", write_face(blocks, "python", "fr"))
    assert spans(blocks, python) == {"a": (1, 1), "b": (2, 2)}


@given(python_programs)
@settings(max_examples=20, deadline=None)
def test_every_statement_of_a_text_finds_its_block(program):
    try:
        text = write_face(program, "python")
        python = read_face("python", text)
        blocks = read_face("blocks", write_face(python, "blocks"))
    except Refused:
        return
    lines = spans(blocks, python)
    assert {first for first, _ in lines.values()} >= {int(item.id) for item in statements(python)}
    assert all(1 <= first <= last <= text.count("\n") for first, last in lines.values())


@pytest.mark.parametrize("wrong", ["avancer(1)\n", ""])
def test_programs_that_differ_match_as_far_as_they_go(wrong):
    blocks = read_face("blocks", write_face(read_face("python", TEXT), "blocks"))
    assert len(spans(blocks, read_face("python", wrong))) < 5
