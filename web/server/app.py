"""The class server, put together: pages, ways in, sockets and the room, behind the guard."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from flask import Flask

from web.server import driving, programs, remote, seating, teaching
from web.server.browser_line import BrowserLine
from web.server.card import Card
from web.server.classroom import Classroom, Here
from web.server.entrance import Entrance
from web.server.files import with_files
from web.server.gateway_line import GatewayLine
from web.server.guard import Application, Guard
from web.server.journal import Journal
from web.server.pages import LANGUAGE, pages
from web.server.settings import ServerSettings
from web.server.sockets import SocketLine, make_sockets
from web.server.ways_in import ways_in

DESKS = (teaching, seating, driving, remote, programs)
"""The modules whose functions answer screens; importing them registers those."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is ready to serve `application` (WSGI, under gevent's pywsgi)."""

    application: Application
    room: Classroom
    journal: Journal


def make_server(settings: ServerSettings, port: int) -> Server:
    """Build everything and take up the class that the journal holds."""
    app = Flask("ribambelle", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 1_000_000
    app.config[LANGUAGE] = settings.language
    sockets = make_sockets(app)
    line = SocketLine(sockets)
    journal = Journal(settings.data)
    entrance = Entrance(settings.secret, Card(settings.data))
    here = Here(secrets.token_hex(8), settings.tablets, port)
    room = Classroom(journal, line, entrance, here)
    app.register_blueprint(pages)
    app.register_blueprint(ways_in(entrance))
    BrowserLine(sockets, line, room, entrance)
    GatewayLine(sockets, line, room, settings.gateway_token)
    return Server(Guard(with_files(app.wsgi_app), settings.addresses), room, journal)
