"""`ribambelle robots` lists what can be driven from this machine."""

import json

from web.commands.main import exit_code


def test_the_robot_on_the_screen_is_always_there(capsys):
    assert exit_code(["robots", "--json", "--seconds", "1"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0] == {
        "address": "simulated",
        "kind": "simulated",
        "name": "Robot de l'écran",
        "free": True,
        "battery": None,
        "link": None,
    }


def test_without_json_it_is_one_line_a_robot(capsys):
    assert exit_code(["robots"]) == 0
    assert capsys.readouterr().out.startswith("* simulated  Robot de l'écran\n")
