"""The teacher's printed card: a way in that lasts, until another card is made."""

import re

import pytest

from tests.web.server.live import Process
from web.server.card import NAME

pytestmark = pytest.mark.process


@pytest.fixture
async def teacher(own_room):
    return await own_room.teacher()


def scan(server, address):
    """What opening the card's address gives: the status, and the cookie where there is one."""
    path = address.removeprefix(f"http://127.0.0.1:{server.port}")
    status, headers, _ = server.ask("GET", path)
    return status, (headers["Set-Cookie"] or "").partition(";")[0]


async def test_a_card_lets_another_device_in_again_and_again(own_room, teacher):
    card = await teacher.ask("make_card")
    assert re.fullmatch(rf"http://127\.0\.0\.1:{own_room.server.port}/enter\?card=[\w-]{{32}}",
                        card["address"])  # fmt: skip
    assert card["qr"].startswith("<svg")
    for _ in range(2):
        status, cookie = scan(own_room.server, card["address"])
        assert status == 302
        assert (await own_room.page("teacher", cookie=cookie)).welcome["role"] == "teacher"


async def test_a_new_card_cancels_the_old_one_and_who_came_in_by_it(own_room, teacher):
    old = await teacher.ask("make_card")
    _, cookie = scan(own_room.server, old["address"])
    new = await teacher.ask("make_card")
    assert scan(own_room.server, old["address"]) == (403, "")
    assert (await own_room.page("teacher", cookie=cookie)).welcome["role"] == "visitor"
    assert scan(own_room.server, new["address"])[0] == 302
    assert (await own_room.teacher()).welcome["role"] == "teacher"


async def test_a_card_outlives_the_server_and_its_secret_stands_nowhere(own_room, teacher):
    address = (await teacher.ask("make_card"))["address"]
    server = own_room.server
    scan(server, address)
    server.kill()
    server.again()
    assert scan(server, address)[0] == 302
    kept = [path.read_bytes() for path in server.data.iterdir()]
    assert not [content for content in kept if address.partition("=")[2].encode() in content]
    assert (server.data / NAME).stat().st_mode & 0o077 == 0


async def test_cards_cannot_be_guessed_one_after_the_other_and_the_right_one_opens(
    own_room, teacher
):
    address = (await teacher.ask("make_card"))["address"]
    guesses = [scan(own_room.server, f"/enter?card={number}")[0] for number in range(11)]
    assert guesses == [403] * 10 + [429]
    assert scan(own_room.server, address)[0] == 302


@pytest.mark.parametrize("guess", ["", "x", "%00", "%FF", "é".encode().hex()])
def test_where_no_card_was_made_none_opens(shared_server, guess):
    status, headers, body = shared_server.ask("GET", f"/enter?card={guess}")
    assert status in (403, 429)
    assert headers["Set-Cookie"] is None
    assert b"<!doctype html>" in body  # the page that asks for a code


def test_a_file_that_says_nothing_is_no_card(tmp_path):
    (tmp_path / NAME).write_text("{")
    server = Process(tmp_path)
    assert scan(server, "/enter?card=")[0] == 403
    server.end()


async def test_a_disk_that_takes_nothing_leaves_the_old_card_good(own_room, teacher):
    old = await teacher.ask("make_card")
    (own_room.server.data / NAME).with_suffix(".new").mkdir()
    assert await teacher.refusal("make_card") == ["disk-full"]
    assert scan(own_room.server, old["address"])[0] == 302
