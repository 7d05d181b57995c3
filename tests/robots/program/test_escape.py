"""A pupil's program reaches nothing but its words, from text as from trees built by hand."""

import ast
import time
from random import Random

import pytest

from robots.errors import Refused
from robots.program.building import Builder
from robots.program.check import check
from robots.program.compile import compile_program
from robots.program.faces import read_face
from robots.program.taught import TAUGHT
from robots.program.tree import (
    Ask,
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Choice,
    Compare,
    Count,
    DictOf,
    Do,
    Evaluate,
    ForEach,
    Function,
    If,
    ListOf,
    Literal,
    Logic,
    Own,
    Parameter,
    Print,
    Program,
    Repeat,
    Return,
    Sense,
    SetItem,
    Stack,
    Template,
    TupleOf,
    Unary,
    Unpack,
    Variable,
    While,
)
from robots.world.trace import Type
from tests.robots.playing import forever, of, play, said, value_of

X = Variable("x")
NAMES = [
    "__import__", "open", "eval", "exec", "getattr", "globals", "locals", "type", "int", "object",
    "__builtins__", "here", "turns", "breaths", "spent", "grown", "small", "variables", "build",
    "where", "back", "depth", "t", "e", "_", "f0", "p0", "v0", "stack_0", "call_str", "too_deep",
    "compare_Eq", "set_item", "self", "class", "None", "é'\"\\\n",
]  # fmt: skip


def call(name, *values):
    return Call(name, [value_of(value) for value in values])


def ending(text):
    """What becomes of a text: the code it is refused or ended with, or how it ended."""
    try:
        whole = read_face("python", text)
        faults = [fault for fault in check(whole) if not fault.remark]
        if faults:
            return str(faults[0].code)
        trace = play(*whole.stacks, timeout=5.0, face="python")
    except Refused as refused:
        return str(refused.problems[0].code)
    return trace[-1].fields.get("code") or str(trace[-1].type)


def test_no_name_is_anything_but_a_variable():
    trace = play(*(Print([Variable(name)]) for name in NAMES))
    assert said(trace) == ["None"] * len(NAMES)


def test_any_name_can_be_assigned_and_harms_nothing():
    body = [Assign(name, Literal(index)) for index, name in enumerate(NAMES)]
    body += [Change("turns", Literal(1)), Repeat(Literal(2000), [Assign("spent", Literal("x"))])]
    trace = play(*body, Print([Variable("__builtins__"), Variable("here")]))
    assert said(trace) == [f"{NAMES.index('__builtins__')} {NAMES.index('here')}"]


def test_functions_and_parameters_may_have_any_names():
    functions = [
        Function(name, [Parameter(other)], [Return(Variable(other))], [name])
        for name, other in zip(NAMES, reversed(NAMES), strict=True)
    ]
    calls = [Print([Own(name, [Literal(1)])]) for name in NAMES]
    whole = Program([Stack(calls)], functions)
    compile_program(whole, Random(0))


def every_kind():
    """A program with every kind of node, whose names and texts all try something."""
    evil = "__class__.__mro__[1].__subclasses__()"
    thing, text = Variable(evil), Literal("{0.__class__}" + evil)
    values = [
        text, thing, Unary("-", thing), Binary("+", thing, text), Compare("<", thing, thing),
        Logic("or", thing, text), Choice(thing, text, thing), call("str.upper", text),
        Sense("distance"), ListOf([thing]), TupleOf([thing]), DictOf([text], [thing]),
        Template([text, call("format", text, "x")]), Own(evil, [thing], {"b": text}), Ask(text),
    ]  # fmt: skip
    body = [
        Do("say", {"text": text}), *(Assign(evil, value) for value in values), Change(evil, thing),
        Repeat(thing, []), While(thing, []), Count(evil, thing, thing, thing, []), Print(values),
        If([Branch(thing, [])]), Evaluate(Own(evil, [thing, thing])), SetItem(thing, thing, thing),
        Unpack([evil, "b"], thing), ForEach([evil, "c"], thing, []),
    ]  # fmt: skip
    given = [Parameter("a"), Parameter("b", text)]
    own = Function(evil, given, [*body, Return(thing)], ["c"])
    return Program([Stack(body)], [own])


def test_compiled_code_looks_up_no_attribute_and_only_names_of_our_own():
    module = Builder(every_kind(), frozenset({""})).module()
    names = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    kinds = {type(node) for node in ast.walk(module)}
    assert kinds.isdisjoint(
        {ast.Attribute, ast.Import, ast.ImportFrom, ast.Global, ast.Lambda, ast.JoinedStr}
        | {ast.Try, ast.With, ast.ClassDef, ast.ListComp, ast.GeneratorExp, ast.Starred, ast.Await}
    )
    assert all(name.isidentifier() and name.isascii() and "__" not in name for name in names)


def test_compiled_code_has_no_builtins():
    stack = compile_program(every_kind(), Random(0)).stacks[0]
    assert stack.start().gi_frame.f_builtins == {}


@pytest.mark.parametrize(
    "text",
    [
        "print('{0.__class__}'.format(1))", "print(f'{(1).__class__}')", "x = ().__class__",
        "print(f'{1:>99999999}')", "print(f'{1:{10**9}}')", "print('%099999999d' % 1)",
        "print(str.__subclasses__())", "import os", "from os import system", "__import__('os')",
        "eval('1')", "exec('x = 1')", "open('/etc/passwd')", "getattr(1, 'real')", "globals()",
        "x = (lambda: 1)()", "x = [i for i in range(9)]", "class A:\n    pass", "print(print)",
        "x = forward.__code__", "x = (i for i in [1])", "def f():\n    yield 1\nf()",
        "try:\n    x = 1\nfinally:\n    pass", "with 1:\n    pass", "@property\ndef f():\n    pass",
        "global __builtins__\n__builtins__.open", "x: int.__base__ = 1", "print(*[1])",
        "async def f():\n    pass", "del __builtins__", "x = int('9' * 400)", "x = type(1)",
        "x = 'a' * 10**9", "x = 10**10**10", "x = [0] * 10**9", "x = list(range(10**9))",
        "x = sorted([1, 'a'])", "x = {[1]: 2}", "x = int('٣' * 400)",
        "x = ' '.join(['a' * 9999] * 999)",
        "x = 'a'.replace('', 'b' * 9999)", "x = sum(['a'])", "x = chr(-1)", "x = round(1.5, 10**9)",
        "x = str(10**5000)", "x = 'a'.center(10**9)", "x = 'a'.zfill(10**9)", "x = zip()",
        "match 1:\n    case int():\n        pass", "x = b'a'", "x = 1j", "x = ...", "assert 0",
        "raise SystemExit", "while True:\n    x = input()", "x = f'{1!r:>9999999}'",
    ],
)  # fmt: skip
def test_no_text_gets_out(text):
    began = time.thread_time()
    assert ending(text) in {
        "not-taught", "unknown-word", "bad-value", "limit", "syntax", "too-big", "too-deep",
        "no-input", "finished",
    }  # fmt: skip
    if text.split("(")[0] in ("eval", "exec", "open", "getattr", "globals", "__import__"):
        assert ending(text) in ("not-taught", "unknown-word")
    assert time.thread_time() - began < 1.0


def test_formats_are_short_and_plain():
    for spec in (">99999999", "0999999999d", "{0}", "n", ".999f", "c", "!r", "%H", "é>5"):
        trace = play(Assign("x", call("format", 1, spec)), timeout=1.0)
        assert trace[-1].fields.get("code") == "bad-value", spec
    for spec, shown in ((">5", "    1"), ("03d", "001"), (".2f", "1.00"), ("x", "1"), ("", "1")):
        assert said(play(Print([call("format", 1, spec)]))) == [shown]


@pytest.mark.parametrize("name", ["__class__", "str.format", "str.__class__", "object", "vars", ""])
def test_only_taught_functions_are_called(name):
    assert name not in TAUGHT
    with pytest.raises(Refused) as caught:
        play(Assign("x", call(name, "x")))
    assert caught.value.problems[0].code == "not-taught"


@pytest.mark.parametrize(
    "node",
    [
        Literal(object), Literal(b"x"), Literal(1j), Literal(...), Literal([1]), Literal(10**400),
        Binary("@", X, X), Binary(".", X, X), Unary("~", X), Compare("is", X, X),
        Compare("in", X, X), Logic("xor", X, X), Binary("__class__", X, X),
    ],
)  # fmt: skip
def test_a_tree_that_no_reader_makes_is_refused(node):
    with pytest.raises(Refused):
        play(Assign("x", node))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("blocks.is_prime", [10**24 + 7]), ("statistics.multimode", [ListOf([Literal(1)])]),
        ("str.join", ["," * 9999, ListOf([Literal(1)] * 900)]), ("int", ["9" * 10_000]),
        ("float", ["9" * 10_000]), ("str.replace", ["a" * 9999, "a", "b" * 9999]),
        ("blocks.sort", [ListOf([Literal("9" * 9999)] * 900), "NUMERIC", 1]),
        ("random.randint", [-(10**299), 10**299]), ("math.floor", [1e299]), ("chr", [0x110000]),
    ],
)  # fmt: skip
def test_one_call_is_over_in_milliseconds(name, values):
    began = time.thread_time()
    assert play(Assign("x", call(name, *values)), timeout=1.0)[-1].type in ("finished", "error")
    assert time.thread_time() - began < 0.2


def test_keys_that_collide_take_no_longer_than_others():
    """Whole numbers that are multiples of 2**61 - 1 all have the same hash."""
    flood = Assign("y", Binary("+", Variable("y"), Literal(2**61 - 1)))
    put = SetItem(X, Variable("y"), Literal(1))
    began = time.thread_time()
    start = [Assign("x", DictOf([], [])), Assign("y", Literal(0))]
    trace = play(*start, Repeat(Literal(999), [flood, put]))
    assert trace[-1].type == Type.FINISHED
    assert time.thread_time() - began < 0.5


def test_a_dictionary_has_a_bounded_number_of_keys():
    put = SetItem(X, Variable("y"), Literal(1))
    start = [Assign("x", DictOf([], [])), Assign("y", Literal(0))]
    trace = play(*start, forever(Change("y", Literal(1)), put), timeout=1.0)
    assert trace[-1].fields["code"] == "limit"
    assert not of(trace, Type.SAY)
