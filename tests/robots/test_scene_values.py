"""What programs compute: Blockly's and Python's meanings, and the limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from robots.errors import Refused
from robots.program.compile import compile_program
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Choice,
    Compare,
    Count,
    If,
    Jump,
    ListOf,
    Literal,
    Logic,
    Print,
    Repeat,
    Unary,
    Variable,
    While,
)
from robots.world.trace import Type
from tests.robots.playing import do, forever, of, play, program, said, sense

pytestmark = pytest.mark.random


def shown(*expressions):
    """What a program prints that prints these."""
    return said(play(*(Print([item]) for item in expressions)))


def of_call(name, *values):
    return Call(
        name,
        [item if not isinstance(item, (int, float, str)) else Literal(item) for item in values],
    )


def ended(*statements, timeout=None):
    return play(*statements, timeout=timeout)[-1].fields


X, Y = Variable("x"), Variable("y")


@pytest.mark.parametrize(
    ("operator", "left", "right", "result"),
    [
        ("+", 2, 3, "5"), ("-", 2, 3, "-1"), ("*", 2, 3, "6"), ("/", 3, 2, "1.5"),
        ("//", 7, 2, "3"), ("%", -7, 3, "2"), ("**", 2, 10, "1024"),
        ("**", 2, 0.5, "1.41421356237"),
        ("**", 2, -1, "0.5"), ("+", "a", "b", "ab"), ("*", "ab", 2, "abab"),
    ],
)  # fmt: skip
def test_operators_have_pythons_meaning(operator, left, right, result):
    assert shown(Binary(operator, Literal(left), Literal(right))) == [result]


def test_logic_looks_right_only_when_it_matters():
    never = Binary("/", Literal(1), Literal(0))
    assert shown(
        Logic("and", Literal(False), never),
        Logic("or", Literal(True), never),
        Choice(Literal(True), Literal("a"), never),
        Unary("not", Literal(0)),
        Compare("<=", Literal(2), Literal(2)),
    ) == ["False", "True", "a", "True", "True"]


@pytest.mark.parametrize(
    ("old", "by", "result"),
    [
        (None, 2, "2"),
        ("texte", 2, "2"),
        (True, 2, "3"),
        (3, 2, "5"),
        (0.5, 2, "2.5"),
        (3, 0.25, "3.25"),
    ],
)
def test_change_counts_what_is_no_number_as_zero(old, by, result):
    for value in (Literal(by), Unary("-", Unary("-", Literal(by)))):
        trace = play(Assign("x", Literal(old)), Change("x", value), Print([X]))
        assert said(trace) == [result]


@pytest.mark.parametrize(
    ("first", "last", "by", "values"),
    [
        (1, 3, 1, ["1", "2", "3"]), (3, 1, 1, ["3", "2", "1"]), (1, 5, -2, ["1", "3", "5"]),
        (0, 1, 0.5, ["0", "0.5", "1.0"]), (2, 2, 1, ["2"]),
    ],
)  # fmt: skip
def test_counting_does_both_ends_and_follows_their_direction(first, last, by, values):
    ends = (Literal(first), Literal(last), Literal(by))
    assert said(play(Count("x", *ends, [Print([X])]))) == values


@pytest.mark.parametrize(("times", "count"), [(3, 3), (0, 0), (-2, 0), (2.9, 2), ("2", 2)])
def test_repeat_counts_once_before_the_first_turn(times, count):
    body = [Print([X]), Assign("n", Literal(99))]
    trace = play(Assign("n", Literal(times)), Repeat(Variable("n"), body))
    assert len(said(trace)) == count


def test_loops_break_and_continue():
    trace = play(
        Assign("x", Literal(0)),
        While(
            Compare("<", X, Literal(10)),
            [
                Change("x", Literal(1)),
                If([Branch(Compare("==", X, Literal(2)), [Jump("continue")])]),
                If([Branch(Compare("==", X, Literal(4)), [Jump("break")])]),
                Print([X]),
            ],
        ),
    )
    assert said(trace) == ["1", "3"]


def test_until_tests_before_each_turn():
    trace = play(
        Assign("x", Literal(0)),
        While(Compare(">=", X, Literal(2)), [Change("x", Literal(1)), Print([X])], until=True),
    )
    assert said(trace) == ["1", "2"]


def test_if_takes_the_first_branch_that_holds():
    def chosen(number):
        branches = [
            Branch(Compare("<", Literal(number), Literal(limit)), [Print([Literal(limit)])])
            for limit in (5, 10)
        ]
        return said(play(If(branches, [Print([Literal("grand")])])))

    assert [chosen(1), chosen(7), chosen(70)] == [["5"], ["10"], ["grand"]]


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        (Binary("/", Literal(1), Literal(0)), "bad-value"),
        (Binary("%", Literal(1), Literal(0)), "bad-value"),
        (Binary("+", Variable("rien"), Literal(1)), "bad-value"),
        (Binary("+", Literal("a"), Literal(1)), "bad-value"),
        (Binary("%", Literal("%0999999999d"), Literal(1)), "bad-value"),
        (Compare("<", Literal("a"), Literal(1)), "bad-value"),
        (Binary("**", Literal(10), Literal(10**9)), "limit"),
        (Binary("**", Literal(10.0), Literal(1000)), "limit"),
        (Binary("**", Literal(-8), Literal(0.5)), "bad-value"),
        (Binary("*", Literal("ab"), Literal(10**9)), "limit"),
        (Binary("*", ListOf([Literal(1)]), Literal(10**9)), "limit"),
        (of_call("math.sqrt", -1), "bad-value"),
        (of_call("math.exp", 10**6), "limit"),
        (of_call("math.log", 0), "bad-value"),
        (of_call("int", "douze"), "bad-value"),
        (of_call("item", "abc", 3), "bad-value"),
        (of_call("random.choice", ""), "bad-value"),
    ],
)
def test_a_fault_ends_the_run_with_its_code_and_place(expression, code):
    fields = ended(do("light", colour="red"), Assign("x", expression, id="1.2"))
    assert (fields["code"], fields["block"]) == (code, "1.2")


@pytest.mark.parametrize(
    "growth",
    [
        Binary("+", X, X), Binary("*", X, X), Binary("*", X, Literal(3)),
        Binary("-", X, Binary("-", Literal(0), X)), Binary("/", X, Literal(0.001)),
        ListOf([X, X]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", [7, 7.5, "abc", None])
def test_nothing_grows_for_ever(growth, first):
    fields = ended(Assign("x", Literal(first)), forever(Assign("x", growth)), timeout=60)
    assert fields["code"] in ("limit", "bad-value")


def test_texts_grow_by_change_only_so_far():
    fields = ended(Assign("x", Literal("abc")), forever(Change("x", X)), timeout=60)
    assert fields["code"] == "limit"


def test_whole_numbers_of_three_hundred_digits_are_exact():
    big = 10**298 + 7
    trace = play(Assign("x", Literal(big)), Assign("y", Binary("+", X, Literal(1))), Print([Y]))
    assert said(trace) == [str(big + 1)]


@pytest.mark.parametrize(
    ("word", "arguments"),
    [
        ("forward", {"steps": "deux"}), ("forward", {"steps": True}),
        ("forward", {"steps": 10**16}),
        ("wait", {"seconds": -1}), ("wait", {"seconds": 3601}), ("speed", {"percent": 0}),
        ("wheels", {"left": 101, "right": 0}), ("light", {"colour": "mauve"}),
        ("light", {"colour": "#12345"}), ("note", {"pitch": "H4", "beats": 1}),
        ("note", {"pitch": 35, "beats": 1}), ("play", {"sound": "bang"}), ("drive", {"cm": None}),
    ],
)  # fmt: skip
def test_a_value_that_a_word_cannot_take_is_a_bad_value(word, arguments):
    fields = ended(do(word, "1.1", **arguments))
    assert (fields["code"], fields["block"]) == ("bad-value", "1.1")


def test_mathematics_is_rounded_to_twelve_digits():
    assert shown(of_call("math.sin", 1), of_call("math.sqrt", 2), of_call("math.log", 10)) == [
        "0.841470984808",
        "1.41421356237",
        "2.30258509299",
    ]


@pytest.mark.parametrize(
    ("call", "result"),
    [
        (of_call("abs", -3), "3"), (of_call("round", 2.5), "2"), (of_call("min", 3, 1), "1"),
        (of_call("max", ListOf([Literal(1), Literal(4)])), "4"), (of_call("len", "été"), "3"),
        (of_call("str.upper", "été"), "ÉTÉ"),
        (of_call("str.join", "-", ListOf([X, Literal(1)])), "None-1"),
        (of_call("statistics.median", ListOf([Literal(3), Literal(1)])), "2.0"),
        (of_call("blocks.is_prime", 97), "True"), (of_call("contains", "abc", "b"), "True"),
        (of_call("part", "abcd", 1, 3), "bc"), (of_call("math.floor", -1.5), "-2"),
        (of_call("statistics.multimode", ListOf([Literal(1), Literal(2), Literal(2)])), "[2]"),
    ],
)  # fmt: skip
def test_taught_functions(call, result):
    assert shown(call) == [result]


def test_luck_follows_the_seed():
    dice = [Print([of_call("random.randint", 1, 6)]) for _ in range(20)]
    assert said(play(*dice, seed=1)) == said(play(*dice, seed=1))
    assert said(play(*dice, seed=1)) != said(play(*dice, seed=2))
    assert set(said(play(*dice))) <= {"1", "2", "3", "4", "5", "6"}


def test_a_value_that_was_sensed_can_be_computed_with():
    trace = play(Assign("x", Binary("+", sense("distance"), Literal(1))), Print([X, Literal("cm")]))
    assert said(trace) == ["76 cm"]


def test_printing_is_a_say_event_with_its_step():
    trace = play(Print([Literal("a"), Literal(1.5), Literal(True)], id="3"))
    assert said(trace) == ["a 1.5 True"]
    assert of(trace, Type.STEP)[0].fields == {"block": "3", "word": "say", "stack": 1}


def test_compiled_code_has_no_builtins_and_looks_up_no_attribute():
    names = ("__import__", "open", "v0", "here", "small", "turns", "__builtins__")
    assert shown(*(Variable(name) for name in names)) == ["None"] * len(names)


@pytest.mark.parametrize("name", ["eval", "__import__", "str.format", "open", "getattr"])
def test_only_taught_functions_can_be_called(name):
    with pytest.raises(Refused) as caught:
        play(Assign("x", of_call(name, "x")))
    assert caught.value.problems[0].code == "not-taught"


def test_a_program_too_deep_to_compile_is_refused():
    deep = Literal(1)
    for _ in range(5000):
        deep = Binary("+", deep, Literal(1))
    with pytest.raises(Refused) as caught:
        play(Assign("x", deep))
    assert caught.value.problems[0].code == "too-deep"


def test_a_jump_outside_a_loop_is_refused():
    with pytest.raises(Refused):
        play(Jump("break"))


def test_every_taught_function_bears_any_values_without_a_strange_error():
    strange = [None, "a", -1, 0.5, True, [1, "b"], 10**290, 1e299]

    @settings(max_examples=400, deadline=None)
    @given(name=st.sampled_from(sorted(TAUGHT)), data=st.data())
    def bears(name, data):
        taught = TAUGHT[name]
        count = data.draw(st.integers(taught.least, 3 if taught.most is None else taught.most))
        arguments = [data.draw(st.sampled_from(strange)) for _ in range(count)]
        nodes = [
            ListOf([Literal(part) for part in item]) if isinstance(item, list) else Literal(item)
            for item in arguments
        ]
        assert play(Assign("x", Call(name, nodes)))[-1].type in ("finished", "error")

    bears()


def test_long_loop_bodies_let_the_others_in():
    from random import Random

    whole = program(forever(*[Assign("x", Literal(1))] * 500))
    (stack,) = compile_program(whole, Random(0)).stacks
    strand = stack.start()
    assert False in [next(strand) for _ in range(3)]
