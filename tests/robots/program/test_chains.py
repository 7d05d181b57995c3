"""Sums and conditions of a thousand terms, in every face."""

from __future__ import annotations

import pytest

from robots.errors import Refused
from robots.program.chains import MOST_TERMS
from robots.program.check import check
from robots.program.faces import read_face, write_face
from robots.program.python.counting import _copied
from robots.program.tree import Assign, Binary, Change, Expression, Literal, Logic, Print, Variable
from robots.world.trace import Type
from tests.robots.playing import play


def summed(count: int, operator: str = "+", term: Expression | None = None) -> Expression:
    whole = first = term or Literal(1)
    for _ in range(count - 1):
        kind = Logic if operator in ("and", "or") else Binary
        whole = kind(operator, whole, first)
    return whole


def refusal(face: str, text: str) -> tuple[str, object]:
    with pytest.raises(Refused) as caught:
        read_face(face, text)
    problem = caught.value.problems[0]
    return str(problem.code), problem.details.get("reason")


@pytest.mark.parametrize(
    ("term", "operator", "said"),
    [
        ("1", "+", "1000"), ("x", "-", "-998"), ("x", "*", "1"), ('"a"', "+", "a" * 1000),
        ("-x", "+", "-1000"), ("x < 5", "and", "True"), ("not x", "or", "False"),
        ("obstacle()", "or", "False"), ("(x * 2)", "-", "-1996"),
    ],
)  # fmt: skip
def test_a_thousand_terms_are_the_same_in_every_face_and_run(term, operator, said):
    text = f"x = 1\nprint({f' {operator} '.join([term] * MOST_TERMS)})"
    program = read_face("python", text)
    assert not [problem for problem in check(program) if not problem.remark]
    among_blocks = read_face("blocks", write_face(program, "blocks"))
    assert among_blocks == program
    assert read_face("python", write_face(among_blocks, "python")) == program
    said_by_it = [
        event.fields["text"] for event in play(*among_blocks.stacks) if event.type is Type.SAY
    ]
    assert said_by_it == [said]


def test_one_term_more_is_too_deep_and_says_so():
    for operator in ("+", "and"):
        text = f" {operator} ".join(["1"] * (MOST_TERMS + 1))
        assert refusal("python", f"x = {text}") == ("too-deep", "terms")
    more = [Assign("x", summed(MOST_TERMS + 1))]
    problem = next(problem for problem in check(_of(more)) if not problem.remark)
    assert (problem.code, problem.details["reason"]) == ("too-deep", "terms")
    assert refusal("blocks", write_face(_of(more), "blocks")) == ("too-deep", "terms")


def _of(body):
    from tests.robots.playing import program

    return program(*body)


def test_each_of_several_sums_has_its_own_thousand():
    sums = ", ".join([" + ".join(["1"] * 600)] * 3)
    assert read_face("python", f"print({sums})")
    beside = " + ".join(["(" + " + ".join(["1"] * 400) + ")"] * 10)
    assert read_face("python", f"print({beside})")
    around = "1"
    for _ in range(3):
        around = f"({around})" + " + 1" * 600
    assert refusal("python", f"print({around})") == ("too-deep", "terms")


def test_a_sum_is_worked_out_from_the_left_a_piece_at_a_time():
    terms = [f'"{index} "' for index in range(100)]
    inner = " + ".join(["x"] * 40)
    text = f"x = 1\nprint({' + '.join(terms)})\nprint(0.1 + {inner} - ({inner}) * 2)"
    said = [e.fields["text"] for e in play(*read_face("python", text).stacks) if e.type is Type.SAY]
    assert said == ["".join(f"{index} " for index in range(100)), str(0.1 + 40 - 80)]


def test_a_long_sum_is_compared_shown_and_copied_without_end():
    one, other = summed(5000), summed(5000)
    assert one == other
    assert one != summed(4999)
    assert one != summed(5000, term=Literal(2))
    assert _copied(one) == one
    assert repr(one).count("Binary") == 4999
    assert Binary("+", Literal(1), Literal(1)) != Literal(1)
    assert Logic("and", Variable("a"), Variable("b")) != Binary("and", Variable("a"), Variable("b"))
    assert Print([one]) == Print([other])
    assert Change("x", one) == Change("x", other)
