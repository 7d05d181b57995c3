"""`ribambelle start`: the class server, its robots and its page."""

from __future__ import annotations

import os
import secrets
import signal
import sys
import webbrowser
from pathlib import Path

import click

from robots.gateway.settings import GatewaySettings
from robots.logs import log_to
from web.commands.addresses import local_addresses, tablet_address
from web.commands.config import data_path, take
from web.commands.greeting import greet, say_again, say_held, say_restart
from web.commands.ports import free_port
from web.commands.running import Held, Running, enter, entrance, forget, remember
from web.commands.supervisor import NotStarted, Supervisor
from web.server.settings import ServerSettings

DEFAULT_PORT = 8080
NOT_STARTED = 1


@click.command()
@click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=take,
    help="A TOML file with these options; without it the one in your configuration folder.",
)
@click.option("--port", type=click.IntRange(0, 65535), help=f"{DEFAULT_PORT} when left out.")
@click.option("--host", default="0.0.0.0", help="Which of this machine's addresses to serve.")
@click.option("--name", help="The name or address by which tablets shall call this machine.")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=data_path,
    help="The folder of the journal and the logs.",
)
@click.option("--robots", type=click.IntRange(0, 60), default=6, help="Simulated robots.")
@click.option(
    "--robot", multiple=True, metavar="ADDRESS", help="A robot, KIND@TRANSPORT; repeatable."
)
@click.option("--find/--no-find", default=True, help="Look for robots on USB and on the air.")
@click.option("--browser/--no-browser", default=True, help="Open the teacher's page.")
@click.option("--language", default="fr", help="The language of the screens (fr, en).")
def start(
    port: int | None,
    host: str,
    name: str | None,
    data: Path,
    robots: int,
    robot: tuple[str, ...],
    find: bool,
    browser: bool,
    language: str,
) -> int:
    """Start a class, or come back to the one that runs."""
    _make(data)
    try:
        entry = enter(data)
    except Held:
        say_held(data, language)
        return NOT_STARTED
    if isinstance(entry, str):
        say_again(entry, language)
        _open(entry, browser)
        return 0
    log_to(data, "supervisor")
    secret = secrets.token_urlsafe(32)
    addresses = local_addresses()
    tablets = name or tablet_address(addresses)
    server = ServerSettings(
        data=str(data),
        host=host,
        port=free_port(host, DEFAULT_PORT) if port is None else port,
        secret=secret,
        addresses=[tablets, *addresses],
        tablets=tablets,
        language=language,
    )
    gateway = GatewaySettings(
        "", "", str(data), simulated=robots, robots=list(robot), find=find, language=language
    )
    supervisor = Supervisor(server, gateway, lambda part: say_restart(part, language))
    _stop_on_signals(supervisor)
    try:
        address = supervisor.start()
        running = Running(address, secret)
        remember(data, running)
        way_in = entrance(running) or address
        greet(way_in, address, tablets, language)
        _open(way_in, browser)
        supervisor.watch()
    except NotStarted as error:
        click.echo(f"{error}: {data}", err=True)
        return NOT_STARTED
    finally:
        supervisor.end()
        forget(data)
        entry.close()
    return 0


def _make(data: Path) -> None:
    """The data folder, which only its owner may read."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise click.BadParameter(str(error), param_hint="--data") from None
    if not os.access(data, os.W_OK):
        raise click.BadParameter(f"cannot write in {data}", param_hint="--data")


def _stop_on_signals(supervisor: Supervisor) -> None:
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: supervisor.stop())


def _open(address: str, wanted: bool) -> None:
    """Open the page, where there is a screen (else a browser in the terminal would take it)."""
    screen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if wanted and screen:
        webbrowser.open(address)
