"""`ribambelle robots`: the robots that can be driven from this machine now."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass

import click

from robots.drivers.registry import SIMULATED, kind_facts
from robots.errors import Refused
from robots.gateway.finder import Found, found, found_on_the_air
from robots.gateway.link import RobotLink
from robots.languages import DEFAULT
from robots.transports.transport import LinkLost

SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Row:
    """One robot of the list; `free` is False when something else holds it."""

    address: str
    kind: str
    name: str
    free: bool
    battery: int | None = None
    link: int | None = None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="A list of objects on stdout.")
@click.option(
    "--seconds",
    type=click.FloatRange(0, 60),
    default=SECONDS,
    help=f"How long a robot may take to answer ({SECONDS:g}).",
)
def robots(as_json: bool, seconds: float) -> int:
    """List the robots that are there: the one on the screen, those on USB and on the air."""
    rows = [Row(SIMULATED, SIMULATED, _names().get(SIMULATED, SIMULATED), True)]
    rows += asyncio.run(_real(seconds))
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        for row in rows:
            click.echo(_line(row))
    return 0


async def _real(seconds: float) -> list[Row]:
    names = _names()
    heard = asyncio.create_task(_heard(seconds))
    there = await asyncio.to_thread(found)
    rows = await asyncio.gather(*(_ask(robot, names, seconds) for robot in there))
    return [*rows, *(_on_the_air(robot, names) for robot in await heard)]


async def _heard(seconds: float) -> list[Found]:
    """The robots on the air; none where the system's Bluetooth does not work."""
    try:
        return await found_on_the_air(seconds)
    except Exception:  # a system's Bluetooth may raise anything
        return []


def _on_the_air(robot: Found, names: dict[str, str]) -> Row:
    """A robot as it tells itself: it is not asked, since to ask is to take it away from others."""
    kind = robot.address.kind
    name = robot.name or names[kind]
    return Row(str(robot.address), kind, name, not robot.held, link=robot.strength)


async def _ask(robot: Found, names: dict[str, str], seconds: float) -> Row:
    """Ask a robot who it is; one that does not answer is held by somebody else."""
    kind, address = robot.address.kind, str(robot.address)
    link = RobotLink(robot.address)
    try:
        async with asyncio.timeout(seconds):
            driver = await link.first()
            return Row(address, kind, driver.name or names[kind], True, driver.battery)
    except (LinkLost, Refused, TimeoutError):
        return Row(address, kind, names[kind], False)
    finally:
        await link.close()


def _names() -> dict[str, str]:
    return {kind.kind: kind.names.get(DEFAULT, kind.kind) for kind in kind_facts()}


def _line(row: Row) -> str:
    battery = "" if row.battery is None else f"  {row.battery} %"
    return f"{'*' if row.free else '-'} {row.address}  {row.name}{battery}"
