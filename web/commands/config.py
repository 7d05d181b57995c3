"""The configuration file: one TOML file, whose every option is also a flag of `start`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
import platformdirs


def config_path() -> Path:
    """Where the file is looked for when no `--config` says otherwise."""
    return platformdirs.user_config_path("ribambelle", appauthor=False) / "ribambelle.toml"


def data_path() -> Path:
    """Where the journal and the logs are kept when no `--data` says otherwise."""
    return platformdirs.user_data_path("ribambelle", appauthor=False)


def take(context: click.Context, _: click.Parameter, path: Path | None) -> Path | None:
    """Make the file's options the defaults of the flags; a flag that is given wins."""
    chosen = path or config_path()
    if path is not None or chosen.exists():
        context.default_map = dict(_options(context, chosen))
    return path


def _options(context: click.Context, path: Path) -> dict[str, object]:
    try:
        options = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"{path}: {error}") from None
    known = {option.name: option for option in context.command.params if option.name != "config"}
    for name, value in options.items():
        if name not in known:
            there = ", ".join(sorted(name for name in known if name))
            raise click.UsageError(f"{path}: unknown option {name} (there are {there})")
        if not _fits(value, known[name]):
            raise click.UsageError(f"{path}: {name} cannot be {value!r}")
    return options


def _fits(value: object, option: click.Parameter) -> bool:
    """Whether it is of the option's TOML type; click itself would take `true` for the port 1."""
    if isinstance(option, click.Option) and option.multiple:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(option, click.Option) and option.is_flag:
        return isinstance(value, bool)
    if isinstance(option.type, click.IntRange):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)
