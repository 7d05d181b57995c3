import re

import pytest

from robots.abilities import COLOURS, WORDS, Kind
from robots.errors import Code, Problem
from robots.languages import languages, names, sentence, spelling
from robots.names import group_given, group_of

DETAILS = {"name": "x", "word": "forward", "value": "7", "reason": "range", "least": 1, "most": 9}


def test_french_comes_first():
    assert languages() == ("fr", "en")


def test_every_word_has_one_name_a_language_and_no_name_means_two_words():
    for language in languages():
        spelled = [spelling(language).word(word) for word in WORDS]
        assert len(set(spelled)) == len(WORDS)
        assert all(name.isidentifier() and name.isascii() for name in spelled)
        assert [names().word(name) for name in spelled] == list(WORDS)


def test_canonical_names_are_read_and_written_without_a_language():
    assert [names().word(word) for word in WORDS] == list(WORDS)
    assert [spelling(None).word(word) for word in WORDS] == list(WORDS)


def test_every_value_of_a_choice_is_named_and_read_back():
    for word in WORDS.values():
        for argument in word.arguments:
            known = tuple(COLOURS) if argument.kind is Kind.COLOUR else argument.choices
            for value, language in ((value, item) for value in known for item in languages()):
                text = spelling(language).value(group_of(argument), value)
                assert names().value(group_of(argument), text) == value


def test_accents_may_be_left_out_or_put_in():
    assert names().word("éteindre") == names().word("eteindre") == "light_off"
    assert names().value("side", "derriere") == names().value("side", "derrière") == "back"


def test_sensing_words_that_give_choices_say_which():
    assert [word for word in WORDS if group_given(word)] == ["colour", "tilt"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_one_sentence_without_holes(language, code):
    for details in ({}, DETAILS, {"reason": "a reason\nof two lines", "value": 3}):
        text = sentence(Problem(code, "", details), language)
        assert text.endswith((".", "?"))
        assert not re.search(r"[{}\n]", text)


def test_a_sentence_says_the_word_as_the_card_does():
    problem = Problem(Code.WORD_LACKING, "", {"word": "forward"})
    assert sentence(problem, "fr") == "Ce robot ne sait pas faire « Avance »."
    assert sentence(problem, "en") == "This robot cannot do “Forward”."
    assert sentence(problem, "xx") == sentence(problem, "fr")


def test_the_reason_chooses_the_sentence():
    problem = Problem(Code.BAD_VALUE, "", DETAILS)
    assert sentence(problem, "fr") == "« Avance » va de 1 à 9, pas « 7 »."


def test_a_detail_that_looks_like_a_hole_stays_what_it_is():
    problem = Problem(Code.UNKNOWN_WORD, "", {"name": "{value} {0}"})
    assert sentence(problem, "fr") == "Je ne connais pas le mot « {value} {0} »."
