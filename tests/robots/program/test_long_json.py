"""JSON deeper than Python's own reader: the same meaning, the same refusals."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from robots.errors import Refused
from robots.program import long_json
from robots.program.faces import read_face, write_face

pytestmark = pytest.mark.random

anything = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)
finite = anything.filter(lambda content: "Infinity" not in json.dumps(content))


@given(finite)
def test_what_is_written_is_what_pythons_own_writer_writes(content):
    assert long_json.written(content) == json.dumps(content, ensure_ascii=False)


@given(finite, st.sampled_from([None, 1]))
def test_what_is_read_is_what_pythons_own_reader_reads(content, indent):
    text = json.dumps(content, indent=indent)
    assert repr(long_json.parsed(text, int)) == repr(json.loads(text))


@given(st.text('{}[]",:0123eE.-truefalsn \\\n', max_size=12))
def test_what_pythons_own_reader_refuses_is_refused(text):
    try:
        own = repr(json.loads(text))
    except json.JSONDecodeError:
        with pytest.raises(json.JSONDecodeError):
            long_json.parsed(text, int)
    else:
        assert repr(long_json.parsed(text, int)) == own


def test_a_program_of_thousands_of_blocks_comes_back():
    program = read_face("python", "forward(1)\nturn_left()\n" * 2_000)
    assert read_face("blocks", write_face(program, "blocks")) == program


@pytest.mark.parametrize(
    ("text", "code"), [("[" * 900_000, "too-deep"), ("[" * 9_000, "broken-file")]
)
def test_endless_brackets_are_refused(text, code):
    with pytest.raises(Refused) as refused:
        read_face("blocks", text)
    assert refused.value.problems[0].code == code
