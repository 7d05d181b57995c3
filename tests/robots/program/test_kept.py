"""Files of every released format are read for ever."""

from pathlib import Path

from robots.program import read
from robots.program.faces import write_face

KEPT = Path(__file__).parent / "kept"
CARDS_1 = """\
@when_message("stop")
def when_message_2():
    stop()


# vers la fleur
forward(2)
for _ in range(4):
    turn_right()
    light("red")
if obstacle("left"):
    play("sad")
else:
    note("C4", 1)
while not button("centre"): pass
while True:
    say("été")
"""


def test_cards_of_the_first_format_are_read():
    program = read((KEPT / "cards-1.json").read_bytes(), "cards-1.json")
    assert write_face(program, "python") == CARDS_1
    assert (program.stacks[1].x, program.stacks[1].y) == (40, 8)
