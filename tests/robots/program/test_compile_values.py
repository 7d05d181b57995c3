"""Lists, tuples, dictionaries and templates, as compiled programs handle them."""

from functools import partial

import pytest

from robots.drivers.simulated import simulated_body
from robots.errors import Refused
from robots.languages import sentence
from robots.program.scene import Scene, virtual
from robots.program.tree import (
    Assign,
    Binary,
    Call,
    Change,
    Compare,
    DictOf,
    Evaluate,
    ForEach,
    ListOf,
    Literal,
    Opaque,
    Print,
    SetItem,
    Template,
    TupleOf,
    Unpack,
    Variable,
)
from robots.world.shipped import shipped
from robots.world.trace import Recorder
from tests.robots.playing import do, forever, play, program, said, value_of

X, Y = Variable("x"), Variable("y")


def numbers(*values):
    return ListOf([value_of(value) for value in values])


def ended(*statements, timeout=60.0):
    return play(*statements, timeout=timeout)[-1].fields


def test_for_each_goes_through_lists_texts_tuples_and_keys():
    things = [
        numbers(1, 2), Literal("ab"), TupleOf([Literal(3)]), DictOf([Literal("k")], [Literal(1)]),
    ]  # fmt: skip
    trace = play(*(ForEach(["x"], thing, [Print([X])]) for thing in things))
    assert said(trace) == ["1", "2", "a", "b", "3", "k"]


def test_for_each_unpacks_its_items():
    pairs = ListOf([TupleOf([Literal("a"), Literal(1)]), numbers("b", 2)])
    trace = play(ForEach(["x", "y"], pairs, [Print([Y, X])]))
    assert said(trace) == ["1 a", "2 b"]


def test_a_list_that_grows_while_it_is_gone_through_ends_in_a_clear_problem():
    grow = Evaluate(Call("list.append", [X, Literal(1)]))
    assert ended(Assign("x", numbers(1)), ForEach(["y"], X, [grow]))["code"] == "limit"


def test_unpacking_wants_as_many_values_as_names():
    assert said(play(Unpack(["x", "y"], numbers(1, 2)), Print([Y, X]))) == ["2 1"]
    fields = ended(Unpack(["x", "y"], numbers(1, 2, 3), id="1.1"))
    assert (fields["code"], fields["block"]) == ("bad-value", "1.1")


def test_items_are_set_in_lists_and_dictionaries():
    trace = play(
        Assign("x", numbers(1, 2)),
        SetItem(X, Literal(-1), Literal("b")),
        Assign("y", DictOf([Literal("a")], [Literal(1)])),
        SetItem(Y, TupleOf([Literal(1), Literal(2)]), X),
        Print([X, Y, Call("item", [Y, Literal("a")])]),
    )
    assert said(trace) == ["[1, 'b'] {'a': 1, (1, 2): [1, 'b']} 1"]


@pytest.mark.parametrize(
    "statement",
    [
        SetItem(numbers(1), Literal(1), X), SetItem(Literal("a"), Literal(0), Literal("b")),
        SetItem(DictOf([], []), numbers(1), Literal(1)), Assign("x", DictOf([numbers(1)], [X])),
        Assign("x", Call("item", [DictOf([], []), Literal("a")])), ForEach(["x"], Literal(3), []),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_a_bad_value(statement):
    assert ended(statement)["code"] == "bad-value"


def test_a_template_shows_values_between_texts():
    form = Call("format", [Literal(3.14159), Literal(".2f")])
    assert said(play(Print([Template([Literal("pi="), form, Literal(" "), numbers("a")])]))) == [
        "pi=3.14 ['a']"
    ]


def test_lists_compare_and_change_in_place():
    trace = play(
        Assign("x", numbers(1)),
        Assign("y", X),
        Change("x", numbers(2)),
        Print([Compare("==", X, Y), Compare("<", TupleOf([Literal(1)]), TupleOf([Literal(2)])), Y]),
    )
    assert said(trace) == ["True True [1, 2]"]


def ending(*statements):
    """The sentence that a run ends with."""
    trace, whole = [], program(*statements)
    scene = Scene(partial(sentence, language="fr"))
    scene.add(whole, simulated_body(whole, shipped()), Recorder(trace.append), {})
    virtual(scene, 10.0)
    return trace[-1].fields["text"]


def test_a_variable_that_was_not_set_is_named():
    unset = "La variable « total » n’a pas encore de valeur."
    total = Variable("total")
    assert ending(Assign("x", Binary("+", total, Literal(1)), id="1")) == unset
    assert ending(Assign("x", Binary("*", Literal(2), total), id="1")) == unset
    assert ending(do("forward", "1", steps=total)) == unset


def test_opaque_python_is_not_compiled():
    with pytest.raises(Refused) as caught:
        play(Opaque("import os", id="7"))
    problem = caught.value.problems[0]
    assert (problem.code, problem.where) == ("not-taught", "7")


def test_a_stack_that_only_goes_through_lists_lets_the_others_in():
    big = Assign("x", Binary("*", numbers(1), Literal(300)))
    trace = play(big, forever(Assign("y", Call("sorted", [X]))), timeout=0.00015)
    assert trace[-1].fields == {"by": "timeout"}
