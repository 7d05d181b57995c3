"""The `ribambelle` command: one file a subcommand, imported only when it is asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version

import click

WRONG_COMMAND_LINE = 64
"""The exit code of a command line that is wrong (EX_USAGE; click's own would be 2)."""
COMMANDS = ("start", "run", "convert", "robots", "lessons", "takehome", "bench")
DEFAULT = "start"
_OWN_FLAGS = frozenset({"--help", "--version"})


class LateGroup(click.Group):
    """A group whose commands are modules of this folder, imported when they are used."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Every subcommand, the default one first."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """The command of the module of that name."""
        if name not in COMMANDS:
            return None
        command = getattr(import_module(f"web.commands.{name}"), name)
        return command if isinstance(command, click.Command) else None

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Without a subcommand it is `start`, with all options."""
        if not args or (args[0].startswith("-") and args[0] not in _OWN_FLAGS):
            args = [DEFAULT, *args]
        return super().parse_args(context, args)

    def __call__(self, *args: str) -> None:
        """Run the command line and leave with its exit code."""
        sys.exit(exit_code(args or None))


def exit_code(args: Sequence[str] | None = None) -> int:
    """Run a command line (`sys.argv` when there is none); its exit code."""
    try:
        result = main.main(args, prog_name="ribambelle", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return WRONG_COMMAND_LINE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 3
    return result if isinstance(result, int) else 0


def _version() -> str:
    try:
        return version("ribambelle")
    except PackageNotFoundError:
        return "0"


@click.group(cls=LateGroup)
@click.version_option(_version(), message="%(prog)s %(version)s")
def main() -> None:
    """Classroom robotics for children: pictures, blocks and Python drive real robots.

    Without a subcommand it is "start": the class server, its robots and its page.
    """


if __name__ == "__main__":
    main()
