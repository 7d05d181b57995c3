"""The addresses by which a teacher comes in."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, redirect, request

from robots.errors import Code
from web.server.entrance import COOKIE, COOKIE_SECONDS, Entrance
from web.server.pages import built_page

LARGEST = 1000


class TypedCode(msgspec.Struct, frozen=True):
    """What another device sends: the code that the teacher's page shows."""

    code: str


def ways_in(entrance: Entrance) -> Blueprint:
    """The addresses, for this entrance."""
    doors = Blueprint("ways_in", __name__)

    @doors.post("/entrance")
    def issue() -> Response:
        """A one-time token for the command on this machine."""
        token = entrance.issue(request.headers.get("X-Ribambelle-Secret", ""), request.environ)
        if token is None:
            return _told({"code": str(Code.NOT_ALLOWED)}, 403)
        return _told({"token": token})

    @doors.get("/enter")
    def enter() -> Response:
        """Come in with a one-time token or a card; without, to the page that asks for a code."""
        if (card := request.args.get("card")) is not None:
            return _by_card(entrance, card)
        token = request.args.get("token")
        if token is None:
            return _to_today()
        if not entrance.open_with_token(token):
            return _told({"code": str(Code.NOT_ALLOWED)}, 403)
        return _with_cookie(_to_today(), entrance.new_cookie())

    @doors.post("/enter")
    def enter_by_code() -> Response:
        """Come in with the code that the teacher's page shows."""
        if not entrance.attempts.may_try():
            return _told({"code": str(Code.LIMIT)}, 429)
        code = _typed_code()
        if code is None:
            return _told({"code": str(Code.BAD_MESSAGE)}, 400)
        if not entrance.open_with_code(code):
            return _told({"code": str(Code.NOT_ALLOWED)}, 403)
        return _with_cookie(_told({}), entrance.new_cookie())

    return doors


def _by_card(entrance: Entrance, secret: str) -> Response:
    """In with a card; one that opens nothing leads to the page that says so and asks for a code."""
    if not entrance.card.opens(secret):
        return built_page("teacher", 403 if entrance.card.attempts.may_try() else 429)
    return _with_cookie(_to_today(), entrance.new_cookie(by_card=True))


def _typed_code() -> str | None:
    # A form of another site cannot send this type without asking first.
    if request.mimetype != "application/json" or (request.content_length or 0) > LARGEST:
        return None
    try:
        return msgspec.json.decode(request.get_data(), type=TypedCode).code
    except msgspec.DecodeError:
        return None


def _to_today() -> Response:
    answer = redirect("/today")
    return Response(answer.get_data(), answer.status_code, headers={"Location": "/today"})


def _with_cookie(answer: Response, cookie: str) -> Response:
    answer.set_cookie(
        COOKIE,
        cookie,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )
    return answer


def _told(said: dict[str, str], status: int = 200) -> Response:
    return Response(msgspec.json.encode(said), status, mimetype="application/json")
