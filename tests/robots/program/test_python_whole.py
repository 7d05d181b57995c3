"""The whole taught Python: functions, lists, dictionaries, templates, and what is kept as text."""

import pytest
from hypothesis import HealthCheck, given, settings

from robots.errors import Refused
from robots.languages import names, spelling
from robots.program.check import check
from robots.program.faces import read_face, write_face
from robots.program.python.identifiers import Identifiers
from robots.program.python.read import read_expression, read_statements
from robots.program.python.write import write_expression, write_statements
from robots.program.tree import (
    Ask,
    Assign,
    Call,
    DictOf,
    Do,
    Evaluate,
    ForEach,
    Function,
    Literal,
    Opaque,
    Own,
    Parameter,
    Print,
    Return,
    SetItem,
    Template,
    TupleOf,
    Unpack,
    Variable,
)
from tests.robots.program.saying import said_by
from tests.robots.program.trees import whole_programs
from tests.robots.program.trying import tries

pytestmark = pytest.mark.random

X, Y = Variable("x"), Variable("y")


def body_of(text: str) -> list:
    return read_face("python", text).stacks[0].body


def again(text: str, language: str | None = None) -> str:
    return write_face(read_face("python", text), "python", language)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("x.append(1)", Evaluate(Call("list.append", [X, Literal(1)]))),
        ("del x[0]", Evaluate(Call("list.pop", [X, Literal(0)]))),
        ("x.sort(reverse=True)", Evaluate(Call("list.sort", [X, Literal(True)]))),
        ("x[0] = 1", SetItem(X, Literal(0), Literal(1))),
        ("x, y = y, x", Unpack(["x", "y"], TupleOf([Y, X]))),
        ("x = {'a': 1}", Assign("x", DictOf([Literal("a")], [Literal(1)]))),
        ("x = sorted(y, reverse=True)", Assign("x", Call("sorted", [Y, Literal(True)]))),
        ("x = f'{y} cm'", Assign("x", Template([Y, Literal(" cm")]))),
        ("x = f'{y:.1f}'", Assign("x", Template([Call("format", [Y, Literal(".1f")])]))),
        ("x = int(input('?'))", Assign("x", Call("int", [Ask(Literal("?"))]))),
        ("for x in y: print(x)", ForEach(["x"], Y, [Print([X])])),
        ("for x, y in {}.items(): stop()",
         ForEach(["x", "y"], Call("dict.items", [DictOf([], [])]), [Do("stop")])),
        ("print(x, y, sep='-')", Print([Template([X, Literal("-"), Y])])),
    ],
)  # fmt: skip
def test_each_statement_has_its_node(text, statement):
    assert body_of(text) == [statement]
    assert body_of(again(text)) == [statement]


def test_two_names_for_one_value_are_set_one_after_the_other():
    assert again("a = b = []") == "a = []\nb = a\n"


def test_an_item_grows_where_looking_twice_makes_no_difference():
    assert again("d[k] += 1\nd[k] *= 2\n") == "d[k] += 1\nd[k] *= 2\n"


def test_a_function_knows_what_is_its_own():
    text = (
        "def f(a, b=2):\n    global n\n    n = a\n    i = b\n    return i\n\n\nprint(f(1, b=3))\n"
    )
    program = read_face("python", text)
    assert program.functions == [
        Function(
            "f",
            [Parameter("a"), Parameter("b", Literal(2))],
            [Assign("n", Variable("a")), Assign("i", Variable("b")), Return(Variable("i"))],
            ["i"],
        )
    ]
    assert program.stacks[0].body == [Print([Own("f", [Literal(1)], {"b": Literal(3)})])]
    assert write_face(program, "python") == text


def test_a_parameter_that_is_given_to_a_word_takes_the_childs_own_values():
    text = "def peindre(c='rouge'):\n    allumer(c)\npeindre('vert')\n"
    program = read_face("python", text)
    assert program.functions[0].parameters == [Parameter("c", Literal("red"))]
    assert program.stacks[0].body == [Evaluate(Own("peindre", [Literal("green")]))]


def test_names_from_a_module_are_its_functions():
    text = "from random import *\nfrom math import sqrt, pi\nx = sqrt(pi)\ny = randint(1, 6)\n"
    assert again(text) == (
        "import math\nimport random\n\n\nx = math.sqrt(math.pi)\ny = random.randint(1, 6)\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "f\"l'été : {x}\"", "f\"{x['a']}\"", 'f"{{{x}}}"', 'f"{x:>5}"', "f\"{x}{y}\"", 'f"\\n{x}"',
        "(1,)", "()", "{}", "{1: (2, 3)}", "x[1:2:3]", "x[::2]", "f'\"{x}\"'", "[1, *y]",
    ],
)  # fmt: skip
def test_values_stay_what_they_are(text):
    (first,) = body_of(f"x = {text}")
    assert body_of(again(f"x = {text}")) == [first]


def test_a_template_that_an_older_python_could_not_read_becomes_a_sum():
    node = Template([Literal("a"), Call("str.join", [Literal("\n"), X])])
    assert write_expression(node, spelling(None), names()) == '"a" + str("\\n".join(x))'


# What is not taught -------------------------------------------------------------------------------

OPAQUE = """\
# la liste
carres = [n * n for n in range(3)]  # en une ligne
if bumped():
    try:
        forward()
    # dedans
    except ValueError:
        texte = '''un
  deux'''
    stop()
class Robot:
    pass
# la fin
"""


def test_what_is_not_taught_is_kept_in_the_smallest_statement():
    first, second, third = body_of(OPAQUE)
    assert first == Opaque("carres = [n * n for n in range(3)]  # en une ligne")
    assert second.branches[0].body[0].text.startswith("try:\n    forward()\n# dedans\nexcept")
    assert second.branches[0].body[1] == Do("stop")
    assert third == Opaque("class Robot:\n    pass")
    assert [problem.where for problem in check(read_face("python", OPAQUE))] == ["2", "4", "11"]


def test_what_is_kept_as_text_stays_as_it_is_at_any_depth():
    assert again(OPAQUE) == OPAQUE
    deep = "for _ in range(2):\n" + "".join(
        line if "  deux" in line else f"    {line}" for line in OPAQUE.splitlines(True)[1:-1]
    )
    assert again(deep) == deep


def test_a_name_that_is_bound_out_of_the_subset_is_no_misspelt_word():
    assert body_of("vole = lambda: 1\nvole()")[1] == Opaque("vole()")


def test_a_variable_that_kept_text_speaks_of_keeps_its_name():
    text = "max = 3\nx = [max for i in y]\nprint(max)\n"
    assert again(text) == text


FREE = [
    OPAQUE,
    "from math import sqrt\nx = [sqrt(i) for i in range(3)]\n",
    "import math\n\n\nx = [math.gcd(i, 2) for i in range(3)]\n",
    "from random import *\nx = {randint(1, 6)}\n",
    "@cache\ndef f(a: int, *, b=[]) -> int:\n    # dedans\n\n    return a\nx = f(1)\n",
    "class A:\n    pass\nx = A\nspeed = lambda: 1\nspeed()\n",
    "match x:\n    case 1:\n        forward()  # un\n    # deux\n    case _:\n        stop()\n",
    "x = [\n    # un\n    i for i in range(3)  # deux\n]\n# fin\n",
    "async def f():\n    await g()\n# fin\n",
]


@pytest.mark.parametrize("text", FREE)
def test_what_is_kept_as_text_is_whole_in_every_face(text):
    program = read_face("python", text)
    blocks = read_face("blocks", write_face(program, "blocks"))
    assert write_face(program, "python") == write_face(blocks, "python") == text
    assert blocks == program
    with pytest.raises(Refused) as caught:
        write_face(program, "cards")
    assert caught.value.problems[0].code == "not-shown"


def test_an_import_that_is_kept_for_what_comes_after_is_no_fault_of_its_own():
    (problem,) = [found for found in check(read_face("python", FREE[1])) if not found.remark]
    assert (problem.where, problem.details["name"]) == ("2", "[ for ]")


def test_a_value_without_a_format_is_shown_as_it_is():
    said, fault = said_by(read_face("python", "print(format(None, ''), f'{[1]:}')"))
    assert (said, fault) == (["None [1]"], None)


# A part of a program ------------------------------------------------------------------------------


def test_a_python_block_is_read_with_its_pupils_names_and_its_own_id():
    found = Identifiers.of(["mon compte", "for"], ["mon carré"], names())
    (item,) = read_statements(
        "mon_compte = mon_carré(for_)",
        names(),
        functions=["mon carré"],
        identifiers=found,
        where="b1",
    )
    assert item == Assign("mon compte", Own("mon carré", [Variable("for")]))
    assert (item.id, item.value.id) == ("b1", "b1")
    text = write_statements([item], spelling(None), names(), found)
    assert text == "mon_compte = mon_carré(for_)"
    assert read_expression("for_ + 1", names(), identifiers=found).left == Variable("for")


# Any program --------------------------------------------------------------------------------------


@settings(tries(10), suppress_health_check=list(HealthCheck))
@given(whole_programs())
def test_any_program_of_the_whole_language_is_written_and_read_back(program):
    text = again(write_face(program, "python"))
    assert again(text) == text
    assert read_face("python", text) == read_face("python", again(text))
    check(program)
