import pytest

from robots.errors import Code, Refused
from robots.views import mat_view
from robots.world.cells import cell_name, cell_place
from robots.world.mat import read_mat
from robots.world.shipped import mat_names, shipped
from tests.robots.playing import mat

FULL = """
format = 1
name = "Essai"
cell_cm = 10
rows = ["..f", "#m."]
starts = [{ cell = "B1", heading = 90 }, { cell = "C2" }]
places = { house = "A2", both = ["A2", "B2"] }
noise = 0.1
walls = [["A2", "B2"]]
lines = [{ points = [[0, 5], [30, 5]], width = 3, colour = "blue" }]
images = [{ file = "fond.png", x = 0, y = 0, width = 30, height = 20 }]

[legend]
f = "fleur"
m = { name = "mud", colour = "#806040", picture = "rocher" }
"""


def test_only_rows_is_needed():
    made = read_mat('rows = ["..", ".."]', "jardin")
    assert (made.name, made.columns, made.rows, made.cell_cm) == ("jardin", 2, 2, 15.0)
    assert made.start_pose().fields() == {"x": 7.5, "y": 7.5, "heading": 0, "cell": "A1"}
    assert made.noise == 0.0


def test_every_key_is_read():
    made = read_mat(FULL, "x")
    assert made.name == "Essai"
    assert made.start_pose(0).fields() == {"x": 15, "y": 5, "heading": 90, "cell": "B1"}
    assert made.start_pose(1).cell == "C2"
    assert made.places["both"] == {"A2", "B2"}
    assert made.noise == 0.1
    assert made.lines[0].width == 3.0
    assert made.images[0].file == "fond.png"
    assert made.squares["B1"].picture == "rocher"


def test_the_top_row_comes_first():
    assert read_mat(FULL, "x").places["fleur"] == {"C2"}


def test_a_legend_name_is_a_place():
    assert read_mat(FULL, "x").places["mud"] == {"B1"}


def test_edges_blocked_cells_and_walls_are_closed():
    made = read_mat(FULL, "x")
    assert made.closed((0, 1), (-1, 1))
    assert made.closed((1, 0), (0, 0))
    assert made.closed((0, 1), (1, 1))
    assert not made.closed((1, 1), (2, 1))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("rows = [", "toml"),
        ("name = 'x'", "rows-missing"),
        ("rows = []", "rows-missing"),
        ("rows = ['..', '.']", "rows-uneven"),
        ("rows = ['?']", "unknown-character"),
        ("rows = ['.']\ncolour = 'red'", "unknown-key"),
        ("rows = ['.']\nstart = { cell = 'B1' }", "start-no-cell"),
        ("rows = ['#.']\n", "start-blocked"),
        ("rows = ['.']\nstart = { cell = 'A1', heading = 'n' }", "heading-form"),
        ("rows = ['.']\nplaces = { x = 'Z9' }", "place-no-cell"),
        ("rows = ['...']\nwalls = [['A1', 'C1']]", "wall-neighbours"),
        ("rows = ['.']\nnoise = 3", "noise-range"),
        ("rows = ['.']\ncell_cm = 0", "cell_cm-range"),
        ("rows = ['.']\nlines = [{ points = [[1, 2]] }]", "line-points"),
        ("rows = ['.']\nlegend = { m = { name = 'm', colour = 'mauve' } }", "colour"),
        ("rows = ['.']\nlegend = { mm = 'mud' }", "legend-character"),
        ("rows = ['.']\nformat = 'one'", "format"),
        ("rows = ['.']\nstart = { cell = 'A1' }\nstarts = []", "start-twice"),
        ("rows = ['.']\nimages = [{ file = 'x' }]", "image-entry"),
    ],
)
def test_a_fault_is_named(text, reason):
    with pytest.raises(Refused) as caught:
        read_mat(text, "x")
    (problem,) = caught.value.problems
    assert (problem.code, problem.details["reason"]) == (Code.BAD_MAT, reason)


def test_a_newer_format_is_refused():
    with pytest.raises(Refused) as caught:
        read_mat("format = 2\nrows = ['.']", "x")
    assert caught.value.problems[0].code == Code.NEWER_FORMAT


@pytest.mark.parametrize(
    ("name", "place"), [("A1", (0, 0)), ("Z12", (25, 11)), ("AA1", (26, 0)), ("AZ52", (51, 51))]
)
def test_cells_are_named_by_letter_and_number(name, place):
    assert cell_place(name) == place
    assert cell_name(*place) == name


@pytest.mark.parametrize("name", ["", "A", "1", "A0", "a1", "A1B", "É1"])
def test_what_is_no_cell_has_no_place(name):
    assert cell_place(name) is None


def test_the_plain_mat_is_six_by_six_and_empty():
    plain = shipped()
    assert (plain.name, plain.columns, plain.rows) == ("plain", 6, 6)
    assert plain.start_pose().fields() == {"x": 7.5, "y": 7.5, "heading": 0, "cell": "A1"}
    assert {square.name for square in plain.squares.values()} == {"floor"}


def test_every_shipped_mat_can_be_read_and_shown():
    assert len(mat_names()) >= 4
    for name in mat_names():
        assert mat_view(shipped(name)).columns > 0


def test_a_screen_gets_what_is_not_plain_floor():
    view = mat_view(read_mat(FULL, "x"))
    assert {cell.cell for cell in view.cells} == {"A1", "B1", "C2"}
    assert view.walls == [("A2", "B2")]
    assert mat_view(mat("..")).cells == []
