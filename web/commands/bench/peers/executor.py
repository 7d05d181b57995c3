"""`blockly_executor` on a repeat that changes a variable. Prints turns and CPU seconds.

Runs in an environment of its own, where that package is installed.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time

from blockly_executor.context import Context
from blockly_executor.executor import BlocklyExecutor

TURNS = int(sys.argv[1])


def number(value: int) -> dict[str, object]:
    """A number block."""
    return {"block": {"type": "math_number", "id": f"n{value}", "fields": {"NUM": value}}}


GET = {"block": {"type": "variables_get", "id": "get", "fields": {"VAR": {"id": "v"}}}}
SUM = {
    "type": "math_arithmetic", "id": "sum", "fields": {"OP": "ADD"},
    "inputs": {"A": GET, "B": number(1)},
}  # fmt: skip
CHANGE = {
    "type": "variables_set", "id": "change",
    "fields": {"VAR": {"id": "v"}}, "inputs": {"VALUE": {"block": SUM}},
}  # fmt: skip
LOOP = {
    "type": "controls_repeat_ext", "id": "loop",
    "inputs": {"TIMES": number(TURNS), "DO": {"block": CHANGE}},
}  # fmt: skip
SET = {
    "type": "variables_set", "id": "set", "fields": {"VAR": {"id": "v"}},
    "inputs": {"VALUE": number(0)}, "next": {"block": LOOP},
}  # fmt: skip
WORKSPACE = {
    "blocks": {"languageVersion": 0, "blocks": [SET]},
    "variables": [{"name": "v", "id": "v"}],
}


class OneWorkspace(Context):
    """Where the executor finds its workspace."""

    async def workspace_read(self) -> dict[str, object]:
        """The only workspace."""
        return WORKSPACE


async def main() -> None:
    """Run it once and time it."""
    logging.disable()
    context = await OneWorkspace.init(workspace_name="loop")
    before = time.process_time()
    await BlocklyExecutor().execute(context)
    seconds = time.process_time() - before
    if context.status != "complete":
        sys.exit(f"{context.status}: {context.result}")
    print(json.dumps({"turns": TURNS, "seconds": seconds}))


asyncio.run(main())
