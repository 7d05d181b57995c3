"""What a mission to take home weighs, and how soon it opens on a machine six times slower.

Needs Debian's Chromium and Playwright, as the tests do. Browsers slow down a page's own thread
alone: Python starts in a worker at full speed, and what the page does for it is slow.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from playwright.async_api import Browser, async_playwright

from lessons.catalogue import catalogue
from robots.languages import DEFAULT
from web.commands.bench.figure import Figure, is_busy
from web.commands.bench.startup import FLAGS
from web.commands.takehome.page import whole

MISSION = "repete"
FAMILY = "en"
SLOWER = 6
TRIES = 3
PROMISED = 5000.0
"""ms until the page is there, at `SLOWER`."""
PATIENCE = 120_000.0
"""ms after which something is wrong."""
THERE = ".gobig"
WAKING = ".notice"
"""What says that the robot wakes up: it is there until Python is."""
PYTHON = re.compile(r'<script type="text/plain" id="python-\w+">([^<]*)</script>')


@dataclass(frozen=True, slots=True)
class Limits:
    """The bytes that a file may have, and those it may have beside Pyodide and the core."""

    whole: float
    without_python: float


LIMITS = {False: Limits(9e6, 3e6), True: Limits(9e6, 1e6)}
"""Whether there are cards only -> what is promised."""


def weights(text: str) -> tuple[int, int]:
    """The bytes of a file's text, and of what is not Pyodide and our core."""
    all_of_it = len(text.encode())
    return all_of_it, all_of_it - sum(len(found) for found in PYTHON.findall(text))


def measure() -> list[Figure]:
    """The weights in MB, and the medians in ms, each as a ratio to what is promised."""
    texts = {only: whole(catalogue()[MISSION], DEFAULT, FAMILY, only) for only in LIMITS}
    heavy = [figure for only, text in texts.items() for figure in _weights(text, only)]
    busy = is_busy()
    soon = asyncio.run(_opening(texts))
    return heavy + [msgspec.structs.replace(figure, starved=busy) for figure in soon]


def _weights(text: str, cards_only: bool) -> list[Figure]:
    limits, name = LIMITS[cards_only], _name(cards_only)
    promised = (limits.whole, limits.without_python)
    found = zip(("", "-without-python"), weights(text), promised, strict=True)
    return [
        Figure(f"{name}{part}", size / 1e6, "MB", size / limit, f"{limit / 1e6:g} MB", {})
        for part, size, limit in found
    ]


def _name(cards_only: bool) -> str:
    return "takehome-cards" if cards_only else "takehome"


async def _opening(texts: dict[bool, str]) -> list[Figure]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise ModuleNotFoundError("no chromium", name="chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            return [
                figure
                for only, text in texts.items()
                for figure in await _figures(browser, text, _name(only))
            ]
        finally:
            await browser.close()


async def _figures(browser: Browser, text: str, name: str) -> list[Figure]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "lesson.html"
        file.write_text(text, "utf-8")
        times = [await _open(browser, file.as_uri()) for _ in range(TRIES)]
    against = f"{PROMISED:g} ms"
    opens, plays = (statistics.median(each) for each in zip(*times, strict=True))
    return [
        Figure(f"{name}-opens-{SLOWER}x", opens, "ms", opens / PROMISED, against),
        Figure(f"{name}-plays-{SLOWER}x", plays, "ms"),
    ]


async def _open(browser: Browser, address: str) -> tuple[float, float]:
    """Without a network: ms until the page can be used, and until a program can be played."""
    context = await browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    await context.set_offline(True)
    tab = await context.new_page()
    tab.set_default_timeout(PATIENCE)
    devtools = await context.new_cdp_session(tab)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    began = time.monotonic()
    await tab.goto(address, wait_until="commit")
    await tab.wait_for_selector(THERE)
    opened = time.monotonic() - began
    await tab.wait_for_selector(WAKING, state="detached")
    awake = time.monotonic() - began
    await context.close()
    return opened * 1000.0, awake * 1000.0
