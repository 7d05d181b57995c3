"""`ribambelle bench`: figures in the agreed form."""

import json

from robots.program.faces import read_face
from robots.program.tree import Branch, Stack
from robots.program.walk import every_node
from web.commands.bench import figure_names
from web.commands.bench.convert import workspace
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


def test_the_workspace_that_is_converted_has_600_blocks():
    program = read_face("blocks", json.dumps(workspace()))
    nodes = [node for node in every_node(program.stacks) if not isinstance(node, (Stack, Branch))]
    assert len(nodes) == 600
