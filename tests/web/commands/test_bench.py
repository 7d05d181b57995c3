"""`ribambelle bench`: figures in the agreed form."""

import json

from web.commands.bench import figure_names
from web.commands.main import exit_code


def test_figures_have_the_agreed_fields(capsys):
    assert exit_code(["bench", "weight", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert {figure["name"] for figure in figures} >= {"weight-pupil", "weight-board"}
    fields = {"name", "value", "unit", "ratio", "against", "versions", "starved"}
    assert all(set(figure) == fields for figure in figures)


def test_every_figure_is_found_by_its_module():
    assert {"go", "runner", "startup", "weight"} <= set(figure_names())
    assert "figure" not in figure_names()


def test_an_unknown_figure_is_a_wrong_command_line(capsys):
    assert exit_code(["bench", "warp"]) == 64
    assert "warp" in capsys.readouterr().err
