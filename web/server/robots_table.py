"""Writes the support table of `README.md`, from the drivers themselves and their kinds' files.

Nothing in it is claimed by hand: words and stop are the driver's, evidence is the kind's file's. A
test says when it is stale; `make generate` writes it again.
"""

from __future__ import annotations

from pathlib import Path

from robots.abilities import ABILITIES
from robots.drivers.driver import Driver, StopGuarantee
from robots.drivers.registry import SIMULATED, driver_class, evidence, kinds

README = Path(__file__).parents[2] / "README.md"
START, END = "<!-- robots: make generate -->", "<!-- /robots -->"
_HEAD = """| kind | does and senses | link | when the gateway dies | evidence |
|---|---|---|---|---|
| `simulated` | every word | none | it is the gateway's own | - |
"""
_STOPS = {
    StopGuarantee.OWN: "stops by itself",
    StopGuarantee.BOUNDED: "its motion ends by itself",
    StopGuarantee.RECONNECT: "stopped when it is reached again: keep a hand near",
}


def readme() -> str:
    """The README with the table as the code has it now."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{table()}{END}{rest.partition(END)[2]}"


def table() -> str:
    """One line a kind that can be driven."""
    return _HEAD + "".join(_line(kind) for kind in kinds() if kind != SIMULATED)


def _line(kind: str) -> str:
    driver = driver_class(kind)
    said = ", ".join(evidence(kind))
    stop = _STOPS[driver.stop_guarantee]
    return f"| `{kind}` | {_words(driver)} | {_link(driver)} | {stop} | {said} |\n"


def _words(driver: type[Driver]) -> str:
    """What it has, or what alone it lacks, whichever is shorter to say."""
    lacks = sorted(ABILITIES - driver.abilities)
    if not lacks:
        return "every word"
    if len(lacks) < len(driver.abilities):
        return f"all but {', '.join(lacks)}"
    return ", ".join(sorted(driver.abilities))


def _link(driver: type[Driver]) -> str:
    return "Bluetooth LE" if driver.advertised else "serial, TCP"
