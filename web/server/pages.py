"""The pages and what they fetch. A page holds nothing of a class: that comes by the socket."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec
from flask import Blueprint, Response, current_app, request

from lessons.catalogue import catalogue, view
from robots.companions import companions
from robots.drivers.registry import kind_facts
from robots.errors import Refused
from web.server.sheets import sheet

DIST = Path(__file__).parents[1] / "client" / "dist"
PAGES = {
    "/": "pupil",
    "/today": "teacher",
    "/class": "teacher",
    "/card": "teacher",
    "/board": "board",
}
"""Address -> the page that the client's build made for it."""

LANGUAGE = "LANGUAGE"
"""The application's setting: the language of its pages."""

pages = Blueprint("pages", __name__)


def product_version() -> str:
    """The version of this Ribambelle."""
    try:
        return version("ribambelle")
    except PackageNotFoundError:
        return "0"


@pages.route("/")
@pages.route("/today")
@pages.route("/class")
@pages.route("/board")
@pages.route("/card")
def page() -> Response:
    """One of the client's pages."""
    return built_page(PAGES[request.path])


def built_page(name: str, status: int = 200) -> Response:
    """A page in the class's language, as the client's build made it, compressed where taken."""
    path = DIST / f"{name}.{current_app.config[LANGUAGE]}.html"
    if not path.exists():  # French has no suffix, and stands in for a language that is not there
        path = DIST / f"{name}.html"
    small = path.with_name(f"{path.name}.gz")
    if request.accept_encodings["gzip"] and small.exists():
        answer = Response(small.read_bytes(), status, mimetype="text/html")
        answer.headers["Content-Encoding"] = "gzip"
    elif path.exists():
        answer = Response(path.read_bytes(), status, mimetype="text/html")
    else:
        return Response("This page is not built: run `make client`.", 503, mimetype="text/plain")
    answer.headers["Vary"] = "Accept-Encoding"
    return answer


@pages.get("/health")
def health() -> Response:
    """Whether the server answers, and which version it is."""
    return _json(msgspec.json.encode({"status": "ok", "version": product_version()}))


@pages.get("/api/lessons")
def lessons() -> Response:
    """Every lesson as screens list and play it."""
    return _json(_lessons())


@pages.get("/api/kinds")
def kinds() -> Response:
    """Every robot kind with its names and picture."""
    return _json(msgspec.json.encode(kind_facts()))


@pages.get("/api/companions")
def closed_robots() -> Response:
    """Every closed robot: its keys, its memory, its drawings."""
    return _json(msgspec.json.encode(companions()))


@pages.get("/lessons/<slug>/sheet")
def teacher_sheet(slug: str) -> Response:
    """The teacher's page of a lesson, ready to be printed."""
    found = catalogue().get(slug)
    if found is None:
        return Response("", 404)
    return Response(sheet(found.facts.title, found.teacher), mimetype="text/html")


@pages.app_errorhandler(Refused)
def refused(problem: Refused) -> Response:
    """A lesson or a robot's file that cannot be read."""
    return _json(msgspec.json.encode([str(p.code) for p in problem.problems]), 500)


@pages.after_app_request
def keep_nothing(answer: Response) -> Response:
    """Pages are fetched again each time: a new build, a new class."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


@cache
def _lessons() -> bytes:
    return msgspec.json.encode([view(lesson) for lesson in catalogue().values()])


def _json(data: bytes, status: int = 200) -> Response:
    return Response(data, status, mimetype="application/json")
