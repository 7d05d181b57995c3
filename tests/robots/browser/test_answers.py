"""What the page asks of a program's text, answered as the server answers it."""

import base64
import json

from robots.browser.answers import answer

SQUARE = {"face": "python", "content": "avancer(2)\ntourner_a_droite()\n"}


def ask(asked, **question):
    return json.loads(answer(asked, json.dumps(question)))


def test_a_program_is_shown_in_another_face_and_comes_back():
    blocks = ask("convert", program=SQUARE, to="blocks", language="fr")
    assert blocks["program"]["face"] == "blocks"
    assert blocks["faults"] == []
    again = ask("convert", program=blocks["program"], to="python", language="fr")
    assert "avancer(2)\ntourner_a_droite()" in again["program"]["content"]


def test_beside_each_other_each_block_knows_its_lines():
    blocks = ask("convert", program=SQUARE, to="blocks", beside=True)
    assert sorted(blocks["lines"].values()) == [[1, 1], [2, 2]]


def test_words_are_written_in_the_language_that_is_asked_for():
    written = ask("convert", program=SQUARE, to="python", language="en")
    assert written["program"]["content"] == "forward(2)\nturn_right()\n"


def test_a_program_that_cannot_be_read_is_answered_with_its_fault():
    answered = ask("convert", program={"face": "python", "content": "avance(2)"}, to="cards")
    assert [(fault["code"], fault["where"]) for fault in answered["faults"]] == [
        ("unknown-word", "1")
    ]
    assert answered["faults"][0]["details"]["near"] == "avancer"


def test_what_is_wrong_with_a_program_is_told_line_by_line():
    program = {"face": "python", "content": "speed(0)\nnote('X9', 1)\n"}
    faults = ask("check", program=program)["faults"]
    assert [(fault["code"], fault["where"]) for fault in faults] == [
        ("bad-value", "1"),
        ("bad-value", "2"),
    ]


def test_a_place_is_looked_for_on_the_mat_that_is_sent():
    program = {"face": "python", "content": "while not at('house'):\n    forward()\n"}
    mat = 'rows = ["..", ".."]\nplaces = {house = "B2"}\n'
    assert ask("check", program=program, mat=mat)["faults"] == []
    assert ask("check", program=program)["faults"][0]["details"]["reason"] == "place"


STREET = 'rows = ["...."]\nplaces = {house = "D1"}\nstart = {cell = "A1", heading = 90}\n'
SHORT = '{"cards": 1, "stacks": [{"when": {"word": "when_started"}, "do": [{"word": "forward"}]}]}'


def judged(content):
    program = {"face": "python", "content": content}
    foreseen = [{"program": SHORT, "answer": "Encore !"}]
    return ask("judge", program=program, mat=STREET, goals=['at("house")'], mistakes=foreseen)


def test_a_mission_is_judged_as_the_server_judges_it():
    assert judged("avancer(3)")["program"] is True
    assert judged("avancer(3)")["arrived"] == "D1"
    wrong = judged("avancer(1)")
    assert (wrong["program"], wrong["mistake"]) == (False, "Encore !")
    assert judged("avance(")["program"] is False


def opened(name, data):
    return ask("open", name=name, data=base64.b64encode(data).decode(), language="fr")


def test_a_file_is_opened_in_the_face_it_is_written_in():
    assert opened("essai.py", SQUARE["content"].encode())["program"] == SQUARE
    assert opened("essai.json", SHORT.encode())["program"] == {"face": "cards", "content": SHORT}


def test_what_is_wrong_with_a_file_is_told():
    assert [fault["code"] for fault in opened("essai.json", b"{")["faults"]] == ["broken-file"]
