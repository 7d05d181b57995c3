"""No other web page reaches the server through the teacher's browser."""

import json

import pytest
import websocket

from tests.web.server.live import SECRET
from web.server.guard import Guard, from_here

SOCKET = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture
def ours(shared_server):
    return f"127.0.0.1:{shared_server.port}"


@pytest.mark.parametrize("path", ["/", "/board", "/health", "/api/lessons", SOCKET])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "10.9.8.7", "127.0.0.1.evil.example"]
)
def test_a_foreign_host_is_refused(shared_server, path, host):
    status, _, body = shared_server.ask("GET", path, {"Host": host})
    assert (status, body) == (403, b"wrong address")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "localhost."])
def test_this_machines_own_names_are_let_in(shared_server, name):
    host = f"{name}:{shared_server.port}"
    assert shared_server.ask("GET", "/health", {"Host": host})[0] == 200


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://127.0.0.1", "http://127.0.0.1:1", "null", "https://{ours}"],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", SOCKET + "polling"),
        ("POST", SOCKET + "polling"),
        ("POST", "/enter"),
        ("GET", "/api/lessons"),
    ],
)
def test_a_foreign_origin_is_refused(shared_server, ours, method, path, origin):
    headers = {"Origin": origin.format(ours=ours)}
    assert shared_server.ask(method, path, headers)[0] == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_a_foreign_page_loads_is_refused_and_a_link_is_followed(shared_server, site):
    loaded = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
    assert shared_server.ask("GET", SOCKET, loaded)[0] == 403
    linked = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "navigate"}
    assert shared_server.ask("GET", "/board", linked)[0] == 200


def test_a_websocket_of_a_foreign_page_is_refused_and_our_own_is_not(ours):
    address = f"ws://{ours}/socket.io/?EIO=4&transport=websocket"
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        websocket.create_connection(address, origin="http://evil.example", timeout=5)
    websocket.create_connection(address, origin=f"http://{ours}", timeout=5).shutdown()


def test_the_addresses_of_the_settings_and_of_the_socket_are_ours():
    guard = Guard(lambda *_: [], ["Classe.local", "192.168.1.20"])
    asked = {"wsgi.url_scheme": "http", "LOCAL_ADDR": "10.0.0.5"}
    mapped = {**asked, "LOCAL_ADDR": "::ffff:10.0.0.5"}
    assert guard.lets_in({**mapped, "HTTP_HOST": "10.0.0.5:8080"})
    for host in ["classe.local:8080", "192.168.1.20", "10.0.0.5:8080"]:
        assert guard.lets_in({**asked, "HTTP_HOST": host})
        assert guard.lets_in({**asked, "HTTP_HOST": host, "HTTP_ORIGIN": f"http://{host}"})
        assert not guard.lets_in({**asked, "HTTP_HOST": host, "HTTP_ORIGIN": f"http://{host}0"})
    for host in ["", "10.0.0.6", "classe.local.evil.example"]:
        assert not guard.lets_in({**asked, "HTTP_HOST": host})


@pytest.mark.parametrize(
    ("peer", "local", "here"),
    [("127.0.0.1", "127.0.0.1", True), ("::1", "::1", True), ("::ffff:127.0.0.1", "x", True),
     ("10.0.0.5", "10.0.0.5", True), ("::ffff:10.0.0.5", "10.0.0.5", True),
     ("10.0.0.6", "10.0.0.5", False), ("", "", False)],
)  # fmt: skip
def test_only_this_machine_itself_is_a_safe_way_over_plain_http(peer, local, here):
    assert from_here({"REMOTE_ADDR": peer, "LOCAL_ADDR": local}) is here


def test_the_way_in_is_for_who_knows_the_secret_and_opens_once(shared_server):
    assert shared_server.ask("POST", "/entrance")[0] == 403
    assert shared_server.ask("POST", "/entrance", {"X-Ribambelle-Secret": SECRET + "x"})[0] == 403
    token = shared_server.token()
    status, headers, _ = shared_server.ask("GET", f"/enter?token={token}")
    assert (status, headers["Location"]) == (302, "/today")
    cookie = headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert shared_server.ask("GET", f"/enter?token={token}")[0] == 403


async def test_a_code_lets_another_device_in_once(own_room):
    teacher = await own_room.teacher()
    shown = await teacher.ask("teacher_code")
    assert shown["seconds"] == 60
    assert typed(own_room.server, "000" + shown["code"])[0] == 403
    status, headers, _ = typed(own_room.server, shown["code"])
    assert status == 200
    other = await own_room.page("teacher", cookie=headers["Set-Cookie"].partition(";")[0])
    assert other.welcome["role"] == "teacher"
    assert typed(own_room.server, shown["code"])[0] == 403


def test_codes_cannot_be_guessed_one_after_the_other(server):
    assert [typed(server, str(number))[0] for number in range(12)] == [403] * 10 + [429] * 2


def typed(server, code):
    headers = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{server.port}"}
    return server.ask("POST", "/enter", headers, json.dumps({"code": code}))


@pytest.mark.parametrize("cookie", ["ribambelle=", "ribambelle=9999999999.x.y", "ribambelle=a.b"])
async def test_a_made_up_cookie_is_none(room, cookie):
    assert (await room.page("teacher", cookie=cookie)).welcome["role"] == "visitor"
