"""How long a page takes until it can be used, on a fast machine and on one six times slower.

Needs Debian's Chromium and Playwright, as the tests do.
"""

from __future__ import annotations

import asyncio
import shutil
import statistics
import time

from playwright.async_api import Browser, async_playwright

from robots.messages import OpenClass
from web.commands.bench.classroom import Screen, running_class
from web.commands.bench.figure import Figure

PAGES = {
    "pupil": ("/", ".toyplace"),
    "board": ("/board", "main button"),
    "today": ("/today", ".pick"),
}
"""Page -> its address, and the first thing on it that can be used."""
PROTOTYPE = {1: 190.0, 6: 450.0}
"""ms of a bare icon editor (Preact and socket.io) cold, by how much slower the processor is."""
TRIES = 5
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def measure() -> list[Figure]:
    """The median of a few cold starts in ms, as a ratio to a bare icon editor's."""
    return asyncio.run(_measure())


async def _measure() -> list[Figure]:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise ModuleNotFoundError("no chromium", name="chromium")
    async with running_class([]) as (address, cookie), async_playwright() as playwright:
        teacher = Screen()
        await teacher.open(address, "teacher", cookie)
        await teacher.ask(OpenClass())
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        try:
            return [
                await _figure(browser, address, cookie, page, slower)
                for page in PAGES
                for slower in PROTOTYPE
            ]
        finally:
            await browser.close()
            await teacher.close()


async def _figure(browser: Browser, address: str, cookie: str, page: str, slower: int) -> Figure:
    times = [await _start(browser, address, cookie, page, slower) for _ in range(TRIES)]
    value = statistics.median(times)
    ratio = value / PROTOTYPE[slower]
    return Figure(f"startup-{page}-{slower}x", value, "ms", ratio, "a bare icon editor")


async def _start(browser: Browser, address: str, cookie: str, page: str, slower: int) -> float:
    """One start with an empty cache."""
    path, usable = PAGES[page]
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=True)
    name, _, value = cookie.partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": address}])
    tab = await context.new_page()
    devtools = await context.new_cdp_session(tab)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    began = time.monotonic()
    await tab.goto(address + path, wait_until="commit")
    await tab.wait_for_selector(usable)
    took = (time.monotonic() - began) * 1000.0
    await context.close()
    return took
