"""`ribambelle run`: one program on one robot, its trace in a file or on stdout.

Exit codes: 0 finished, 1 the program was refused or failed by itself, 2 a robot or connection
error, 3 stopped or timed out, 64 a wrong command line.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path

import click

from robots.abilities import ABILITIES
from robots.drivers.registry import driver_class, kinds
from robots.errors import Problem, Refused
from robots.languages import sentence
from robots.program.check import check
from robots.program.faces import open_file
from robots.program.tree import Program
from robots.transports.recorder import Recording
from robots.world.mat import Mat, read_mat
from robots.world.shipped import mat_names, shipped
from robots.world.trace import Event, Type
from web.commands.events import EventLog, event_log, writable
from web.commands.play import (
    FINISHED,
    PROGRAM_FAILED,
    SIMULATED,
    Order,
    exit_code,
    play_simulated,
    refusal_code,
)
from web.commands.problems import print_problems, spoken


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("--robot", default=SIMULATED, metavar="ADDRESS", help="simulated, or KIND@TRANSPORT.")
@click.option("--mat", default="plain", metavar="MAT", help="A .toml file or a shipped mat's name.")
@click.option("--events", metavar="FILE|-", help="Write the trace there (- is stdout).")
@click.option("--record", type=Path, metavar="FILE", help="Write every frame of the robot there.")
@click.option("--speed", type=click.Choice(["real", "max"]), default="real")
@click.option("--seed", type=int, default=0, help="Of the program's luck and the mat's noise.")
@click.option("--timeout", type=click.FloatRange(0), metavar="SECONDS", help="Stop after that.")
@click.option(
    "--keep",
    type=click.Choice(["ram", "flash"]),
    help="Leave the program in the robot, to run with the cable out: until it is switched off, "
    "or (flash) at each switching on. With --events it is followed to its end.",
)
@click.option("--language", metavar="L", help="Of the sentences (fr, en).")
def run(
    file: Path,
    robot: str,
    mat: str,
    events: str | None,
    record: Path | None,
    speed: str,
    seed: int,
    timeout: float | None,
    keep: str | None,
    language: str | None,
) -> int:
    """Run a program on a robot; the exit code tells how it ended."""
    fast, language = speed == "max", spoken(language)
    abilities = _abilities(robot)
    if fast and robot != SIMULATED:
        raise click.BadParameter("only simulated runs at max speed", param_hint="--speed")
    if keep and (robot == SIMULATED or not driver_class(robot.partition("@")[0]).keeps):
        raise click.BadParameter(f"{robot} keeps no program", param_hint="--keep")
    recording = _recording(record, robot)
    with event_log(events, at_once=not fast) as log:
        try:
            floor = _mat(mat)
            told = partial(sentence, language=language)
            order = Order(floor, robot, fast, seed, timeout, told, recording)
            program, remarks = _program(file, abilities, order, language)
            if keep:
                _keep(program, order, log, keep)
            else:
                _play(program, order, log)
            _tell(log.last, remarks, file, language)
            unrecorded = _recorded(recording)
            left = keep is not None and log.last is None
            return unrecorded if left else exit_code(log.last) or unrecorded
        except Refused as refused:
            print_problems(file, refused.problems, language)
            return refusal_code(refused)


def _abilities(robot: str) -> frozenset[str]:
    """What the robot can do; raises click.BadParameter for an address of no known kind."""
    if robot == SIMULATED:
        return ABILITIES
    kind, at, place = robot.partition("@")
    if not (at and place) or kind == SIMULATED or kind not in kinds():
        raise click.BadParameter(f"no robot {robot!r}", param_hint="--robot")
    return driver_class(kind).abilities


def _recording(record: Path | None, robot: str) -> Recording | None:
    """Where the robot's frames go; raises click.BadParameter when they cannot go there."""
    if record is None:
        return None
    if robot == SIMULATED:
        raise click.BadParameter("simulated has no frames", param_hint="--record")
    if not writable(str(record)):
        raise click.BadParameter(f"cannot write {record}", param_hint="--record")
    return Recording(record)


def _recorded(recording: Recording | None) -> int:
    """Tell of a recording that is not whole; the exit code of that."""
    if recording is None or recording.problem is None:
        return FINISHED
    click.echo(f"{recording.path}: {recording.problem.strerror}", err=True)
    return PROGRAM_FAILED


def _mat(name: str) -> Mat:
    """The mat of a `.toml` path or of a shipped name; raises Refused when the file is wrong."""
    if not name.endswith(".toml"):
        if name not in mat_names():
            known = ", ".join(mat_names())
            raise click.BadParameter(f"no mat {name!r} (there are {known})", param_hint="--mat")
        return shipped(name)
    try:
        text = Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise click.BadParameter(str(error), param_hint="--mat") from None
    return read_mat(text, Path(name).stem)


def _program(
    file: Path, abilities: frozenset[str], order: Order, language: str
) -> tuple[Program, list[Problem]]:
    """Read and check the program, with the remarks on it; faults are raised."""
    program, remarks = open_file(file.read_bytes(), file.name, language)
    places = frozenset(order.mat.places) | frozenset(order.mat.squares)
    problems = [*remarks, *check(program, abilities, places)]
    faults = [problem for problem in problems if not problem.remark]
    if faults:
        raise Refused(faults)
    return program, problems


def _play(program: Program, order: Order, log: EventLog) -> None:
    if order.robot == SIMULATED:
        play_simulated(program, order, log)
    else:
        play_real_robot = import_module("robots.gateway.play").play_here
        play_real_robot(program, order, log)


def _keep(program: Program, order: Order, log: EventLog, where: str) -> None:
    keep_here = import_module("robots.gateway.keep").keep_here
    keep_here(program, order, log, where == "flash", log.target is not None)


def _tell(last: Event | None, remarks: list[Problem], file: Path, language: str) -> None:
    """A run-time error is told like any other problem; the remarks where there was none."""
    if last is None or last.type is not Type.ERROR:
        print_problems(file, remarks, language)
        return
    block = str(last.fields["block"])
    click.echo(f"{file}:{block or 1}: {last.fields['code']}: {last.fields['text']}", err=True)
